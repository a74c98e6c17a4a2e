"""Clusters in the page: a short line to choose from, a card with everything."""

import streamlit as st

from fengtai_map.drawing import theme
from fengtai_map.model import Cluster
from fengtai_map.panels.clusters import ClusterCard, card
from fengtai_map.panels.places import kinds_of
from fengtai_map.ui import figures, markup, near, pick, places, session, tables
from fengtai_map.ui.desk import Desk

WIDTHS = (165, 80, 84, 64, 84, 62)  # pixels of the columns of the table


def colour(cluster: Cluster) -> str:
    """The fill of a cluster on the map."""
    return theme.CLUSTERS[(cluster.order - 1) % len(theme.CLUSTERS)]


def names(here: Desk) -> None:
    """All clusters of the filter by name and content; choosing one selects it."""
    with st.container(key="clusters", gap=None):
        for cluster in _filtered(here):
            about = summary(here, card(here.known, cluster, here.view))
            name = f"{cluster.order} {cluster.name[here.view.lang]}"
            pick.row(here, cluster.id, name, about, f"cluster-{cluster.order}")


def table(here: Desk) -> None:
    """The clusters of the filter side by side: areas and counts that follow from the data."""
    made = [card(here.known, cluster, here.view) for cluster in _filtered(here)]
    heads = [here.words(f"table.{name}") for name in ("cluster", "area", "streets", "places", "stations", "facts")]
    names = [f"{one.cluster.order} {one.cluster.name[here.view.lang]}" for one in made]
    cells = [
        (name, round(one.cluster.area_km2, 1), len(one.streets), len(one.places), one.stations, len(one.facts))
        for name, one in zip(names, made, strict=True)
    ]
    tables.choose(here, cells, heads, [one.cluster.id for one in made], WIDTHS)


def summary(here: Desk, made: ClusterCard) -> str:
    """A cluster in one line."""
    area = f"{made.cluster.area_km2:.1f}"
    return here.words("cluster.summary", streets=len(made.streets), area=area, places=len(made.places))


def cards(here: Desk) -> None:
    """A card per cluster of the filter. One alone, or the selected, shows everything; the others offer to."""
    shown = _filtered(here)
    for cluster in shown:
        made = card(here.known, cluster, here.view)
        if here.view.selected == cluster.id or len(shown) == 1:
            full(here, made)
        else:
            head(here, made)
            more = here.words("cluster.more", facts=len(made.facts), entries=len(made.entries), places=len(made.places))
            st.button(
                more,
                key=f"more-{cluster.order}",
                on_click=session.select,
                args=(cluster.id,),
                type="tertiary",
            )


def full(here: Desk, made: ClusterCard) -> None:
    """Everything about a cluster: area, 街镇, what lies in it, figures, plans."""
    head(here, made)
    near.draw(here, made.cluster.id)
    if made.facts:
        st.markdown(f"**{here.words('cluster.facts')}** · {len(made.facts)}")
        figures.cards(here, made.facts)
    for kind, members in kinds_of(made.places, tuple(made.counts)).items():
        st.markdown(f"**{here.words(f'kind.{kind}')}** · {len(members)}")
        places.buttons(here, members, f"{here.page}-{made.cluster.order}-{kind}")
    if made.entries:
        st.markdown(f"**{here.words('cluster.entries')}** · {len(made.entries)}")
        figures.entries(here, made.entries)


def head(here: Desk, made: ClusterCard) -> None:
    """Name, area, 街镇 and counts of a cluster, and how far its outline can be trusted."""
    words, lang, cluster = here.words, here.view.lang, made.cluster
    counts = [(words(f"kind.{kind}"), str(count)) for kind, count in made.counts.items() if count]
    rows = [
        (
            words("cluster.area"),
            words("cluster.area-value", area=f"{cluster.area_km2:.1f}", share=f"{made.share:.0%}"),
        ),
        (words("cluster.streets"), f"{len(made.streets)} · " + words("list.comma").join(made.streets)),
        (words("kind.metro-station"), str(made.stations)),
        *counts,
    ]
    aliases = [words("cluster.aliases") + words("list.comma").join(cluster.aliases)] if cluster.aliases else []
    notes = [*aliases, f"{words('cluster.schematic')} {cluster.basis[lang]}"]
    values = {
        "title": cluster.name[lang],
        "number": cluster.order,
        "colour": colour(cluster),
        "kind": words("kind.cluster"),
    }
    markup.put("card", rows=rows, notes=notes, **values)


def _filtered(here: Desk) -> tuple[Cluster, ...]:
    return tuple(c for c in here.atlas.clusters if not here.view.clusters or c.id in here.view.clusters)
