"""Positioning a place that has no known position: a click on the map, an error, and what it rests on."""

from collections.abc import Mapping

import streamlit as st

from fengtai_map.content.places import unlocated
from fengtai_map.model import OwnPoint, Place
from fengtai_map.store import Draft
from fengtai_map.ui import applying, markup, own, rights, session
from fengtai_map.ui.desk import Desk

BASIS = "office-click"
LEAST, MOST, USUAL = 5, 5000, 50  # metres of error


def chosen(here: Desk) -> Place | None:
    """The place to be positioned, of those without a position; None while none is chosen."""
    words = here.words
    waiting = {place.id: place for place in unlocated(here.atlas.places)}
    if not waiting or rights.editor().why:
        return None
    name = st.selectbox(
        words("placing.which"),
        ["", *waiting],
        format_func=lambda one: waiting[one].name[here.lang] if one else words("placing.none"),
        key="w-placing",
    )
    return waiting.get(name or "")


def preview(here: Desk, place: Place | None) -> list[Mapping[str, object]]:
    """Where the click says that the place lies."""
    at = here.placed if place else None
    return [{"what": "placed", "at": at, "from": None}] if at else []


def confirm(here: Desk, place: Place) -> None:
    """What was clicked, how far off it may be and what it rests on; then name and reason, as for any change."""
    words, at = here.words, here.placed
    if not at:
        markup.put("said", text=words("placing.click", name=place.name[here.lang]))
        return
    lon, lat = at
    markup.put("said", text=words("placing.at", lon=f"{lon:.5f}", lat=f"{lat:.5f}"))
    error = st.number_input(words("placing.error"), LEAST, MOST, USUAL, step=5, key="w-placed-error")
    note = st.text_input(words("placing.basis"), key="w-placed-note", max_chars=200)

    def act(who: str, reason: str) -> None:
        point = OwnPoint(
            id=place.id,
            name=place.name,
            kind=place.kind,
            lon=round(lon, 6),
            lat=round(lat, 6),
            error_m=float(error),
            basis=BASIS,
            status=place.status,
            note=note,
            origin=words("placing.origin"),
        )
        own.store().apply(Draft(added=(point,), who=who, reason=reason, when=own.now()), own.version())
        session.now().placed = None

    applying.sign(here, "placing", act, words("placing.apply"))
