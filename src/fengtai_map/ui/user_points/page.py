"""The page of the office's own points: a file or a click, what it would change, and applying it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from fengtai_map.model import Place
from fengtai_map.problems import Problem
from fengtai_map.ui import markup, server_message
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.server_message import PageSays, PreviewPoint
from fengtai_map.ui.user_points import (
    apply,
    differences,
    file_input,
    incoming_file,
    kept_points,
    lists,
    questions,
    reading_choices,
    signature,
    similar_points,
    verdict,
)
from fengtai_map.ui.user_points import place as placing
from fengtai_map.ui.user_points.file_state import BroughtFiles
from fengtai_map.ui.user_points.incoming_file import IncomingFile, Read
from fengtai_map.ui.user_points.kept_points import KeptPoints
from fengtai_map.ui.user_points.read_file import bar
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.store import StoreError


def draw(ctx: PageContext) -> None:
    """The file of the reader, or the place they position; each with its problems, its changes and its signature.

    The map shows what would change, or where the click was.
    """
    apply.done(ctx)
    try:
        drawn, place = _draw(ctx)
    except StoreError as error:
        signature.refused(ctx, error.problems)
        return
    server_message.say(PageSays(preview=drawn, placing=place is not None))


def _draw(ctx: PageContext) -> tuple[list[PreviewPoint], Place | None]:
    if not signature.may(ctx, "choose"):
        kept_points.draw(ctx)
        return [], None
    if held := file_input.draw(ctx):
        return _file(ctx, held), None
    kept_points.draw(ctx)
    place = placing.chosen(ctx)
    if place:
        placing.confirm(ctx, place)
    return placing.preview(ctx, place), place


def _file(ctx: PageContext, held: BroughtFiles) -> list[PreviewPoint]:
    """A file, from the light that says whether it can be taken to the signature; how it was read comes last."""
    kept = kept_points.now()
    top = st.container(key="verdict")
    with bar(ctx, top, "reading") as progress:
        read = incoming_file.read_as_chosen(ctx, held, kept, progress)
    reading = read.reading
    questions.asked(ctx, held.said, read)
    verdict.listed(ctx, reading, lists.called(ctx, held, read.choice.list))
    case = _changed(ctx, held, kept, read, top) if reading.rows else None
    with top:
        verdict.light(ctx, read, differences.counts(case.made.changes) if case else {})
    if case:
        verdict.earlier_states(ctx, case)
        if broken := case.made.unusable:
            said = {"count": f"{len(broken)}", "names": ", ".join(broken)[:200]}
            verdict.problem_list(ctx, "incoming.notices", [Problem("upload-photo-broken", held.name, "", said)])
        differences.listed(ctx, case.made.changes)
        differences.sampled(ctx, case.made.changes)
        _sign(ctx, case)
    verdict.problem_list(ctx, "incoming.notices", reading.notices)
    reading_choices.draw(ctx, held.said, read)
    return differences.preview(case.made.changes, reading.datum) if case else []


def _changed(ctx: PageContext, held: BroughtFiles, kept: KeptPoints, read: Read, top: DeltaGenerator) -> IncomingFile:
    """What the file would change: the list it belongs to is said, and which rows are kept points."""
    sound = not (read.reading.problems or read.reading.choices)
    belongs = lists.draw(ctx, held, kept.lists, read.choice.list, sound=sound)
    with bar(ctx, top, "comparing") as progress:
        offered = incoming_file.offered(ctx, read, kept, belongs, progress)
    pairs = similar_points.accepted(ctx, held, offered.changes.alike, belongs.name)
    return IncomingFile(held, kept, read, belongs, incoming_file.made_of(read, kept, belongs, offered, pairs))


def _sign(ctx: PageContext, case: IncomingFile) -> None:
    """Name, reason and the button that applies what is listed above."""
    shown = Shown("file", case.kept.version, case.made.digest)
    waits = case.belongs.taken or bool(case.read.assumed)
    if waits:
        markup.put("said", text=ctx.words("applying.waits"))

    def act(who: str, reason: str) -> None:
        apply.apply(apply.draft_of(case, who, reason), shown.version)
        file_input.let_go()

    idle = waits or not differences.count(case.made.changes)
    signature.sign(ctx, shown, act, ctx.words("applying.apply"), idle=idle)
