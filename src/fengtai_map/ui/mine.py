"""The page of the office's own points: a file or a click, what it would change, and applying it."""

import streamlit as st

from fengtai_map.model import Place
from fengtai_map.store import StoreError
from fengtai_map.text import described
from fengtai_map.ui import answer, applying, incoming, markup, own, placing, previewing
from fengtai_map.ui.desk import Desk
from fengtai_map.ui.incoming import Incoming


def draw(here: Desk) -> None:
    """The file of the reader, or the place they position; each with its faults, its changes and its signature.

    The map shows what would change, or where the click was.
    """
    try:
        applying.done(here)
        file, place = _choose(here)
    except StoreError as error:
        for problem in error.problems:
            st.error(markup.plain(" — ".join(described(here.words, problem))))
        return
    drawn = previewing.preview(file) if file else placing.preview(here, place)
    answer.say(preview=drawn, placing=place is not None)


def _choose(here: Desk) -> tuple[Incoming | None, Place | None]:
    _kept(here)
    incoming.begin(here)
    if not applying.may(here, "choose"):
        return None, None
    if file := incoming.choose(here):
        incoming.faults(here, file.reading)
        previewing.sampled(here, file)
        applying.listed(here, file.changes)
        _apply(here, file)
        return file, None
    place = placing.chosen(here)
    if place:
        placing.confirm(here, place)
    return None, place


def _kept(here: Desk) -> None:
    """How many points are kept, and where."""
    n, version = own.count(), own.version()
    key = "own.kept" if version else "own.none"
    markup.put("said", text=here.words(key, n=f"{n:,}", version=version))


def _apply(here: Desk, file: Incoming) -> None:
    made, number = file.changes, own.version()
    idle = not (made.added or made.changed or made.removed)

    def act(who: str, reason: str) -> None:
        own.store().apply(applying.draft_of(made, who, reason), number)

    applying.sign(here, "file", act, here.words("applying.apply"), idle=idle)
