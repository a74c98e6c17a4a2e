"""Which column of a file is which field, as the clerk chooses it; reader and template have the same list of fields."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from fengtai_map.formats import Asked, Table
from fengtai_map.i18n import readable
from fengtai_map.ui import markup
from fengtai_map.ui.context import Desk
from fengtai_map.ui.user_points.file_state import Said, ask
from fengtai_map.user_points.upload import Reading

SAMPLED = 3  # cells of a column that are shown with its name


def asked(here: Desk, said: Said, one: Asked, reading: Reading) -> None:
    """A field that no column was found for, and the columns it may be."""
    field = one.particulars["field"]
    label = here.words(f"upload.head.{field}")
    why = here.words("incoming.why.column")
    markup.put("question", title=here.words("incoming.ask.column", field=label), text=why)
    _choose(here, said, field, reading, list(one.options))


def by_hand(here: Desk, said: Said, reading: Reading) -> None:
    """A field a box: the column it is read from. Columns of no field are kept as they are, or left out."""
    fields = [column.id for column in here.base.upload.columns]
    heads = list(reading.table.head)
    boxes = st.columns(2)
    for number, field in enumerate(fields):
        with boxes[number % 2]:
            _choose(here, said, field, reading, None)
    kept = [head for head in heads if head not in reading.mapping.values()]
    if kept:
        ask(
            said,
            partial(st.multiselect, placeholder=here.words("incoming.none-left-out")),
            "unread",
            here.words("incoming.unread"),
            shown=[],
            options=kept,
            format_func=readable,
        )


def _choose(here: Desk, said: Said, field: str, reading: Reading, asked: Sequence[str] | None) -> None:
    """The column of a field: one of those `asked` about, or any. The others stay as they are."""
    shown, key = reading.mapping.get(field, ""), f"w-{'field' if asked is None else 'asked'}-{field}"
    if st.session_state.get(key, ...) != shown:
        st.session_state[key] = shown
    st.selectbox(
        here.words(f"upload.head.{field}"),
        ["", *(reading.table.head if asked is None else asked)],
        format_func=lambda head: _sampled(reading.table, head) if head else here.words("incoming.unsaid"),
        key=key,
        on_change=_said,
        args=(said, field, key, dict(reading.mapping)),
    )


def _said(said: Said, field: str, key: str, mapping: dict[str, str]) -> None:
    head = st.session_state[key]
    said["mapping"] = {**{name: one for name, one in mapping.items() if one != head}, field: head}


def _sampled(table: Table, head: str) -> str:
    """The name of a column with its first cells: what people know a column by."""
    at = table.head.index(head)
    cells = [readable(row[at])[:12] for row in table.rows[:50] if row[at]][:SAMPLED]
    return f"{readable(head)}  ({' | '.join(cells)})" if cells else readable(head)
