"""A brief as a text document that an office edits: one page of A4 with styles, real tables and a described map."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.shared import Mm

from fengtai_map.export.brief import MAP, Brief, heads
from fengtai_map.export.docx_parts import SMALL, TEXT, dress, line
from fengtai_map.export.items import BLUE, INK, QUIET
from fengtai_map.export.picture import map_picture
from fengtai_map.export.undated import undated
from fengtai_map.model import Atlas

WIDE = 178.0  # millimetres between the margins
HIGH = 60.0  # millimetres of the map


def brief_docx(atlas: Atlas, one: Brief, day: str) -> bytes:
    """The .docx of a brief, made on `day` (ISO 8601) as far as anybody can tell."""
    document = Document()
    _dress(document, one)
    line(document.add_paragraph(), one.above, BLUE, TEXT, bold=True)
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
        line(document.add_paragraph(), text, QUIET, SMALL)
    packed = BytesIO()
    document.save(packed)
    return undated(packed.getvalue(), day)


def _dress(document: Any, one: Brief) -> None:  # noqa: ANN401  # a document of the library
    """A4, and what all documents have in common."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(12), Mm(10)
    dress(document, one.title, one.above, one.lang)


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
            line(cell.paragraphs[0], text, *((INK, TEXT) if x % 2 == 0 else (QUIET, SMALL)))
