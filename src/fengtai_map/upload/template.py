"""A workbook to fill in: heads, drop-downs, an example, and a sheet that explains each column."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from fengtai_map.model import Atlas
from fengtai_map.text import Words
from fengtai_map.upload.reading import example_text
from fengtai_map.upload.writing import write_row

FIELDS = ("name", "name_en", "kind", "lon", "lat", "error_m", "status", "cluster", "address", "note")
WIDTH = 18  # characters


def template(words: Words, atlas: Atlas) -> bytes:
    """The .xlsx to fill in, in a reader's language. Its example is left out when it is brought in unchanged."""
    book, packed = Workbook(), BytesIO()
    page, about = book.worksheets[0], book.create_sheet(words("upload.sheet-about"))
    lists = book.create_sheet(words("upload.sheet-lists"))
    page.title, page.freeze_panes = words("upload.sheet-points"), "A2"
    example = example_text(atlas, words.lang)
    write_row(page, 1, [words(f"upload.head.{field}") for field in FIELDS])
    write_row(page, 2, [example.get(field, "") for field in FIELDS])
    for number, (field, offered) in enumerate(_offered(words, atlas).items(), 1):
        for y, text in enumerate((words(f"upload.head.{field}"), *offered), 1):
            lists.cell(y, number, text)
        letter, column = get_column_letter(number), get_column_letter(FIELDS.index(field) + 1)
        choose = DataValidation("list", f"'{lists.title}'!${letter}$2:${letter}${len(offered) + 1}", allow_blank=True)
        page.add_data_validation(choose)
        choose.add(f"{column}2:{column}{atlas.upload.limits.rows + 1}")
    for y, field in enumerate((*FIELDS, "datum", "example"), 1):
        write_row(about, y, [words(f"upload.head.{field}"), words(f"upload.about.{field}")])
    for sheet in book.worksheets:
        for x in range(1, len(FIELDS) + 1):
            sheet.column_dimensions[get_column_letter(x)].width = WIDTH
    for cell in page[1]:
        cell.font = Font(bold=True)
    book.save(packed)
    return packed.getvalue()


def _offered(words: Words, atlas: Atlas) -> dict[str, list[str]]:
    """What each drop-down offers."""
    return {
        "kind": [words(f"kind.{kind.id}") for kind in atlas.upload.kinds],
        "status": [words(f"status.{status.id}") for status in atlas.upload.statuses],
        "cluster": [cluster.name[words.lang] for cluster in atlas.clusters],
    }
