"""How a page is laid out: a headline, the map beside its panel."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from fengtai_map.panels import places
from fengtai_map.text import described
from fengtai_map.ui import markup, session
from fengtai_map.ui.desk import Desk


def headline(here: Desk, kinds: tuple[str, ...] = ()) -> None:
    """The page's title, what it shows, and of how many: places of these kinds, stations aside."""
    ours = [place for place in here.known.places if place.kind in kinds]
    shown = places.located(places.visible(here.view, ours, kinds))
    counter = here.words("page.counter", n=len(shown), total=len(ours)) if ours else ""
    title, text = here.words(f"page.{here.page}.title"), here.words(f"page.{here.page}.text")
    markup.put("headline", title=title, text=text, counter=counter)
    if not st.context.is_embedded:
        _narrow(here)
    for problem in (*session.problems(), *here.problems):
        st.warning(markup.plain(" ".join(described(here.words, problem))), icon="⚠️")


def _narrow(here: Desk) -> None:
    """The cluster filter again, above the map: on a phone the sidebar is folded away. The style shows it only there."""
    names = {cluster.id: f"{cluster.order} {cluster.name[here.view.lang]}" for cluster in here.atlas.clusters}
    st.session_state["w-narrow"] = [name for name in names if name in here.view.clusters]
    st.multiselect(
        here.words("sidebar.clusters"),
        list(names),
        format_func=names.__getitem__,
        key="w-narrow",
        on_change=lambda: session.change(clusters=tuple(st.session_state["w-narrow"])),
        placeholder=here.words("sidebar.all"),
        label_visibility="collapsed",
    )


def map_and_panel(wide: float = 1.5, form: str = "table") -> tuple[DeltaGenerator, DeltaGenerator]:
    """Two columns: the map, which stays in sight, and a panel that scrolls by itself.

    `form` tells the style what shares the map's column: a "table" below it, "figures" above it, or a "short" map.
    """
    left, right = st.columns([wide, 1], gap="small")
    return left.container(key=f"map-{form}"), right.container(key=f"panel-{form}", gap="small")
