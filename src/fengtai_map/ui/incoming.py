"""A file that a reader brings: which it is, how it is read, what is wrong with it, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from fengtai_map.problems import Problem
from fengtai_map.text import described
from fengtai_map.ui import markup, own, reading
from fengtai_map.ui.desk import Desk
from fengtai_map.upload import (
    FORMATS,
    Changes,
    Choice,
    Reading,
    Readings,
    bad_rows_file,
    changes,
    template,
    where,
)

FIELDS = ("name", "name_en", "kind", "lon", "lat", "position", "error_m", "status", "cluster", "note")
FORM = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Incoming:
    """A file as it was read, and what bringing it in would change."""

    name: str
    reading: Reading
    changes: Changes


def begin(here: Desk) -> None:
    """The template to fill in."""
    words = here.words
    st.download_button(
        words("incoming.template"), lambda: template(words, here.base), "fengtai.xlsx", FORM, key="w-template",
        on_click="ignore",
    )  # fmt: skip


def choose(here: Desk) -> Incoming | None:
    """The file, with what the reader says about it; None while there is none."""
    words = here.words
    file = st.file_uploader(words("incoming.file"), type=sorted(FORMATS), key="w-file")
    if file is None:
        return None
    datum = _datum(here)
    content = file.getvalue()
    first, readings = reading.read(here, content, file.name, Choice(datum))
    _best(here, readings, datum)
    choice = _by_hand(here, first)
    read, _ = reading.read(here, content, file.name, choice)
    return Incoming(file.name, read, _changes(here, read))


def _datum(here: Desk) -> str:
    datums = [datum.id for datum in here.base.upload.datums]
    chosen = st.segmented_control(
        here.words("incoming.datum"),
        datums,
        default=datums[0],
        format_func=lambda name: here.words(f"datum.{name}"),
        key="w-datum",
        width="stretch",
    )
    return chosen or datums[0]


def _best(here: Desk, readings: Readings, datum: str) -> None:
    """How well the file lies on known places in each datum: measured, never guessed."""
    words = here.words
    heads = [words(f"incoming.{name}") for name in ("datum", "matched", "median")]
    rows = [
        (words(f"datum.{one.datum}"), one.matched, f"{one.metres:,.0f}" if one.metres is not None else "—")
        for one in readings.tried
    ]
    markup.put("table", heads=heads, rows=rows)
    if not readings.best:
        markup.put("said", text=words("incoming.untold"))
    elif readings.best != datum:
        st.warning(markup.plain(words("incoming.better", datum=words(f"datum.{readings.best}"))), icon="⚠️")


def _by_hand(here: Desk, first: Reading) -> Choice:
    """Columns, kind, order of the axes and sheet where the reader says otherwise."""
    words, unsaid = here.words, here.words("incoming.unsaid")
    with st.expander(words("incoming.by-hand"), expanded=not first.rows):
        mapping = {
            field: st.selectbox(
                words(f"upload.head.{field}"),
                [unsaid, *first.table.head],
                index=1 + first.table.head.index(first.mapping[field]) if field in first.mapping else 0,
                key=f"w-column-{field}-{first.table.file}",
            )
            for field in FIELDS
        }
        kinds = [kind.id for kind in here.base.upload.kinds]
        kind = st.selectbox(
            words("incoming.kind"),
            ["", *kinds],
            format_func=lambda one: words(f"kind.{one}") if one else unsaid,
            key="w-default-kind",
        )
        swapped = st.toggle(words("incoming.swapped"), key="w-swapped")
        sheets = first.table.sheets
        sheet = st.selectbox(words("incoming.sheet"), sheets, key="w-sheet") if len(sheets) > 1 else ""
    said = {field: column for field, column in mapping.items() if column and column != unsaid}
    return Choice(
        datum=first.datum,
        mapping=said if said != dict(first.mapping) else {},
        defaults={"kind": kind} if kind else {},
        swapped=swapped,
        sheet=sheet or "",
    )


def _changes(here: Desk, reading: Reading) -> Changes:
    """What the good rows would change; the points of known places are not touched by a file."""
    known = {place.id for place in here.base.places}
    current = [point for point in own.points() if point.id not in known]
    replaces = st.toggle(here.words("incoming.replaces"), key="w-replaces")
    reach = here.base.upload.distances.moved
    return changes(current, [row.point for row in reading.rows], reach=reach, replaces=replaces)


def faults(here: Desk, reading: Reading) -> None:
    """Every fault and notice with its row, column, what and mend; the bad rows to take away and correct."""
    words = here.words
    good, bad = len(reading.rows), len({one.particulars["row"] for one in reading.problems if "row" in one.particulars})
    markup.put(
        "light", light="green" if not reading.problems else "mend", text=words("incoming.rows", good=good, bad=bad)
    )
    _list(here, "incoming.faults", reading.problems)
    if bad:
        with st.container(horizontal=True, gap="small"):
            for form in ("xlsx", "csv"):
                st.download_button(
                    words("incoming.bad-rows", form=form),
                    partial(bad_rows_file, reading, words, form),  # a workbook needs room on the disk
                    f"fengtai-{words('incoming.to-correct')}.{form}",
                    key=f"w-bad-{form}",
                    on_click="ignore",
                )
    _list(here, "incoming.notices", reading.notices)


def _list(here: Desk, title: str, problems: Sequence[Problem]) -> None:
    if not problems:
        return
    st.markdown(f"**{here.words(title)}** · {len(problems)}")
    heads = [here.words(f"fault.{name}") for name in ("place", "what", "mend")]
    rows = [(where(here.words, one), *described(here.words, one)) for one in problems]
    st.dataframe(
        pd.DataFrame(rows, columns=heads), hide_index=True, key=f"table-{title}", height=min(38 + 35 * len(rows), 320)
    )
