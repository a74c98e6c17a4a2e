"""How far it is from what is selected, and the ring on the map that shows it."""

import streamlit as st

from fengtai_map.model import Atlas, Geometry
from fengtai_map.panels import near
from fengtai_map.panels.distance import KILOMETRE
from fengtai_map.panels.near import Near, Reach
from fengtai_map.ui import many, markup, pick, session
from fengtai_map.ui.desk import BY_SERIAL, Desk


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=BY_SERIAL)
def reach(atlas: Atlas) -> Reach:
    """The index of all points, made once for an Atlas."""
    return near.reach(atlas)


def draw(here: Desk, name: str) -> None:
    """The nearest of each target to a place, 街镇 or cluster, with counts; nothing where it has no position."""
    found = near.near(reach(here.known), here.atlas, name, here.view.without)
    if found is None:
        return
    st.markdown(f"**{here.words('near.title')}**")
    many.left_out(here)
    if name == here.view.selected:
        _ring(here)
    with st.container(key="near", gap=None):
        for one in found:
            _row(here, one)


def ring(here: Desk) -> dict[str, object] | None:
    """What the map draws around what is selected, None where no ring is wanted or possible."""
    geometry: Geometry | None = None
    if here.view.ring:
        geometry = near.ring(here.atlas, here.view.selected, here.view.ring * KILOMETRE)
    return {"km": here.view.ring, "geometry": geometry} if geometry else None


def _row(here: Desk, one: Near) -> None:
    """A target: choosing it selects the nearest."""
    words, lang = here.words, here.view.lang
    title = words(f"reach.{one.target}")
    text = words("near.line", nearest=near.said(here.atlas, one, lang), counts=near.counted(here.atlas, one, lang))
    if one.nearest:
        pick.row(here, one.nearest, title, text, f"near-{one.target}")
    else:
        st.markdown(f"**{markup.plain(title)}** :small[:gray[{markup.plain(text)}]]")


def _ring(here: Desk) -> None:
    """How many kilometres around are marked on the map."""
    radii = [0, *(metres // KILOMETRE for metres in here.atlas.radii)]
    st.session_state["w-ring"] = here.view.ring
    st.segmented_control(
        here.words("near.ring"),
        radii,
        format_func=lambda km: here.words("near.ring-km", km=km) if km else here.words("near.ring-none"),
        key="w-ring",
        on_change=lambda: session.change(ring=st.session_state["w-ring"] or 0),
        width="stretch",
    )
