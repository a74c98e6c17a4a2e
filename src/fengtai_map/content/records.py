"""What lies on the ground, as the browser needs it: clusters, 街镇, points, rivers, lines, each in one language."""

from collections.abc import Iterator

import shapely
from shapely.geometry import shape

from fengtai_map.content.distance import printed
from fengtai_map.content.figures import concerning, of_district, period
from fengtai_map.content.lights import brought, progress
from fengtai_map.content.nearest import STATION, stands_in
from fengtai_map.content.places import row
from fengtai_map.content.statements import Json, RecordLinks, later, ties
from fengtai_map.geo.hubs import HUB, stations_at
from fengtai_map.geo.projection import in_degrees, in_metres
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, Cluster, Geometry, Place, Subdistrict
from fengtai_map.model.user_points import SOURCE
from fengtai_map.webmap import style

DIGITS = 6  # of a degree: a tenth of a metre
SIZES = {  # units, largest first: the name of the unit, how much it is, digits
    "length": (("km", 1_000, 2), ("m", 1, 0)),
    "area": (("km2", 1_000_000, 2), ("ha", 10_000, 2), ("m2", 1, 0)),
}
Row = tuple[str, str]  # a label and a value


def clusters(atlas: Atlas, lang: str, tied: RecordLinks) -> list[Json]:
    """The clusters in the order of the data. `share` is the part of the district's area; counts are the browser's."""
    return [_cluster(atlas, cluster, lang) | tied.of(cluster.id) for cluster in atlas.clusters]


def _cluster(atlas: Atlas, cluster: Cluster, lang: str) -> Json:
    words, share = atlas.words[lang], cluster.area_km2 / atlas.area_km2
    area = words("cluster.area-value", area=f"{cluster.area_km2:.1f}", share=f"{share:.0%}")
    names = [subdistrict.name[lang] for subdistrict in atlas.subdistricts if subdistrict.id in cluster.subdistricts]
    listed = f"{len(names)} · " + words("list.comma").join(names)
    return {
        "id": cluster.id,
        "order": cluster.order,
        "name": cluster.name[lang],
        "short": cluster.short[lang],
        "colour": style.fill(cluster.order),
        "area_km2": cluster.area_km2,
        "area": area,
        "share": share,
        "subdistricts": [
            subdistrict.id for subdistrict in atlas.subdistricts if subdistrict.id in cluster.subdistricts
        ],
        "subdistrict_names": names,
        "label": cluster.label,
        "centroid": centroid(atlas.geometry[cluster.id]),
        "aliases": [name for name in cluster.aliases if name not in cluster.name.zh],
        "contains": cluster.contains,
        "note": words("list.sentence").join((words("cluster.schematic"), cluster.basis[lang])),
        "of_district": [fact.id for fact in concerning(atlas, cluster.id) if of_district(atlas, fact, cluster.id)],
        "rows": [(words("cluster.area"), area), (words("cluster.subdistricts"), listed)],
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
        "rows": [
            (words("cluster.area"), words("subdistrict.area", area=f"{subdistrict.area_km2:.1f}")),
            (words("subdistrict.code"), subdistrict.code),
            (words("place.basis"), words(f"basis.{subdistrict.basis}")),
        ],
        "notes": [words("cluster.schematic")],
    }


def points(atlas: Atlas, lang: str, tied: RecordLinks) -> list[Json]:
    """The places, then the metro stations, each in the order of the data."""
    return [_point(atlas, place, lang) | tied.of(place.id) for place in (*atlas.places, *atlas.stations)]


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
        "stands_in": place.basis == STATION,
        "lon": place.lon,
        "lat": place.lat,
        "error_m": place.error_m,
        "error": one.error,
        "precision": one.precision,
        "rows": [
            (atlas.words[lang]("table.precision"), one.precision),
            (atlas.words[lang]("place.basis"), one.basis),
            (atlas.words[lang]("place.source"), one.source),
            *_metro(atlas, place, lang, one.lines),
            *body(atlas, place, lang),
            *brought(atlas, place, lang),
        ],
        "fields": place.fields,
        "photos": place.photos,
        "doubt": one.doubt,
        "notes": [one.note] if one.note else [],
        "later": later(atlas, place.later, lang),
        "lines": place.lines,
        "line_names": one.lines,
        "own": place.source == SOURCE,
        **progress(atlas, place),
    }


def body(atlas: Atlas, place: Place, lang: str) -> Iterator[Row]:
    """How long a line or how large an area is, and how much of it lies in each cluster."""
    if not place.shape:
        return
    words, body = atlas.words[lang], in_metres(shapely.from_geojson(place.shape))
    whole, key = (body.area, "area") if body.area else (body.length, "length")
    yield words(f"place.{key}"), size(words, key, whole)
    if place.passes:
        parts = (f"{atlas.name(name, lang)} {size(words, key, part)}" for name, part in place.passes)
        yield words("place.passes"), words("list.comma").join(parts)


def size(words: Words, key: str, value: float) -> str:
    """A length in metres or kilometres, an area in square metres, hectares or square kilometres, in words."""
    steps = SIZES[key]
    unit, divisor, digits = next((step for step in steps if value >= step[1]), steps[-1])
    return words(f"place.size.{unit}", n=f"{value / divisor:,.{digits}f}")


def _metro(atlas: Atlas, place: Place, lang: str, names: str) -> Iterator[Row]:
    """The lines of a station and when it opened, or the lines and stations within reach of a hub."""
    words = atlas.words[lang]
    if place.lines or place.kind == HUB:
        yield words("place.lines"), names or "—"
    if place.lines and place.opened:
        yield words("place.opened"), period(atlas, place.opened.isoformat(), lang)
    if place.kind == HUB and not place.lines:
        near = (_at_hand(atlas, place, station, metres, lang) for station, metres in stations_at(atlas, place))
        yield words("hub.stations"), words("list.comma").join(near) or "—"


def _at_hand(atlas: Atlas, hub: Place, station: Place, metres: float, lang: str) -> str:
    """A station within reach of a hub, with the distance where there is one to tell."""
    if stands_in(atlas, hub.id, station, metres):
        return atlas.words[lang]("hub.stand-in", name=station.name[lang])
    return f"{station.name[lang]} {printed(atlas.words[lang], metres)}"


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
