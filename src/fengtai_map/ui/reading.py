"""A file of a reader, read in the one process of this server that may; the page tells its place in the queue."""

import streamlit as st

from fengtai_map.model import Atlas
from fengtai_map.model.upload import Limits
from fengtai_map.problems import Problem
from fengtai_map.sandbox import Bounds, Ended, Sandbox, Shared, Why
from fengtai_map.text import readable
from fengtai_map.ui.desk import BY_SERIAL, Desk
from fengtai_map.upload import Choice, Reading, Readings, Table, readings_of
from fengtai_map.upload.whole import read_whole

SANDBOX = Sandbox()
PAUSE = 0.3  # seconds between two looks at the queue; with each a page that is closed lets go of its file
Read = tuple[Reading, Readings]


def read(here: Desk, content: bytes, name: str, choice: Choice) -> Read:
    """A file read as chosen, and how well it would lie in each datum; the same file is read once.

    One that took too much, or broke the process, has that for its problem.
    """
    kept = _kept(content, name, here.base, choice)
    if not kept:
        kept.append(_awaited(here, content, name, choice))
    return kept[0]


@st.cache_resource(show_spinner=False, max_entries=4, ttl=1800, hash_funcs={**BY_SERIAL, Choice: repr})
def _kept(content: bytes, name: str, atlas: Atlas, choice: Choice) -> list[Read]:  # noqa: ARG001  # all are the key
    """Where the reading of a file is kept: nothing of a page may be drawn in a function whose value is kept."""
    return []


def _awaited(here: Desk, content: bytes, name: str, choice: Choice) -> Read:
    words, limits, shown = here.words, here.base.upload.limits, st.empty()
    atlas = Shared(f"atlas-{here.base.serial}", here.base)
    with SANDBOX.asked(_bounds(limits), read_whole, content, name, atlas, choice) as job:
        while not job.wait(PAUSE):
            shown.caption(words("incoming.ahead", n=job.ahead) if job.ahead else words("incoming.reading"))
    shown.empty()
    try:
        found: Read = job.result()
    except Ended as ended:
        table = Table(readable(name[:80]))
        problems = (told(ended.why, table.file, limits),)
        return Reading(table, {}, choice.datum, problems=problems), readings_of(table, here.base, choice)
    return found


def told(why: Why, file: str, limits: Limits) -> Problem:
    """Why a file was not read to its end."""
    megabytes = (limits.answer if why == "answer" else limits.memory) // 1_000_000
    said = {"megabytes": f"{megabytes}", "seconds": f"{limits.seconds}"}
    return Problem(f"upload-{why}", file, "", said)


def _bounds(limits: Limits) -> Bounds:
    return Bounds(limits.memory, limits.seconds, limits.answer, limits.unpacked)
