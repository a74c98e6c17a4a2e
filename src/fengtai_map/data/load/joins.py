"""From rows to the ground: cells are dissolved into clusters, points are joined to the cluster they lie in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas
import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from fengtai_map.data.checks.geometry import shaped
from fengtai_map.geo.projection import DEGREES, GEOD, all_in_metres, in_metres
from fengtai_map.model import CellRow, Cluster, ClusterRow, FeatureRow, Place, PointRow, Subdistrict
from fengtai_map.model.user_points import Codes, Floats


def shapes(features: Iterable[FeatureRow[Any, Any]]) -> dict[str, BaseGeometry]:
    """The geometries of a layer by feature id, in degrees."""
    return {feature.id: shaped(feature.geometry) for feature in features}


def place(row: PointRow) -> Place:
    """A point of a file as a place, which no cluster has yet."""
    values, (lon, lat) = row.properties, row.geometry.coordinates if row.geometry else (None, None)
    same = values.model_dump(exclude={"name_zh", "name_en", "note_zh", "note_en", "doubt_zh", "doubt_en"})
    return Place(id=row.id, name=values.name, note=values.note, doubt=values.doubt, lon=lon, lat=lat, **same)


def area_km2(geometry: BaseGeometry) -> float:
    """The geodesic area on WGS-84, in square kilometres."""
    return float(abs(GEOD.geometry_area_perimeter(geometry)[0]) / 1e6)


def clusters_of(
    rows: Iterable[ClusterRow], subdistricts: Iterable[Subdistrict], cell: Mapping[str, BaseGeometry]
) -> tuple[tuple[Cluster, ...], dict[str, BaseGeometry]]:
    """The clusters on the ground and their outlines: the dissolve of their cells."""
    table = geopandas.GeoDataFrame(
        {"cluster": [subdistrict.cluster for subdistrict in subdistricts]},
        geometry=[cell[subdistrict.id] for subdistrict in subdistricts],
        crs=DEGREES,
    )
    outline = dict(table.dissolve("cluster").geometry.items())
    members = {row.id: tuple(s.id for s in subdistricts if s.cluster == row.id) for row in rows}
    made = (_cluster(row, members[row.id], outline[row.id]) for row in rows)
    return tuple(sorted(made, key=lambda cluster: cluster.order)), outline


def _cluster(row: ClusterRow, subdistricts: tuple[str, ...], outline: BaseGeometry) -> Cluster:
    largest = max(getattr(outline, "geoms", [outline]), key=lambda part: part.area)
    inside = shapely.maximum_inscribed_circle(largest).coords[0]
    return Cluster(
        **row.model_dump(),
        subdistricts=subdistricts,
        area_km2=area_km2(outline),
        label=(round(inside[0], 5), round(inside[1], 5)),
    )


def joined(places: Iterable[Place], outline: Mapping[str, BaseGeometry], edge: float = 0.0) -> tuple[Place, ...]:
    """The places with the cluster each lies in, and the others that its circle of error touches.

    One just outside the district goes to the nearest cluster within its error. Where that is not stated, as of a
    station, it is the outline's own that counts: `edge`, in metres.
    """
    places = tuple(places)
    located = [place for place in places if place.lon is not None]
    points = all_in_metres(shapely.points(np.array([(p.lon, p.lat) for p in located], np.float64).reshape(-1, 2)))
    clusters = all_in_metres(list(outline.values()))
    metres = shapely.distance(points[:, None], clusters[None, :])
    found = {place.id: _join(place, tuple(outline), row, edge) for place, row in zip(located, metres, strict=True)}
    return tuple(found.get(place.id, place) for place in places)


def passing(places: Iterable[Place], outline: Mapping[str, BaseGeometry]) -> tuple[Place, ...]:
    """The places; each that is a line or area with the metres or square metres of it in every cluster, most first."""
    plane = {name: in_metres(area) for name, area in outline.items()}
    return tuple(_passing(place, plane) if place.shape else place for place in places)


def _passing(place: Place, outline: Mapping[str, BaseGeometry]) -> Place:
    shape = in_metres(shapely.from_geojson(place.shape))
    parts = {name: shapely.intersection(shape, area) for name, area in outline.items() if shape.intersects(area)}
    sizes = {name: round(part.area or part.length, 1) for name, part in parts.items()}
    passes = tuple(sorted(((name, size) for name, size in sizes.items() if size), key=lambda one: -one[1]))
    first = {"cluster": passes[0][0], "joined": "inside", "maybe_clusters": ()} if passes else {}
    return place.model_copy(update={"passes": passes} | first)


def cluster_codes(
    lon: Floats, lat: Floats, error_m: Floats, outline: Mapping[str, BaseGeometry]
) -> tuple[tuple[str, ...], Codes]:
    """The same for very many points as columns: the clusters by name, and the position among them of each point's."""
    points, names = all_in_metres(shapely.points(lon, lat)), tuple(sorted(outline))
    tree = shapely.STRtree(all_in_metres([outline[name] for name in names]))
    codes = np.full(len(points), -1, dtype=np.int64)
    inside, at = tree.query(points, predicate="intersects")
    codes[inside[::-1]] = at[::-1]  # on a border the first by name
    outside = np.flatnonzero(codes == -1)
    (beyond, near), metres = tree.query_nearest(points[outside], return_distance=True, all_matches=False)
    close = metres <= error_m[outside[beyond]]
    codes[outside[beyond[close]]] = near[close]
    return names, codes


def _join(place: Place, names: Sequence[str], metres: Sequence[float], edge: float) -> Place:
    """A place joined by its distances to every cluster."""
    away = sorted(zip(metres, names, strict=True))
    near = [(far, name) for far, name in away if far <= (place.error_m or 0)]
    if not near and place.error_m is None:
        near = [(far, name) for far, name in away[:1] if far <= edge]
    if not near:
        return place
    return place.model_copy(
        update={
            "cluster": near[0][1],
            "joined": "inside" if near[0][0] == 0 else "within-error",
            "maybe_clusters": () if place.sure else tuple(name for _, name in near[1:]),
        }
    )


def subdistrict_rows(features: Iterable[CellRow], cluster_of: Mapping[str, str]) -> tuple[Subdistrict, ...]:
    """The 街镇, each in its cluster."""
    return tuple(
        Subdistrict(
            id=feature.id,
            code=row.code,
            name=row.name,
            kind=row.kind,
            label=(row.label_lon, row.label_lat),
            basis=row.basis,
            cluster=cluster_of[row.name_zh],
            area_km2=area_km2(shaped(feature.geometry)),
        )
        for feature in features
        for row in [feature.properties]
    )


def geometries(*groups: Mapping[str, BaseGeometry]) -> dict[str, Any]:
    """GeoJSON geometries by id."""
    return {key: mapping(geometry) for group in groups for key, geometry in group.items()}
