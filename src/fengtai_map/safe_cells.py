"""Text that stays text in a table for a spreadsheet, whatever it begins with."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from fengtai_map.i18n import readable

# What a spreadsheet would take for the beginning of a formula: a Chinese one the wide signs too, which it makes narrow.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MAX_CELL_CHARS = 32_000  # characters: a cell of a workbook holds little more


def write_text(cell: Any, text: str) -> None:  # noqa: ANN401  # a cell of openpyxl, which may be a merged one
    """Text into a cell; an empty one stays empty, to be filtered and counted as such."""
    if text:
        cell.value, cell.data_type = readable(text)[:MAX_CELL_CHARS], "s"
        cell.quotePrefix = text.startswith(FORMULA_STARTS)  # text it stays, also when somebody edits the cell


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    r"""Rows as .csv: UTF-8 with the mark by which Excel knows it.

    >>> csv_bytes([["名称"], ["=1+1"]]).decode("utf-8-sig")
    "名称\r\n'=1+1\r\n"
    """
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_quoted(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _quoted(value: object) -> object:
    """A text that a spreadsheet would calculate gets an apostrophe before it; a .csv has no other way to say text."""
    return f"'{value}" if isinstance(value, str) and value.lstrip("'").startswith(FORMULA_STARTS) else value


def unquoted(text: str) -> str:
    """A text of a .csv without the apostrophe by which it is marked as text; one that is its own stays.

    >>> unquoted("'=1+1"), unquoted("''=1+1"), unquoted("'s")
    ('=1+1', "'=1+1", "'s")
    """
    marked = text[:1] == "'" and text[1:].lstrip("'").startswith(FORMULA_STARTS)
    return text[1:] if marked else text
