"""Workbooks as Excel 2003 wrote them in XML (often under the name of .xls), as sheets."""

from fengtai_map.formats.cells import clean, whole_number
from fengtai_map.formats.errors import too_heavy
from fengtai_map.formats.raw_sheet import Line, Place, RawSheet, Span
from fengtai_map.formats.xml_stream import Node, Stream

MAX_CELLS = 2_000_000  # cells of all sheets
FARTHEST = 1_048_576
WIDEST = 1_000  # columns that one element may be of
MIDNIGHT = "T00:00:00.000"


class _Book:
    """The sheets of a workbook while it is read."""

    def __init__(self) -> None:
        self.sheets: list[RawSheet] = []
        self.hidden: set[str] = set()
        self.cells = 0
        self.style = ""
        self.struck_styles: set[str] = set()
        self.open()

    def open(self, name: str = "") -> None:
        """A sheet begins."""
        self.lines: list[Line] = []
        self.spans: list[Span] = []
        self.errors: dict[Place, str] = {}
        self.formulas: dict[Place, str] = {}
        self.unseen: set[int] = set()
        self.unseen_columns: set[int] = set()
        self.struck: set[int] = set()
        self.row = self.column = 0
        looks = self.unseen, self.unseen_columns, self.struck
        self.sheets.append(RawSheet(name, self.lines, self.spans, self.formulas, self.errors, *looks))

    def passed(self, node: Node, _: tuple[str, ...]) -> None:
        """An element begins that is not taken as a whole."""
        if node.name == "Worksheet":
            self.open(node.get("Name"))
        if node.name == "Style":
            self.style = node.get("ID")
        if node.name == "Font" and node.get("StrikeThrough") == "1":
            self.struck_styles.add(self.style)
        if node.name == "Column":
            first = (_number(node.get("Index")) or self.column + 1) - 1
            self.column = first + 1 + min(_number(node.get("Span")), WIDEST)
            if node.get("Hidden") == "1":
                self.unseen_columns.update(range(first, self.column))

    def taken(self, node: Node, _: tuple[str, ...]) -> None:
        """Take in a row, or an option of the sheet."""
        if node.name == "WorksheetOptions":
            if node.said("Visible") in ("SheetHidden", "SheetVeryHidden"):
                self.hidden.add(self.sheets[-1].name)
            return
        self.row = _number(node.get("Index")) or self.row + 1
        cells: list[str] = []
        for cell in node.all("Cell"):
            at = (_number(cell.get("Index")) or len(cells) + 1) - 1
            self.cells += 1 + max(0, at - len(cells))
            if self.cells > MAX_CELLS:
                raise too_heavy()
            cells += [""] * (at - len(cells))
            cells.append(self._cell(cell, at))
            if cells[-1] and ((cell.get("StyleID") or node.get("StyleID")) in self.struck_styles or _strikes(cell)):
                self.struck.add(self.row)
            right, down = _number(cell.get("MergeAcross")), _number(cell.get("MergeDown"))
            if right or down:
                self.spans.append((self.row, at, self.row + down, at + right))
                cells += [""] * min(right, 1000)
        if any(cells):
            self.lines.append((self.row, cells))
            if node.get("Hidden") == "1":
                self.unseen.add(self.row)
        self.row += _number(node.get("Span"))

    def _cell(self, cell: Node, at: int) -> str:
        data = cell.first("Data")
        said = clean(whole(data)) if data else ""
        if data and data.get("Type") == "Error":
            self.errors[self.row, at] = said
        elif cell.get("Formula") and not said and not data:
            said = self.formulas[self.row, at] = cell.get("Formula")
        if data and data.get("Type") == "DateTime":
            return said.removesuffix(MIDNIGHT).replace("T", " ").removesuffix(".000")
        return said


def whole(node: Node) -> str:
    """All text inside an element."""
    return "".join(node.pieces) + "".join(whole(one) for one in node.children)


def _strikes(node: Node) -> bool:
    """Whether some of a text is struck through."""
    return any(one.name == "S" or _strikes(one) for one in node.children)


def _number(said: str) -> int:
    return min(whole_number(said), FARTHEST)


def sheets_2003(text: str) -> tuple[list[RawSheet], list[str]]:
    """The sheets that can be seen, and the names of the others."""
    book = _Book()
    Stream(frozenset({"Row", "WorksheetOptions"}), book.taken, book.passed).read(text)
    named = book.sheets[1:]
    return [one for one in named if one.name not in book.hidden], sorted(book.hidden)
