"""Positions of any grid and datum -> WGS-84 longitude and latitude in degrees."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from pyproj import Transformer

from fengtai_map.datums import from_bd09, from_gcj02, to_bd09, to_gcj02
from fengtai_map.metres import DEGREES, METRES
from fengtai_map.model.upload import Grid, UploadRules

LON, LAT = (73.0, 136.0), (3.0, 54.0)  # degrees: China
FROM: Mapping[str, Callable[[tuple[float, float]], tuple[float, float]]] = {  # latitude first
    "WGS-84": lambda given: given,
    "GCJ-02": from_gcj02,
    "BD-09": from_bd09,
}


@dataclass(frozen=True)
class Position:
    """A position in degrees of the datum it came in.

    `grid` is the projection it was converted from, `shifted` whether the datum the reader named applies; `swapped` says
    that latitude stood first.
    """

    lon: float
    lat: float
    grid: str = ""
    shifted: bool = True
    swapped: bool = False


def position(x: float, y: float, rules: UploadRules, crs: str = "") -> Position | None:
    """What two numbers say: degrees, or metres of a grid; None where neither. `crs` names the grid of metres.

    Metres are taken in either order: surveyors write northing first.
    """
    if _within(x, LON) and _within(y, LAT):
        return Position(x, y)
    if _within(y, LON) and _within(x, LAT):
        return Position(y, x, swapped=True)
    grids = [grid for grid in rules.grids if crs in ("", grid.crs)]
    return next((found for grid in grids if (found := _of_grid(grid, x, y) or _of_grid(grid, y, x))), None)


def wgs84(at: Position, datum: str) -> tuple[float, float]:
    """Longitude and latitude in WGS-84, rounded to 6 decimals (0.1 m). `datum` is an id of data/upload.toml."""
    lat, lon = FROM[datum if at.shifted else "WGS-84"]((at.lat, at.lon))
    return round(lon, 6), round(lat, 6)


def from_datum(datum: str) -> Callable[[np.ndarray], np.ndarray]:
    """What takes an array of longitude and latitude in a datum to WGS-84, as shapely.transform wants it."""
    return lambda points: np.array([wgs84(Position(lon, lat), datum) for lon, lat in points]).reshape(-1, 2)


def stated(lon: float, lat: float, datum: str) -> tuple[float, float] | None:
    """Where the numbers of a datum would lie if they were taken for WGS-84; None where they are that."""
    shifted = {"GCJ-02": to_gcj02, "BD-09": to_bd09}.get(datum)
    if shifted is None:
        return None
    there_lat, there_lon = shifted((lat, lon))
    return round(there_lon, 6), round(there_lat, 6)


def metres(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """WGS-84 degrees -> metres of the plane."""
    if not points:
        return []
    lon, lat = zip(*points, strict=True)
    x, y = _transformer(DEGREES, METRES).transform(lon, lat)
    return list(zip(x, y, strict=True))


def _of_grid(grid: Grid, east: float, north: float) -> Position | None:
    if not (_within(east, grid.east) and _within(north, grid.north)):
        return None
    lon, lat = _transformer(grid.crs, "EPSG:4326").transform(east, north)
    return Position(lon, lat, grid.crs, grid.shifted)


@cache
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
