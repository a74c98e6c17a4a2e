"""A value of a file as the text of a cell, and how columns and rows are called."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence

from fengtai_map.i18n import readable
from fengtai_map.problems import Problem

BREAK = re.compile("\r\n|[\r\n\x0b\u2028\u2029]|_x000[DdAa]_")
ESCAPED = re.compile(r"_x00(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|5[Ff])_")  # how .xlsx writes a control, and the sign _ itself
SHAPE = re.compile(r"\s*(?:SRID=|POINT|LINESTRING|POLYGON|MULTI|GEOMETRYCOLLECTION|\{)", re.IGNORECASE)
LONGEST_SHAPE = 1_000_000  # characters of a cell that holds a line or an area
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # what is copied from web pages with a text
IGNORED = str.maketrans("", "", f" _-‐‑–—−()[]{{}}<>°:*.·、/\\'\"“”‘’{UNSEEN}")
NO_UNSEEN = str.maketrans("", "", UNSEEN)
LONGEST_HEAD = 40  # characters of a column's name in a message
MOST_RUNS = 12  # of rows, in a message
MOST_DIGITS = 8  # of a number of rows, columns or texts


def clean(text: str) -> str:
    """A text without blanks around it; a line break becomes a blank, half a character its number."""
    if text.isascii() and "\n" not in text and "\r" not in text and "_x" not in text and "\x0b" not in text:
        return text.strip()
    lines = (line.strip() for line in BREAK.split(text))
    return " ".join(line for line in lines if line).encode(errors="backslashreplace").decode()


def most(cell: str, usual: int) -> int:
    """How many characters a cell may keep: one more than allowed, to show that it is too long; a shape all it needs."""
    return LONGEST_SHAPE if len(cell) > usual and SHAPE.match(cell) else usual + 1


def unescaped(text: str) -> str:
    """A text of a workbook with its `_x000D_` as the signs they stand for."""
    return ESCAPED.sub(lambda found: chr(int(found.group()[2:6], 16)), text) if "_x00" in text else text


def cell_text(value: object) -> str:
    """A value of JSON, a database or a workbook as a cell says it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, (list, tuple)) and value and not any(isinstance(one, (dict, list, tuple)) for one in value):
        return "、".join(map(cell_text, value))
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def letter(index: int) -> str:
    """How a spreadsheet calls a column: A for 0, AA for 26."""
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def key(word: str) -> str:
    """A column's name without what people write differently or do not see: case, width, blanks, brackets."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().translate(IGNORED).split())


def heads(cells: Iterable[str], letters: Sequence[str]) -> tuple[str, ...]:
    """The names of columns: one without a name is called by its letter, one of a name used before has it added."""
    names: list[str] = []
    used: set[str] = set()
    for cell, called in zip(cells, letters, strict=True):
        name = readable(" ".join(cell.translate(NO_UNSEEN).split())) or called
        while name in used:
            name = f"{name} ({called})"
        names.append(name)
        used.add(name)
    return tuple(names)


def at_row(code: str, file: str, row: int, column: str = "", sheet: str = "", **more: str) -> Problem:
    """A problem of a row, as the clerk's program counts it; `sheet` where a file has several."""
    column = column[:LONGEST_HEAD]
    place = f"{row} {column}".strip()
    given = {"row": f"{row}", "column": column, "sheet": sheet, **more}
    return Problem(code, file, f"{sheet}!{place}" if sheet else place, given)


def whole_number(said: str | None) -> int:
    """A number as a file writes it; 0 where it writes none, or one that no list of an office has."""
    return int(said) if said and said.isdecimal() and len(said) <= MOST_DIGITS else 0


def runs(numbers: Iterable[int]) -> list[str]:
    """Numbers of rows, which are sorted, those that follow each other drawn together: 3, 7–9."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [f"{first}" if first == last else f"{first}–{last}" for first, last in found]


def counted(numbers: Sequence[int]) -> dict[str, str]:
    """What a message says of rows: which they are, and how many."""
    found = runs(numbers)
    return {
        "rows": ", ".join(found[:MOST_RUNS]) + (", …" if len(found) > MOST_RUNS else ""),
        "count": f"{len(numbers)}",
    }
