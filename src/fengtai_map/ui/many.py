"""The office's own points where they are too many for records: the layer of the map, and the same in numbers."""

from collections.abc import Sequence

import streamlit as st

from fengtai_map.drawing.features import points
from fengtai_map.model import Place
from fengtai_map.own import places_of
from fengtai_map.panels.many import Tally, Window, numbers, tally
from fengtai_map.store import StoreError
from fengtai_map.ui import markup, own
from fengtai_map.ui.desk import Desk

WINDOWS = "windows"  # of the map by page, in the session
SINGLY = 400  # points of a window that are drawn one by one; the map asks for fewer


def look(page: str, window: Window | None) -> None:
    """Remember the window of a page's map, None where it shows too many; the map of another page looks elsewhere."""
    st.session_state[WINDOWS] = {page: window} if window else {}


def closer(here: Desk, kinds: Sequence[str]) -> dict[str, object]:
    """What the map needs to show points of the layer one by one: those of its window, and the one that is selected."""
    if here.many is None:
        return {}
    window: Window | None = st.session_state.get(WINDOWS, {}).get(here.page)
    near = _near(here, kinds, window) if window else None
    found = {place.id: place for place in (*(near or ()), *_chosen(here))}
    return {"guests": points(tuple(found.values())), "window": window if near is not None else None}


def _near(here: Desk, kinds: Sequence[str], window: Window) -> tuple[Place, ...] | None:
    """The places of a window; None where they are too many, or the store does not answer."""
    wanted = numbers(here.many, here.view, kinds, window).tolist() if here.many else []
    if len(wanted) > SINGLY:
        return None
    try:
        return places_of(here.known, own.store().numbered(wanted))
    except StoreError:
        return None


def _chosen(here: Desk) -> tuple[Place, ...]:
    record = here.atlas.index.get(here.view.selected)
    return (record,) if isinstance(record, Place) and record.id not in here.known.index else ()


def draw(here: Desk, kinds: Sequence[str]) -> None:
    """How many of its points the map shows, of which kinds and in which clusters; nothing where there is no layer."""
    if here.many is None:
        return
    made = tally(here.many, here.view, kinds)
    rows = [(here.words(f"kind.{kind}"), f"{n:,}") for kind, n in made.kinds.items()]
    markup.put("many", title=here.words("many.title"), text=_said(here, made), rows=rows)


def told(here: Desk, kinds: Sequence[str]) -> str:
    """The layer in words, for who does not see the map; empty where there is none."""
    if here.many is None:
        return ""
    made = tally(here.many, here.view, kinds)
    parts = (here.words("many.in", name=here.words(f"kind.{kind}"), n=f"{n:,}") for kind, n in made.kinds.items())
    title, comma = here.words("many.title"), here.words("list.comma")
    return here.words("export.pair", label=title, value=f"{_said(here, made)} {comma.join(parts)}")


def named(here: Desk, text: str, most: int) -> tuple[Place, ...]:
    """At most so many points of the layer whose name or note holds a text."""
    if here.many is None:
        return ()
    try:
        return places_of(here.known, own.store().named(text, most))
    except StoreError:
        return ()


def _said(here: Desk, made: Tally) -> str:
    """How much of the layer is shown, and where that lies."""
    words, lang = here.words, here.view.lang
    names = {name: here.known.name(name, lang) or words("many.nowhere") for name in made.clusters}
    parts = [words("many.in", name=names[name], n=f"{n:,}") for name, n in made.clusters.items()]
    shown = words("many.shown", n=f"{made.shown:,}", total=f"{made.total:,}")
    return words("list.sentence").join([shown, words("list.comma").join(parts)])


def left_out(here: Desk) -> None:
    """That the numbers which follow do not count the layer."""
    if here.many is not None:
        markup.put("said", text=here.words("many.left-out", n=f"{len(here.many):,}"))
