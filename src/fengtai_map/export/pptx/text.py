"""Text on a slide: title, foot and number in their placeholders, every run in typeface and colour of the theme."""

from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide as Drawn
from pptx.util import Emu, Pt

from fengtai_map.export.layout.items import Box, Line, Slide, TextBox
from fengtai_map.export.layout.line_breaks import fitted
from fengtai_map.export.pptx.master import SLIDE_NUMBER_ID, emu
from fengtai_map.i18n import LANGUAGE_TAGS

FIELD = '<a:fld {} id="{}" type="slidenum"><a:rPr lang="en-US"/><a:t>{}</a:t></a:fld>'
PLACEHOLDER = (
    '<p:sp {}><p:nvSpPr><p:cNvPr id="{}" name="{}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
    '<p:ph type="{}" sz="quarter" idx="{}"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{}" y="{}"/>'
    '<a:ext cx="{}" cy="{}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>'
)
THEME = {
    "ink": MSO_THEME_COLOR.TEXT_1,
    "white": MSO_THEME_COLOR.BACKGROUND_1,
    "quiet": MSO_THEME_COLOR.TEXT_2,
    "pale": MSO_THEME_COLOR.BACKGROUND_2,
    "blue": MSO_THEME_COLOR.ACCENT_1,
    "rank": MSO_THEME_COLOR.ACCENT_2,
    "ahead": MSO_THEME_COLOR.ACCENT_4,
    "rule": MSO_THEME_COLOR.ACCENT_6,
}
TITLE, LEAST_TITLE, TITLE_LINES = 44.0, 16, 3  # points where no layout says it; no smaller; lines
INSET = 0.1  # inches at each side of a title, where nothing else is said


def draw_words(drawn: Drawn, item: TextBox, slide: Slide, *, ours: bool) -> None:
    """Text: the title, the foot and the number in their placeholders, anything else in a box of its own."""
    if item.role == "number":
        _number(drawn, item, slide)
        return
    if item.role == "title" and drawn.shapes.title is not None:
        if not ours:
            return
        shape: Any = drawn.shapes.title
        shape.left, shape.top, shape.width, shape.height = emu(item.box)
    elif item.role == "foot":
        shape = _placed(drawn, "ftr", "Foot", 11, item.box)
    else:
        shape = drawn.shapes.add_textbox(*emu(item.box))
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if item.middle else MSO_ANCHOR.TOP
    if item.role == "title":
        _broken(frame, item)
        return
    for at, line in enumerate(item.lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        write(paragraph, line, right=item.align == "right")
        if item.gap and at:
            paragraph.space_before = Pt(item.gap)


def _broken(frame: Any, item: TextBox) -> None:  # noqa: ANN401  # a text frame
    """A title is one paragraph, whatever its lines: an outline shows it whole."""
    paragraph = frame.paragraphs[0]
    for at, line in enumerate(item.lines):
        if at:
            paragraph.add_line_break()
        write(paragraph, line)


def write(paragraph: Any, line: Line, *, right: bool = False) -> None:  # noqa: ANN401  # a paragraph
    """Write runs into a paragraph."""
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    for run in line:
        for at, text in enumerate(run.text.split("\n")):
            if at:
                paragraph.add_line_break()
            made = paragraph.add_run()
            made.text = text
            made.font.size, made.font.bold = Pt(run.size), run.bold
            made.font.color.theme_color = THEME[run.colour]
            if run.link:
                made.hyperlink.address = run.link


def _placed(drawn: Drawn, kind: str, name: str, number: int, box: Box) -> Any:  # noqa: ANN401  # a placeholder shape
    """A placeholder of the layout on the slide: python-pptx adds none for foot and number."""
    left, top, wide, high = emu(box)
    ids = [int(one) for one in drawn.shapes._spTree.xpath(".//p:cNvPr/@id")]  # noqa: SLF001  # it has no word for it
    shape = parse_xml(PLACEHOLDER.format(nsdecls("p", "a"), max(ids) + 1, name, kind, number, left, top, wide, high))
    drawn.shapes._spTree.append(shape)  # noqa: SLF001
    return drawn.shapes[len(drawn.shapes) - 1]


def _number(drawn: Drawn, item: TextBox, slide: Slide) -> None:
    """The number as a field: moved to another place, the slide bears the number it has there."""
    shape = _placed(drawn, "sldNum", "Number", 12, item.box)
    shape.text_frame.paragraphs[0]._p.append(parse_xml(FIELD.format(nsdecls("a"), SLIDE_NUMBER_ID, slide.number)))  # noqa: SLF001


def dress(element: Any, lang: str) -> None:  # noqa: ANN401  # an lxml element
    """Give every run its language and the typefaces of the theme, the east-asian too: WPS looks for them in the run."""
    for run in list(element.iter(qn("a:r"))):
        look = run.get_or_add_rPr()
        look.set("lang", LANGUAGE_TAGS[lang])
        for tag in ("a:latin", "a:ea", "a:cs"):
            for old in look.findall(qn(tag)):
                look.remove(old)
        last = look.find(qn("a:hlinkClick"))
        for tag, face in (("a:latin", "+mn-lt"), ("a:ea", "+mn-ea")):
            made = look.makeelement(qn(tag), {"typeface": face})
            look.append(made) if last is None else last.addprevious(made)


def entitle(title: Any, text: str) -> None:  # noqa: ANN401  # a placeholder of python-pptx, which has no types
    """Write a headline into the title of an office's own master, smaller than that sets it where it would run over."""
    title.text_frame.text = text
    usual = _title_size(title)
    wide, high = (96 * max(0.5, (side or Emu(0)).inches - 2 * INSET) for side in (title.width, title.height))
    sizes = [usual, *range(int(usual) - 1, LEAST_TITLE - 1, -1)]
    _, size = fitted(text, Box(0, 0, wide, high), sizes, TITLE_LINES)
    if size < usual:
        for paragraph in title.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)


def _title_size(title: Any) -> float:  # noqa: ANN401  # as above
    """How large the layout, else the master, sets its titles, in points."""
    layout = title.part.slide.slide_layout
    placeholders = [one for one in layout.placeholders if one.placeholder_format.idx == title.placeholder_format.idx]
    found = [size for one in placeholders for size in one.element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]
    found += layout.slide_master.element.xpath(".//p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return float(found[0]) / 100 if found else TITLE
