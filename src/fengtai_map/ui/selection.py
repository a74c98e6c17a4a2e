"""The panel of what is selected: a cluster, a 街镇, a place, a station, a river or a figure."""

from collections.abc import Callable

import streamlit as st

from fengtai_map.drawing import theme
from fengtai_map.model import Cluster, Entry, Fact, Feature, Place, Record, Source, Street
from fengtai_map.panels.clusters import card
from fengtai_map.panels.figures import concerning, entries_concerning
from fengtai_map.panels.hubs import HUB, stations_at
from fengtai_map.panels.places import row
from fengtai_map.ui import clusters, figures, markup, near, pick, session
from fengtai_map.ui.desk import Desk


def draw(here: Desk) -> bool:
    """The card of what is selected, with a way to let it go; False where nothing is."""
    record = here.atlas.index.get(here.view.selected)
    if record is None:
        return False
    with st.container(key="selection", gap="small"):
        CARDS[type(record)](here, record)
        st.button(here.words("panel.clear"), key="w-release", on_click=session.select, args=(here.view.selected,))
    return True


def beside(here: Desk) -> None:
    """The card of what is selected, on a page that shows the clusters itself."""
    if not isinstance(here.atlas.index.get(here.view.selected), Cluster):
        draw(here)


def _cluster(here: Desk, cluster: Cluster) -> None:
    clusters.full(here, card(here.known, cluster, here.view))


def _street(here: Desk, street: Street) -> None:
    words, lang = here.words, here.view.lang
    rows = [
        (words("cluster.area"), words("street.area", area=f"{street.area_km2:.1f}")),
        (words("street.code"), street.code),
        (words("place.basis"), words(f"basis.{street.basis}")),
    ]
    markup.put(
        "card",
        title=street.name[lang],
        kind=words(f"kind.{street.kind}"),
        rows=rows,
        notes=[words("cluster.schematic")],
        number="",
        colour="",
    )
    _home(here, street.cluster)
    near.draw(here, street.id)


def _place(here: Desk, place: Place) -> None:
    words, lang = here.words, here.view.lang
    one = row(here.atlas, place, lang)
    rows = [
        (words("table.status"), one.status_name),
        (words("table.precision"), one.precision),
        (words("place.basis"), one.basis),
        (words("place.source"), one.source),
        *_metro(here, place),
    ]
    look = theme.KINDS[place.kind]
    notes = [note for note in (one.note, one.doubt) if note]
    markup.put("card", title=one.name, kind=one.kind_name, rows=rows, notes=notes, number="", colour=look.colour)
    _home(here, place.cluster)
    near.draw(here, place.id)
    figures.cards(here, concerning(here.atlas, place.id))
    figures.entries(here, entries_concerning(here.atlas, place.id))


def _metro(here: Desk, place: Place) -> list[tuple[str, str]]:
    """The lines of a station, or those within reach of a hub."""
    words, lang = here.words, here.view.lang
    lines = [(words("place.lines"), row(here.atlas, place, lang).lines or "—")]
    if place.lines:
        return [*lines, *([(words("place.opened"), place.opened.isoformat())] if place.opened else [])]
    if place.kind != HUB:
        return []
    near = (f"{station.name[lang]} {metres:,.0f} m" for station, metres in stations_at(here.atlas, place))
    return [*lines, (words("hub.stations"), words("list.comma").join(near) or "—")]


def _fact(here: Desk, fact: Fact) -> None:
    figures.cards(here, (fact,))
    for name in (*fact.clusters, *fact.places):
        _home(here, name)


def _entry(here: Desk, entry: Entry) -> None:
    figures.entries(here, (entry,))


def _feature(here: Desk, feature: Feature) -> None:
    title = feature.name[here.view.lang] if feature.name else feature.id
    markup.put("card", title=title, kind=here.words("line.river"), rows=[], notes=[], number="", colour="")


def _source(here: Desk, source: Source) -> None:
    rows = [(here.words("source.licence"), source.licence[here.view.lang])]
    values = {"notes": [source.url] if source.url else [], "number": "", "colour": ""}
    markup.put("card", title=source.name[here.view.lang], kind=here.words("source.origin"), rows=rows, **values)


def _home(here: Desk, name: str | None) -> None:
    """A button to the cluster or place something belongs to."""
    record = here.atlas.index.get(name or "")
    if isinstance(record, Cluster | Place):
        number = f"{record.order} " if isinstance(record, Cluster) else ""
        pick.chip(here, record.id, f"→ {number}{record.name[here.view.lang]}", f"home-{record.id}")


CARDS: dict[type[Record], Callable[..., None]] = {
    Cluster: _cluster,
    Street: _street,
    Place: _place,
    Fact: _fact,
    Entry: _entry,
    Feature: _feature,
    Source: _source,
}
