"""Plain tables (.csv, .tsv, .txt) as sheets: which sign separates the cells, and the rows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from fengtai_map.formats.cells import at_row, clean, counted
from fengtai_map.formats.encoding import BROKEN
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.quoted_lines import QUOTE, outside_quotes, rows
from fengtai_map.formats.raw_sheet import Line, Place, RawSheet
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem
from fengtai_map.safe_cells import unquoted

SEPARATORS = (",", "\t", ";", "|", "，", "；")
SELDOM = ("、", "^", "~")  # which stand in texts as well: only where no other separates most lines
NAMED = re.compile(r"sep=(.)\s*$", re.IGNORECASE)  # a first line that tells Excel the separator
AS_TEXT = re.compile(r'="([^"]*)"$')  # how a program keeps Excel from taking a text for a number
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
BLANKS = re.compile(r"[ \u3000]{2,}|[ \u3000]")
JUDGED = 60  # lines from which the separator is guessed
BLANK_COLUMNS = 3  # columns at least where nothing but blanks separates them
TITLES = 20  # rows above the names of columns that are not counted
MOST_CELLS = 20_000  # of a line, most of them empty: as many as Excel has columns, and some


def delimited(text: str, file: str, limits: Limits) -> RawSheet:
    """The rows of a plain table. Raises FormatError where it has more columns or rows than may be."""
    lines = [line.rstrip("\n") for line in StringIO(text, newline=None)]
    named = NAMED.match(lines[0]) if lines else None
    lines = lines[1:] if named else lines
    separator = named[1] if named else separator_of(lines)
    if separator == " ":
        lines = [BLANKS.sub(" ", line.strip(" \u3000")) for line in lines]
    return _Taken(file, limits, _usual(lines, separator)).sheet(lines, separator)


def separator_of(lines: Sequence[str]) -> str:
    """The sign that most lines have equally often, outside of quotes."""
    sample = [line for line in lines[: JUDGED * 4] if line.strip()][:JUDGED]
    best = max(SEPARATORS, key=lambda one: _evenness(sample, one))
    if _evenness(sample, best)[0] * 2 < len(sample):
        best = max((best, *SELDOM), key=lambda one: _evenness(sample, one))
    if _evenness(sample, best)[0]:
        return best
    counts = {len(BLANKS.split(line.strip(" \u3000"))) for line in sample}
    return " " if len(counts) == 1 and min(counts) >= BLANK_COLUMNS else ","


def _evenness(lines: Sequence[str], separator: str) -> tuple[int, int]:
    """How many lines agree in how often they have a separator, and how often that is."""
    counts = Counter(outside_quotes(line, separator) for line in lines if separator in line)
    return max(((lines_, count) for count, lines_ in counts.items() if count), default=(0, 0))


def _usual(lines: Sequence[str], separator: str) -> frozenset[int]:
    """How many separators a row usually has: as the first that has any, which names the columns, and as most have."""
    counts = [outside_quotes(line, separator) for line in _whole(lines) if separator in line]
    most = Counter(counts)
    return frozenset({*counts[:1], *sorted(most, key=lambda count: (-most[count], -count))[:1]})


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """The first lines that are whole rows: no part of a quoted cell that goes over several, if all quotes are pairs."""
    paired = sum(line.count(QUOTE) for line in lines) % 2 == 0
    inside = False
    for line in lines[: JUDGED * 4]:
        odd = line.count(QUOTE) % 2 == 1
        if not odd and not (inside and paired):
            yield line
        inside ^= odd


class _Taken:
    """The rows of a plain table while they are read."""

    def __init__(self, file: str, limits: Limits, usual: frozenset[int]) -> None:
        self.file, self.limits, self.usual = file, limits, usual
        self.formulas: dict[Place, str] = {}
        self.notices: list[Problem] = []
        self.row_problems: list[Problem] = []
        self.longer: list[int] = []
        self.controls: list[int] = []

    def sheet(self, lines: Sequence[str], separator: str) -> RawSheet:
        """All rows that hold anything; rows that a stray quote tore apart are reported as problems."""
        if any(line.count(separator) > MOST_CELLS for line in lines):
            raise FormatError("upload-columns", limit=f"{self.limits.columns}")
        held = list(self._rows(lines, separator))
        for code, some in (("format-row-long", self.longer), ("format-control", self.controls)):
            if some:
                self.notices.append(Problem(code, self.file, f"{some[0]}", counted(some)))
        return RawSheet(
            "", held, formulas=self.formulas, notices=tuple(self.notices), row_problems=tuple(self.row_problems)
        )

    def _rows(self, lines: Sequence[str], separator: str) -> Iterator[Line]:
        taken = 0
        for number, row in enumerate(rows(lines, separator, self.usual), 1):
            cells = [self._cell(cell, number, at) for at, cell in enumerate(row.cells)]
            filled = sum(map(bool, cells))
            if filled > self.limits.columns:
                raise FormatError("upload-columns", limit=f"{self.limits.columns}")
            if not filled or self._torn(number, cells, row.stray):
                continue
            if any(CONTROL.search(cell) for cell in row.cells):
                self.controls.append(number)
            if any(cells[max(self.usual, default=0) + 1 :]):
                self.longer.append(number)
            taken += 1
            if taken > self.limits.rows + TITLES:
                raise FormatError("upload-rows", limit=f"{self.limits.rows}")
            yield number, cells

    def _torn(self, number: int, cells: Sequence[str], stray: int) -> bool:
        """Whether the cells of a row cannot be assigned to columns; anything odd in it is reported."""
        if any(BROKEN in cell for cell in cells):
            column = next(at for at, cell in enumerate(cells) if BROKEN in cell)
            self.row_problems.append(at_row("format-byte", self.file, number, at=f"{column + 1}", text=_start(cells)))
            return True
        if stray < 0:
            return False
        torn = bool(self.usual) and len(cells) - 1 not in self.usual
        reports = self.row_problems if torn else self.notices
        code = "format-quote-row" if torn else "format-quote"
        reports.append(at_row(code, self.file, number, at=f"{stray + 1}", text=_start(cells)))
        return torn

    def _cell(self, cell: str, row: int, column: int) -> str:
        """The text of a cell. An apostrophe before what looks like a formula marks it as text and is no part of it."""
        text = clean(CONTROL.sub("", cell))
        if (plain := unquoted(text)) != text:
            return plain
        if text.startswith("="):
            if said := AS_TEXT.match(text):
                return said[1]
            self.formulas[row, column] = text
        return text


def _start(cells: Sequence[str]) -> str:
    """The beginning of a row, by which it is found in the file."""
    return " ".join(cell for cell in cells if cell)[:40]
