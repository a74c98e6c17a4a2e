"""Rows written back as .xlsx or .csv."""

from collections.abc import Iterable, Sequence
from io import BytesIO

import shapely
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fengtai_map.formats import Table
from fengtai_map.i18n import Words, described
from fengtai_map.safe_cells import csv_bytes, write_text
from fengtai_map.user_points.upload.parsed_file import ParsedFile
from fengtai_map.user_points.upload.positions import FROM
from fengtai_map.user_points.upload.row_position import SHIFTED

STATED = "SRID=4326;"  # before a shape that is in WGS-84 for certain


def bad_rows_file(reading: ParsedFile, words: Words, form: str) -> bytes:
    r"""The rows that cannot be taken, as they came, with their numbers and problems in words; form is xlsx or csv.

    Raises KeyError for another form. The file can be corrected and brought in again: the shape of a feature stands in a
    column of its own, the datum too where the title, the heads or the clerk said it for the whole file, and the last
    two columns are ignored then.

    >>> from fengtai_map.user_points.upload import read
    >>> reading = read("名称,类型,经度,纬度\n园,公园,116.29,139".encode(), "a.csv", atlas)
    >>> bad_rows_file(reading, atlas.words["en"], "csv").decode("utf-8-sig").splitlines()[1][:30]
    '园,公园,116.29,139,2,"经度: “116.29'
    """
    table, row_problems = reading.table, _row_problems(reading, words)
    shaped, datum = bool(table.shapes), _datum(reading)
    head = [
        *table.head,
        *([words("upload.head.shape")] if shaped else []),
        *([words("upload.head.datum")] if datum else []),
        words("upload.number"),
        words("upload.problems"),
    ]
    rows = [
        [
            *row,
            *([_shape(table, at, datum)] if shaped else []),
            *([datum] if datum else []),
            _number(table, at),
            "\n".join(row_problems[place]),
        ]
        for at, row in enumerate(table.rows)
        if (place := _place(table, at)) in row_problems
    ]
    return table_file([head, *rows], form)


def _datum(reading: ParsedFile) -> str:
    """The datum of degrees that rows without a column of it do not say: away from their file it would be forgotten."""
    return reading.datum if reading.datum in SHIFTED and not reading.grid and "datum" not in reading.mapping else ""


def _place(table: Table, at: int) -> tuple[str, int]:
    return table.row_sheets[at] if table.row_sheets else "", table.numbers[at]


def _row_problems(reading: ParsedFile, words: Words) -> dict[tuple[str, int], list[str]]:
    """The problems of each row in words, by its sheet where several are read together, and its number."""
    row_problems: dict[tuple[str, int], list[str]] = {}
    for problem in reading.problems:
        particulars = problem.particulars
        if "row" in particulars:
            what, fix = described(words, problem)
            text = words(
                "upload.problem",
                column=particulars.get("column") or words("upload.row", row=particulars["row"]),
                what=what,
                fix=fix,
            )
            sheet = particulars.get("sheet", "") if reading.table.row_sheets else ""
            row_problems.setdefault((sheet, int(particulars["row"])), []).append(text)
    return row_problems


def _number(table: Table, at: int) -> str:
    sheet, number = _place(table, at)
    return f"{sheet}!{number}" if sheet else f"{number}"


def _shape(table: Table, at: int, datum: str) -> str:
    """The shape of a row as text that is read as it was, also where its file states another datum than it has."""
    shape = table.shapes[at]
    if shape is None:
        return ""
    text = shapely.to_wkt(shape, rounding_precision=9, trim=True)
    return f"{STATED}{text}" if table.crs and table.crs not in FROM and not datum else text


def write_row(page: Worksheet, y: int, cells: Iterable[str]) -> None:
    """A row of text, in cells that are text also when somebody edits them."""
    for x, text in enumerate(cells, 1):
        cell = page.cell(y, x)
        cell.number_format = "@"
        write_text(cell, text)


def table_file(rows: Iterable[Sequence[str]], form: str) -> bytes:
    r"""Rows of text as a file, the heads first; `form` is xlsx or csv. Raises KeyError for another form.

    >>> table_file([["名称"], ["=1+1"]], "csv").decode("utf-8-sig")
    "名称\r\n'=1+1\r\n"
    """
    return FORMS[form](rows)


def _workbook(rows: Iterable[Sequence[str]]) -> bytes:
    book, packed = Workbook(), BytesIO()
    for y, cells in enumerate(rows, 1):
        write_row(book.worksheets[0], y, cells)
    book.save(packed)
    return packed.getvalue()


FORMS = {"xlsx": _workbook, "csv": csv_bytes}
