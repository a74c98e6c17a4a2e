"""What stands in the corners of every map: scale bar, «schematic» note with the map approval number, attribution."""

from dataclasses import dataclass
from math import log10

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from fengtai_map.drawing import theme
from fengtai_map.drawing.district import config
from fengtai_map.export.fonts import PX, width, write
from fengtai_map.export.frame import Frame
from fengtai_map.export.names import Rect
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas

SIZE, SMALL = 12.5, 11.0
BAR = 130  # the scale bar is at most as long
INSET = 10  # from the corner of the map


@dataclass(frozen=True)
class Corner:
    """The words, and where they stand: the scale bar under the note at the lower left, the attribution at the right."""

    metres: int
    scale: Rect
    sketch: str
    note: Rect
    origin: str
    attribution: Rect

    @property
    def taken(self) -> tuple[Rect, ...]:
        """What names keep off."""
        return self.scale, self.note, self.attribution


def corner(atlas: Atlas, sheet: Sheet, frame: Frame) -> Corner:
    """The corners of the map of a sheet."""
    sketch = str(config(atlas, {})["words"][sheet.view.lang]["sketch"])  # as on screen, the approval number with it
    origin = atlas.words[sheet.view.lang]("export.map-source")
    metres, long = bar(frame)
    foot = frame.height - INSET
    scale = Rect(INSET, foot - 22, INSET + max(long, 5 + width(_length(metres), SIZE)), foot)
    return Corner(
        metres=metres,
        scale=scale,
        sketch=sketch,
        note=Rect(INSET, scale.y - 30, INSET + width(sketch, SIZE) + 16, scale.y - 8),
        origin=origin,
        attribution=Rect(frame.width - 8 - width(origin, SMALL), frame.height - 20, frame.width - 6, frame.height - 3),
    )


def bar(frame: Frame) -> tuple[int, float]:
    """The longest round length that fits into BAR pixels: its geodesic metres, and its pixels on this map."""
    metre = frame.metres(1)
    decade = 10 ** int(log10(BAR * metre))
    metres = max(step * decade for step in (1, 2, 3, 5) if step * decade <= BAR * metre)
    return metres, metres / metre


def _length(metres: int) -> str:
    return f"{metres // 1000} km" if metres >= 1000 else f"{metres} m"  # noqa: PLR2004  # metres a kilometre


def print_corner(axes: Axes, frame: Frame, one: Corner) -> None:
    """Print the corners of a map."""
    left, foot = one.scale.x, one.scale.b
    write(axes, _length(one.metres), (left + 5, one.scale.y + 1), SIZE, colour=theme.INK, halo=1.5)
    right = left + bar(frame)[1]
    ticks = (left, left, right, right), (foot - 8, foot, foot, foot - 8)
    for colour, weight in (("#ffffff", 4.5), (theme.INK, 2)):
        axes.add_artist(Line2D(*ticks, color=colour, linewidth=weight * PX, solid_joinstyle="miter", zorder=1))
    note, look = one.note, "round,pad=0,rounding_size=4"
    paper = FancyBboxPatch((note.x, note.y), note.r - note.x, note.b - note.y, look, fc="#ffffff", ec="#c9d1d8", lw=PX)
    axes.add_artist(paper)
    write(axes, one.sketch, (note.x + 8, note.y + 3), SIZE, colour=theme.INK)
    write(axes, one.origin, (one.attribution.x + 2, one.attribution.y + 2), SMALL, colour="#44525f", halo=2)
