"""The page of the office's own points: a file or a click, what it would change, and applying it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from fengtai_map.model import Place
from fengtai_map.store import StoreError
from fengtai_map.ui import (
    alike,
    answer,
    applying,
    bringing,
    byhand,
    choosing,
    differences,
    faults,
    incoming,
    keeping,
    lists,
    markup,
    placing,
    previewing,
    signing,
    waiting,
)
from fengtai_map.ui.brought import Brought
from fengtai_map.ui.desk import Desk
from fengtai_map.ui.incoming import Case, Read
from fengtai_map.ui.keeping import Kept
from fengtai_map.ui.signing import Shown


def draw(here: Desk) -> None:
    """The file of the reader, or the place they position; each with its problems, its changes and its signature.

    The map shows what would change, or where the click was.
    """
    applying.done(here)
    try:
        drawn, place = _draw(here)
    except StoreError as error:
        signing.refused(here, error.problems)
        return
    answer.say(preview=drawn, placing=place is not None)


def _draw(here: Desk) -> tuple[list[previewing.Drawn], Place | None]:
    if not signing.may(here, "choose"):
        keeping.draw(here)
        return [], None
    if held := bringing.draw(here):
        return _file(here, held), None
    keeping.draw(here)
    place = placing.chosen(here)
    if place:
        placing.confirm(here, place)
    return placing.preview(here, place), place


def _file(here: Desk, held: Brought) -> list[previewing.Drawn]:
    """A file, from the light that says whether it can be taken to the signature; how it was read comes last."""
    kept = keeping.now()
    top = st.container(key="verdict")
    with waiting.bar(here, top, "reading") as progress:
        read = incoming.read_as_chosen(here, held, kept, progress)
    reading = read.reading
    choosing.asked(here, held.said, read)
    faults.listed(here, reading)
    case = _changed(here, held, kept, read, top) if reading.rows else None
    with top:
        faults.light(here, read, differences.counts(case.made.changes) if case else {})
    if case:
        differences.listed(here, case.made.changes)
        previewing.sampled(here, case.made.changes)
        _sign(here, case)
    faults.told(here, "incoming.notices", reading.notices)
    byhand.draw(here, held.said, read)
    return previewing.preview(case.made.changes, reading.datum) if case else []


def _changed(here: Desk, held: Brought, kept: Kept, read: Read, top: DeltaGenerator) -> Case:
    """What the file would change: the list it belongs to is said, and which rows are kept points."""
    sound = not (read.reading.problems or read.reading.choices)
    belongs = lists.draw(here, held, kept.lists, read.choice.list, sound=sound)
    with waiting.bar(here, top, "comparing") as progress:
        offered = incoming.offered(here, read, kept, belongs, progress)
    pairs = alike.accepted(here, held, offered.changes.alike, belongs.name)
    return Case(held, kept, read, belongs, incoming.made_of(read, kept, belongs, offered, pairs))


def _sign(here: Desk, case: Case) -> None:
    """Name, reason and the button that applies what is listed above."""
    shown = Shown("file", case.kept.version, case.made.digest)
    waits = case.belongs.taken or bool(case.read.assumed)
    if waits:
        markup.put("said", text=here.words("applying.waits"))

    def act(who: str, reason: str) -> None:
        applying.apply(applying.draft_of(case, who, reason), shown.version)
        bringing.let_go()

    idle = waits or not differences.count(case.made.changes)
    signing.sign(here, shown, act, here.words("applying.apply"), idle=idle)
