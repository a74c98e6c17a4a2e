"""The features of every layer as plain values, in the order in which they are drawn: from the ground up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shapely.geometry import LineString, box, mapping, shape

from fengtai_map.drawing import theme
from fengtai_map.model import Atlas, Feature, Place

Json = dict[str, Any]
WORLD = box(112, 36, 121, 44)  # degrees: more than any zoom of ours shows
LINES = ("rivers", "roads", "railways", "metro-lines")


@dataclass(frozen=True)
class Ground:
    """A layer of areas or lines. `role` is what the map's script knows it by; a feature's own style goes before."""

    role: str
    features: list[Json]
    style: Json
    lines: bool = False


def ground(atlas: Atlas) -> tuple[Ground, ...]:
    """All layers below the points, for screen and paper alike."""
    return (
        Ground("water", [_area(atlas, feature.id) for feature in atlas.ground["water"]], theme.WATER),
        Ground("cluster", _clusters(atlas), theme.OUTLINE),
        *(Ground("ground", _lines(atlas, layer), {}, lines=True) for layer in LINES),
        Ground("mask", _mask(atlas), theme.MASK),
        Ground("street", _streets(atlas), theme.STREET),
    )


def _area(atlas: Atlas, name: str) -> Json:
    return {"id": name, **atlas.geometry[name]}


def _clusters(atlas: Atlas) -> list[Json]:
    return [
        {
            **_area(atlas, cluster.id),
            "geometry": atlas.geometry[cluster.id],
            "name": cluster.name.model_dump(),
            "kind": "cluster",
            "schematic": True,
            "order": cluster.order,
            "label": cluster.label,
            "style": {
                "fillColor": theme.CLUSTERS[(cluster.order - 1) % len(theme.CLUSTERS)],
                "fillOpacity": 0.74,
            },
        }
        for cluster in atlas.clusters
    ]


def _streets(atlas: Atlas) -> list[Json]:
    return [
        {
            **_area(atlas, street.id),
            "geometry": atlas.geometry[street.id],
            "name": street.name.model_dump(),
            "kind": street.kind,
            "cluster": street.cluster,
            "schematic": True,
            "label": street.label,
        }
        for street in atlas.streets
    ]


def _mask(atlas: Atlas) -> list[Json]:
    """Everything but the district, to keep the neighbours quiet."""
    return [{"id": "mask", **mapping(WORLD - shape(atlas.geometry["district"]))}]


def _lines(atlas: Atlas, layer: str) -> list[Json]:
    looks = {"rivers": "river", "railways": "railway", "metro-lines": "metro"}
    return [
        {
            "id": feature.id,
            "geometry": atlas.geometry[feature.id],
            "name": feature.name.model_dump() if feature.name else None,
            "style": theme.LINES[looks.get(layer) or feature.kind]
            | ({"color": feature.colour} if feature.colour else {}),
        }
        for feature in atlas.ground[layer]
    ]


def points(places: tuple[Place, ...]) -> list[Json]:
    """The places that have a position, as the map's script takes them."""
    keys = {"id", "name", "kind", "lat", "lon", "status", "cluster", "error_m"}
    return [place.model_dump(include=keys) for place in places if place.lon is not None]


def line_names(atlas: Atlas) -> Iterator[Json]:
    """The names of rivers and roads with the spots inside the district where they may stand, best first."""
    inner = shape(atlas.geometry["district"]).buffer(-0.004)
    for layer, look, zoom, priority in (("rivers", "river", 11.2, 500), ("roads", "road", 12.4, 250)):
        for feature in atlas.ground[layer]:
            inside = shape(atlas.geometry[feature.id]) & inner
            at = [point for part in getattr(inside, "geoms", [inside]) for point in _stations_along(part)]
            if at and feature.name:
                yield _line_name(feature, at, look=look, zoom=zoom, priority=priority)


def _line_name(feature: Feature, at: list[tuple[float, float]], **rest: object) -> Json:
    return {
        "id": f"name-{feature.id}",
        "name": feature.name.model_dump() if feature.name else None,
        "at": at,
        **rest,
    }


def _stations_along(part: object) -> list[tuple[float, float]]:
    """Points where a line's name may stand: its middle first, then outwards."""
    if not isinstance(part, LineString) or part.length < 0.006:  # noqa: PLR2004  # degrees: about half a kilometre
        return []
    points = (part.interpolate(share, normalized=True) for share in (0.5, 0.3, 0.7, 0.15, 0.85))
    return [(round(point.x, 5), round(point.y, 5)) for point in points]
