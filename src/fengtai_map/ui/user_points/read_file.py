"""A file of a clerk, read in the one process of this server that may; a bar tells its place in the queue."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from streamlit.delta_generator import DeltaGenerator

from fengtai_map.formats import Table
from fengtai_map.i18n import readable
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem
from fengtai_map.sandbox import Bounds, LimitReached, ProgressArgument, Sandbox, SharedArgument, Why
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points.kept_points import KeptPoints
from fengtai_map.user_points.upload import Choice, ParsedFile, parse

SANDBOX = Sandbox()
PAUSE = 0.3  # seconds between two looks at the queue; with each a page that is closed lets go of its file


class ProgressBar(Protocol):
    """A callback for progress: how far something has come, from 0 to 1, and how many wait before it."""

    def __call__(self, done: float, ahead: int = 0) -> None:
        """Show it."""


@contextmanager
def bar(ctx: PageContext, place: DeltaGenerator, what: str) -> Iterator[ProgressBar]:
    """Yield a callback for progress: how far it has come, from 0 to 1, and how many wait before it.

    The bar is there from the first word on: what is ready needs none.
    """
    slot = place.empty()

    def advance(done: float, ahead: int = 0) -> None:
        text = ctx.words("waiting.ahead", n=ahead) if ahead else ctx.words(f"waiting.{what}")
        slot.progress(min(max(done, 0.0), 1.0), text=text)

    try:
        yield advance
    finally:
        slot.empty()


def read_files(
    ctx: PageContext,
    source: Mapping[str, bytes] | Table,
    choice: Choice,
    kept: KeptPoints,
    tell: ProgressBar,
) -> ParsedFile:
    """Files as they are chosen to be read, or a table that was read before.

    `tell` hears how far it has come, from 0 to 1, and how many files come before. A file that took too much, or broke
    the process, has that for its problem.
    """
    limits, shipped = ctx.atlas.upload.limits, ctx.published.shipped
    atlas, points = (
        SharedArgument(f"atlas-{shipped.serial}", shipped),
        SharedArgument(f"kept-{kept.state}", kept.points),
    )
    bounds = Bounds(limits.memory, limits.seconds, limits.answer, limits.unpacked)
    with SANDBOX.asked(bounds, parse.read_files, source, atlas, choice, points, ProgressArgument()) as job:
        while not job.wait(PAUSE):
            tell(job.done, job.ahead)
    try:
        found: ParsedFile = job.result()
    except LimitReached as ended:
        table = source if isinstance(source, Table) else Table(readable(next(iter(source))[:80]))
        return ParsedFile(table, {}, problems=(why_unread(ended.why, table.file, limits),))
    return found


def why_unread(why: Why, file: str, limits: Limits) -> Problem:
    """Why a file was not read to its end."""
    megabytes = (limits.answer if why == "answer" else limits.memory) // 1_000_000
    said = {"megabytes": f"{megabytes}", "seconds": f"{limits.seconds}"}
    return Problem(f"upload-{why}", file, "", said)
