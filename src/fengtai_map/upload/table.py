"""A table of text: what a file holds, before anything in it is understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from fengtai_map.model.upload import Limits
from fengtai_map.problems import Problem
from fengtai_map.text import readable

Found = tuple["Table", tuple[Problem, ...]]


@dataclass(frozen=True)
class Table:
    """Cells as text. Every column has a name of its own, every row as many cells as there are columns.

    Row `n` of `rows` is row n + 2 of the clerk's program, whose first row is the head. `formulas` are (n, column).
    `sheets` are the names of all sheets of a workbook or layers of a file, `sheet` the one that was read.
    """

    file: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """What a sheet holds, its head first; `formulas` are (row, column) from 0, the head being row 0."""

    lines: Sequence[Sequence[str]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    name: str = ""
    names: tuple[str, ...] = ()


def table(file: str, sheet: Sheet, limits: Limits) -> Found:
    """The table of a sheet, or an empty one and what is too much in it.

    A cell that is too long is cut to one character more than it may have. A workbook can name one text many times, so
    that its text is counted before any of it is copied.
    """
    if sum(min(len(cell), limits.cell) for line in sheet.lines for cell in line) > limits.unpacked:
        return Table(file), (too_much(file, limits),)
    lines = [[_printable(cell[: limits.cell + 1]) for cell in line] for line in sheet.lines]
    while lines and not any(lines[-1]):
        lines.pop()
    width = max((_width(line) for line in lines), default=0)
    problems = []
    if width > limits.columns:
        problems.append(Problem("upload-columns", file, sheet.name, {"limit": f"{limits.columns}"}))
    if len(lines) - 1 > limits.rows:
        problems.append(Problem("upload-rows", file, sheet.name, {"limit": f"{limits.rows}"}))
    if not lines:
        problems.append(Problem("upload-empty", file, sheet.name))
    if problems:
        return Table(file), tuple(problems)
    head, *rows = ((*line, *[""] * (width - len(line)))[:width] for line in lines)
    formulas = frozenset((row - 1, column) for row, column in sheet.formulas if 0 < row < len(lines))
    return Table(file, _heads(head), tuple(rows), formulas, sheet.name, sheet.names), ()


def too_much(file: str, limits: Limits) -> Problem:
    """The report of a file that unpacks into more than it may."""
    particulars = {"entries": f"{limits.entries}", "megabytes": f"{limits.unpacked // 1_000_000}"}
    return Problem("upload-zip", file, "", particulars)


def _width(line: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(line, 1) if cell), default=0)


def _heads(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of columns: one without a name is called by its letter, one of a name used before has it added."""
    heads: list[str] = []
    for number, cell in enumerate(cells, 1):
        letter = get_column_letter(number)
        name = readable(" ".join(cell.split())) or letter
        while name in heads:
            name = f"{name} ({letter})"
        heads.append(name)
    return tuple(heads)


def _printable(text: str) -> str:
    """A text without blanks around it; half a character becomes its number."""
    return text.strip().encode(errors="backslashreplace").decode()
