"""Several sheets, layers or files of one upload: which of them is read, which are offered, which go together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fengtai_map.formats.candidate_tables import PREVIEWED, CandidateTable, joined_tables
from fengtai_map.formats.cells import key
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.header_rows import MIN_KNOWN_NAMES
from fengtai_map.formats.table import Question, Table
from fengtai_map.problems import Problem

ALL = "*"
SYSTEM = re.compile(
    "[a-z]+|[0-9]+|高德|百度|腾讯|谷歌|天地图|火星|大地|国家|西安|地方|城建"
)  # what names of systems have
NAMED = 200  # characters of the names of others in a message


def choose(candidates: Sequence[CandidateTable], chosen: str, what: str = "sheet", *, asks: bool = False) -> Table:
    """The table that is read: the one that was chosen, or the first that looks like one; others are offered.

    Several lists with the same columns, or the same fields of a place, can be taken together. Which of them are meant
    is asked, as of lists that differ, unless it was chosen; with `asks` always. Those that state different systems of
    coordinates are not taken together.
    """
    likely = [one for one in candidates if one.likely] or list(candidates[:1])
    names = tuple(one.table.sheet for one in likely)
    first = next((one for one in likely if one.known >= MIN_KNOWN_NAMES), likely[0])
    read = next((one for one in candidates if one.table.sheet == chosen and chosen), first)
    read_as = next(one for one in candidates if one.table is read.table)
    alike = [one for one in likely if _alike(one, read_as)]
    same = tuple(one.table.sheet for one in alike) if len(alike) > 1 else ()
    table = joined_tables(alike) if chosen == ALL and same else read.table
    apart = [one for one in likely if one not in alike and _differs(one, read_as)]
    choices = table.choices
    if not chosen and same:
        choices = (*choices, _question(what, (ALL,), (*alike, *apart)))
    elif not chosen and len(likely) > 1 and (asks or apart):
        choices = (*choices, _question(what, (), likely))
    taken = {*same} if chosen == ALL and same else {table.sheet}
    taken |= {name for one in choices if one.what == what for name in one.options}  # asked for
    others = [name for name in names if name not in taken]
    notices = (*table.notices, *_others(table, others))
    return replace(table, sheets=names if any(names) else (), same=same, choices=choices, notices=notices)


def _question(what: str, first: tuple[str, ...], offered: Sequence[CandidateTable]) -> Question:
    previews = {one.table.sheet: preview(one.table) for one in offered}
    return Question(what, (*first, *previews), {}, previews)


def preview(table: Table) -> tuple[tuple[str, ...], ...]:
    """The names of the columns of a table and its first rows."""
    return (table.head, *table.rows[:PREVIEWED])


def _others(table: Table, names: Sequence[str]) -> Iterator[Problem]:
    """A notice of the sheets that are not read."""
    if names:
        particulars = {"read": table.sheet, "others": ", ".join(names)[:NAMED]}
        yield Problem("upload-sheets", table.file, table.sheet, particulars)


def _alike(one: CandidateTable, other: CandidateTable) -> bool:
    """Whether two tables can be one: in their columns, in what they state of their coordinates."""
    stated = [(held.table.crs, _system(held.table)) for held in (one, other)]
    return stated[0] == stated[1] and (_same_columns(one.table, other.table) or _same_fields(one, other))


def _differs(one: CandidateTable, other: CandidateTable) -> bool:
    """Whether two tables are lists of the same sort, and cannot be one. Maps have layers of much besides places."""
    layers = bool(one.table.shapes or other.table.shapes) and one.places != other.places
    return _same_columns(one.table, other.table) or (one.located and other.located and not layers)


def _same_columns(one: Table, other: Table) -> bool:
    """Whether two tables have the same columns, in whatever order."""
    return sorted(map(key, one.head)) == sorted(map(key, other.head))


def _same_fields(one: CandidateTable, other: CandidateTable) -> bool:
    """Whether two tables say in the same fields what is called how and lies where, with one column for each field.

    Not where their rows have ids: they may be the same places once more, as the sheets of our own workbook have them.
    """
    single = all(len(heads) == 1 for held in (one, other) for heads in held.fields.values())
    return single and "id" not in one.fields and bool(one.places) and one.places == other.places


def _system(table: Table) -> frozenset[str]:
    """What the titles of a table say of the system of its coordinates, without anything else in them."""
    return frozenset(word for cell in table.about_coordinates for word in SYSTEM.findall(key(cell)))


def first_that_can(errors: Sequence[FormatError]) -> FormatError:
    """The error to report where no sheet can be read: preferably that of a sheet that holds something."""
    return next((one for one in errors if one.code != "upload-empty"), errors[0])


def with_unread(table: Table, errors: Sequence[FormatError], chosen: str, odd: Sequence[FormatError] = ()) -> Table:
    """The table with a problem of each other one that cannot be read and is not empty, unless one was chosen.

    Of `odd` ones, which are no lists, only a notice.
    """
    if chosen not in ("", ALL):
        return table
    problems, notices = (
        tuple(one.problem(table.file) for one in some if one.code != "upload-empty") for some in (errors, odd)
    )
    return replace(table, row_problems=(*table.row_problems, *problems), notices=(*table.notices, *notices))
