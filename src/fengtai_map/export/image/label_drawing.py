"""The names of a map as they are printed: on white with the cluster's number, or with a halo."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from fengtai_map.export.image.fonts import LINE, PT_PER_PX, width, write
from fengtai_map.export.image.label import AHEAD, DISC, GAP, PlacedLabel
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.symbols import Badge, disc, draw
from fengtai_map.webmap import style

DARK = "#24323f"
DOT = 3.2  # pixels: the end of a line to a cluster


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
    for shift, colour in ((1, ("#16242f", 0.28)), (0, ("#ffffff", 0.94))):
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
    for colour, weight in (("#ffffff", 4), (DARK, 1.2)):
        axes.add_artist(Line2D(*ends, color=colour, linewidth=weight * PT_PER_PX, zorder=1))
    if one.name.number:
        draw(axes, Badge(style.fill(one.name.number), DARK, 1.2), one.leader, DOT)
