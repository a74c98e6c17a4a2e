"""How a file was read, and every choice about it: shown beneath the result, for a clerk who wants it read otherwise."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import columns, kinds, word_meanings
from fengtai_map.ui.user_points.file_state import Said, ask
from fengtai_map.ui.user_points.incoming_file import Read
from fengtai_map.ui.user_points.questions import worded
from fengtai_map.user_points.upload import ParsedFile


def draw(ctx: PageContext, said: Said, read: Read) -> None:
    """One closed box: how it was read, then what can be chosen otherwise."""
    words, reading = ctx.words, read.reading
    with st.expander(words("incoming.by-hand"), expanded=False):
        markup.put("facts", rows=facts(ctx, reading))
        _where(ctx, said, reading)
        _what(ctx, said)
        markup.put("question", title=words("incoming.columns"), text="")
        columns.by_hand(ctx, said, reading)
        for what in ("kind", "status"):
            if meant := read.choice.words.get(what):
                markup.put("question", title=words(f"incoming.words.{what}"), text="")
                word_meanings.again(ctx, said, what, meant)


def facts(ctx: PageContext, reading: ParsedFile) -> list[tuple[str, str]]:
    """How a file was read: sheet, row of the heads, encoding, datum and grid, as far as it has them."""
    table, words = reading.table, ctx.words
    datum = words(f"datum.{reading.datum}") if reading.datum else ""
    rows = [
        ("sheet", readable(table.sheet) if len(table.sheets) > 1 else ""),
        ("head_row", words("incoming.row", row=table.head_row) if table.head_row > 1 else ""),
        ("encoding", table.encoding),
        ("crs", table.crs),
        ("datum", datum),
        ("grid", worded(ctx, "grid", reading.grid) if reading.grid else ""),
    ]
    return [(words(f"incoming.fact.{name}"), said) for name, said in rows if said]


def _where(ctx: PageContext, said: Said, reading: ParsedFile) -> None:
    """Which part of the file is read, and in which letters."""
    table = reading.table
    if len(table.sheets) > 1:
        several = ["*"] if len(table.same) > 1 else []
        _box(ctx, said, "sheet", [*several, *table.sheets], table.sheet)
    if len(table.top) > 1:
        _box(ctx, said, "head_row", [f"{n}" for n in range(1, len(table.top) + 1)], f"{table.head_row}")
    if len(table.encodings) > 1:
        _box(ctx, said, "encoding", list(table.encodings), table.encoding)


def _what(ctx: PageContext, said: Said) -> None:
    """What its numbers are, and what an empty cell means."""
    words, rules = ctx.words, ctx.atlas.upload
    _box(ctx, said, "datum", ["", *(one.id for one in rules.datums)], said.get("datum", ""))
    _box(ctx, said, "grid", ["", *(one.crs for one in rules.grids)], said.get("grid", ""))
    _box(ctx, said, "axes", ["", "lon-lat", "lat-lon"], said.get("axes", ""))
    ask(
        said,
        st.selectbox,
        "default-kind",
        words("incoming.kind"),
        shown="",
        options=["", *kinds.offered(ctx)],
        format_func=lambda one: kinds.name(ctx, one) if one else words("incoming.unsaid"),
    )


def _box(ctx: PageContext, said: Said, name: str, options: Sequence[str], found: str) -> None:
    """A box of answers that shows what was found until a hand has said otherwise."""
    shown = found if found in options else options[0]
    ask(
        said,
        partial(st.selectbox, format_func=lambda one: worded(ctx, name, one) if one else ctx.words("incoming.stated")),
        name,
        ctx.words(f"incoming.fact.{name}"),
        shown=shown,
        options=list(options),
    )
