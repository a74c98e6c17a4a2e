"""Positions of any grid and datum -> WGS-84 longitude and latitude in degrees, and what their digits leave open."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from fengtai_map.geo.datum import from_bd09, from_gcj02, to_bd09, to_gcj02
from fengtai_map.geo.projection import DEGREES, all_in_metres
from fengtai_map.model.upload_rules import Grid, UploadRules
from fengtai_map.user_points.upload.coordinates import Number

LON, LAT = (73.0, 136.0), (3.0, 54.0)  # degrees: China
SAME_PLACE = 2.0  # metres: the same place for certain
FROM: Mapping[str, Callable[[tuple[float, float]], tuple[float, float]]] = {  # latitude first
    "WGS-84": lambda given: given,
    "GCJ-02": from_gcj02,
    "BD-09": from_bd09,
}
Array = npt.NDArray[np.float64]
DEGREE = 108_000  # metres: a degree of latitude is 111 km, one of longitude here 85 km


@dataclass(frozen=True)
class WrittenPosition:
    """Where a row lies, as it is written: degrees with the longitude first, or metres in the order they stand.

    `units` are what their last digits count, in degrees or metres; `marked` says that minutes were written, `swapped`
    that the latitude stood first and no letter says so. `shape` is a line, an area or several points, in the
    numbers of `x` and `y`. `frame` is what the row calls its system, `grid` its projection; `sure` that it is in
    WGS-84, since the file states its system, which is `grid` then.
    """

    x: float
    y: float
    degrees: bool
    units: tuple[float, float] = (0, 0)
    marked: bool = False
    swapped: bool = False
    shape: BaseGeometry | None = None
    frame: str = ""
    grid: str = ""
    sure: bool = False


def spot(first: Number, second: Number, rules: UploadRules) -> WrittenPosition | None:
    """What two numbers say: degrees, or metres of a grid; None where neither, or where their letters contradict."""
    if {first.axis, second.axis} in ({"lat"}, {"lon"}):
        return None
    said = bool(first.axis or second.axis)
    if first.axis == "lat" or second.axis == "lon":
        first, second = second, first
    if within(first.value, LON) and within(second.value, LAT):
        return _degrees(first, second)
    if within(second.value, LON) and within(first.value, LAT):
        return None if said else replace(_degrees(second, first), swapped=True)
    if any(of_grid(grid, first.value, second.value) for grid in rules.grids):
        return WrittenPosition(first.value, second.value, degrees=False, units=(first.unit, second.unit))
    return None


def _degrees(lon: Number, lat: Number) -> WrittenPosition:
    marked = not (_decimal(lon.unit) and _decimal(lat.unit))
    return WrittenPosition(lon.value, lat.value, degrees=True, units=(lon.unit, lat.unit), marked=marked)


def _decimal(unit: float) -> bool:
    return f"{unit:e}".startswith("1.000")


def within(value: float, bounds: tuple[float, float]) -> bool:
    """Whether a value lies between two."""
    return bounds[0] <= value <= bounds[1]


def of_grid(grid: Grid, x: float, y: float) -> str:
    """Whether two numbers lie in the ranges of a grid: "xy" with the easting first, "yx" with the northing first."""
    if within(x, grid.east) and within(y, grid.north):
        return "xy"
    return "yx" if within(y, grid.east) and within(x, grid.north) else ""


def grid_named(rules: UploadRules, crs: str) -> Grid:
    """The grid of an EPSG code, or of another name of it. Raises KeyError where we do not know it."""
    found = next((one for one in rules.grids if crs == one.crs or crs.lower().replace(":", "") in one.names), None)
    if found is None:
        raise KeyError(crs)
    return found


def ordered(points: Array, grid: Grid) -> Array:
    """Metres as they stand, easting first."""
    if len(points) and of_grid(grid, *points[0]) == "yx":
        return points[:, ::-1]
    return points


def in_degrees(points: Array, source: str) -> Array:
    """Metres of a grid with the easting first, or degrees of another system, as degrees of longitude and latitude."""
    lon, lat = _into_degrees(source).transform(points[:, 0], points[:, 1])
    return np.column_stack([lon, lat])


def from_datum(datum: str) -> Callable[[Array], Array]:
    """What takes an array of longitude and latitude in a datum to WGS-84, as shapely.transform wants it.

    >>> import numpy as np
    >>> from_datum("GCJ-02")(np.array([[116.306067, 39.851258]])).round(5)
    array([[116.3 ,  39.85]])
    """
    if datum == "WGS-84":
        return lambda points: points
    back = FROM[datum]

    def moved(points: Array) -> Array:
        there = [back((lat, lon)) if _inland(lon, lat) else (lat, lon) for lon, lat in points]
        return np.array([(lon, lat) for lat, lon in there], dtype=np.float64).reshape(-1, 2)

    return moved


def _inland(lon: float, lat: float) -> bool:
    """Whether a position may be shifted at all: outside of China none is."""
    return within(lon, LON) and within(lat, LAT)


def stated(lon: float, lat: float, datum: str) -> tuple[float, float] | None:
    """Where the numbers of a datum would lie if they were taken for WGS-84; None where they are that.

    >>> stated(116.3, 39.85, "GCJ-02")
    (116.306067, 39.851258)
    """
    shifted = {"GCJ-02": to_gcj02, "BD-09": to_bd09}.get(datum)
    if shifted is None:
        return None
    there_lat, there_lon = shifted((lat, lon))
    return round(there_lon, 6), round(there_lat, 6)


def metres(points: Sequence[tuple[float, float]] | Array) -> Array:
    """WGS-84 degrees -> metres of the plane, an array of two columns."""
    held = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    return shapely.get_coordinates(all_in_metres(shapely.points(held)))


def numbers(spots: Iterable[WrittenPosition]) -> Array:
    """The numbers of spots as an array of two columns."""
    return np.array([(one.x, one.y) for one in spots], dtype=np.float64).reshape(-1, 2)


def moved(spots: Iterable[WrittenPosition], way: Callable[[Array], Array]) -> list[WrittenPosition]:
    """The spots with their numbers taken another way, those of their shapes too; all of them at once."""
    held = list(spots)
    there = way(numbers(held))
    return [
        replace(one, x=float(x), y=float(y), shape=None if one.shape is None else shapely.transform(one.shape, way))
        for one, (x, y) in zip(held, there, strict=True)
    ]


@cache
def _into_degrees(source: str) -> Transformer:
    """The way from another system, longitude or easting first."""
    return Transformer.from_crs(source, DEGREES, always_xy=True)


def by_digits(spots: Sequence[WrittenPosition | None]) -> list[float]:
    """The error of each position in metres, of one digit: ±900 for whole minutes, ±5,000 for one decimal of a degree.

    Programs drop the zeros at the end of a number. So 116.3 counts as one decimal only where no other number of its
    column has more, or the latitude beside it has no more either.
    """
    best: dict[tuple[bool, int], float] = {}
    for spot in spots:
        for axis, unit in enumerate(spot.units if spot and spot.degrees else ()):
            place = (spot is not None and spot.marked, axis)
            best[place] = min(unit, best.get(place, unit))
    return [_error(spot, best) if spot else 0 for spot in spots]


def _error(spot: WrittenPosition, best: dict[tuple[bool, int], float]) -> float:
    if not spot.degrees:
        return max(spot.units) / 2
    unit = max(min(spot.units), *(best[spot.marked, axis] for axis in (0, 1)))
    return float(f"{unit * DEGREE / 2:.0e}")
