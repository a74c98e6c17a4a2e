"""Where the names of clusters stand: all of them, always. The same rule as on screen (webmap/assets/cluster_labels.js).

A name with its disc lies in its cluster, or beside it with a line that leads there. Lengths are pixels of the frame.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, pi, sin

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from fengtai_map.export.image.rectangles import Rect
from fengtai_map.model.user_points import Floats

LATTICE = 13  # points a side on which a disc may stand
EDGE = 4  # pixels kept free at the frame
LABEL_GAP_PX = 3  # pixels kept free between two names
DISC = 0.54  # from the left end of a name to the middle of its disc, in heights
TURNS = 24  # directions in which a name may stand beside its cluster
FROM, STEP, FAR = 12, 12, 230  # pixels from the cluster's point to such a name
CONTENT = 1.4  # a place that costs no more is good enough
BESIDE, FARTHER = 0.9, 60  # what standing beside the cluster costs, and so many pixels away from it
CROSSED = 4
MISLEADING = 1.5  # what a number on the ground of another cluster costs: it is taken for that one's
ON_OTHER, ON_PAPER = 0.45, 0.12  # what each third of a name costs there
Point = tuple[float, float]


@dataclass(frozen=True)
class Wish:
    """A cluster's name: its size, its outline in pixels, and a point well inside, which may lie out of sight."""

    id: str
    width: float
    height: float
    outline: BaseGeometry
    home: Point


@dataclass(frozen=True)
class Pill:
    """A name and its rectangle. `leader` is where the line to its cluster ends, None where it lies in it."""

    box: Rect
    cost: float
    leader: Point | None = None


@dataclass(frozen=True)
class Obstacles:
    """What lies around: rectangles that are never covered, others with what covering costs, the outlines by id."""

    walls: Sequence[Rect]
    soft: Floats  # rows of x, y, r, b, cost
    areas: Mapping[str, BaseGeometry]
    size: Point
    lines: Sequence[BaseGeometry] = ()


def pills(wishes: Sequence[Wish], field: Obstacles) -> dict[str, Pill] | None:
    """A place for every name, the smallest clusters first; None where one finds none."""
    spots = {wish.id: _lattice(wish.outline, field.size) for wish in wishes}
    placed: dict[str, Pill] = {}
    walls, lines = list(field.walls), list[BaseGeometry]()
    for wish in sorted(wishes, key=lambda one: spots[one.id][1]):
        found = _best(
            _at_home(wish, spots[wish.id][0], field.size), spots[wish.id][0], replace(field, walls=walls, lines=lines)
        )
        if found is None:
            return None
        placed[wish.id] = found
        walls.append(found.box)
        lines += [_line(found)] if found.leader else []
    return placed


def _lattice(outline: BaseGeometry, size: Point) -> tuple[list[Point], float]:
    """The points of a cluster in the frame, and how much of the frame they take."""
    west, north, east, south = outline.bounds
    west, east = max(EDGE, west), min(size[0] - EDGE, east)
    north, south = max(EDGE, north), min(size[1] - EDGE, south)
    steps = (np.arange(LATTICE) + 0.5) / LATTICE
    x, y = (part.ravel() for part in np.meshgrid(west + (east - west) * steps, north + (south - north) * steps))
    inside = shapely.contains_xy(outline, x, y)
    found = list(zip(x[inside].tolist(), y[inside].tolist(), strict=True))
    return found, (east - west) * (south - north) * len(found)


def _at_home(wish: Wish, spots: Sequence[Point], size: Point) -> Wish:
    """A wish whose point is in the frame: where it lies beyond, that of the cluster nearest to the middle."""
    (x, y), (wide, high) = wish.home, size
    if (0 < x < wide and 0 < y < high) or not spots:
        return wish
    return replace(wish, home=min(spots, key=lambda spot: hypot(spot[0] - wide / 2, spot[1] - high / 2)))


def _best(wish: Wish, spots: Sequence[Point], field: Obstacles) -> Pill | None:
    best: Pill | None = None
    for x, y in spots:
        box = _box(wish, x - wish.height * DISC, y - wish.height / 2)
        best = _better(best, Pill(box, hypot(x - wish.home[0], y - wish.home[1]) / 130), field)
    if spots and (best is None or best.cost > CONTENT):
        best = _beside(wish, field, best)
    return best


def _box(wish: Wish, x: float, y: float) -> Rect:
    return Rect(x, y, x + wish.width, y + wish.height, wish.id)


def _beside(wish: Wish, field: Obstacles, best: Pill | None) -> Pill | None:
    """The best place beside the cluster, all around its point, if it is better than what there is."""
    for far in range(FROM, FAR + 1, STEP):
        for turn in range(TURNS):
            right, down = cos(turn * 2 * pi / TURNS), sin(turn * 2 * pi / TURNS)
            reach = far + (abs(right) * wish.width + abs(down) * wish.height) / 2
            x, y = wish.home[0] + right * reach, wish.home[1] + down * reach
            box = _box(wish, x - wish.width / 2, y - wish.height / 2)
            best = _better(best, Pill(box, BESIDE + far / FARTHER, wish.home), field)
    return best


def _better(best: Pill | None, one: Pill, field: Obstacles) -> Pill | None:
    """The cheaper of two; a place outside of the frame or on another name is none."""
    box, (wide, high) = one.box, field.size
    if best is not None and best.cost <= one.cost:
        return best
    if box.x < EDGE or box.y < EDGE or box.r > wide - EDGE or box.b > high - EDGE:
        return best
    if any(box.near(other, LABEL_GAP_PX, LABEL_GAP_PX) for other in field.walls):
        return best
    cost = one.cost + _covered(box, field.soft) + _astray(one, field) + _crossed(one, field)
    return replace(one, cost=cost) if best is None or cost < best.cost else best


def _crossed(one: Pill, field: Obstacles) -> float:
    """Lines that run through names or other lines are worth a detour."""
    box = one.box.area
    cost = CROSSED * sum(line.intersects(box) for line in field.lines)
    if one.leader:
        line = _line(one)
        cost += CROSSED * sum(line.intersects(other) for other in field.lines)
        cost += CROSSED * sum(line.intersects(wall.area) for wall in field.walls)
    return cost


def _line(one: Pill) -> BaseGeometry:
    assert one.leader is not None  # noqa: S101  # asked before
    return shapely.LineString([((one.box.x + one.box.r) / 2, (one.box.y + one.box.b) / 2), one.leader])


def _covered(box: Rect, soft: Floats) -> float:
    if not len(soft):
        return 0
    x, y, r, b, cost = soft.T
    return float(cost[(box.x < r + 1) & (x < box.r + 1) & (box.y < b + 1) & (y < box.b + 1)].sum())


def _astray(one: Pill, field: Obstacles) -> float:
    """How much of a name lies on other clusters, which it does not mean, or on the paper, where it harms nobody."""
    box, y = one.box, (one.box.y + one.box.b) / 2

    def foreign(x: float) -> bool:
        return any(shapely.contains_xy(area, x, y) for name, area in field.areas.items() if name != box.of)

    cost: float = MISLEADING if one.leader and foreign(box.x + (box.b - box.y) * DISC) else 0
    for part in (0.3, 0.65, 0.95):
        x = box.x + (box.r - box.x) * part
        if not shapely.contains_xy(field.areas[box.of], x, y):
            cost += ON_OTHER if foreign(x) else ON_PAPER
    return cost
