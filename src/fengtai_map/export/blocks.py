"""What a slide is built of: boxes in inches, text in Chinese and Latin type, sizes that fit. The only pptx geometry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

FONT = "Microsoft YaHei"  # on every Windows since 2009, for Chinese and Latin alike
LANGUAGE = {"zh": "zh-CN", "en": "en-GB"}
TITLE = PP_PLACEHOLDER.TITLE
INK, BLUE, QUIET, PALE, WHITE = "1B2733", "1F4E79", "55636F", "F1F4F7", "FFFFFF"
Run = tuple[str, float, bool, str]  # text, points, bold, colour
Line = Sequence[Run]
WIDE = "⺀"  # from here on a character is as wide as high
ALSO_WIDE, NARROW = "±×·“”‘’…—", " .,:;'|()!ijlft"  # in a Chinese typeface; the others are about half as wide
LEADING = 1.36  # the height of a line in the size of its type: 1.32 in YaHei, a little more in what stands in for it
NOTHING = "\u00a0"
TOKEN = re.compile(r"[^\s⺀-\U0010ffff]+\s*|.")
SMALLEST = 7.0  # points
PAD, EDGE = 0.12, 0.05  # inches left free in a card, beside its text and above it


@dataclass(frozen=True)
class Box:
    """A rectangle of the slide, in inches from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width, height as python-pptx takes them."""
        return Inches(self.x), Inches(self.y), Inches(self.width), Inches(self.height)

    def columns(self, n: int, gap: float) -> Iterator["Box"]:
        """`n` equal boxes side by side."""
        width = (self.width - gap * (n - 1)) / max(n, 1)
        return (Box(self.x + i * (width + gap), self.y, width, self.height) for i in range(n))

    def put(self, shape: Any) -> None:  # noqa: ANN401  # any shape of python-pptx
        """Move a shape here."""
        shape.left, shape.top, shape.width, shape.height = self.emu()


def ems(text: str) -> float:
    """How wide a line is, in the size of its type; generous rather than exact, since the font is not at hand."""
    return sum(1 if one >= WIDE or one in ALSO_WIDE else 0.33 if one in NARROW else 0.56 for one in text)


def fitting(text: str, width: float, points: float) -> float:
    """The size in points at which a text fits into a line of `width` inches: `points`, or less."""
    return max(SMALLEST, min(points, int(2 * width * 72 / max(ems(text), 1)) / 2))


def wrapped(text: str, room: float) -> int:
    """How many lines a text takes where a line has room for so many ems: words stay whole, Chinese breaks anywhere."""
    lines, used = 1, 0.0
    for token in TOKEN.findall(text):
        if used and used + ems(token.rstrip()) > room:
            lines, used = lines + 1, 0.0
        used += ems(token)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def high(line: Line, width: float) -> float:
    """How many inches high a line becomes when it is wrapped to `width` inches."""
    (words, points, *_), *others = line
    beside = sum(ems(more) * size for more, size, *_ in others)  # a unit after its number, in smaller type
    return wrapped(words, (width * 72 - beside) / points) * points * LEADING / 72


def squeezed(cards: Sequence[Sequence[Line]], box: Box) -> Sequence[Sequence[Line]]:
    """The lines of cards as large as this box, all in smaller type where one would not fit; what is bold least so."""
    for share in (1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6):
        smaller = [
            [
                [(words, points * max(share, 0.86 * bold), bold, hue) for words, points, bold, hue in line]
                for line in lines
            ]
            for lines in cards
        ]
        if all(sum(high(line, box.width - 2 * PAD) for line in lines) < box.height - 2 * EDGE for lines in smaller):
            break
    return smaller


def title(slide: Slide, box: Box, words: str) -> None:
    """The slide's own title, and a rule beneath it."""
    shape = slide.shapes.title
    assert shape is not None  # noqa: S101  # our layout has a title
    box.put(shape)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor, frame.margin_left = True, MSO_ANCHOR.MIDDLE, Inches(0)
    _write(frame, [[(words, fitting(words, box.width - 0.2, 30), True, INK)]])
    rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *Box(box.x, box.y + box.height, box.width, 0.03).emu())
    rule.fill.solid()
    rule.fill.fore_color.rgb = _colour(INK)
    rule.line.fill.background()
    rule.shadow.inherit = False


def cards(slide: Slide, boxes: Sequence[Box], contents: Sequence[Sequence[Line]]) -> None:
    """Text boxes of one size on a pale ground, in one size of type that fits all."""
    for box, lines in zip(boxes, squeezed(contents, boxes[0]), strict=False):
        _write(_box(slide, box, PAD, EDGE), lines)


def line(slide: Slide, box: Box, words: str, *, right: bool = False) -> None:
    """A small line of text."""
    _write(_box(slide, box), [[(words, fitting(words, box.width, 10), False, QUIET)]], right=right)


def _box(slide: Slide, box: Box, beside: float = 0, above: float = 0) -> TextFrame:
    shape = slide.shapes.add_textbox(*box.emu())
    frame: TextFrame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Inches(beside)
    frame.margin_top = frame.margin_bottom = Inches(above)
    if beside:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(PALE)
    return frame


def _write(frame: TextFrame, lines: Sequence[Line], *, right: bool = False) -> None:
    for index, runs in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()  # type: ignore[no-untyped-call]
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        for words, points, bold, colour in runs:
            run = paragraph.add_run()
            run.text = words
            run.font.size, run.font.bold, run.font.color.rgb = Pt(points), bold, _colour(colour)


def _colour(hexadecimal: str) -> RGBColor:
    return RGBColor.from_string(hexadecimal)  # type: ignore[no-any-return, no-untyped-call]


def cell(one: Any, run: Run, ground: str) -> None:  # noqa: ANN401  # python-pptx's table cell
    """A cell of a table: one text on a ground. An empty cell would be as high as the largest type."""
    one.margin_left = one.margin_right = Inches(0.05)
    one.margin_top = one.margin_bottom = Inches(0.025)
    one.vertical_anchor = MSO_ANCHOR.MIDDLE
    one.fill.solid()
    one.fill.fore_color.rgb = _colour(ground)
    _write(one.text_frame, [[(run[0] or NOTHING, *run[1:])]])


def dress(element: Any, lang: str) -> None:  # noqa: ANN401  # an lxml element
    """Give every run of a slide its language and its typeface, the east-asian too: python-pptx sets only the Latin."""
    for run in list(element.iter(qn("a:r"))):
        look = run.get_or_add_rPr()
        look.set("lang", LANGUAGE[lang])
        for tag in ("a:latin", "a:ea", "a:cs"):
            for old in look.findall(qn(tag)):
                look.remove(old)
        for tag in ("a:latin", "a:ea"):
            look.append(look.makeelement(qn(tag), {"typeface": FONT}))
