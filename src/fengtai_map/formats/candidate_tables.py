"""How a file is read, its tables that may be the one that is wanted, and several of them as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Self

from fengtai_map.formats.cells import key
from fengtai_map.formats.header_rows import MIN_KNOWN_NAMES, NOBODY, Known
from fengtai_map.formats.table import Cell, Options, Question, Table
from fengtai_map.formats.table_parts import holds_position
from fengtai_map.model.upload_rules import Limits

PREVIEWED = 4  # rows of a table that is offered, or looked at
NO_OPTIONS = Options()
NO_FIELDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class CandidateTable:
    """A table that may be the one: how many of its columns have known names, and whether it surely is a table.

    `fields` are the columns of each field that their names are of.
    """

    table: Table
    known: int = 0
    sure: bool = True
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def likely(self) -> bool:
        """Whether it is a table, not a cover or notes."""
        return bool(self.table.rows) and (self.known >= MIN_KNOWN_NAMES or self.sure)

    @property
    def places(self) -> frozenset[str]:
        """The fields of a list of places that it has: how its rows are called, where they lie, what they are."""
        located = {"shape"} if self.table.shapes else {"lon", "lat", "position", "shape"} & self.fields.keys()
        named = {"name", "kind"} & self.fields.keys()
        return frozenset(named | located) if located and "name" in named else frozenset()

    @property
    def located(self) -> bool:
        """Whether it is a list of what lies somewhere."""
        return bool(self.places) or any(map(holds_position, self.table.rows[:PREVIEWED]))


@dataclass(frozen=True)
class FileReading:
    """How a file is read besides its bytes: its name for messages, limits, what was chosen, names of columns.

    `fields` are the keys of these names with the field of each. `several` says that the file has more than one sheet: a
    problem of a row then names its sheet.
    """

    file: str
    limits: Limits
    options: Options = NO_OPTIONS
    known: Known = NOBODY
    fields: Mapping[str, str] = field(default_factory=dict, hash=False)
    several: bool = False

    @classmethod
    def of(cls, file: str, limits: Limits, options: Options, known: Mapping[str, str]) -> Self:
        """With the names of columns as they are written."""
        fields = {key(name): one for name, one in known.items()}
        return cls(file, limits, options, frozenset(fields), fields)

    def candidate(self, made: Table, known: int | None = None, *, sure: bool = True) -> CandidateTable:
        """A table that may be the one; so many of its columns have names that are `known`, None to count them."""
        count = sum(key(name) in self.known for name in made.head) if known is None else known
        return CandidateTable(made, count, sure, _fields(made.head, self.fields))


def _fields(heads: Sequence[str], known: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """The columns of each field, by the keys of their names."""
    found: dict[str, tuple[str, ...]] = {}
    for head in heads:
        if one := known.get(key(head)):
            found[one] = (*found.get(one, ()), head)
    return found


def joined_tables(candidates: Sequence[CandidateTable]) -> Table:
    """Tables as one, with the sheet of each row; a column that only some of them have is empty in the others."""
    head, columns = _columns(candidates)
    tables = [one.table for one in candidates]
    rows = [
        tuple(row[own[at]] if at in own else "" for at in range(len(head)))
        for table, own in zip(tables, columns, strict=True)
        for row in table.rows
    ]
    shaped = any(one.shapes for one in tables)
    return replace(
        tables[0],
        head=tuple(head),
        rows=tuple(rows),
        numbers=tuple(number for one in tables for number in one.numbers),
        row_sheets=tuple(name for one in tables for name in _row_sheets(one)),
        sheet=", ".join(one.sheet for one in tables),
        shapes=tuple(shape for one in tables for shape in one.shapes or [None] * len(one.rows)) if shaped else (),
        formulas=_moved(tables, columns, [one.formulas for one in tables]),
        errors=_moved(tables, columns, [one.errors for one in tables]),
        encodings=next((one.encodings for one in tables if one.encodings), ()),
        choices=tuple(_unique(choice for one in tables for choice in one.choices)),
        notices=tuple(dict.fromkeys(notice for one in tables for notice in one.notices)),
        row_problems=tuple(problem for one in tables for problem in one.row_problems),
    )


def _unique(choices: Iterable[Question]) -> Iterator[Question]:
    """The questions, each once: its answer holds for all tables."""
    asked: set[str] = set()
    for one in choices:
        if one.what not in asked:
            asked.add(one.what)
            yield one


def _row_sheets(table: Table) -> Sequence[str]:
    """What the sheet of each row is called; of a workbook among other files, with the workbook before it."""
    return [f"{table.sheet}/{one}" for one in table.row_sheets] or [table.sheet] * len(table.rows)


def _columns(candidates: Sequence[CandidateTable]) -> tuple[list[str], list[dict[int, int]]]:
    """The columns of all tables, each field and each name once; for each table, which column of its own each is."""
    head: list[str] = []
    at: dict[str, int] = {}
    columns = []
    for one in candidates:
        fields = {heads[0]: f"field {field}" for field, heads in one.fields.items() if len(heads) == 1}
        own: dict[int, int] = {}
        for column, name in enumerate(one.table.head):
            names = (name, key(name), fields.get(name, name))
            place = next((at[said] for said in names if said in at and at[said] not in own), len(head))
            head += [name] if place == len(head) else []
            at |= dict.fromkeys(names, place)
            own[place] = column
        columns.append(own)
    return head, columns


def _moved(
    tables: Sequence[Table], columns: Sequence[Mapping[int, int]], cells: Sequence[frozenset[Cell]]
) -> frozenset[Cell]:
    """Cells of several tables as cells of all of them together."""
    moved: set[Cell] = set()
    before = 0
    for table, own, some in zip(tables, columns, cells, strict=True):
        places = {column: at for at, column in own.items()}
        moved |= {(before + row, places[column]) for row, column in some}
        before += len(table.rows)
    return frozenset(moved)
