"""Which column of a file is which field, as the clerk chooses it; reader and template have the same list of fields."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from fengtai_map.formats import Question, Table
from fengtai_map.i18n import readable
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points.file_state import Said, ask
from fengtai_map.user_points.upload import ParsedFile

SAMPLED = 3  # cells of a column that are shown with its name


def asked(ctx: PageContext, said: Said, one: Question, reading: ParsedFile) -> None:
    """A field that no column was found for, and the columns it may be."""
    field = one.particulars["field"]
    label = ctx.words(f"upload.head.{field}")
    why = ctx.words("incoming.why.column")
    markup.put("question", title=ctx.words("incoming.ask.column", field=label), text=why)
    _choose(ctx, said, field, reading, list(one.options))


def by_hand(ctx: PageContext, said: Said, reading: ParsedFile) -> None:
    """A field a box: the column it is read from. Columns of no field are kept as they are, or left out."""
    fields = [column.id for column in ctx.atlas.upload.columns]
    heads = list(reading.table.head)
    boxes = st.columns(2)
    for number, field in enumerate(fields):
        with boxes[number % 2]:
            _choose(ctx, said, field, reading, None)
    kept = [head for head in heads if head not in reading.mapping.values()]
    if kept:
        ask(
            said,
            partial(st.multiselect, placeholder=ctx.words("incoming.none-left-out")),
            "unread",
            ctx.words("incoming.unread"),
            shown=[],
            options=kept,
            format_func=readable,
        )


def _choose(ctx: PageContext, said: Said, field: str, reading: ParsedFile, asked: Sequence[str] | None) -> None:
    """The column of a field: one of those `asked` about, or any. The others stay as they are."""
    shown, key = reading.mapping.get(field, ""), f"w-{'field' if asked is None else 'asked'}-{field}"
    heads = ["", *(reading.table.head if asked is None else asked)]
    st.session_state[key] = shown  # in each run: see choice.py
    st.selectbox(
        ctx.words(f"upload.head.{field}"),
        heads,
        format_func=lambda head: _sampled(reading.table, head) if head else ctx.words("incoming.unsaid"),
        key=key,
        on_change=_said,
        args=(said, field, key, dict(reading.mapping), heads),
    )


def _said(said: Said, field: str, key: str, mapping: dict[str, str], heads: Sequence[str]) -> None:
    head = st.session_state[key]
    if head not in heads:
        return
    said["mapping"] = {**{name: one for name, one in mapping.items() if one != head}, field: head}


def _sampled(table: Table, head: str) -> str:
    """The name of a column with its first cells: what people know a column by."""
    at = table.head.index(head)
    cells = [readable(row[at])[:12] for row in table.rows[:50] if row[at]][:SAMPLED]
    return f"{readable(head)}  ({' | '.join(cells)})" if cells else readable(head)
