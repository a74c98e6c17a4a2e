"""What a name on the map is, and how large its symbol."""

from dataclasses import dataclass

from fengtai_map.export.image.fonts import LINE, width
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Frame
from fengtai_map.export.sheet import Sheet, places
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import theme

LITTLE = 480  # pixels of a frame that has no symbols
SMALL = 560  # pixels of a frame in which names and symbols are smaller
LEAST = 0.55  # of the size of a symbol, in the smallest picture
LARGER = 1.5  # times the symbol of what is selected
HIGH, AHEAD, BEHIND, DISC, GAP = 1.8, 0.27, 0.6, 1.4, 0.4  # of a name of a cluster, in sizes


@dataclass(frozen=True)
class Look:
    """How a name is printed: pixels, colour, weight, the colour around it, pixels between its letters in sizes."""

    size: float
    colour: str = "#16324f"
    bold: bool = False
    halo: str = "#ffffff"
    spaced: float = 0


LOOKS = {
    "cluster": Look(14.5, theme.INK, bold=True),
    "street": Look(12, "#46535f"),
    "chosen": Look(16, bold=True),
    "point": Look(12.5),
    "hub": Look(13.5, bold=True),
    "metro-station": Look(11.5, "#46535f"),
    "green-space": Look(12.5, "#14532d"),
    "river": Look(12, "#2b6a93"),
    "road": Look(11, "#6b7680"),
    "district": Look(13, "#97958d", halo=theme.PAPER, spaced=0.42),
}


@dataclass(frozen=True)
class Name:
    """A name that wants a place: `at` are points in pixels, best first; `number` is that of a cluster."""

    id: str
    text: str
    look: Look
    at: tuple[tuple[float, float], ...]
    priority: int
    sides: tuple[str, ...]
    gap: float = 4
    number: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels."""
        em, text = self.look.size, width(self.text, self.look.size, bold=self.look.bold)
        if self.number:
            return (AHEAD + DISC + GAP + BEHIND) * em + text, HIGH * em
        return text + self.look.spaced * em * len(self.text), LINE * em


@dataclass(frozen=True)
class Placed:
    """A name and the rectangle it got; `leader` is where a line from it ends, in its cluster."""

    name: Name
    box: Rect
    leader: tuple[float, float] | None = None


def radius(kind: str, view: Frame) -> float:
    """The radius of a symbol at a zoom, as on screen; smaller in a small picture."""
    return theme.look(kind).radius * theme.grown(view.zoom) * min(1, max(LEAST, view.width / SMALL))


def marked(atlas: Atlas, sheet: Sheet, view: Frame) -> tuple[Place, ...]:
    """The points that have a symbol: in a very small picture what is selected alone."""
    shown = places(atlas, sheet)
    return shown if view.width >= LITTLE else tuple(place for place in shown if place.id == sheet.view.selected)
