"""What calamine does not tell of the sheets of a workbook (.xlsx, .xlsm), read from their parts as a stream."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from xml.parsers import expat  # a part with a DOCTYPE is refused before an entity is read
from zipfile import ZipFile

from fengtai_map.formats.cells import whole_number
from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.number_formats import Shown
from fengtai_map.formats.raw_sheet import LAST, CellFlags, Place
from fengtai_map.formats.workbook_parts import (
    YES,
    marked_styles,
    parsed,
    parts_of,
    path_of,
    related,
    shared_texts,
    strikes,
    text_of,
)
from fengtai_map.formats.xml_stream import Stream, local

AT = re.compile(r"\$?([A-Za-z]{1,4})\$?(\d{1,8})$")
EMPTY = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [a-z]+="[^"<>]*")*/>')


def flags_xlsx(archive: ZipFile, most_text: int) -> dict[str, CellFlags]:
    """The flags of each sheet by its name. `most_text` is how many characters the cells of a sheet may have in all."""
    parts = parts_of(archive)
    (lengths, struck_texts), styles = shared_texts(archive, parts), marked_styles(archive, parts)
    return {
        name: _Sheet(lengths, most_text, styles, struck_texts).read(archive, part)
        for name, part in _sheets(archive, parts)
    }


def _sheets(archive: ZipFile, parts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet that can be seen."""
    book = next((name for name in ("xl/workbook.xml", "workbook.xml") if name in parts), "")
    book = book or next((name for name in parts if name.endswith("/workbook.xml")), "")
    folder, base = posixpath.split(book)
    targets = dict(related(archive, parts.get(f"{folder}/_rels/{base}.rels".lstrip("/"), "")))
    found: list[tuple[str, str]] = []

    def sheet(node: Any, _: object) -> None:  # noqa: ANN401  # a Node; named so that the types need no import
        if node.get("state") in ("", "visible"):
            path = path_of(folder, targets.get(node.get("id"), ""))
            if path in parts and "worksheet" in path:
                found.append((node.get("name"), parts[path]))

    if book:
        Stream(frozenset({"sheet"}), sheet).read(text_of(archive, parts[book]))
    yield from found


class _Sheet:
    """The flags of one sheet while its part is read."""

    def __init__(
        self, lengths: list[int], most_text: int, styles: tuple[set[str], dict[str, Shown]], texts: set[int]
    ) -> None:
        self.flags, self.lengths, self.most_text = CellFlags(), lengths, most_text
        self.struck, self.formats = styles
        self.struck_texts = texts  # of those that cells share
        self.style = ""
        self.before, self.filled = set[int](), set[int]()  # the rows before that hold anything, and this one
        self.row, self.column, self.kind, self.shared = 0, -1, "", 0
        self.has_formula = self.has_value = False
        self.said: list[str] = []
        self.formula = ""

    def read(self, archive: ZipFile, part: str) -> CellFlags:
        """Read a part."""
        self.parser = expat.ParserCreate()
        parsed(self.parser, archive, part, self._start, self._end, self._without_empty)
        return self.flags

    def _without_empty(self, chunk: bytes) -> bytes:
        """A chunk without cells that have nothing but a style: some sheets have millions."""
        rest, count = EMPTY.subn(b"", chunk)
        self.flags.count(count)
        return rest

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name) if ":" in name else name
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "is", "f"):
            self.has_formula |= name == "f"
            self.has_value |= name != "f"
            if self.has_formula or self.kind in ("s", "e"):
                self.said = []
                self.parser.CharacterDataHandler = self.said.append
        elif self.has_value and strikes(name, attributes):  # of some of a text that stands in its cell
            self.flags.struck.add(self.row)
        elif name == "row":
            self.before |= self.filled
            self.filled = set()
            self.row = whole_number(attributes.get("r")) or self.row + 1
            self.column = -1
            if self.row > LAST[0]:
                raise too_heavy()
            if attributes.get("hidden") in YES:
                self.flags.unseen.add(self.row)
        elif name == "col" and attributes.get("hidden") in YES:
            first, last = (whole_number(attributes.get(name)) for name in ("min", "max"))
            if first and last:
                self.flags.hide(first - 1, last - 1)

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.flags.count()
        at = AT.match(attributes.get("r", ""))
        if at:
            self.column, self.row = _index(at[1]), int(at[2])
        else:
            self.column += 1
        self.kind, self.said, self.formula = attributes.get("t", ""), [], ""
        self.style = attributes.get("s", "")
        self.has_formula = self.has_value = False

    def _end(self, name: str) -> None:
        name = local(name) if ":" in name else name
        if name == "f":
            self.formula, self.said = "".join(self.said), []
        if name != "c" or not (self.has_value or self.has_formula):
            return
        self.parser.CharacterDataHandler = None
        self.flags.held(self.row, self.column)
        self.filled.add(self.row)
        if self.row in self.before:  # only one of both would be read
            raise FormatError("format-broken", f"{self.row}")
        if self.style in self.struck:
            self.flags.struck.add(self.row)
        if what := self.formats.get(self.style):
            self.flags.shown[self.row, self.column] = what
        if self.has_formula or self.kind in ("s", "e"):
            self._flagged((self.row, self.column), "".join(self.said).strip())
        self.has_formula = self.has_value = False

    def _flagged(self, place: Place, value: str) -> None:
        """Note what a cell is; the text that it shares with others is counted, since each of them gets a copy."""
        if self.kind == "e":
            self.flags.errors[place] = value or "#N/A"
        elif self.has_formula and not value and not (self.kind == "str" and self.has_value):
            self.flags.formulas[place] = f"={self.formula}"
        elif self.kind == "s":
            at = int(value) if value.isdecimal() and len(value) < 9 else -1  # noqa: PLR2004  # no number of a text
            if at in self.struck_texts:
                self.flags.struck.add(self.row)
            self.shared += self.lengths[at] if 0 <= at < len(self.lengths) else 0
            if self.shared > self.most_text:
                raise too_heavy()


@cache
def _index(letters: str) -> int:
    """The index of a column from its letters: 0 for A."""
    index = 0
    for one in letters.upper():
        index = index * 26 + ord(one) - ord("A") + 1
    return index - 1
