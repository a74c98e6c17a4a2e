"""One sheet as it stands, before anybody knows which line names the columns; and what calamine does not tell of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from fengtai_map.formats.cells import letter
from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.number_formats import Shown
from fengtai_map.problems import Problem

Line = tuple[int, Sequence[str]]  # number of the row from 1, its cells as text
Place = tuple[int, int]  # number of a row from 1, index of a column from 0
Span = tuple[int, int, int, int]  # first row, first column, last row, last column of merged cells

MOST_MERGED = 2_000_000  # rows that merged cells go over, each counted for each merge
MAX_CELLS = 4_500_000  # cells that a sheet may name, empty ones with a style among them
LAST = (1_048_576, 16_384)  # rows and columns of any workbook
DENSE = 12_000_000  # cells from the first to the farthest: calamine holds each of them
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass(frozen=True)
class RawSheet:
    """The lines of a sheet that hold anything.

    `formulas` are the texts of those that no value is kept of; `errors` what the cells of an error say; `unseen` the
    rows that are filtered out or hidden, `unseen_columns` the columns, `struck` the rows with a cell that is struck
    through; `row_problems` and `notices` were found while reading.
    """

    name: str = ""
    lines: Sequence[Line] = ()
    spans: Sequence[Span] = ()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    unseen: AbstractSet[int] = frozenset()
    unseen_columns: AbstractSet[int] = frozenset()
    struck: AbstractSet[int] = frozenset()
    notices: tuple[Problem, ...] = ()
    row_problems: tuple[Problem, ...] = ()


def clipped(sheet: RawSheet) -> RawSheet:
    """The sheet with its merged cells cut to where it holds anything. Raises FormatError where they are too many."""
    numbers = [number for number, _ in sheet.lines]
    right = max((len(cells) for _, cells in sheet.lines), default=0)
    kept, rows = [], 0
    for top, left, bottom, end in sheet.spans:
        inside = bisect_right(numbers, bottom) - bisect_left(numbers, top)
        rows += inside
        if inside and left < right:
            kept.append((top, left, bottom, min(end, right - 1)))
    if rows > MOST_MERGED:
        raise too_heavy()
    return replace(sheet, spans=kept)


def rows_of(numbers: Sequence[int], top: int, bottom: int) -> Sequence[int]:
    """Those of the numbers, which are sorted, from one row to another."""
    return numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]


def merged(sheet: RawSheet) -> list[Line]:
    """The lines with the value of merged cells in each of their rows, in the first column of the merge."""
    numbers = [number for number, _ in sheet.lines]
    values = {(number, column): cell for number, cells in sheet.lines for column, cell in enumerate(cells) if cell}
    more: dict[int, dict[int, str]] = {}
    for top, left, bottom, _ in sheet.spans:
        value = values.get((top, left), "")
        for number in rows_of(numbers, top + 1, bottom) if value else ():
            more.setdefault(number, {})[left] = value
    held = dict(sheet.lines)
    return [(number, _with(cells, more.get(number, {}))) for number, cells in held.items()]


def _with(cells: Sequence[str], more: Mapping[int, str]) -> Sequence[str]:
    """Cells with others in the places that are empty."""
    if not more:
        return cells
    width = max(len(cells), max(more) + 1)
    return [cell or more.get(at, "") for at, cell in enumerate((*cells, *[""] * (width - len(cells))))]


@dataclass
class CellFlags:
    """Rows count from 1, columns from 0. `far` is the farthest row and column that hold anything.

    `unseen` are rows that are hidden, `unseen_columns` columns; `struck` are rows with a cell that is struck through,
    `shown` is what cells make of their number by their format.
    """

    errors: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    unseen: set[int] = field(default_factory=set)
    unseen_columns: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
    shown: dict[Place, Shown] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    far: Place = (0, 0)
    cells: int = 0

    def count(self, cells: int = 1) -> None:
        """Count cells that are named. Raises FormatError where there are too many."""
        self.cells += cells
        if self.cells > MAX_CELLS:
            raise too_heavy()

    def hide(self, first: int, last: int) -> None:
        """Note columns that are hidden, from one to another. Raises FormatError where too many are named."""
        last = min(last, LAST[1] - 1)
        self.count(max(0, last - first + 1))
        self.unseen_columns.update(range(first, last + 1))

    def held(self, row: int, column: int) -> None:
        """Note a cell that holds anything. Raises FormatError where it lies too far from the others."""
        self.far = max(self.far[0], row), max(self.far[1], column)
        beyond = self.far[0] > LAST[0] or self.far[1] >= LAST[1]
        if beyond or self.far[0] * (self.far[1] + 1) > DENSE:
            raise FormatError(
                "format-far", f"{letter(self.far[1])}{self.far[0]}", cell=f"{letter(self.far[1])}{self.far[0]}"
            )
