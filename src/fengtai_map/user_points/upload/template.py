"""Workbooks to fill in: heads, drop-downs, an example, and a sheet that explains each column."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from fengtai_map.i18n import Words
from fengtai_map.model import Atlas
from fengtai_map.user_points.upload.heading_rows import TEMPLATES, example_text
from fengtai_map.user_points.upload.write_rows import write_row

# The columns of each template: fields that are read, and others that are kept as they are ([upload.head] names both).
PLACE = ("lon", "lat", "datum", "error_m")
COLUMNS: Mapping[str, Sequence[str]] = {
    "points": ("name", "name_en", "kind", *PLACE, "status", "cluster", "street", "address", "photos", "note"),
    "buildings": (
        "name", "name_en", "kind", *PLACE, "status", "street", "address", "area-free", "rent", "built", "responsible",
        "contact", "photos", "note",
    ),
    "projects": (
        "name", "name_en", "kind", *PLACE, "status", "street", "address", "planned", "reached", "due", "responsible",
        "reported", "contact", "photos", "note",
    ),
}  # fmt: skip
WIDTH = 18  # characters
ABOUT = ("own-columns", "example")  # what is explained besides the columns

__all__ = ["TEMPLATES", "template"]


def template(words: Words, atlas: Atlas, name: str = "points") -> bytes:
    """The .xlsx to fill in, in a clerk's language: one of TEMPLATES. Raises KeyError for another name.

    Its example is left out when it is brought in unchanged.

    >>> template(atlas.words["en"], atlas)[:2]  # a workbook is a zip
    b'PK'
    """
    columns, book, packed = COLUMNS[name], Workbook(), BytesIO()
    page, about = book.worksheets[0], book.create_sheet(words("upload.sheet-about"))
    page.title, page.freeze_panes = words("upload.sheet-points"), "A2"
    example = example_text(atlas, words.lang, name)
    write_row(page, 1, [words(f"upload.head.{column}") for column in columns])
    write_row(page, 2, [example.get(column, "") for column in columns])
    _lists(book.create_sheet(words("upload.sheet-lists")), page, columns, words, atlas)
    for y, column in enumerate((*columns, *ABOUT), 1):
        write_row(about, y, [words(f"upload.head.{column}"), words(f"upload.about.{column}")])
    for sheet in book.worksheets:
        for x in range(1, len(columns) + 1):
            sheet.column_dimensions[get_column_letter(x)].width = WIDTH
    for cell in page[1]:
        cell.font = Font(bold=True)
    book.save(packed)
    return packed.getvalue()


def _lists(lists: Worksheet, page: Worksheet, columns: Sequence[str], words: Words, atlas: Atlas) -> None:
    """Drop-downs for the columns that have words of ours, in as many rows as a file may have; others may be written."""
    offered, most = _offered(words, atlas), atlas.upload.limits.rows
    for number, (column, texts) in enumerate(((one, offered[one]) for one in columns if one in offered), 1):
        for y, text in enumerate((words(f"upload.head.{column}"), *texts), 1):
            lists.cell(y, number, text)
        letter, at = get_column_letter(number), get_column_letter(columns.index(column) + 1)
        choose = DataValidation("list", f"'{lists.title}'!${letter}$2:${letter}${len(texts) + 1}", allow_blank=True)
        choose.showErrorMessage = False
        page.add_data_validation(choose)
        choose.add(f"{at}2:{at}{most + 1}")


def _offered(words: Words, atlas: Atlas) -> Mapping[str, Sequence[str]]:
    """What each drop-down offers."""
    return {
        "kind": [words(f"kind.{kind.id}") for kind in atlas.upload.kinds],
        "status": [words(f"status.{status.id}") for status in atlas.upload.statuses],
        "cluster": [cluster.name[words.lang] for cluster in atlas.clusters],
        "street": [subdistrict.name[words.lang] for subdistrict in atlas.subdistricts],
        "datum": [datum.id for datum in atlas.upload.datums],
    }
