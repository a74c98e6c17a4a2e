"""What lies around the district: clipped once, a feature for each look. It is drawn and never asked for."""

from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.geo.projection import METRE
from fengtai_map.model import Atlas
from fengtai_map.webmap import style
from fengtai_map.webmap.per_ground import once_per_ground

Json = dict[str, Any]
TOWARDS = 0.012  # degrees around the district where the neighbours' coarse lines give way to ours
DUST = 1e-9  # square degrees: a sliver that clipping leaves


@once_per_ground
def extent(atlas: Atlas) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees of the ground that is drawn."""
    around = [shape(atlas.geometry[one.id]) for one in atlas.ground.get("context-districts", ())]
    west, south, east, north = shapely.union_all([*around, shape(atlas.geometry["district"])]).bounds
    return west, south, east, north


def around(atlas: Atlas) -> tuple[list[Json], list[Json]]:
    """The areas and the lines around the district, in the order in which they are drawn."""
    district = shape(atlas.geometry["district"])
    parts = {kind: _merged(atlas, district, layer, kind) for layer, kind in _kinds(atlas)}
    roads = ("trunk", "motorway")
    looks = [(kind, kind) for kind in ("canal", "river", "railway")]
    looks += [(f"{kind}-casing", kind) for kind in roads] + [(kind, kind) for kind in roads]
    lines = [_paper(look, parts[kind]) for look, kind in looks if kind in parts]
    borders = _borders(atlas, district)
    areas = [_paper("water", parts["water"])] if "water" in parts else []
    return areas, [*lines, *([] if borders.is_empty else [_paper("district", borders)])]


def _kinds(atlas: Atlas) -> list[tuple[str, str]]:
    """The layers around the district with the kinds in each; all railways look alike."""
    layers = ("context-water", "context-rivers", "context-roads")
    found = {(layer, one.kind) for layer in layers for one in atlas.ground.get(layer, ())}
    return [*sorted(found), *([("context-railways", "railway")] if atlas.ground.get("context-railways") else [])]


def _merged(atlas: Atlas, district: BaseGeometry, layer: str, kind: str) -> BaseGeometry:
    """All of a kind outside of the district: inside it our own lines are finer."""
    ours = [one.id for one in atlas.ground[layer] if kind in (one.kind, "railway")]
    whole = shapely.GeometryCollection([shape(atlas.geometry[name]) for name in ours])
    parts = shapely.difference(shapely.get_parts(whole), district)
    plain = [part for one in parts for part in getattr(one, "geoms", [one]) if not part.is_empty]
    if kind == "water":
        return shapely.union_all([part for part in plain if part.geom_type == "Polygon" and part.area > DUST])
    return shapely.MultiLineString([part for part in plain if part.geom_type == "LineString"])


def _borders(atlas: Atlas, district: BaseGeometry) -> BaseGeometry:
    """The lines between the neighbours: not where the ground ends, nor towards the district."""
    outlines = [shape(atlas.geometry[one.id]).boundary for one in atlas.ground.get("context-districts", ())]
    west, south, east, north = extent(atlas)
    edge = shapely.box(west, south, east, north).boundary.buffer(1e-4)
    lines = shapely.union_all(outlines).difference(district.buffer(TOWARDS)).difference(edge)
    return shapely.line_merge(lines) if lines.geom_type == "MultiLineString" else lines


def _paper(look: str, geometry: BaseGeometry) -> Json:
    return {"id": f"paper-{look}", "geometry": rounded(geometry), "style": style.CONTEXT[look]}


def rounded(geometry: BaseGeometry) -> Json:
    """A geometry to a metre, as JSON. An area stays valid."""
    if "Polygon" in geometry.geom_type:
        return dict(mapping(shapely.set_precision(geometry, METRE)))
    return dict(mapping(shapely.transform(geometry, lambda at: at.round(5))))
