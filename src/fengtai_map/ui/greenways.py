"""The greenway page's own parts: two counts that are never mixed, and the rivers."""

import streamlit as st

from fengtai_map.panels.subjects import facts
from fengtai_map.ui import figures, markup, pick
from fengtai_map.ui.desk import Desk

GREEN = "green-space"


def counts(here: Desk) -> None:
    """How many sites the release counts without listing them, and how many green spaces the map knows."""
    words = here.words
    st.markdown(f"**{words('green.counted')}**")
    figures.cards(here, facts(here.atlas, here.page))
    known = sum(place.kind == GREEN for place in here.known.places)
    st.markdown(f"**{words('green.known')}**")
    markup.put(
        "strip",
        words=words,
        cells=[
            markup.Cell(str(known), words("kind.green-space"), note=words("green.apart-text")),
            markup.Cell(str(len(here.atlas.ground["rivers"])), words("green.rivers"), note=words("green.rivers-text")),
        ],
    )
    markup.put(
        "card",
        title=words("green.apart"),
        kind="",
        rows=[],
        notes=[words("green.apart-text")],
        number="",
        colour="",
    )


def rivers(here: Desk) -> None:
    """The rivers by name; choosing one shows it on the map."""
    st.markdown(f"**{here.words('green.rivers')}**")
    with st.container(horizontal=True, gap="small"):
        for river in here.atlas.ground["rivers"]:
            if river.name:
                pick.chip(here, river.id, river.name[here.view.lang], f"pick-{river.id}")
