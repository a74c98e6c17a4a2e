"""What text documents have in common: typefaces and colours in their styles, whose they are, a line of text."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from fengtai_map.export.layout.items import BLUE, COLOURS, INK
from fengtai_map.i18n import LANGUAGE_TAGS

LATIN, HAN = "Segoe UI", "Microsoft YaHei"  # the Chinese one as on our slides
TEXT, SMALL = 9.0, 8.0  # points
A4 = (210, 297)  # millimetres


def paper(document: Any, size: tuple[int, int], margins: tuple[int, int, int]) -> None:  # noqa: ANN401  # of the library
    """The size of its pages, and their margins at the sides, above and below, in millimetres."""
    section, (side, above, below) = document.sections[0], margins
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin, section.bottom_margin = Mm(above), Mm(below)


def dress(document: Any, title: str, author: str, lang: str) -> None:  # noqa: ANN401  # as above
    """Our typefaces and colours in its styles, and whose it is."""
    for name, size, colour, before in (("Normal", TEXT, INK, 0), ("Heading 1", 20, INK, 0), ("Heading 2", 11, BLUE, 6)):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size)
        style.font.color.rgb = RGBColor.from_string(COLOURS[colour])
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{which}"), None)
        fonts.set(qn("w:eastAsia"), HAN)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(2)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.comments, about.language = "", LANGUAGE_TAGS[lang]


def line(paragraph: Any, text: str, colour: str, size: float, *, bold: bool = False) -> None:  # noqa: ANN401  # as above
    """A text in a paragraph of its own."""
    paragraph.paragraph_format.space_after = Pt(1)
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(COLOURS[colour])
