"""What a sheet shows, as a workbook (.xlsx) and as a plain table (.csv). Whatever the data holds stays text."""

import errno
from collections.abc import Iterable

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from fengtai_map.content.page_blocks import BlockTable, Value, decimals
from fengtai_map.export.reproducible import undated
from fengtai_map.export.sheet import Sheet
from fengtai_map.export.table_rows import tables
from fengtai_map.i18n import readable
from fengtai_map.model import Atlas
from fengtai_map.safe_cells import csv_bytes, write_text

WIDEST = 48  # characters of a column of the workbook
MAX_SHEET_NAME_CHARS = 31  # characters of the name of a worksheet
FORBIDDEN = str.maketrans("[]:*?/\\", "()：＊？／＼")  # in such a name
HEAD, BODY, LINK = (
    Font(name="Microsoft YaHei", size=10, bold=True, color="FFFFFF"),
    Font(name="Microsoft YaHei", size=10),
    Font(name="Microsoft YaHei", size=10, underline="single", color="123A6B"),
)
INK = PatternFill("solid", fgColor="123A6B")
WRAPPED = Alignment(vertical="top", wrap_text=True)
A4, LANDSCAPE = 9, "landscape"


def workbook(atlas: Atlas, sheet: Sheet, day: str) -> bytes:
    """The .xlsx of a sheet: a worksheet for each of its tables, what it is about first and where it comes from last.

    `day` is that of the export. Raises OSError where there is no room for temporary files.
    """
    return workbook_bytes(tables(atlas, sheet, day), sheet.title, atlas.words[sheet.view.lang]("app.title"), day)


def workbook_bytes(tables: Iterable[BlockTable], title: str, creator: str, day: str) -> bytes:
    """The .xlsx of these tables, a worksheet each. Raises OSError as `workbook`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(table.title.translate(FORBIDDEN)[:MAX_SHEET_NAME_CHARS]), table, title)
    book.properties.title, book.properties.creator = title, creator
    try:
        return undated(book.save, day)
    except SerialisationError as error:  # openpyxl passes every sheet through a temporary file
        raise OSError(errno.ENOSPC, "No space left for a temporary file") from error


def _fill(page: Worksheet, table: BlockTable, title: str) -> None:
    """A worksheet: heads with arrows to filter by, rows, and how it is printed: all columns on the width of a page."""
    heads = [name for _, name in table.heads]
    widths = [len(head) for head in heads]
    for y, values in enumerate((heads, *table.rows), 1):
        for x, value in enumerate(values, 1):
            _write(page, y, x, value, linked=y > 1 and table.heads[x - 1][0] == "link")
            widths[x - 1] = max(widths[x - 1], sum(1 + (sign > "⺀") for sign in str(value or "")))
    for x, width in enumerate(widths, 1):
        if exact := decimals(table, x - 1):
            for y, row in enumerate(table.rows, 2):
                if not isinstance(row[x - 1], str):
                    page.cell(y, x).number_format = f"0.{'0' * exact}"
        page.column_dimensions[get_column_letter(x)].width = min(width, WIDEST) + 3
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{max(2, len(table.rows) + 1)}"
    page.page_setup.orientation, page.page_setup.paperSize = LANDSCAPE, A4  # type: ignore[assignment]  # as openpyxl writes them
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    page.HeaderFooter.oddHeader.left.text = _escaped(title)  # type: ignore[union-attr]  # openpyxl makes each
    page.HeaderFooter.oddFooter.left.text = _escaped(table.title)  # type: ignore[union-attr]
    page.HeaderFooter.oddFooter.right.text = "&P / &N"  # type: ignore[union-attr]


def _escaped(text: str) -> str:
    """A text as a header of a printed page takes it: an ampersand is a code there."""
    return readable(text).replace("&", "&&")[:120]


def _write(page: Worksheet, y: int, x: int, value: Value, *, linked: bool) -> None:
    """A cell: a number is a number, everything else text, also where it looks like a formula or an error."""
    cell = page.cell(y, x)
    cell.font, cell.alignment = (HEAD if y == 1 else LINK if linked else BODY), WRAPPED
    if y == 1:
        cell.fill = INK
    if not isinstance(value, str):
        cell.value = value
        return
    write_text(cell, value)
    if linked and value:
        cell.hyperlink = value


def plain(atlas: Atlas, sheet: Sheet, day: str = "") -> bytes:
    """What a sheet is about as .csv, its heads also where it is empty."""
    table = tables(atlas, sheet, day)[0]
    return csv_bytes((tuple(name for _, name in table.heads), *table.rows))  # the office's own heads too
