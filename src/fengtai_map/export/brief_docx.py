"""A brief as a text document that an office edits: one page of A4 with styles, real tables and a described map."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from fengtai_map.export.brief import MAP, Brief, heads
from fengtai_map.export.items import BLUE, COLOURS, INK, QUIET
from fengtai_map.export.picture import map_picture
from fengtai_map.export.slide_text import LANGUAGE
from fengtai_map.export.undated import undated
from fengtai_map.model import Atlas

LATIN, HAN = "Segoe UI", "Microsoft YaHei"  # as on our slides
WIDE = 178.0  # millimetres between the margins
TEXT, SMALL = 9.0, 8.0  # points
HIGH = 60.0  # millimetres of the map


def brief_docx(atlas: Atlas, one: Brief, day: str) -> bytes:
    """The .docx of a brief, made on `day` (ISO 8601) as far as anybody can tell."""
    document = Document()
    _dress(document, one)
    _line(document.add_paragraph(), one.above, BLUE, TEXT, bold=True)
    document.add_heading(one.title, 1)
    _map(document, atlas, one)
    named = heads(atlas, one.lang)
    if one.pairs:
        _table(document, one.pairs, (34, WIDE - 34))
    if one.figures:
        document.add_heading(named["facts"], 2)
        _table(document, one.figures, (34, 96, WIDE - 130))
    if one.plans:
        document.add_heading(named["entries"], 2)
        _table(document, [plan[:2] for plan in one.plans], (WIDE - 34, 34))
    if one.places:
        document.add_heading(one.where, 2)
        cells = [(name, f"{kind} · {status}") for name, kind, status in one.places]
        half = -(-len(cells) // 2)
        _table(
            document,
            [(*left, *right) for left, right in zip_longest(cells[:half], cells[half:], fillvalue=("", ""))],
            (45, 44, 45, 44),
        )
    for text in filter(None, (one.more, *one.lines)):
        _line(document.add_paragraph(), text, QUIET, SMALL)
    packed = BytesIO()
    document.save(packed)
    return undated(packed.getvalue(), day)


def _dress(document: Any, one: Brief) -> None:  # noqa: ANN401  # a document of the library
    """A4, our typefaces and colours in its styles, and whose it is."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(12), Mm(10)
    for name, size, colour, before in (("Normal", TEXT, INK, 0), ("Heading 1", 20, INK, 0), ("Heading 2", 11, BLUE, 6)):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        style.font.color.rgb = RGBColor.from_string(COLOURS[colour])
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{which}"), None)
        fonts.set(qn("w:eastAsia"), HAN)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
    told = document.core_properties
    told.title, told.author, told.last_modified_by = one.title, one.above, one.above
    told.comments, told.language = "", LANGUAGE[one.lang]


def _map(document: Any, atlas: Atlas, one: Brief) -> None:  # noqa: ANN401  # as above
    document.add_picture(BytesIO(map_picture(atlas, one.sheet, "png", MAP)), width=Mm(HIGH * MAP[0] / MAP[1]))
    document.inline_shapes[-1]._inline.docPr.set("descr", one.alt)  # noqa: SLF001  # the library has no word for it


def _table(document: Any, rows: Iterable[Sequence[str]], wide: Sequence[float]) -> None:  # noqa: ANN401  # as above
    """Rows of text in columns of so many millimetres; the first of a row is what it is about."""
    cells = list(rows)
    table = document.add_table(len(cells), len(wide))
    table.autofit = False
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Mm(width)
    for y, row in enumerate(cells):
        for x, text in enumerate(row):
            cell = table.cell(y, x)
            cell.width = Mm(wide[x])
            _line(cell.paragraphs[0], text, *((INK, TEXT) if x % 2 == 0 else (QUIET, SMALL)))


def _line(paragraph: Any, text: str, colour: str, size: float, *, bold: bool = False) -> None:  # noqa: ANN401  # as above
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(COLOURS[colour])
