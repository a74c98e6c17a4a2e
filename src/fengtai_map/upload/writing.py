"""Rows written back as .xlsx or .csv. Text stays text, also where it looks like a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from fengtai_map.problems import Problem
from fengtai_map.text import Words, described, readable
from fengtai_map.upload.reading import Reading
from fengtai_map.upload.sheets import FORMULA

LONGEST = 32_000  # characters: a cell of a workbook holds little more


def where(words: Words, problem: Problem) -> str:
    """Where a problem is, in words: sheet, row and column; the bare place where it is none of a row."""
    told = problem.particulars
    if "row" not in told:
        return problem.place
    place = words("upload.place", row=told["row"], column=told["column"])
    return words("upload.sheet-place", sheet=told["sheet"], place=place) if told["sheet"] else place


def bad_rows_file(reading: Reading, words: Words, form: str) -> bytes:
    """The rows that cannot be taken, as they came, with their faults in words; `form` is xlsx or csv.

    Raises KeyError for another form. The file can be corrected and brought in again: the last column is ignored then.
    """
    faults: dict[int, list[str]] = {}
    for problem in reading.problems:
        if "row" in problem.particulars:
            what, mend = described(words, problem)
            told = words("upload.fault", column=problem.particulars["column"], what=what, mend=mend)
            faults.setdefault(int(problem.particulars["row"]), []).append(told)
    rows = [[*reading.table.rows[number - 2], "\n".join(told)] for number, told in sorted(faults.items())]
    return FORMS[form]([[*reading.table.head, words("upload.faults")], *rows])


def write_row(page: Worksheet, y: int, cells: Iterable[str]) -> None:
    """A row of readable text. What looks like a formula is marked as text, so that it also stays text when edited."""
    for x, text in enumerate(cells, 1):
        cell = page.cell(y, x)
        cell.number_format = "@"
        if not text:
            continue
        cell.value, cell.data_type = readable(text)[:LONGEST], "s"
        cell.quotePrefix = text.startswith(FORMULA)


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    book, packed = Workbook(), BytesIO()
    for y, cells in enumerate(rows, 1):
        write_row(book.worksheets[0], y, cells)
    book.save(packed)
    return packed.getvalue()


def _plain(rows: Sequence[Sequence[str]]) -> bytes:
    text = StringIO()
    write = csv.writer(text, lineterminator="\r\n")
    write.writerows([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells] for cells in rows)
    return text.getvalue().encode("utf-8-sig")


FORMS = {"xlsx": _workbook, "csv": _plain}
