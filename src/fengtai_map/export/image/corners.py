"""What stands in the corners of a map: scale bar, «schematic» note with the map approval number, attribution.

On a map of few clusters also the locator: the whole district, small, with these in it. As on screen (locator.js).
"""

from dataclasses import dataclass
from math import log10

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from shapely import union_all
from shapely.geometry import box as rectangle
from shapely.geometry import shape

from fengtai_map.export.image.fonts import LINE, PT_PER_PX, width, write
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport, around
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas
from fengtai_map.webmap import style
from fengtai_map.webmap.build import sketch

SIZE, SMALL = 11.5, 10.5
KILOMETRE = 1000
BAR = 130  # the scale bar is at most as long
INSET = 14  # pixels from the edges of the map
NARROW, SHRUNK = 560, 0.8  # a frame of fewer pixels has all of it smaller
QUIET, FAINT = "#5d6871", "#767b80"
LEAST = 640  # pixels: a narrower map has no locator
FEW_CLUSTERS = 3  # clusters: more of them are the district
WIDE, SHARE, SHAPE = 300.0, 0.27, 0.56  # of a locator: pixels at most, of the map's width, height in widths
FOOT = 30  # pixels from the foot of the map to a locator: there the attribution stands


@dataclass(frozen=True)
class ScaleAndNotes:
    """The words, and where they stand: scale bar and note at the lower left, the attribution at the right."""

    metres: int
    length: str
    scale: Rect
    sketch: str
    note: Rect
    origin: str
    attribution: Rect
    shrunk: float = 1

    @property
    def taken(self) -> tuple[Rect, ...]:
        """What names keep off."""
        return self.scale, self.note, self.attribution


def corner(atlas: Atlas, sheet: Sheet, frame: Viewport) -> ScaleAndNotes:
    """The corners of the map of a sheet."""
    note, words = sketch(atlas, sheet.view.lang), atlas.words[sheet.view.lang]
    shrunk = SHRUNK if frame.width < NARROW else 1
    origin, inset = words("export.map-source"), INSET * shrunk
    metres, long = bar(frame, BAR * shrunk)
    length = words("map.kilometres", n=metres // 1000) if metres >= KILOMETRE else words("map.metres", n=metres)
    scale = Rect(inset, frame.height - inset - 20 * shrunk, inset + long, frame.height - inset)
    left, high = scale.r + 12 * shrunk, SIZE * shrunk * LINE
    return ScaleAndNotes(
        metres=metres,
        length=length,
        scale=scale,
        sketch=note,
        note=Rect(left, scale.b - high, left + width(note, SIZE * shrunk), scale.b + 2),
        origin=origin,
        attribution=_at_right(origin, frame, shrunk),
        shrunk=shrunk,
    )


def _at_right(text: str, frame: Viewport, shrunk: float) -> Rect:
    """The lower right corner for a line of small text."""
    left, high = frame.width - 8 - width(text, SMALL * shrunk), SMALL * shrunk * LINE
    return Rect(left, frame.height - high - 4, frame.width - 6, frame.height - 3)


def bar(frame: Viewport, most: float = BAR) -> tuple[int, float]:
    """The longest round length that fits into `most` pixels: its geodesic metres, and its pixels on this map."""
    metre = frame.metres(1)
    decade = 10 ** int(log10(most * metre))
    metres = max(step * decade for step in (1, 2, 3, 5) if step * decade <= most * metre)
    return metres, metres / metre


def print_corner(axes: Axes, one: ScaleAndNotes) -> None:
    """Print the corners of a map."""
    left, right, foot, size = one.scale.x, one.scale.r, one.scale.b, SIZE * one.shrunk
    ticks = (left, left, right, right), (foot - 5, foot, foot, foot - 5)
    for colour, weight in ((style.PAPER, 4), (style.DARK, 1.4)):
        axes.add_artist(Line2D(*ticks, color=colour, linewidth=weight * PT_PER_PX, solid_joinstyle="miter", zorder=1))
    middle = (left + right) / 2
    write(axes, one.length, (middle, foot - 5 - size * LINE), size, colour=style.DARK, halo=1.5, align="center")
    write(axes, one.sketch, (one.note.x, one.note.y), size, colour=QUIET, halo=1.5)
    at = (one.attribution.x + 2, one.attribution.y + 1)
    write(axes, one.origin, at, SMALL * one.shrunk, colour=FAINT, halo=1.5)


def locator_box(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Rect | None:
    """Where the locator stands: in a corner that the clusters of the filter leave free. None where there is none."""
    if not 0 < len(sheet.view.clusters) <= FEW_CLUSTERS or sheet.view.selected or frame.width < LEAST:
        return None
    wide = min(WIDE, SHARE * frame.width)
    high, right = wide * SHAPE, frame.width - INSET - wide
    shown = union_all([frame.pixels(shape(atlas.geometry[name])) for name in sheet.view.clusters])
    for x, y in ((right, INSET), (right, frame.height - high - FOOT), (INSET, INSET)):
        if not shown.intersects(rectangle(x, y, x + wide, y + high)):
            return Rect(x, y, x + wide, y + high)
    return None


def locator_frame(atlas: Atlas, size: tuple[float, float]) -> Viewport:
    """The camera of a locator of so many pixels."""
    return around(shape(atlas.geometry["district"]).bounds, *size)
