"""Minutes as files: a text document that the office goes on writing in, and a workbook."""

from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Mm

from fengtai_map.export import docx_parts, minutes, workbook
from fengtai_map.export.layout.items import BLUE, INK, QUIET
from fengtai_map.export.minutes import Minutes
from fengtai_map.export.reproducible import undated
from fengtai_map.model import Atlas

WIDE = (11.0, 15.0, 58.0, 42.0, 32.0, 66.0, 41.0)  # millimetres of the columns, on A4 lying


def minutes_file(form: str, atlas: Atlas, meeting: Minutes, lang: str, day: str) -> bytes:
    """The minutes in a form of minutes.FILES, exported on `day` (ISO 8601). Raises OSError as `workbook`."""
    return minutes_docx(atlas, meeting, lang, day) if form == "docx" else minutes_xlsx(atlas, meeting, lang, day)


def minutes_xlsx(atlas: Atlas, meeting: Minutes, lang: str, day: str) -> bytes:
    """The .xlsx, exported on `day` (ISO 8601). Raises OSError as `workbook`."""
    title = f"{minutes.title(atlas, meeting, lang)} {meeting.day}"
    return workbook.workbook_bytes((minutes.table(atlas, meeting, lang),), title, atlas.words[lang]("app.title"), day)


def minutes_docx(atlas: Atlas, meeting: Minutes, lang: str, day: str) -> bytes:
    """The .docx, exported on `day` (ISO 8601): A4 lying, the head of the table on every page."""
    words = atlas.words[lang]
    document = Document()
    title = minutes.title(atlas, meeting, lang)
    docx_parts.dress(document, title, words("app.title"), lang)
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    docx_parts.paper(document, docx_parts.A4[::-1], (16, 14, 14))
    docx_parts.line(document.add_paragraph(), words("app.title"), BLUE, docx_parts.TEXT, bold=True)
    document.add_heading(title, 1)
    about = words("remark.meeting", day=meeting.day, story=meeting.story, n=len(meeting.rows))
    docx_parts.line(document.add_paragraph(), about, QUIET, docx_parts.TEXT)
    rows = minutes.table(atlas, meeting, lang)
    _grid(document, [[name for _, name in rows.heads], *([f"{cell}" for cell in row] for row in rows.rows)])
    return undated(document.save, day)


def _grid(document: Any, rows: list[list[str]]) -> None:  # noqa: ANN401  # a document of the library
    drawn = document.add_table(len(rows), len(minutes.HEADS), style="Table Grid")
    drawn.autofit = False
    for y, (row, texts) in enumerate(zip(drawn.rows, rows, strict=True)):
        for cell, text, wide in zip(row.cells, texts, WIDE, strict=True):
            cell.width = Mm(wide)
            docx_parts.line(cell.paragraphs[0], text, INK, docx_parts.TEXT, bold=not y)
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  # the library has no word for it
