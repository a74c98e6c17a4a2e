"""The ground holds together: cells cover the district once, members are known, positions are where they can be."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.data.raw import CELLS, Rows
from fengtai_map.model import Place, Record
from fengtai_map.problems import Problem

INVALID = {  # what GEOS says of a geometry, as the catalogue says it; whatever else it says comes of a crossing
    "Hole lies outside shell": "hole-outside",
    "Holes are nested": "holes-nested",
    "Nested shells": "shells-nested",
    "Duplicate Rings": "ring-twice",
    "Too few points in geometry component": "few-points",
    "Interior is disconnected": "parted",
}

BEIJING = (115.4, 39.4, 117.6, 41.1)  # degrees: west, south, east, north of the municipality
CELLS_FILE = f"{CELLS}.geojson"
KEPT = 2048  # geometries: those of a folder, and of the one before
SLIVER = 1e-9  # square degrees, about 10 square metres: below what rounded coordinates can promise


@lru_cache(KEPT)
def shaped(geometry: Record) -> BaseGeometry:
    """The geometry of a feature, in degrees: made once for all who ask, also when the data are read again."""
    given: dict[str, Any] = geometry.model_dump()
    return shape(given)


def _cells(rows: Rows) -> dict[str, BaseGeometry]:
    return {cell.properties.name_zh: shaped(cell.geometry) for cell in rows.features.get(CELLS, ())}


def members(rows: Rows) -> Iterator[Problem]:
    """Every 街镇 belongs to exactly one cluster, every member is a 街镇 we have, and every cluster has one."""
    if not rows.whole("clusters.toml", CELLS_FILE):
        return
    file = rows.file("clusters")
    known = set(_cells(rows))
    owner: dict[str, str] = {}
    for cluster in rows.clusters:
        for name in cluster.members:
            if name not in known:
                yield Problem("member-unknown", file, cluster.id, {"value": name})
            if name in owner:
                yield Problem("member-twice", file, cluster.id, {"value": name, "other": owner[name]})
            owner.setdefault(name, cluster.id)
    free = sorted(known - set(owner))
    for name in free:
        yield Problem("member-missing", file, "cluster", {"value": name})
    for cluster in rows.clusters:
        if not cluster.members and not free:  # else what it lacks is reported already
            yield Problem("key-missing", file, cluster.id, {"key": "members"})


def valid(rows: Rows) -> Iterator[Problem]:
    """Every outline and line is a valid geometry."""
    for layer in rows.layers:
        for feature in rows.features.get(layer.id, ()):
            geometry = shaped(feature.geometry) if feature.geometry else None
            if geometry and not geometry.is_valid:
                yield Problem("geometry-invalid", f"geo/{layer.file}", feature.id, _unlike(geometry))


def _unlike(geometry: BaseGeometry) -> dict[str, str]:
    """Why a geometry is invalid, and where."""
    said, _, at = shapely.is_valid_reason(geometry).partition("[")
    return {"key": "geometry", "reason": INVALID.get(said, "crossed"), "where": at.rstrip("]")}


def coverage(rows: Rows) -> Iterator[Problem]:
    """The cells leave no gap and do not overlap, so that a point lies in one cluster only."""
    if not rows.whole(CELLS_FILE):
        return
    file = f"geo/{CELLS_FILE}"
    cell = {name: geometry for name, geometry in _cells(rows).items() if geometry.is_valid}
    for (name, one), (other, two) in combinations(cell.items(), 2):
        if one.intersects(two) and one.intersection(two).area > SLIVER:
            yield Problem("cells-overlap", file, name, {"other": other})
    whole = shapely.union_all(list(cell.values()))
    parts = sorted(getattr(whole, "geoms", [whole]), key=lambda part: part.area)
    holes = [shapely.Polygon(hole) for part in parts for hole in getattr(part, "interiors", ())]
    for apart in (*holes, *parts[:-1]):  # the district is one piece: a gap may also cut a part of it off
        if apart.area > SLIVER:
            point = apart.representative_point()
            yield Problem("cells-gap", file, f"{point.x:.5f}, {point.y:.5f}")


def positions(rows: Rows) -> Iterator[Problem]:
    """A point lies in the municipality: outside it, longitude and latitude were swapped or mistyped."""
    for file, place in rows.points():
        if place.lon is not None and not in_municipality(place):
            yield Problem("position-outside", file, place.id, {"value": f"{place.lon}, {place.lat}"})


def in_municipality(place: Place) -> bool:
    """Whether a position lies in Beijing at all; if not, longitude and latitude were probably swapped."""
    west, south, east, north = BEIJING
    return west <= (place.lon or 0) <= east and south <= (place.lat or 0) <= north


def station_lines(rows: Rows) -> Iterator[Problem]:
    """A station has a line."""
    for station in rows.stations:
        if not station.lines:
            yield Problem("line-unknown", "geo/metro-stations.geojson", station.id)
