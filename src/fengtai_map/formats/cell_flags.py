"""What calamine does not tell of a sheet: cells that are errors, formulas without a value, rows that are hidden."""

from dataclasses import dataclass, field

from fengtai_map.formats.cells import letter
from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.raw_sheet import Place, Span

MAX_CELLS = 4_500_000  # cells that a sheet may name, empty ones with a style among them
LAST = (1_048_576, 16_384)  # rows and columns of any workbook
DENSE = 12_000_000  # cells from the first to the farthest: calamine holds each of them
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


@dataclass
class CellFlags:
    """Rows count from 1, columns from 0. `far` is the farthest row and column that hold anything.

    `unseen` are rows that are hidden, `unseen_columns` columns; `struck` are rows with a cell that is struck through.
    """

    errors: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    unseen: set[int] = field(default_factory=set)
    unseen_columns: set[int] = field(default_factory=set)
    struck: set[int] = field(default_factory=set)
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
