"""Where a name finds room: on no other name, no line to one, no symbol but its own. The same rule as on screen.

It stands at its place, or beside it with a line that leads there, where it may; else it is left out
(webmap/assets/label_places.js). Lengths are pixels of the frame.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

import numpy as np
import shapely
from shapely.geometry import LineString

from fengtai_map.export.image.label_print import Label, PlacedLabel
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport

FRAME = 2  # pixels kept free at the frame
LEAST = 1  # pixels kept free at a symbol where there is little room
APART = 16  # pixels kept free between a name with a line and a hub that it does not mean
BETWEEN = 8  # pixels kept free beside another name: closer, two would be read as one
NEAREST, STEP = 12, 8  # pixels from a symbol to a name beside it, and from one try to the next
PASSED = 30  # a line may be so many pixels longer for each symbol it then does not cross,
CROSSED_PX = 120  # and so many for each line or cluster's name
Free = Callable[[Rect], bool]
Point = tuple[float, float]


@dataclass
class Taken:
    """What a name keeps off.

    `hubs` are symbols for which no other name must be taken, `white` the names of clusters: a line may run behind them.
    """

    names: list[Rect]
    symbols: Sequence[Rect]
    hubs: Collection[str] = ()
    white: list[Rect] = field(default_factory=list)
    lines: list[LineString] = field(default_factory=list)

    def add(self, one: PlacedLabel) -> None:
        """Keep others off a name that has been placed, and off its line."""
        (self.white if one.name.number else self.names).append(one.box)
        if one.leader:
            self.lines.append(LineString([one.start, one.leader]))


def room(name: Label, frame: Viewport, taken: Taken) -> PlacedLabel | None:
    """A name where it finds room."""
    others = [symbol for symbol in taken.symbols if symbol.of != name.id]

    def free(box: Rect) -> bool:
        within = box.x > FRAME and box.y > FRAME and box.r < frame.width - FRAME and box.b < frame.height - FRAME
        if not within or any(box.near(other, BETWEEN) for other in (*taken.names, *taken.white)):
            return False
        return not any(line.intersects(box.area) for line in taken.lines)

    boxes = [box for box in _at_place(name) if free(box)]
    if name.outline is not None:
        boxes.sort(key=lambda box: not shapely.contains_properly(name.outline, box.area))
    for close in (Rect.near, covers):
        for box in boxes:
            if not any(close(box, other) for other in others):
                return PlacedLabel(name, box)
    if not name.aside:
        return None

    def apart(box: Rect) -> bool:
        return not any(covers(box, other, APART if other.of in taken.hubs else LEAST) for other in others)

    return _beside(name, lambda box: free(box) and apart(box), others, taken)


def covers(box: Rect, symbol: Rect, least: float = LEAST) -> bool:
    """Whether a name would lie on a symbol, which is round: it may stand in the corner of the box around it."""
    x, y = (symbol.x + symbol.r) / 2, (symbol.y + symbol.b) / 2
    near = _nearest(box, (x, y))
    return hypot(x - near[0], y - near[1]) < (symbol.r - symbol.x) / 2 + least


def _at_place(name: Label) -> Iterator[Rect]:
    wide, high = name.size
    for side in name.sides:
        for x, y in name.at:
            left = x + (name.gap if "right" in side else -name.gap - wide if "left" in side else -wide / 2)
            top = y + (-name.gap - high if "above" in side else name.gap if "below" in side else -high / 2)
            yield Rect(left, top, left + wide, top + high)


def _beside(name: Label, free: Free, symbols: Sequence[Rect], taken: Taken) -> PlacedLabel | None:
    """All around the place, the nearest first.

    A line keeps off symbols, other lines and the names of clusters where a detour does; it never runs through another
    name.
    """
    best, least = None, float("inf")
    bare, white, round_ = ([one.area for one in group] for group in (taken.names, taken.white, symbols))
    for far, box in _around(name):
        if far >= least:
            break
        for start, end in _leading(name, box) if free(box) else ():
            line = LineString([start, end])
            if shapely.intersects(line, bare).any():
                continue
            crossed = sum(line.intersects(other) for other in (*taken.lines, *white))
            cost = line.length + PASSED * int(shapely.intersects(line, round_).sum()) + CROSSED_PX * crossed
            if cost < least:
                best, least = PlacedLabel(name, box, end, start), cost
    return best


def _around(name: Label) -> list[tuple[float, Rect]]:
    """Where a name may stand beside its place, with how far that is."""
    (wide, high), (x, y) = name.size, name.at[0]
    found = []
    for right in np.arange(-name.aside - wide / 2, name.aside + wide / 2, STEP).tolist():
        for down in np.arange(-name.aside - high / 2, name.aside + high / 2, STEP).tolist():
            left, top = x + right - wide / 2, y + down - high / 2
            box = Rect(left, top, left + wide, top + high)
            near = _nearest(box, (x, y))
            far = hypot(near[0] - x, near[1] - y) - name.gap
            if NEAREST <= far <= name.aside:
                found.append((far, box))
    return sorted(found, key=lambda one: one[0])


def _leading(name: Label, box: Rect) -> Iterator[tuple[Point, Point]]:
    """From the edge of a name, its nearest point or a corner that faces the symbol, to the edge of the symbol."""
    x, y = name.at[0]
    close = _nearest(box, (x, y))
    corners = [(right, down) for right in (box.x, box.r) for down in (box.y, box.b)]
    for start in (close, *(one for one in corners if one[0] == close[0] or one[1] == close[1])):
        share = name.gap / hypot(start[0] - x, start[1] - y)
        yield start, (x + (start[0] - x) * share, y + (start[1] - y) * share)


def _nearest(box: Rect, at: Point) -> Point:
    return min(box.r, max(box.x, at[0])), min(box.b, max(box.y, at[1]))
