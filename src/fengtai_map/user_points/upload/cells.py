"""What cells say: those of a row, before it is held against anything, those of a column, and those that say nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fengtai_map.formats import Table
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.coordinates import number, pair
from fengtai_map.user_points.upload.positions import WrittenPosition
from fengtai_map.user_points.upload.shapes import looks_like_shape

SAMPLED = 50  # cells of a column that are looked at
PLACED = ("lon", "lat", "position", "shape")
NEEDED = (*PLACED, "name", "name_en", "kind", "datum", "error_m", "status")
BrokenCell = tuple[str, int, Mapping[str, str]]  # the code of its problem, its column, the particulars


@dataclass(frozen=True)
class Cells:
    """A row by field: `number` as the clerk's program counts, `at` its place among the rows, `text` what it says.

    `place` is the number, with the sheet in brackets where several are read together: 2 (公园).

    `waits` are the questions it cannot be taken before: the words that nobody knows, by "kind", "status" or "datum".
    """

    at: int
    number: int
    place: str
    text: Mapping[str, str]
    kind: str
    status: str
    error_m: float
    spot: WrittenPosition | None
    fields: tuple[tuple[str, str], ...]
    row_problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    waits: Mapping[str, str]


def sampled(table: Table, head: str) -> list[str]:
    """The first cells of a column that say anything."""
    at = table.head.index(head)
    return [row[at] for row in table.rows[: SAMPLED * 4] if row[at]][:SAMPLED]


def filled(table: Table, head: str) -> bool:
    """Whether a column says anything at all."""
    at = table.head.index(head)
    return any(row[at] for row in table.rows)


def numeric(cells: Sequence[str]) -> str:
    """What a column of numbers may be: "position" of two in a cell, "lon", "lat" or "axis" of one, else empty."""
    for what, ask in TESTS.items():
        if cells and sum(map(ask, cells)) * 2 > len(cells):
            return what
    return ""


def _within(low: float, high: float) -> Callable[[str], bool]:
    return lambda cell: bool((found := number(cell)) and low <= abs(found.value) <= high)


TESTS: Mapping[str, Callable[[str], bool]] = {
    "position": lambda cell: pair(cell) is not None or looks_like_shape(cell),
    "lon": _within(73, 136),
    "lat": _within(3, 54),
    "axis": _within(100_000, 50_000_000),
}


class BrokenCells:
    """Finds them row by row; `fields` are the columns of the fields."""

    def __init__(self, table: Table, fields: Mapping[str, int]) -> None:
        self.table, self.read = table, {*fields.values()}
        self.needed, self.placed = ({fields[one] for one in some if one in fields} for some in (NEEDED, PLACED))
        self.any = bool(table.formulas or table.errors)

    def forbidding(self, at: int) -> Iterator[BrokenCell]:
        """Formulas without a value in columns that are read, errors in those that are needed."""
        for column in sorted(self.read) if self.any else ():
            if (at, column) in self.table.formulas:
                yield "upload-formula", column, {}
            if column in self.needed and (at, column) in self.table.errors:
                yield "upload-cell-error", column, self._value(at, column)

    def left_empty(self, at: int) -> Iterator[BrokenCell]:
        """Formulas in columns that are kept, errors where nothing is needed: those cells stay empty."""
        for column in range(len(self.table.head)) if self.any else ():
            if (at, column) in self.table.formulas and column not in self.read:
                yield "upload-formula", column, {}
            if (at, column) in self.table.errors and column not in self.needed:
                yield "upload-cell-error", column, self._value(at, column)

    def unplaced(self, at: int) -> bool:
        """Whether a cell of the position is one: then nothing more is to be said of it."""
        places = ((at, one) for one in self.placed if self.any)
        return any(one in self.table.formulas or one in self.table.errors for one in places)

    def _value(self, at: int, column: int) -> Mapping[str, str]:
        return {"value": self.table.rows[at][column][:40]}
