"""The points and the names of lines and neighbours as plain values."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, shape

from fengtai_map.model import Atlas, Feature, Place
from fengtai_map.webmap import style
from fengtai_map.webmap.per_ground import once_per_ground

Json = dict[str, Any]
FIRST = ("river-yongding", "river-liangshui")  # the rivers that are named on the map of the whole district
LATTICE = 9  # points a side of the lattice on which a neighbour's name may stand
# Where along a line its name may stand, in shares of its length, best first.
ALONG = (0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6, 0.22, 0.78, 0.1, 0.9, 0.35, 0.65, 0.45, 0.55)


def points(places: tuple[Place, ...]) -> list[Json]:
    """The places that have a position, as the map's script takes them; what matters more is drawn above."""
    keys = {"id", "name", "kind", "lat", "lon", "status", "cluster", "error_m"}
    shown = [place for place in in_order(places) if place.lon is not None]
    return [place.model_dump(include=keys) | {"outside": place.outside} | _body(place) for place in shown]


def _body(place: Place) -> Json:
    """The geometry of a line or area, and the clusters it passes; nothing for a point."""
    if not place.shape:
        return {}
    return {"shape": json.loads(place.shape), "passes": [name for name, _ in place.passes]}


def in_order(places: Iterable[Place]) -> list[Place]:
    """In the order in which they are drawn: stations first, hubs last."""
    return sorted(places, key=lambda one: style.look(one.look).priority)


@once_per_ground
def line_names(atlas: Atlas) -> tuple[Json, ...]:
    """The names of rivers, roads and neighbours with the spots where they may stand, best first.

    Rivers and roads are named inside the district only. A name of higher priority is set first, places before all.
    """
    return (*_names_of_lines(atlas), *_names_of_neighbours(atlas))


def _names_of_lines(atlas: Atlas) -> Iterator[Json]:
    inner = shape(atlas.geometry["district"]).buffer(-0.004)
    for layer, look, priority in (("rivers", "river", 320), ("roads", "road", 250)):
        for feature in atlas.ground[layer]:
            inside = shape(atlas.geometry[feature.id]) & inner
            at = [point for part in getattr(inside, "geoms", [inside]) for point in _stations_along(part)]
            if at and feature.name:
                zoom = 12.6 if look == "road" else 11.0 if feature.id in FIRST else 12.2
                yield _name(feature, at, look=look, zoom=zoom, priority=priority)


def _names_of_neighbours(atlas: Atlas) -> Iterator[Json]:
    for feature in atlas.ground.get("context-districts", ()):
        yield _name(feature, _spots(atlas, feature), look="district", zoom=0, priority=100)


def _name(feature: Feature, at: list[tuple[float, float]], **rest: object) -> Json:
    return {
        "id": f"name-{feature.id}",
        "name": feature.name.model_dump() if feature.name else None,
        "at": at,
        **rest,
    }


def _stations_along(part: object) -> list[tuple[float, float]]:
    """Points where a line's name may stand: its middle first."""
    if not isinstance(part, LineString) or part.length < 0.006:  # noqa: PLR2004  # degrees: about half a kilometre
        return []
    points = (part.interpolate(share, normalized=True) for share in ALONG)
    return [(round(point.x, 5), round(point.y, 5)) for point in points]


def _spots(atlas: Atlas, feature: Feature) -> list[tuple[float, float]]:
    """Where a neighbour's name may stand: at its label, else anywhere in it and off the district."""
    area = shape(atlas.geometry[feature.id]).difference(shape(atlas.geometry["district"]).buffer(0.01))
    west, south, east, north = area.bounds
    lons, lats = np.meshgrid(np.linspace(west, east, LATTICE), np.linspace(south, north, LATTICE))
    inside = shapely.contains_xy(area.buffer(-0.012), lons, lats)
    found = zip(lons[inside].round(4).tolist(), lats[inside].round(4).tolist(), strict=True)
    middle = shapely.Point(feature.label) if feature.label else area.centroid
    near = sorted(found, key=lambda at: middle.distance(shapely.Point(at)))
    return [*([feature.label] if feature.label else []), *near]
