"""The page of the office's own points: a file or a click, what it would change, and applying it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from fengtai_map.model import Place
from fengtai_map.ui import answer, markup
from fengtai_map.ui.context import Desk
from fengtai_map.ui.user_points import (
    alike,
    apply,
    differences,
    file_input,
    incoming_file,
    kept_points,
    lists,
    preview,
    questions,
    reading_choices,
    signature,
    verdict,
    waiting,
)
from fengtai_map.ui.user_points import place as placing
from fengtai_map.ui.user_points.file_state import Brought
from fengtai_map.ui.user_points.incoming_file import Case, Read
from fengtai_map.ui.user_points.kept_points import Kept
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.store import StoreError


def draw(here: Desk) -> None:
    """The file of the reader, or the place they position; each with its problems, its changes and its signature.

    The map shows what would change, or where the click was.
    """
    apply.done(here)
    try:
        drawn, place = _draw(here)
    except StoreError as error:
        signature.refused(here, error.problems)
        return
    answer.say(preview=drawn, placing=place is not None)


def _draw(here: Desk) -> tuple[list[preview.Drawn], Place | None]:
    if not signature.may(here, "choose"):
        kept_points.draw(here)
        return [], None
    if held := file_input.draw(here):
        return _file(here, held), None
    kept_points.draw(here)
    place = placing.chosen(here)
    if place:
        placing.confirm(here, place)
    return placing.preview(here, place), place


def _file(here: Desk, held: Brought) -> list[preview.Drawn]:
    """A file, from the light that says whether it can be taken to the signature; how it was read comes last."""
    kept = kept_points.now()
    top = st.container(key="verdict")
    with waiting.bar(here, top, "reading") as progress:
        read = incoming_file.read_as_chosen(here, held, kept, progress)
    reading = read.reading
    questions.asked(here, held.said, read)
    verdict.listed(here, reading)
    case = _changed(here, held, kept, read, top) if reading.rows else None
    with top:
        verdict.light(here, read, differences.counts(case.made.changes) if case else {})
    if case:
        differences.listed(here, case.made.changes)
        preview.sampled(here, case.made.changes)
        _sign(here, case)
    verdict.told(here, "incoming.notices", reading.notices)
    reading_choices.draw(here, held.said, read)
    return preview.preview(case.made.changes, reading.datum) if case else []


def _changed(here: Desk, held: Brought, kept: Kept, read: Read, top: DeltaGenerator) -> Case:
    """What the file would change: the list it belongs to is said, and which rows are kept points."""
    sound = not (read.reading.problems or read.reading.choices)
    belongs = lists.draw(here, held, kept.lists, read.choice.list, sound=sound)
    with waiting.bar(here, top, "comparing") as progress:
        offered = incoming_file.offered(here, read, kept, belongs, progress)
    pairs = alike.accepted(here, held, offered.changes.alike, belongs.name)
    return Case(held, kept, read, belongs, incoming_file.made_of(read, kept, belongs, offered, pairs))


def _sign(here: Desk, case: Case) -> None:
    """Name, reason and the button that applies what is listed above."""
    shown = Shown("file", case.kept.version, case.made.digest)
    waits = case.belongs.taken or bool(case.read.assumed)
    if waits:
        markup.put("said", text=here.words("applying.waits"))

    def act(who: str, reason: str) -> None:
        apply.apply(apply.draft_of(case, who, reason), shown.version)
        file_input.let_go()

    idle = waits or not differences.count(case.made.changes)
    signature.sign(here, shown, act, here.words("applying.apply"), idle=idle)
