"""Noto Sans SC from its package: a machine without any Chinese font prints the same glyphs as one that has them.

All lengths are pixels of the sheet, PT_PER_PX points each; y grows downwards from the top of the text.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patheffects import AbstractPathEffect, Normal, Stroke
from matplotlib.text import Text
from pylopdf_fonts_zh_cn import sans_path

PATH = str(sans_path())
PT_PER_PX = 0.75  # points a pixel: 96 pixels an inch
LINE = 1.22  # height of a line, in sizes
BASELINE = 0.97  # from the top of a line to the foot of its letters, in sizes
BOLD = 0.045  # what a bold stroke adds to the regular outline, in sizes: the package has no bold face
ABSENT = "〓"  # stands for a sign that the font has not, as Chinese printers do
MEASURED, POINTS = 100.0, 72  # the size at which a text is measured, in points of so many an inch
HAN = ord("\u2e80")  # from here on signs are square

NOT_FIRST = set("，。、；：！？）》」』】”’％%,.;:!?)]}…—·")
NOT_LAST = set("（《「『【“‘([{")


def printable(text: str) -> str:
    """The text with a printer's mark in place of each sign the font has not; line ends and tabs become spaces."""
    signs = _signs()
    return "".join(sign if ord(sign) in signs else ABSENT for sign in " ".join(text.split()))


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    return frozenset(get_font(PATH).get_charmap())


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    text = printable(text)
    font = get_font(PATH)
    font.set_size(MEASURED, POINTS)
    font.set_text(text, 0, LoadFlags.NO_HINTING, features=_features(text))  # type: ignore[arg-type]  # any number of them
    return font.get_width_height()[0] / 64 / MEASURED  # 64: FreeType counts in parts of a pixel


def _features(text: str) -> tuple[str, ...]:
    """Where there is no Chinese, quotation marks are as narrow as Latin ones; in Chinese they are a square each."""
    return () if any(ord(sign) >= HAN for sign in text) else ("pwid",)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, as matplotlib itself lays it out."""
    return _ems(text) * size + (BOLD * size if bold else 0)


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than `room`: Latin breaks at spaces, Chinese anywhere but before a closing sign.

    Signs that our font has not are kept: the text is set in one of the reader's.
    """
    lines, line = [], ""
    widest = max(1.0, *map(_ems, text)) * size if text else 0  # of its signs: a line is measured only near its end
    for piece in _pieces(" ".join(text.split())):
        longer = line + piece.rstrip()
        if line and len(longer) * widest > room and width(longer, size) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """The parts between which a line may end."""
    pieces: list[str] = []
    for sign in text:
        closes = sign in NOT_FIRST or sign == " "
        if pieces and (closes or pieces[-1][-1] in NOT_LAST or _one_word(pieces[-1], sign)):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _one_word(before: str, sign: str) -> bool:
    return ord(sign) < HAN and ord(before[-1]) < HAN and before[-1] != " "


def write(  # noqa: PLR0913  # a text has that many looks
    axes: Axes,
    text: str,
    at: tuple[float, float],
    size: float,
    *,
    colour: str,
    bold: bool = False,
    halo: float = 0,
    around: str = "#ffffff",
    align: Literal["left", "center", "right"] = "left",
) -> None:
    """Print a line with its top left (or top centre, top right) corner at a point, always as text, never as formula.

    Halo (in the colour `around`) and bold are drawn as outlines; an invisible text above them lets a PDF be searched.
    """
    x, y = at
    effects = list(_outlines(colour, halo, BOLD * size if bold else 0, around))
    for alpha, drawn in ((1, effects), (0, [])) if effects else ((1, []),):
        one = Text(
            x,
            y + BASELINE * size,
            printable(text),
            color=colour,
            alpha=alpha,
            fontfeatures=_features(printable(text)),
            fontproperties=FontProperties(fname=PATH, size=size * PT_PER_PX),
            verticalalignment="baseline",
            horizontalalignment=align,
            parse_math=False,
            usetex=False,
            path_effects=drawn,
            zorder=1,
        )
        axes.add_artist(one)


def _outlines(colour: str, halo: float, bold: float, around: str) -> Iterator[AbstractPathEffect]:
    if halo:
        yield Stroke(linewidth=(2 * halo + bold) * PT_PER_PX, foreground=around, joinstyle="round")
    if bold:
        yield Stroke(linewidth=bold * PT_PER_PX, foreground=colour, joinstyle="round")
    if halo or bold:
        yield Normal()


def as_outlines(figure: Figure) -> None:
    """Prepare the texts of a figure for pixels: without hinting, so that they are as wide as they were measured."""
    for one in (text for axes in figure.axes for text in axes.texts):
        one.set_visible(one.get_alpha() != 0)
        if not one.get_path_effects():
            one.set_path_effects([Normal()])
