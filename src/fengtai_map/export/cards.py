"""What a click on the map of a handed-over page shows: every place, cluster and 街镇 as a card of plain values."""

from collections.abc import Iterator
from typing import Any

from fengtai_map.model import Atlas, Cluster, Fact, Place, Street
from fengtai_map.panels.clusters import card as cluster_card
from fengtai_map.panels.figures import concerning, figure
from fengtai_map.panels.places import row
from fengtai_map.view import View

Json = dict[str, Any]
Pairs = Iterator[tuple[str, str]]


def cards(atlas: Atlas, lang: str) -> dict[str, Json]:
    """The cards of a language by id: title, kind, rows of label and value, figures likewise, notes."""
    places = {place.id: _place(atlas, place, lang) for place in (*atlas.stations, *atlas.places)}
    clusters = {cluster.id: _cluster(atlas, cluster, lang) for cluster in atlas.clusters}
    return places | clusters | {street.id: _street(atlas, street, lang) for street in atlas.streets}


def _place(atlas: Atlas, place: Place, lang: str) -> Json:
    words, one = atlas.words[lang], row(atlas, place, lang)
    rows = [
        (words("table.status"), one.status_name),
        (words("table.cluster"), one.cluster),
        (words("table.precision"), one.precision),
        (words("place.basis"), one.basis),
        (words("place.source"), one.source),
        (words("place.lines"), one.lines),
        (words("place.opened"), place.opened.isoformat() if place.opened else ""),
    ]
    return _card(one.name, one.kind_name, rows, [one.note, one.doubt], _figures(atlas, place, lang))


def _cluster(atlas: Atlas, cluster: Cluster, lang: str) -> Json:
    words, one = atlas.words[lang], cluster_card(atlas, cluster, View(lang=lang))
    area = words("cluster.area-value", area=f"{cluster.area_km2:.1f}", share=f"{one.share:.0%}")
    counts = [(words(f"kind.{kind}"), f"{n}") for kind, n in one.counts.items() if n]
    rows = [(words("cluster.area"), area), (words("cluster.streets"), words("list.comma").join(one.streets)), *counts]
    title = f"{cluster.order} {cluster.name[lang]}"
    return _card(title, words("kind.cluster"), rows, [cluster.basis[lang]], _figures(atlas, cluster, lang))


def _street(atlas: Atlas, street: Street, lang: str) -> Json:
    words = atlas.words[lang]
    rows = [
        (words("cluster.area"), words("street.area", area=f"{street.area_km2:.1f}")),
        (words("table.cluster"), atlas.name(street.cluster, lang)),
        (words("street.code"), street.code),
        (words("place.basis"), words(f"basis.{street.basis}")),
    ]
    return _card(street.name[lang], words(f"kind.{street.kind}"), rows, [words("cluster.schematic")], [])


def _figures(atlas: Atlas, record: Place | Cluster, lang: str) -> list[tuple[str, str]]:
    return [pair(atlas, fact, lang) for fact in concerning(atlas, record.id)]


def pair(atlas: Atlas, fact: Fact, lang: str) -> tuple[str, str]:
    """A figure as label and value."""
    one = figure(atlas, fact, lang)
    return one.label, f"{one.printed} {one.unit}".strip()


def _card(title: str, kind: str, rows: list[tuple[str, str]], notes: list[str], figures: list[tuple[str, str]]) -> Json:
    filled = [pair for pair in rows if pair[1]]
    return {"title": title, "kind": kind, "rows": filled, "figures": figures, "notes": [one for one in notes if one]}
