"""What a slide or a printed page is made of: items in boxes of pixels (1280 by 720), type in points. Drawn elsewhere.

One composition is drawn twice: as an editable slide (pptx/presentation.py), and as a page or picture
(pdf_pages.py).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from fengtai_map.content.stops import Bars
from fengtai_map.export.sheet import Sheet

Progress = Callable[[int, int], None]  # called with (done, all) after each slide
PX_PER_PT = 4 / 3  # pixels a point
LEAST, SOURCE = 12.0, 10.0  # points: nothing smaller but the line of the source
BESIDE = 12  # pixels between a column of numbers and the next, besides what all columns keep
INK, QUIET, BLUE, RANK, RULE, WHITE, PALE = "ink", "quiet", "blue", "rank", "rule", "white", "pale"
AHEAD = "ahead"
COLOURS = {  # the theme of a slide has the same ones, see pptx/assets/master/theme.xml
    INK: "16242F",
    WHITE: "FFFFFF",
    QUIET: "5C6973",
    PALE: "F3F2EE",
    BLUE: "123A6B",
    RANK: "A24C00",
    AHEAD: "8A5A00",
    RULE: "D9DDE1",
}
STATUS = {  # as the tags of the page
    "existing": BLUE,
    "reported": BLUE,
    "under-construction": AHEAD,
    "planned": AHEAD,
    "target": AHEAD,
    "unknown": QUIET,
}


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def foot(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    def columns(self, n: int, gap: float) -> Iterator["Box"]:
        """`n` equal boxes side by side."""
        wide = (self.w - gap * (n - 1)) / max(n, 1)
        return (replace(self, x=self.x + i * (wide + gap), w=wide) for i in range(n))


@dataclass(frozen=True)
class Run:
    """A piece of text: points, a colour of COLOURS, weight, and the address it leads to."""

    text: str
    size: float
    colour: str = INK
    bold: bool = False
    link: str = ""


Line = tuple[Run, ...]


@dataclass(frozen=True)
class TextBox:
    """Paragraphs in a box. `role` says what they are: title, part, body, foot, number, or anything else.

    `gap` are points between paragraphs, `middle` whether they stand in the middle of the box's height.
    """

    box: Box
    lines: tuple[Line, ...]
    role: str = "text"
    align: str = "left"
    gap: float = 0
    middle: bool = False


@dataclass(frozen=True)
class Picture:
    """The map of a sheet; `alt` says what is on it. `frameless` fills its box to the edges, without a legend."""

    box: Box
    sheet: Sheet
    alt: str
    frameless: bool = False


@dataclass(frozen=True)
class ChartBox:
    """Bars from zero beside each other."""

    box: Box
    bars: Bars
    size: float


@dataclass(frozen=True)
class Area:
    """A plain rectangle, or a disc with a number in it; nothing that has to be read aloud."""

    box: Box
    colour: str
    number: str = ""
    round: bool = False


@dataclass(frozen=True)
class TableBox:
    """A table of cells of one run each: whether its first row are `heads`, the `shares` of its columns in the width.

    The columns of these numbers are set flush `right`; under heads they keep BESIDE from the next.
    """

    box: Box
    rows: tuple[tuple[Run, ...], ...]
    shares: tuple[float, ...]
    heights: tuple[float, ...]
    heads: bool = True
    right: tuple[int, ...] = ()


@dataclass(frozen=True)
class Code:
    """A QR code."""

    box: Box
    address: str


Item = TextBox | Picture | ChartBox | Area | TableBox | Code


@dataclass(frozen=True)
class Slide:
    """A slide: its layout in the master, its title, its items in reading order, and what the speaker says."""

    layout: str
    title: str
    lang: str
    items: tuple[Item, ...]
    notes: str = ""
    number: int = 0


def still(_done: int, _all: int) -> None:
    """A Progress where nobody watches."""
