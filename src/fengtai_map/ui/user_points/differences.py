"""Before and after, field by field: everything that a change would do to the points, in one table and on the map."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import ceil

import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.model import UserPoint
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.server_message import PreviewPoint
from fengtai_map.ui.user_points import kinds
from fengtai_map.user_points.store import PointChange
from fengtai_map.user_points.upload import Changes, differences, stated, table_file

LISTED = 500  # lines that a page shows
SIGNS = {"added": "+", "changed": "→", "removed": "−"}
HEADS = ("change", "name", "field", "before", "after")
MOVED = "moved"  # the field that says how far
SUMMED = ("kind", "status", "error_m", "position")  # what is said of a point that comes or goes
Line = tuple[str, str, str, str, str]
PREVIEWED = 2000  # points of a file that the map shows at most


def listed(ctx: PageContext, made: Changes) -> None:
    """Every field that changes, what goes before what comes; of very many the first, and a file of all."""
    words, total = ctx.words, count(made)
    if not total:
        markup.put("said", text=words("applying.nothing"))
        return
    rows = list(islice(lines(ctx, made), LISTED + 1))
    heads = [words(f"applying.head.{name}") for name in HEADS]
    markup.put("lines", title=words("applying.title"), count=f"{total:,}", heads=heads, rows=rows[:LISTED])
    if len(rows) <= LISTED:
        return
    markup.put("said", text=words("applying.first", n=f"{LISTED:,}", total=f"{total:,}"))
    st.download_button(
        words("applying.all"),
        lambda: table_file([heads, *lines(ctx, made)], "xlsx"),
        f"fengtai-{words('applying.file')}.xlsx",
        key="w-differences",
        on_click="ignore",
    )


def count(made: Changes) -> int:
    """How many points would come, go or change."""
    return len(made.added) + len(made.changed) + len(made.removed)


def counts(made: Changes) -> Mapping[str, int]:
    """How many points come, change, go and stay."""
    return {name: len(getattr(made, name)) for name in ("added", "changed", "removed", "same")}


def lines(ctx: PageContext, made: Changes) -> Iterator[Line]:
    """A line for each point that goes, for each field that changes, and for each point that comes."""
    for old in made.removed:
        yield _whole(ctx, "removed", old)
    for old, new in made.changed:
        yield from of_pair(ctx, old, new)
    for new in made.added:
        yield _whole(ctx, "added", new)


def of_pair(ctx: PageContext, old: UserPoint, new: UserPoint) -> Iterator[Line]:
    """A line for each field in which a point differs from what it was; how far it moved stands with its position."""
    found = differences(old, new)
    metres = next((after for field, _, after in found if field == MOVED), "")
    for field, before, after in found:
        if field == MOVED:
            continue
        now = worded(ctx, field, after)
        if field == "position" and metres:
            now = ctx.words("applying.metres", at=now, metres=metres)
        name = readable(old.name[ctx.lang])
        yield sign(ctx, "changed"), name, label(ctx, field), worded(ctx, field, before), now


def of_touched(ctx: PageContext, touched: Sequence[PointChange], total: int) -> None:
    """What a change of the history did, field by field; of very many points the first."""
    words = ctx.words
    rows = [line for one in touched for line in _of_one(ctx, one)]
    heads = [words(f"applying.head.{name}") for name in HEADS]
    markup.put("lines", title="", count="", heads=heads, rows=rows[:LISTED])
    if len(touched) < total or len(rows) > LISTED:
        markup.put("said", text=words("applying.first", n=f"{min(len(rows), LISTED):,}", total=f"{total:,}"))


def _of_one(ctx: PageContext, one: PointChange) -> Iterator[Line]:
    if one.before and one.after:
        yield from of_pair(ctx, one.before, one.after)
    elif point := one.after or one.before:
        yield _whole(ctx, "added" if one.after else "removed", point)


def _whole(ctx: PageContext, what: str, point: UserPoint) -> Line:
    said = summary(ctx, point)
    sides = (said, "") if what == "removed" else ("", said)
    return sign(ctx, what), readable(point.name[ctx.lang]), ctx.words("applying.whole"), *sides


def summary(ctx: PageContext, point: UserPoint) -> str:
    """A point in a line: kind, status, error, place."""
    said = {"kind": point.kind, "status": point.status, "error_m": f"{point.error_m:g}", "position": at(point)}
    return " · ".join(worded(ctx, name, said[name]) for name in SUMMED)


def at(point: UserPoint) -> str:
    """Where a point lies, in degrees."""
    return f"{point.lon:.5f}, {point.lat:.5f}"


def sign(ctx: PageContext, what: str) -> str:
    """What happens to a point, as a sign and a word."""
    return f"{SIGNS[what]} {ctx.words(f'applying.{what}')}"


def label(ctx: PageContext, field: str) -> str:
    """What a field is called; a column of the office's own by its own name."""
    key = f"upload.head.{field}"
    return ctx.words(key) if key in ctx.words else readable(field)


def worded(ctx: PageContext, field: str, value: str) -> str:
    """A value as the reader knows it: kinds, statuses and shapes by their names, numbers with their units."""
    if not value:
        return ctx.words("applying.empty")
    if field == "kind":
        return kinds.name(ctx, value)
    if field in ("status", "basis"):
        key = f"{field}.{value}"
        return ctx.words(key) if key in ctx.words else readable(value)
    if field == "shape":
        sort, _, size = value.partition(" ")
        return ctx.words(f"applying.shape-{sort}", n=size)
    return ctx.words("place.error-short", n=value) if field == "error_m" else readable(value)


def sampled(ctx: PageContext, made: Changes) -> None:
    """That the map shows some of the points only, where they are too many to be drawn one by one."""
    drawn, every = len(_drawn(made)), count(made)
    if drawn < every:
        markup.put("said", text=ctx.words("incoming.sampled", n=f"{drawn:,}", total=f"{every:,}"))


def preview(made: Changes, datum: str) -> list[PreviewPoint]:
    """What the map shows of it: where each point would lie, and where the file states it in another datum."""
    return [
        {"what": what, "at": (one.lon, one.lat), "from": stated(one.lon, one.lat, datum) if datum else None}
        for what, one in _drawn(made)
    ]


def _drawn(made: Changes) -> list[tuple[str, UserPoint]]:
    """What becomes of each point; of more than PREVIEWED an even sample, so that the page stays quick."""
    all_ = [("added", one) for one in made.added]
    all_ += [("changed", new) for _, new in made.changed] + [("removed", one) for one in made.removed]
    return all_[:: ceil(len(all_) / PREVIEWED) or 1]
