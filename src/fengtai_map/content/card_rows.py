"""What a card says of a place, a cluster or a 街镇, a line each: once, for screen, page, slide and notes."""

from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from fengtai_map.content import figures
from fengtai_map.content.figures import period
from fengtai_map.content.lights import brought
from fengtai_map.content.nearest import stands_in
from fengtai_map.content.places import PlaceRow
from fengtai_map.content.status_at import shown, shows_status
from fengtai_map.content.straight_lines import printed
from fengtai_map.geo.hubs import HUB, stations_at
from fengtai_map.geo.projection import in_metres
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, Cluster, Entry, Fact, Place, Subdistrict
from fengtai_map.view.url import View

SIZES = {  # units, largest first: the name of the unit, how much it is, digits
    "length": (("km", 1_000, 2), ("m", 1, 0)),
    "area": (("km2", 1_000_000, 2), ("ha", 10_000, 2), ("m2", 1, 0)),
}
Row = tuple[str, str]  # a label and a value


def cluster_rows(atlas: Atlas, cluster: Cluster, lang: str) -> Iterator[Row]:
    """What its card says of a cluster before anything is counted: its area and its 街镇."""
    words, names = atlas.words[lang], [atlas.name(name, lang) for name in cluster.subdistricts]
    area, share = f"{cluster.area_km2:.1f}", f"{cluster.area_km2 / atlas.area_km2:.0%}"
    yield words("cluster.area"), words("cluster.area-value", area=area, share=share)
    yield words("cluster.subdistricts"), f"{len(names)} · {words('list.comma').join(names)}"


def subdistrict_rows(atlas: Atlas, subdistrict: Subdistrict, lang: str) -> Iterator[Row]:
    """What its card says of a 街镇."""
    words = atlas.words[lang]
    yield words("cluster.area"), words("subdistrict.area", area=f"{subdistrict.area_km2:.1f}")
    yield words("subdistrict.code"), subdistrict.code
    yield words("place.basis"), words(f"basis.{subdistrict.basis}")


def place_rows(atlas: Atlas, place: Place, one: PlaceRow, lang: str) -> Iterator[Row]:
    """What its card says of a place or station, `one` being the same as a row: on the screen, a page, a slide."""
    words = atlas.words[lang]
    yield words("table.precision"), one.precision
    yield words("place.basis"), one.basis
    yield words("place.source"), one.source
    yield from _metro(atlas, place, lang, one.lines)
    yield from body(atlas, place, lang)
    yield from brought(atlas, place, lang)


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


@dataclass(frozen=True)
class ClusterCard:
    """A cluster with everything that is known of it. `counts` is by kind of place."""

    cluster: Cluster
    subdistricts: tuple[str, ...]
    share: float
    counts: dict[str, int]
    stations: int
    places: tuple[Place, ...]
    facts: tuple[Fact, ...]
    entries: tuple[Entry, ...]


def card(atlas: Atlas, cluster: Cluster, view: View) -> ClusterCard:
    """The card of a cluster with what a View shows of it. `share` is its part of the district's area."""
    inside = tuple(place for place in atlas.places if cluster.id in place.clusters and shows_status(place, view))
    kinds = dict.fromkeys(place.kind for place in atlas.places)
    return ClusterCard(
        cluster=cluster,
        subdistricts=tuple(atlas.name(name, view.lang) for name in cluster.subdistricts),
        share=cluster.area_km2 / atlas.area_km2,
        counts={kind: sum(place.kind == kind for place in inside) for kind in kinds},
        stations=sum(station.cluster == cluster.id and shows_status(station, view) for station in atlas.stations),
        places=inside,
        facts=shown(view, figures.concerning(atlas, cluster.id)),
        entries=shown(view, figures.entries_concerning(atlas, cluster.id)),
    )
