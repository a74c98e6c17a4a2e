"""All layers below the points, from the ground up, for screen and paper alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.model import Atlas, Feature
from fengtai_map.webmap import style as theme
from fengtai_map.webmap.per_ground import once_per_ground
from fengtai_map.webmap.style import Style
from fengtai_map.webmap.surroundings import around, rounded

Json = dict[str, Any]
PAPER, METRO = "paper", "metro"  # roles: what never changes, and what is drawn with the stations only
LINES = {"rivers": "river", "roads": "", "railways": "railway", "metro-lines": "metro"}  # how each is drawn; "" by kind
CLOSE = {"metro-lines": 12.3}  # the zoom from which a layer is drawn
SUBDISTRICTS_FROM = 12.2  # as their names


@dataclass(frozen=True)
class GroundLayer:
    """A layer of areas or lines. `role` is what the map's script knows it by, `zoom` from where it is drawn.

    A feature's own `style` overrides the layer's. Under a filter `chosen` is added for a feature in a chosen cluster or
    in none, `quiet` for any other; without a filter `near` is added from zoom style.NEAR on.
    """

    role: str
    features: list[Json]
    style: Style = field(default_factory=dict)
    lines: bool = False
    zoom: float = 0

    @cached_property
    def shapes(self) -> tuple[BaseGeometry, ...]:
        """The geometry of each feature."""
        return tuple(shape(one["geometry"]) for one in self.features)


def styled(layer: GroundLayer, feature: Json, clusters: tuple[str, ...], zoom: float) -> Style:
    """How a feature is drawn at a zoom under a filter of clusters; none is all."""
    style: Style = layer.style | feature.get("style", {})
    if not clusters:
        near: Style = feature.get("near", {}) if zoom >= theme.NEAR else {}
        return style | near
    inside = "clusters" not in feature or any(name in clusters for name in feature["clusters"])
    filtered: Style = feature.get("chosen" if inside else "quiet", {})
    return style | filtered


@once_per_ground
def ground(atlas: Atlas) -> tuple[GroundLayer, ...]:
    """The layers in the order in which they are drawn."""
    district, (areas, lines) = shape(atlas.geometry["district"]), around(atlas)
    borders = [*_borderlines(atlas)]
    return (
        GroundLayer(PAPER, areas),
        GroundLayer(PAPER, lines, lines=True),
        GroundLayer("halo", [{"id": "halo", "geometry": atlas.geometry["district"]}], theme.HALO),
        GroundLayer("cluster", [*_fills(atlas)], theme.FILL),
        GroundLayer("water", [*_clipped(atlas, district, "water", "water")], theme.WATER),
        *(
            GroundLayer(
                METRO if look == METRO else "ground",
                [*_clipped(atlas, district, layer, look)],
                lines=True,
                zoom=CLOSE.get(layer, 0),
            )
            for layer, look in LINES.items()
        ),
        GroundLayer("subdistrict", [*_subdistricts(atlas)], theme.SUBDISTRICT, zoom=SUBDISTRICTS_FROM),
        GroundLayer("outline", [_casing(border) for border in borders], theme.CASING, lines=True),
        GroundLayer("outline", [*_edges(atlas)], theme.EDGE),
        GroundLayer("outline", borders, theme.OUTLINE, lines=True),
    )


def _fills(atlas: Atlas) -> Iterator[Json]:
    for cluster in atlas.clusters:
        yield {
            **_cluster(atlas, cluster.id, cluster.id),
            "name": cluster.name.model_dump(),
            "short": cluster.short.model_dump(),
            "kind": "cluster",
            "schematic": True,
            "order": cluster.order,
            "label": cluster.label,
            "style": {"fillColor": theme.fill(cluster.order)},
            "chosen": theme.FILL_CHOSEN,
            "near": theme.FILL_NEAR,
            "quiet": theme.FILL_QUIET,
        }


def _cluster(atlas: Atlas, name: str, cluster: str) -> Json:
    return {"id": name, "clusters": (cluster,), "geometry": atlas.geometry[cluster]}


def _casing(border: Json) -> Json:
    """What sets a border off from the ground, whatever the filter."""
    return {"id": f"casing-{border['id']}", "geometry": border["geometry"]}


def _borderlines(atlas: Atlas) -> Iterator[Json]:
    """The dashed lines, each once: drawn for both neighbours, the dashes of one would fill the gaps of the other."""
    edges = {one.id: shape(atlas.geometry[one.id]).boundary for one in atlas.clusters}
    for one, other in combinations(edges, 2):
        yield from _borderline(shapely.intersection(edges[one], edges[other]), one, other)
    for name, edge in edges.items():
        others = shapely.union_all([line for other, line in edges.items() if other != name])
        yield from _borderline(edge.difference(others), name)


def _borderline(line: BaseGeometry, *clusters: str) -> Iterator[Json]:
    parts = [part for part in shapely.get_parts(line) if part.length]
    if parts:
        merged = shapely.line_merge(shapely.MultiLineString(parts)) if len(parts) > 1 else parts[0]
        name = "-".join(("line", *clusters))
        yield {"id": name, "clusters": clusters, "geometry": dict(mapping(merged)), "quiet": theme.OUTLINE_QUIET}


def _edges(atlas: Atlas) -> Iterator[Json]:
    """The edge that a cluster of the filter has in its own colour."""
    for one in atlas.clusters:
        chosen = {"stroke": True, "color": theme.fill(one.order)}
        yield {**_cluster(atlas, f"edge-{one.id}", one.id), "chosen": chosen}


def _subdistricts(atlas: Atlas) -> Iterator[Json]:
    for subdistrict in atlas.subdistricts:
        yield {
            "id": subdistrict.id,
            "geometry": atlas.geometry[subdistrict.id],
            "name": subdistrict.name.model_dump(),
            "kind": subdistrict.kind,
            "cluster": subdistrict.cluster,
            "clusters": (subdistrict.cluster,),
            "schematic": True,
            "label": subdistrict.label,
            "quiet": theme.SUBDISTRICT_QUIET,
        }


def _clipped(atlas: Atlas, district: BaseGeometry, layer: str, look: str) -> Iterator[Json]:
    """The features of a layer as far as they lie in the district."""
    for feature in atlas.ground[layer]:
        whole = shape(atlas.geometry[feature.id])
        parts = shapely.get_parts(whole.intersection(district))
        # A touch leaves points and lines.
        alike = [part for part in parts if whole.geom_type.endswith(part.geom_type) and not part.is_empty]
        if alike:
            yield _feature(feature, shapely.union_all(alike), look or feature.kind)


def _feature(feature: Feature, inside: BaseGeometry, look: str) -> Json:
    style = theme.LINES.get(look, {}) | ({"color": feature.colour} if feature.colour else {})
    return {
        "id": feature.id,
        "geometry": rounded(inside),
        "name": feature.name.model_dump() if feature.name else None,
        "style": style,
        "chosen": theme.ALONE.get(look, {}),
        "near": theme.ALONE.get(look, {}),
    }
