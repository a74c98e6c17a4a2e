"""A name on the map: what it is, how large, how large its symbol, and how it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch
from shapely.geometry.base import BaseGeometry

from fengtai_map.content.places import located
from fengtai_map.export.image.fonts import LINE, PT_PER_PX, width, write
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.symbols import Badge, disc, draw
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet, places
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import style

LITTLE = 480  # pixels of a frame that has no symbols
SMALL = 560  # pixels of a frame in which names and symbols are smaller
LEAST = 0.55  # of the size of a symbol, in the smallest picture
LARGER = 1.5  # times the symbol of what is selected
HIGH, AHEAD, BEHIND, DISC, GAP = 1.8, 0.27, 0.6, 1.4, 0.4  # of a name of a cluster, in sizes
DOT = 3.2  # pixels: the end of a line to a cluster


@dataclass(frozen=True)
class LabelStyle:
    """How a name is printed: pixels, colour, weight, the colour around it, pixels between its letters in sizes."""

    size: float
    colour: str = "#16324f"
    bold: bool = False
    halo: str = "#ffffff"
    spaced: float = 0


LOOKS = {
    "cluster": LabelStyle(14.5, style.INK, bold=True),
    "subdistrict": LabelStyle(12, "#46535f"),
    "chosen": LabelStyle(16, bold=True),
    "point": LabelStyle(12.5),
    "hub": LabelStyle(13.5, bold=True),
    "metro-station": LabelStyle(11.5, "#46535f"),
    "green-space": LabelStyle(12.5, "#14532d"),
    "river": LabelStyle(12, "#2b6a93"),
    "road": LabelStyle(11, "#6b7680"),
    "district": LabelStyle(13, "#6e6c65", halo=style.PAPER, spaced=0.42),
}


@dataclass(frozen=True)
class Label:
    """A name that wants a place: `at` are points in pixels, best first; `number` is that of a cluster.

    `aside` is how far from there it may stand, with a line, where there is no room; inside
    `outline` it stands where it can.
    """

    id: str
    text: str
    look: LabelStyle
    at: tuple[tuple[float, float], ...]
    priority: int
    sides: tuple[str, ...]
    gap: float = 4
    number: int = 0
    aside: float = 0
    outline: BaseGeometry | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels."""
        em, text = self.look.size, width(self.text, self.look.size, bold=self.look.bold)
        if self.number:
            return (AHEAD + DISC + GAP + BEHIND) * em + text, HIGH * em
        return text + self.look.spaced * em * len(self.text), LINE * em


@dataclass(frozen=True)
class PlacedLabel:
    """A name and the rectangle it got; `leader` is where a line from it ends, in its cluster or at its symbol.

    The line starts at `start`; that of a cluster in the middle of the name.
    """

    name: Label
    box: Rect
    leader: tuple[float, float] | None = None
    edge: tuple[float, float] | None = None

    @property
    def start(self) -> tuple[float, float]:
        """Where the line begins."""
        return self.edge or ((self.box.x + self.box.r) / 2, (self.box.y + self.box.b) / 2)


def radius(kind: str, frame: Viewport) -> float:
    """The radius of a symbol at a zoom, as on screen; smaller in a small picture."""
    return style.look(kind).radius * style.grown(frame.zoom) * min(1, max(LEAST, frame.width / SMALL))


def marked(atlas: Atlas, sheet: Sheet, frame: Viewport) -> tuple[Place, ...]:
    """The points with a symbol, what is selected even where the filter hides it; a very small picture has no other."""
    record = atlas.index.get(sheet.view.selected)
    chosen = located((record,)) if isinstance(record, Place) else ()
    others = places(atlas, sheet) if frame.width >= LITTLE else ()
    return (*(place for place in others if place.id != sheet.view.selected), *chosen)


def print_names(axes: Axes, names: Sequence[PlacedLabel]) -> None:
    """Each name in its rectangle; the lines to clusters lie below all of them."""
    for one in names:
        _leader(axes, one)
    for one in names:
        _print(axes, one)


def _print(axes: Axes, one: PlacedLabel) -> None:
    if one.name.number:
        _pill(axes, one)
        return
    name, look = one.name, one.name.look
    at = (one.box.x, (one.box.y + one.box.b) / 2 - LINE * look.size / 2)
    if not look.spaced:
        write(axes, name.text, at, look.size, colour=look.colour, bold=look.bold, halo=2.5, around=look.halo)
        return
    left = at[0] + look.spaced * look.size / 2
    for sign in name.text:
        write(axes, sign, (left, at[1]), look.size, colour=look.colour, halo=2, around=look.halo)
        left += width(sign, look.size) + look.spaced * look.size


def _pill(axes: Axes, one: PlacedLabel) -> None:
    box, em, middle = one.box, one.name.look.size, (one.box.y + one.box.b) / 2
    for shift, colour in ((1, (style.INK, 0.28)), (0, ("#ffffff", 0.94))):
        axes.add_artist(_round(box, shift, colour))
    centre = box.x + (AHEAD + DISC / 2) * em
    draw(axes, disc(one.name.number), (centre, middle), DISC * em / 2)
    at = (box.x + (AHEAD + DISC + GAP) * em, middle - LINE * em / 2)
    write(axes, one.name.text, at, em, colour=one.name.look.colour, bold=True)


def _round(box: Rect, shift: float, colour: tuple[str, float]) -> FancyBboxPatch:
    half = (box.b - box.y) / 2
    look = f"round,pad=0,rounding_size={half}"
    return FancyBboxPatch((box.x, box.y + shift), box.r - box.x, box.b - box.y, look, fc=colour, ec="none")


def _leader(axes: Axes, one: PlacedLabel) -> None:
    """A line from a name that stands beside its cluster to a point in it, or beside its symbol to that."""
    if one.leader is None:
        return
    ends = tuple(zip(one.start, one.leader, strict=True))
    for colour, weight in (("#ffffff", 4), (style.DARK, 1.2)):
        axes.add_artist(Line2D(*ends, color=colour, linewidth=weight * PT_PER_PX, zorder=1))
    if one.name.number:
        draw(axes, Badge(style.fill(one.name.number), style.DARK, 1.2), one.leader, DOT)
