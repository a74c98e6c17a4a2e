"""Tables of an HTML page as sheets: what programs of offices write under the name of .xls."""

from fengtai_map.formats.cells import whole_number
from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.html_text import PARTING, SILENT, attributes, tokens
from fengtai_map.formats.raw_sheet import Line, RawSheet, Span

MAX_CELLS = 2_000_000  # cells of all tables
STRIKES = ("s", "del", "strike")
WIDEST = 1_000  # columns or rows that a cell may go over


class _Tables:
    """Gathers the cells of the tables of a page; a table in a cell is words of this cell."""

    def __init__(self) -> None:
        self.sheets: list[tuple[list[Line], list[Span], set[int]]] = []
        self.crossed = 0  # elements that are open and strike through what is in them
        self.depth = self.silent = self.cells = 0
        self.row: list[str] | None = None
        self.cell: list[str] | None = None
        self.over: dict[int, int] = {}  # the last row to which a cell above goes over a column
        self.spans = (1, 1)

    def read(self, text: str) -> None:
        """Read a page."""
        for name, said in tokens(text):
            if name[:1] == "/":
                self._ends(name[1:])
            elif name:
                self._begins(name, said)
            elif self.cell is not None and not self.silent:
                self.cell.append(said)
                if self.crossed and said.strip() and self.sheets:
                    self.sheets[-1][2].add(len(self.sheets[-1][0]) + 1)
        self._end_row()

    def _begins(self, name: str, said: str) -> None:
        self.silent += name in SILENT
        self.depth += name == "table"
        self.crossed += name in STRIKES
        if name in PARTING and self.cell is not None:
            self.cell.append(" ")
        if self.depth != 1:
            return
        if name == "table":
            self._end_row()
            self.sheets.append(([], [], set()))
            self.over = {}
        elif name == "tr":
            self._end_row()
            self.row = []
        elif name in ("td", "th"):
            self._end_cell()
            given = attributes(said)
            self.spans = _times(given.get("rowspan")), _times(given.get("colspan"))
            self.cell = []

    def _ends(self, name: str) -> None:
        self.silent = max(0, self.silent - (name in SILENT))
        self.crossed = max(0, self.crossed - (name in STRIKES))
        if self.depth == 1 and name in ("td", "th"):
            self._end_cell()
        if self.depth == 1 and name in ("tr", "table"):
            self._end_row()
        self.depth = max(0, self.depth - (name == "table"))

    def _end_cell(self) -> None:
        """Put away the cell that was read, right of what cells above it go over."""
        if self.cell is None or not self.sheets:
            return
        said, self.cell = " ".join("".join(self.cell).split()), None
        lines, spans, _ = self.sheets[-1]
        if self.row is None:
            self.row = []
        number, (down, right) = len(lines) + 1, self.spans
        while self.over.get(len(self.row), 0) >= number:
            self.row.append("")
        at = len(self.row)
        self.row += [said, *[""] * (right - 1)]
        if down * right > 1:
            spans.append((number, at, number + down - 1, at + right - 1))
            self.over |= dict.fromkeys(range(at, at + right), number + down - 1)

    def _end_row(self) -> None:
        self._end_cell()
        if self.row is not None and self.sheets:
            lines = self.sheets[-1][0]
            self.cells += len(self.row)
            if self.cells > MAX_CELLS:
                raise too_heavy()
            lines.append((len(lines) + 1, self.row))
        self.row = None


def html_sheets(text: str) -> list[RawSheet]:
    """The tables of a page as sheets. Raises FormatError where it has none."""
    reading = _Tables()
    reading.read(text)
    held = [
        RawSheet(f"{at}", [line for line in lines if any(line[1])], spans, struck=struck)
        for at, (lines, spans, struck) in enumerate(reading.sheets, 1)
    ]
    sheets = [sheet for sheet in held if sheet.lines]
    if not sheets:
        raise FormatError("format-page")
    return sheets


def _times(said: str | None) -> int:
    return min(max(1, whole_number(said)), WIDEST)
