"""What calamine does not tell of the tables of an .ods: errors, merged cells, rows that are filtered out or struck."""

import re
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat  # a part with a DOCTYPE is refused before an entity is read
from zipfile import ZipFile

from fengtai_map.formats.cells import whole_number
from fengtai_map.formats.raw_sheet import CellFlags
from fengtai_map.formats.workbook_parts import parsed
from fengtai_map.formats.xml_stream import local

CELLS = ("table-cell", "covered-table-cell")
BLANKS = re.compile(rb">[ \t\r\n]+<(?=/?(?:table|office|style|number|text:p[ />]|text:h[ />]))")
HIDDEN = ("filter", "collapse")
MONTH = re.compile(r"\d{4}[-/.年]\d{1,2}月?|[A-Z][a-z]{2}[- ]\d{2,4}")  # as a program shows it
ERROR = ("#", "Err:", "错误:")  # how a program writes what an error is


def flags_ods(archive: ZipFile) -> dict[str, CellFlags]:
    """The flags of each table by its name. Raises FormatError where one names more cells than may be."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = reading.text
    parsed(parser, archive, "content.xml", reading.start, reading.end)
    return reading.tables


def without_blanks(content: bytes) -> bytes:
    """The workbook without blanks between the elements of its tables: calamine takes them for a broken file."""
    with ZipFile(BytesIO(content)) as old:
        part = old.read("content.xml")
        if not BLANKS.search(part):
            return content
        packed = BytesIO()
        with ZipFile(packed, "w") as new:
            for name in old.namelist():
                new.writestr(name, BLANKS.sub(rb"><", part) if name == "content.xml" else old.read(name))
    return packed.getvalue()


class _Reading:
    """The flags of all tables while content.xml is read."""

    def __init__(self) -> None:
        self.tables: dict[str, CellFlags] = {}
        self.flags = CellFlags()
        self.row = self.column = 0
        self.rows = self.columns = 1  # how often the row and the cell are repeated
        self.cell: dict[str, str] = {}
        self.said: list[str] = []
        self.inside = False
        self.style = ""
        self.struck: set[str] = set()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = local(name)
        held = {local(key): value for key, value in attributes.items()} if attributes else {}
        if name == "style":
            self.style = held.get("name", "")
        elif name == "text-properties" and held.get("text-line-through-style", "none") != "none":
            self.struck.add(self.style)
        elif name == "table" and "name" in held:
            self.flags = self.tables.setdefault(held["name"], CellFlags())
            self.row = self.column = 0
        elif name == "table-column":
            last = self.column + _times(held.get("number-columns-repeated"))
            if held.get("visibility") in HIDDEN:
                self.flags.hide(self.column, last - 1)
            self.column = last
        elif name == "table-row":
            self.row, self.column, self.rows = self.row + 1, 0, _times(held.get("number-rows-repeated"))
            if held.get("visibility") in HIDDEN:
                self.flags.unseen.update(range(self.row, self.row + min(self.rows, 1000)))
        elif name == "span" and self.inside and held.get("style-name") in self.struck:
            self.cell["style-name"] = held["style-name"]  # some of its text is struck through
        elif name in CELLS:
            self.cell, self.said, self.inside = held, [], True
            self.columns = _times(held.get("number-columns-repeated"))

    def text(self, text: str) -> None:
        """Text is read."""
        if self.inside and len(self.said) < 100:  # noqa: PLR2004  # more pieces than an error has
            self.said.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        name = local(name)
        if name == "table-row":
            self.row += self.rows - 1
        elif name in CELLS:
            self._cell("".join(self.said).strip())
            self.column += self.columns
            self.inside = False

    def _cell(self, said: str) -> None:
        """Note what a cell is."""
        self.flags.count()
        place = self.row, self.column
        kind, value = self.cell.get("value-type", ""), self.cell.get("value", "")
        if said or kind:
            self.flags.count(self.rows * self.columns)
            self.flags.held(self.row + self.rows - 1, self.column + self.columns - 1)
            if self.cell.get("style-name") in self.struck:
                self.flags.struck.update(range(self.row, self.row + min(self.rows, 1000)))
        if kind == "percentage" or (kind == "date" and MONTH.fullmatch(said)):
            self.flags.shown[place] = "month" if kind == "date" else "percent"
        down, right = _times(self.cell.get("number-rows-spanned")), _times(self.cell.get("number-columns-spanned"))
        if down * right > 1:
            self.flags.spans.append((self.row, self.column, self.row + down - 1, self.column + right - 1))
        if "formula" not in self.cell:
            return
        if said.startswith(ERROR) and not value:
            self.flags.errors[place] = said
        elif not kind and not said:
            self.flags.formulas[place] = f"={self.cell['formula'].partition('=')[2]}"


def _times(said: str | None) -> int:
    return max(1, whole_number(said))
