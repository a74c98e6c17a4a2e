"""What is said to be in the district lies there: points, rivers, ends of metro lines; and a point's basis fits it."""

import re
from collections.abc import Iterator
from functools import lru_cache

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from fengtai_map.data.checks.geometry import in_municipality, shaped
from fengtai_map.data.raw import CELLS, Rows
from fengtai_map.geo.projection import in_metres
from fengtai_map.model import CellRow
from fengtai_map.problems import Problem

AROUND = 2000.0  # metres that a metro station may lie outside: further out it is no concern of the map
STOP = 300.0  # metres from the end of a line to its station
ENDS = {"subdistrict": ("街道", " Subdistrict"), "town": ("镇", " Town")}
CODE = re.compile(r"110106\d{3}")
UNKNOWN = ("not-located", "none")  # basis and source of a point without a position


@lru_cache(maxsize=1)
def _outline(cells: tuple[CellRow, ...]) -> BaseGeometry:
    """The district in the plane. Several checks ask for it; it is made once."""
    parts = [shaped(cell.geometry) for cell in cells]
    return in_metres(shapely.union_all([part for part in parts if part.is_valid]))


def district(rows: Rows) -> BaseGeometry | None:
    """The outline of the district in metres of the plane, None where cells were lost."""
    return _outline(rows.features[CELLS]) if rows.whole(f"{CELLS}.geojson") and rows.features.get(CELLS) else None


def inside(rows: Rows) -> Iterator[Problem]:
    """A place lies in the district or just outside it, within its error; a metro station at least near it."""
    outline = district(rows)
    for file, place in rows.points() if outline else ():
        if place.lon is None or place.lat is None:
            continue
        metres = outline.distance(in_metres(Point(place.lon, place.lat))) if outline else 0.0
        if metres > (AROUND if place.lines else place.error_m or 0.0) and in_municipality(place):
            yield Problem("position-far", file, place.id, {"metres": f"{metres:.0f}"})


def rivers(rows: Rows) -> Iterator[Problem]:
    """A river crosses the district: what does not is neither counted nor listed."""
    outline = district(rows)
    for river in rows.features.get("rivers", ()) if outline else ():
        line = shaped(river.geometry)
        if outline and not in_metres(line).intersection(outline).length:
            yield Problem("river-outside", "geo/rivers.geojson", river.id)


def line_ends(rows: Rows) -> Iterator[Problem]:
    """A metro line that ends in the district ends at one of its stations."""
    outline = district(rows)
    if outline is None or not rows.whole("metro-stations.geojson", "metro-lines.geojson"):
        return
    for line in rows.features.get("metro-lines", ()):
        stations = [in_metres(Point(s.lon or 0, s.lat or 0)) for s in rows.stations if line.id in s.lines]
        for end in _ends(in_metres(shaped(line.geometry))):
            away = min((end.distance(station) for station in stations), default=float("inf"))
            if outline.contains(end) and away > STOP:
                yield Problem("line-end", "geo/metro-lines.geojson", line.id, {"metres": f"{away:.0f}"})


def _ends(line: BaseGeometry) -> Iterator[Point]:
    for part in getattr(line, "geoms", [line]):
        yield from (Point(part.coords[0]), Point(part.coords[-1]))


def known_how(rows: Rows) -> Iterator[Problem]:
    """A place has a position, an error, a basis and a source, or nothing of all that."""
    for place in rows.places:
        located = place.lon is not None
        given = (place.error_m is not None, place.basis != UNKNOWN[0], place.source != UNKNOWN[1])
        if set(given) != {located}:
            yield Problem("position-half", "geo/places.geojson", place.id)


def subdistrict_names(rows: Rows) -> Iterator[Problem]:
    """A 街镇 is called so in both languages, and has an id after its code."""
    for cell in rows.features.get(CELLS, ()):
        about, (zh, en) = cell.properties, ENDS[cell.properties.kind]
        named = about.name_zh.endswith(zh) and about.name_en.endswith(en)
        if not named or not CODE.fullmatch(about.code) or cell.id != f"street-{about.code}":
            yield Problem("cell-name", f"geo/{CELLS}.geojson", cell.id, {"value": f"{about.name_zh}, {about.code}"})
