"""Cells that say nothing: formulas of which no value was kept, and errors of a spreadsheet."""

from collections.abc import Iterator, Mapping

from fengtai_map.formats import Table

PLACED = ("lon", "lat", "position", "shape")
NEEDED = (*PLACED, "name", "name_en", "kind", "datum", "error_m", "status")
BrokenCell = tuple[str, int, Mapping[str, str]]  # the code of its problem, its column, the particulars


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
