"""Several sheets, layers or files of one upload: which of them is read, which are offered, which go together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fengtai_map.formats.cells import key
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.header_rows import MIN_KNOWN_NAMES
from fengtai_map.formats.questions import Question
from fengtai_map.formats.table import Cell, Table
from fengtai_map.problems import Problem

ALL = "*"
PREVIEWED = 4  # rows of a table that is offered
SYSTEM = re.compile(
    "[a-z]+|[0-9]+|高德|百度|腾讯|谷歌|天地图|火星|大地|国家|西安|地方|城建"
)  # what names of systems have
NAMED = 200  # characters of the names of others in a message


@dataclass(frozen=True)
class CandidateTable:
    """A table that may be the one: how many of its columns have known names, and whether it surely is a table."""

    table: Table
    known: int = 0
    sure: bool = True

    @property
    def likely(self) -> bool:
        """Whether it is a table, not a cover or notes."""
        return bool(self.table.rows) and (self.known >= MIN_KNOWN_NAMES or self.sure)


def picked(candidates: Sequence[CandidateTable], chosen: str, what: str = "sheet", *, asks: bool = False) -> Table:
    """The table that is read: the one that was chosen, or the first that looks like one; others are offered.

    Where several have the same columns, which of them are meant is asked, unless it was chosen; with `asks` always.
    Those that state different systems of coordinates are not taken together.
    """
    likely = [one for one in candidates if one.likely] or list(candidates[:1])
    names = tuple(one.table.sheet for one in likely)
    first = next((one for one in likely if one.known >= MIN_KNOWN_NAMES), likely[0])
    read = next((one for one in candidates if one.table.sheet == chosen and chosen), first)
    alike = [one.table for one in likely if _alike(one.table, read.table)]
    same = tuple(one.sheet for one in alike) if len(alike) > 1 else ()
    table = together(alike) if chosen == ALL and same else read.table
    choices: tuple[Question, ...] = table.choices
    apart = any(_same_columns(one.table, read.table) and not _alike(one.table, read.table) for one in likely)
    asked = (asks or apart) and len(likely) > 1 and not chosen and not same
    if same and not chosen:
        choices = (*choices, Question(what, (ALL, *same), {}, {one.sheet: preview(one) for one in alike}))
    elif asked:
        choices = (*choices, Question(what, names, {}, {one.table.sheet: preview(one.table) for one in likely}))
    taken = same if chosen in ("", ALL) and same else (read.table.sheet,)  # the others, or asked for
    others = [name for name in names if name not in taken and not asked]
    notices = (*table.notices, *_others(table, others))
    return replace(table, sheets=names if any(names) else (), same=same, choices=choices, notices=notices)


def preview(table: Table) -> tuple[tuple[str, ...], ...]:
    """The names of the columns of a table and its first rows."""
    return (table.head, *table.rows[:PREVIEWED])


def _others(table: Table, names: Sequence[str]) -> Iterator[Problem]:
    """A notice of the sheets that are not read."""
    if names:
        particulars = {"read": table.sheet, "others": ", ".join(names)[:NAMED]}
        yield Problem("upload-sheets", table.file, table.sheet, particulars)


def _alike(one: Table, other: Table) -> bool:
    """Whether two tables have the same columns and state the same of their coordinates."""
    return _same_columns(one, other) and one.crs == other.crs and _system(one) == _system(other)


def _same_columns(one: Table, other: Table) -> bool:
    """Whether two tables have the same columns, in whatever order."""
    return sorted(map(key, one.head)) == sorted(map(key, other.head))


def _system(table: Table) -> frozenset[str]:
    """What the titles of a table say of the system of its coordinates, without anything else in them."""
    return frozenset(word for cell in table.about_coordinates for word in SYSTEM.findall(key(cell)))


def together(tables: Sequence[Table]) -> Table:
    """Tables with the same columns as one, with the sheet of each row."""
    first = tables[0]
    orders = [_order(first, one) for one in tables]
    rows = [tuple(row[at] for at in order) for one, order in zip(tables, orders, strict=True) for row in one.rows]
    shaped = any(one.shapes for one in tables)
    return replace(
        first,
        rows=tuple(rows),
        numbers=tuple(number for one in tables for number in one.numbers),
        row_sheets=tuple(one.sheet for one in tables for _ in one.rows),
        sheet=", ".join(one.sheet for one in tables),
        shapes=tuple(shape for one in tables for shape in one.shapes or [None] * len(one.rows)) if shaped else (),
        formulas=_moved(tables, orders, [one.formulas for one in tables]),
        errors=_moved(tables, orders, [one.errors for one in tables]),
        notices=tuple(dict.fromkeys(notice for one in tables for notice in one.notices)),
        row_problems=tuple(problem for one in tables for problem in one.row_problems),
    )


def _order(first: Table, other: Table) -> list[int]:
    """Where the columns of the first table stand in another."""
    places = {key(name): at for at, name in enumerate(other.head)}
    return [places[key(name)] for name in first.head]


def _moved(
    tables: Sequence[Table], orders: Sequence[Sequence[int]], cells: Sequence[frozenset[Cell]]
) -> frozenset[Cell]:
    """Cells of several tables as cells of all of them together."""
    moved: set[Cell] = set()
    before = 0
    for table, order, some in zip(tables, orders, cells, strict=True):
        moved |= {(before + row, order.index(column)) for row, column in some}
        before += len(table.rows)
    return frozenset(moved)


def first_that_can(errors: Sequence[FormatError]) -> FormatError:
    """The error to report where no sheet can be read: preferably that of a sheet that holds something."""
    return next((one for one in errors if one.code != "upload-empty"), errors[0])


def told(table: Table, errors: Sequence[FormatError], chosen: str, odd: Sequence[FormatError] = ()) -> Table:
    """The table with a problem of each other one that cannot be read and is not empty, unless one was chosen.

    Of `odd` ones, which are no lists, only a notice.
    """
    if chosen not in ("", ALL):
        return table
    problems, notices = (
        tuple(one.problem(table.file) for one in some if one.code != "upload-empty") for some in (errors, odd)
    )
    return replace(table, row_problems=(*table.row_problems, *problems), notices=(*table.notices, *notices))
