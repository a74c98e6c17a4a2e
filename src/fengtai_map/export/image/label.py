"""What a name on the map is, and how large its symbol."""

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from fengtai_map.export.image.fonts import LINE, width
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet, places
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import style

LITTLE = 480  # pixels of a frame that has no symbols
SMALL = 560  # pixels of a frame in which names and symbols are smaller
LEAST = 0.55  # of the size of a symbol, in the smallest picture
LARGER = 1.5  # times the symbol of what is selected
HIGH, AHEAD, BEHIND, DISC, GAP = 1.8, 0.27, 0.6, 1.4, 0.4  # of a name of a cluster, in sizes


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
    "district": LabelStyle(13, "#97958d", halo=style.PAPER, spaced=0.42),
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
    """The points that have a symbol: in a very small picture what is selected alone."""
    shown = places(atlas, sheet)
    return shown if frame.width >= LITTLE else tuple(place for place in shown if place.id == sheet.view.selected)
