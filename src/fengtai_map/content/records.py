"""What lies on the ground, as the browser needs it: clusters, 街镇, points, rivers, lines, each in one language."""

from shapely.geometry import shape

from fengtai_map.content.card_rows import cluster_rows, place_rows, subdistrict_rows
from fengtai_map.content.figures import concerning, of_district, period
from fengtai_map.content.lights import progress
from fengtai_map.content.nearest import STATION_BASIS
from fengtai_map.content.places import row
from fengtai_map.content.statements import Json, RecordLinks, later, ties
from fengtai_map.geo.projection import in_degrees, in_metres
from fengtai_map.i18n import tied
from fengtai_map.model import Atlas, Cluster, Geometry, Place, Subdistrict
from fengtai_map.model.user_points import SOURCE
from fengtai_map.webmap import style

DIGITS = 6  # of a degree: a tenth of a metre


def clusters(atlas: Atlas, lang: str, tied: RecordLinks) -> list[Json]:
    """The clusters in the order of the data. `share` is the part of the district's area; counts are the browser's."""
    return [_cluster(atlas, cluster, lang) | tied.of(cluster.id) for cluster in atlas.clusters]


def _cluster(atlas: Atlas, cluster: Cluster, lang: str) -> Json:
    words = atlas.words[lang]
    return {
        "id": cluster.id,
        "order": cluster.order,
        "name": cluster.name[lang],
        "short": cluster.short[lang],
        "colour": style.fill(cluster.order),
        "area_km2": cluster.area_km2,
        "share": cluster.area_km2 / atlas.area_km2,
        "subdistricts": cluster.subdistricts,
        "subdistrict_names": [atlas.name(name, lang) for name in cluster.subdistricts],
        "label": cluster.label,
        "centroid": centroid(atlas.geometry[cluster.id]),
        "aliases": [name for name in cluster.aliases if name not in cluster.name.zh],
        "contains": cluster.contains,
        "note": words("list.sentence").join((words("cluster.schematic"), tied(cluster.basis[lang]))),
        "of_district": [fact.id for fact in concerning(atlas, cluster.id) if of_district(atlas, fact, cluster.id)],
        "rows": [*cluster_rows(atlas, cluster, lang)],
    }


def centroid(geometry: Geometry) -> tuple[float, float]:
    """The centroid of an area in the plane, in degrees."""
    ((lon, lat),) = in_degrees(in_metres(shape(geometry)).centroid).coords
    return round(lon, DIGITS), round(lat, DIGITS)


def subdistricts(atlas: Atlas, lang: str, tied: RecordLinks) -> list[Json]:
    """The 街镇 in the order of the data."""
    return [_subdistrict(atlas, subdistrict, lang) | tied.of(subdistrict.id) for subdistrict in atlas.subdistricts]


def _subdistrict(atlas: Atlas, subdistrict: Subdistrict, lang: str) -> Json:
    words = atlas.words[lang]
    return {
        "id": subdistrict.id,
        "name": subdistrict.name[lang],
        "kind": subdistrict.kind,
        "kind_name": words(f"kind.{subdistrict.kind}"),
        "cluster": subdistrict.cluster,
        "area_km2": subdistrict.area_km2,
        "label": subdistrict.label,
        "rows": [*subdistrict_rows(atlas, subdistrict, lang)],
        "notes": [words("cluster.schematic")],
    }


def points(atlas: Atlas, lang: str, tied: RecordLinks) -> list[Json]:
    """The places, then the metro stations, each in the order of the data."""
    return [_point(atlas, place, lang) | tied.of(place.id) for place in atlas.points]


def point(atlas: Atlas, place: Place, lang: str) -> Json:
    """A place or station by itself, also one that the Atlas does not hold."""
    return _point(atlas, place, lang) | ties(atlas).of(place.id)


def _point(atlas: Atlas, place: Place, lang: str) -> Json:
    one = row(atlas, place, lang)
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "kind_name": one.kind_name,
        "status": one.status,
        "now": place.now,
        "as_of": period(atlas, place.as_of, lang) if place.as_of else "",
        "cluster": place.cluster,
        "cluster_name": one.cluster,
        "passes": [name for name, _ in place.passes],
        "outside": place.outside,
        "stands_in": place.basis == STATION_BASIS,
        "lon": place.lon,
        "lat": place.lat,
        "error_m": place.error_m,
        "error": one.error,
        "precision": one.precision,
        "rows": [*place_rows(atlas, place, one, lang)],
        "fields": place.fields,
        "photos": place.photos,
        "doubt": tied(one.doubt),
        "notes": [tied(one.note)] if one.note else [],
        "later": later(atlas, place.later, lang),
        "lines": place.lines,
        "line_names": one.lines,
        "own": place.source == SOURCE,
        **progress(atlas, place),
    }


def rivers(atlas: Atlas, lang: str) -> list[Json]:
    """The rivers that have a name."""
    return [
        {"id": river.id, "name": river.name[lang], "kind": "river", "kind_name": atlas.words[lang]("line.river")}
        for river in atlas.ground.get("rivers", ())
        if river.name
    ]


def lines(atlas: Atlas, lang: str) -> list[Json]:
    """The lines of the metro."""
    return [
        {"id": line.id, "name": line.name[lang] if line.name else line.id, "colour": line.colour}
        for line in atlas.ground.get("metro-lines", ())
    ]
