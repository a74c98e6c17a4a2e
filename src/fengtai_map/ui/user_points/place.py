"""Positioning a place that has no known position: a click on the map, an error, and what it rests on.

One that was positioned so can be moved by another click.
"""

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import Any

import streamlit as st

from fengtai_map import clock
from fengtai_map.content.places import unlocated
from fengtai_map.model import Place, UserPoint
from fengtai_map.ui import markup, permissions, session
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.server_message import PreviewPoint
from fengtai_map.ui.user_points import apply, signature, store
from fengtai_map.ui.user_points.file_state import Said, ask
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.merge import SOURCE
from fengtai_map.user_points.store import ChangeDraft

BASIS = "office-click"
DEED = "placing"
LEAST, MOST, USUAL = 5, 5000, 50  # metres of error


def chosen(ctx: PageContext) -> Place | None:
    """The place to be positioned: one without a position, or one that was given one here; None while none is chosen."""
    words, places = ctx.words, offered(ctx)
    if not places or permissions.editor().why:
        return None
    name = ask(
        _said(),
        st.selectbox,
        "placing",
        words("placing.which"),
        shown="",
        options=["", *places],
        format_func=lambda one: _named(ctx, places[one]) if one else words("placing.none"),
    )
    return places.get(str(name))


def offered(ctx: PageContext) -> Mapping[str, Place]:
    """Places of the release that wait for a position, then those that the office has positioned."""
    known = {place.id for place in ctx.published.shipped.places}
    ours = [place for place in ctx.atlas.places if place.source == SOURCE and place.id in known]
    return {place.id: place for place in (*unlocated(ctx.atlas.places), *ours)}


def preview(ctx: PageContext, place: Place | None) -> list[PreviewPoint]:
    """Where the click says that the place lies."""
    at = ctx.placed if place else None
    return [{"what": "placed", "at": at, "from": None}] if at else []


def confirm(ctx: PageContext, place: Place) -> None:
    """What was clicked, how far off it may be and what it rests on; then name and reason, as for any change."""
    words, at = ctx.words, ctx.placed
    if place.lon is not None:
        lies = {"lon": f"{place.lon:.5f}", "lat": f"{place.lat:.5f}"}
        markup.put("said", text=words("placing.lies", name=place.name[ctx.lang], **lies))
    if not at:
        markup.put("said", text=words("placing.click", name=place.name[ctx.lang]))
        return
    markup.put("said", text=words("placing.at", lon=f"{at[0]:.5f}", lat=f"{at[1]:.5f}"))
    metres = partial(st.number_input, min_value=LEAST, max_value=MOST, step=5)
    error = ask(_said(), metres, "placed-error", words("placing.error"), shown=USUAL)
    note = ask(_said(), st.text_input, "placed-note", words("placing.basis"), shown="", max_chars=200)
    point = _point(ctx, place, at, float(error), note)
    shown = Shown(DEED, store.version(), sha256(point.model_dump_json().encode()).hexdigest()[:16])

    def act(who: str, reason: str) -> None:
        what: dict[str, Any] = {"added" if place.lon is None else "changed": (point,)}
        apply.apply(ChangeDraft(**what, who=who, reason=reason, when=clock.now()), shown.version)
        session.now().placed = None
        _said().clear()

    signature.sign(ctx, shown, act, words("placing.apply"))


def _said() -> Said:
    """What was said of a place, over pages and languages."""
    said: Said = st.session_state.setdefault("placing", {})
    return said


def _named(ctx: PageContext, place: Place) -> str:
    name = place.name[ctx.lang]
    return name if place.lon is None else ctx.words("placing.placed", name=name)


def _point(ctx: PageContext, place: Place, at: tuple[float, float], error: float, note: str) -> UserPoint:
    """The place where the click was. All that a list has said of it stays, but for a shape: a click is a point."""
    lies: dict[str, Any] = {"lon": round(at[0], 6), "lat": round(at[1], 6), "error_m": error, "shape": ""}
    lies |= {"basis": BASIS, "origin": ctx.words("placing.origin")}
    kept = store.store().held([place.id]) if place.lon is not None else ()
    if kept:
        return kept[0].model_copy(update={**lies, "note": note or kept[0].note})
    known = {name: getattr(place, name) for name in ("id", "name", "kind", "status")}
    return UserPoint(**known, **lies, note=note)
