"""Workbooks (.xlsx) and plain tables (.csv) as rows of text. Nothing is calculated."""

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook

from fengtai_map.model.upload import Limits
from fengtai_map.upload.table import Sheet

ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for the beginning of a formula


def read_csv(content: bytes, limits: Limits) -> Sheet:
    """The rows of a .csv. Raises ValueError where it is neither UTF-8 nor GB18030, csv.Error where it is no table.

    An apostrophe before what looks like a formula is the mark of text, and not part of it. What stands beyond the last
    column that may be is gathered in one more.
    """
    text = _decoded(content)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    lines: list[list[str]] = []
    formulas: set[tuple[int, int]] = set()
    for line in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
        formulas |= {(len(lines), x) for x, cell in enumerate(line) if cell.startswith("=")}
        more = "".join(line[limits.columns :])
        lines.append([*(_unmarked(cell) for cell in line[: limits.columns]), *([more] if more else [])])
        if len(lines) > limits.rows + 1:
            break
    return Sheet(lines, frozenset(formulas))


def read_xlsx(content: bytes, limits: Limits, name: str) -> Sheet:
    """The rows of a sheet of a workbook, of its first where none is named. A formula is its text.

    Raises what openpyxl raises where the file is none: see `files.UNREADABLE`.
    """
    book = load_workbook(BytesIO(content), read_only=True, data_only=False)
    page = book[name] if name in book.sheetnames else book.worksheets[0]
    page.reset_dimensions()
    lines, formulas = [], set[tuple[int, int]]()
    for y, cells in enumerate(page.iter_rows(max_row=limits.rows + 2, max_col=limits.columns + 1)):
        lines.append([_text(cell.value) for cell in cells])
        formulas |= {(y, x) for x, cell in enumerate(cells) if cell.data_type == "f"}
    names = tuple(book.sheetnames)
    book.close()
    return Sheet(lines, frozenset(formulas), page.title, names)


def _decoded(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("neither UTF-8 nor GB18030")


def _unmarked(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(getattr(value, "text", None) or value)  # an array formula keeps its text there
