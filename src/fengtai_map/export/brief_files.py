"""A brief as one page of A4: as a text document that an office edits, as a tagged PDF, all of them in an archive.

The document has styles, real tables and a described map.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typst
from docx import Document
from docx.shared import Mm

from fengtai_map.export.brief import MAP, Brief, brief, heads, of_each
from fengtai_map.export.docx_parts import A4, SMALL, TEXT, dress, line, paper
from fengtai_map.export.image.map_image import map_picture
from fengtai_map.export.layout.items import BLUE, COLOURS, INK, QUIET, Progress
from fengtai_map.export.layout.line_breaks import lines_of
from fengtai_map.export.pdf_pages import FONTS, printable_values
from fengtai_map.export.reproducible import undated
from fengtai_map.model import Atlas

WIDE = 178.0  # millimetres between the margins
SHEET = 297.0 - 22 - 4  # and between those above and below, with a line to spare
STEPS = ((60, 1.0), (52, 1.0), (44, 1.0), (44, 0.94), (36, 0.94), (36, 0.89), (28, 0.89), (28, 0.84))  # map in mm, type
SPARE = 1.16  # of a width and a height: what stands in for our typeface on another machine
LINE = 1.36  # of the size of the type

Part = tuple[str, list[tuple[str, ...]], tuple[float, ...]]  # heading, rows, columns in millimetres
TEMPLATE = Path(__file__).parent / "assets" / "brief.typ"  # of the PDF


def brief_docx(atlas: Atlas, one: Brief, day: str) -> bytes:
    """The .docx of a brief, made on `day` (ISO 8601) as far as anybody can tell."""
    parts = list(_parts(atlas, one))
    high, scale = next(((high, scale) for high, scale in STEPS if _tall(one, parts, high, scale) <= SHEET), STEPS[-1])
    document = Document()
    paper(document, A4, (16, 12, 10))
    dress(document, one.title, one.above, one.lang)
    line(document.add_paragraph(), one.above, BLUE, TEXT, bold=True)
    document.add_heading(one.title, 1)
    _map(document, atlas, one, high)
    for name, rows, wide in parts:
        if name:
            document.add_heading(name, 2)
        _table(document, rows, wide, scale)
    for text in filter(None, (one.more, *one.lines)):
        line(document.add_paragraph(), text, QUIET, SMALL * scale)
    return undated(document.save, day)


def _parts(atlas: Atlas, one: Brief) -> Iterator[Part]:
    """The tables of a brief, without those that are empty."""
    named = heads(atlas, one.lang)
    cells = [(name, f"{kind} · {status}") for name, kind, status in one.places]
    half = -(-len(cells) // 2)
    pairs = zip_longest(cells[:half], cells[half:], fillvalue=("", ""))
    every: tuple[Part, ...] = (
        ("", list(one.pairs), (34, WIDE - 34)),
        (named["facts"], list(one.figures), (34, 96, WIDE - 130)),
        (named["entries"], [plan[:2] for plan in one.plans], (WIDE - 34, 34)),
        (one.where, [(*left, *right) for left, right in pairs], (45, 44, 45, 44)),
    )
    return (part for part in every if part[1])


def _tall(one: Brief, parts: Sequence[Part], high: float, scale: float) -> float:
    """How many millimetres high a brief becomes where a wide typeface stands in for ours."""
    used = high + _lines(one.above, TEXT, WIDE) + _lines(one.title, 20, WIDE) + 4
    used += sum(_lines(text, SMALL * scale, WIDE) for text in (one.more, *one.lines) if text)
    for name, rows, wide in parts:
        used += _lines(name, 11, WIDE) + 3 if name else 0
        for row in rows:
            sizes = [TEXT if x % 2 == 0 else SMALL for x in range(len(row))]
            used += max(_lines(text, size * scale, room - 4) for text, size, room in zip(row, sizes, wide, strict=True))
    return used


def _lines(text: str, size: float, room: float) -> float:
    """Millimetres that a paragraph takes in a width in millimetres."""
    count = max(1, lines_of(text, size * SPARE, room / 25.4 * 96))
    return (count * size * LINE + 1) * 25.4 / 72


def _map(document: Any, atlas: Atlas, one: Brief, high: float) -> None:  # noqa: ANN401  # a document of the library
    document.add_picture(BytesIO(map_picture(atlas, one.sheet, "png", MAP)), width=Mm(high * MAP[0] / MAP[1]))
    document.inline_shapes[-1]._inline.docPr.set("descr", one.alt)  # noqa: SLF001  # the library has no word for it


def _table(  # as above
    document: Any,  # noqa: ANN401
    rows: Iterable[Sequence[str]],
    wide: Sequence[float],
    scale: float,
) -> None:
    """Rows of text in columns of millimetres, in a share of our type; the first of a row is what it is about."""
    cells = list(rows)
    table = document.add_table(len(cells), len(wide))
    table.autofit = False
    for column, width in zip(table.columns, wide, strict=True):
        column.width = Mm(width)
    for y, row in enumerate(cells):
        for x, text in enumerate(row):
            cell = table.cell(y, x)
            cell.width = Mm(wide[x])
            colour, size = (INK, TEXT) if x % 2 == 0 else (QUIET, SMALL)
            line(cell.paragraphs[0], text, colour, round(size * scale, 1))


def brief_pdf(atlas: Atlas, one: Brief) -> bytes:
    """The PDF of a brief."""
    said = {key: value for key, value in asdict(one).items() if key != "sheet"}
    job = {**printable_values(said), "heads": heads(atlas, one.lang), "colours": COLOURS}
    files = {
        "main": TEMPLATE.read_bytes(),
        "job.json": json.dumps(job, ensure_ascii=False).encode(),
        "map.svg": map_picture(atlas, one.sheet, "svg", MAP),
    }
    made: bytes = typst.compile(files, format="pdf", pdf_standards=["ua-1"], **FONTS)
    return made


def briefs_zip(atlas: Atlas, lang: str, base: str, day: str, progress: Progress) -> bytes:
    """The briefs of all clusters and 街镇, each as .docx and as PDF; `progress` hears of each.

    The same data give the same bytes on the same day.
    """
    packed, each = BytesIO(), list(of_each(atlas, lang, base))
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for done, (name, sheet) in enumerate(each, 1):
            one = brief(atlas, sheet, day)
            for suffix, content in (("docx", brief_docx(atlas, one, day)), ("pdf", brief_pdf(atlas, one))):
                archive.writestr(ZipInfo(f"{name}.{suffix}".replace("/", "-")), content, ZIP_DEFLATED)
            progress(done, len(each))
    return packed.getvalue()
