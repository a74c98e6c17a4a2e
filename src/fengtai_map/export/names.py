"""Names on the map that never touch: the same wishes, order and sides as on screen (drawing/assets/labels.js)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import dist

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.drawing import theme
from fengtai_map.drawing.features import line_names
from fengtai_map.export.fonts import LINE, width, wrapped
from fengtai_map.export.frame import Frame
from fengtai_map.export.sheet import Sheet, places
from fengtai_map.model import Atlas, Cluster, Place

EDGE = 2  # pixels kept free at the frame
APART = (3, 2)  # pixels kept free between two names
SYMBOLS = 400  # symbols of this priority keep names off themselves
STREETS = 12.2  # the zoom from which every 街镇 is named
MOST_EMS = 12  # a cluster's name is broken into lines beyond this
CHIP, CHIP_GAP = 1.5, 6  # the disc with a cluster's number: diameter in sizes, pixels to the name

LATTICE = 15  # points a side of the lattice on which a place for a disc is sought

CENTRED = ("centre", "above", "below")
SIDES = ("right", "left", "above", "below", "above right", "below right", "above left", "below left")


@dataclass(frozen=True)
class Look:
    """How a name is printed: pixels, colour, weight."""

    size: float
    colour: str = theme.INK
    bold: bool = False


LOOKS = {
    "cluster": Look(17, bold=True),
    "street": Look(12.5, "#44525f"),
    "chosen": Look(16, bold=True),
    "point": Look(13),
    "hub": Look(15, bold=True),
    "metro-station": Look(11.5, "#44525f"),
    "green-space": Look(13, "#14532d"),
    "river": Look(12.5, "#1d5f8a"),
    "road": Look(11.5, "#6b7680"),
}


@dataclass(frozen=True)
class Rect:
    """A rectangle that is taken. `of` is whose symbol it is: its own name may lie on it."""

    x: float
    y: float
    r: float
    b: float
    of: str = ""

    def near(self, other: "Rect") -> bool:
        """Whether two lie closer than APART."""
        x, y = APART
        return self.x < other.r + x and other.x < self.r + x and self.y < other.b + y and other.y < self.b + y


@dataclass(frozen=True)
class Name:
    """A name that wants a place: `at` are points in pixels, best first, `number` is that of a cluster."""

    id: str
    lines: tuple[str, ...]
    look: Look
    at: tuple[tuple[float, float], ...]
    priority: int
    sides: tuple[str, ...]
    gap: float = 4
    number: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pixels."""
        em, chip = self.look.size, CHIP * self.look.size if self.number else 0
        text = max((width(line, em, bold=self.look.bold) for line in self.lines), default=0)
        return chip + (CHIP_GAP if chip and text else 0) + text, max(chip, LINE * em * len(self.lines))


@dataclass(frozen=True)
class Placed:
    """A name and the rectangle it got."""

    name: Name
    box: Rect


def radius(kind: str, zoom: float) -> float:
    """The radius of a symbol at a zoom, as on screen."""
    return theme.KINDS[kind].radius * min(1.35, max(0.7, 1 + (zoom - 12.5) * 0.18))


def placed(atlas: Atlas, sheet: Sheet, frame: Frame, taken: Sequence[Rect]) -> list[Placed]:
    """The names that find room, the important ones first; `taken` is what else stands on the map."""
    boxes = [*taken, *_symbols(atlas, sheet, frame, small=False)]
    small = list(_symbols(atlas, sheet, frame, small=True))
    wishes = sorted(_wishes(atlas, sheet, frame), key=lambda wish: -wish.priority)
    done: dict[str, Placed] = {}
    for name in (*(replace(wish, lines=()) for wish in wishes if wish.number), *wishes):
        # every cluster has its disc before the first has its name, which then may stand elsewhere in the cluster
        box = _room(name, frame, [*boxes, *small]) or _room(name, frame, boxes)
        if box:
            boxes = [other for other in boxes if not (name.number and other.of == name.id)] + [box]
            done[name.id] = Placed(name, box)
    return list(done.values())


def _room(name: Name, frame: Frame, boxes: Sequence[Rect]) -> Rect | None:
    wide, high = name.size
    for x, y in name.at:
        for side in name.sides:
            left = x + (name.gap if "right" in side else -name.gap - wide if "left" in side else -wide / 2)
            left = x - CHIP * name.look.size / 2 if side == "disc" else left
            top = y + (-name.gap - high if "above" in side else name.gap if "below" in side else -high / 2)
            box = Rect(left, top, left + wide, top + high, name.id if name.number else "")
            inside = left > EDGE and top > EDGE and box.r < frame.width - EDGE and box.b < frame.height - EDGE
            if inside and not any(box.near(other) for other in boxes if other.of != name.id):
                return box
    return None


def _symbols(atlas: Atlas, sheet: Sheet, frame: Frame, *, small: bool) -> Iterator[Rect]:
    """The symbols that names keep off, or the small ones that they cover only where there is no other room."""
    for place in places(atlas, sheet):
        if small != (theme.KINDS[place.kind].priority >= SYMBOLS or place.id == sheet.view.selected):
            (x, y), half = frame.px(place.lon or 0, place.lat or 0), radius(place.kind, frame.zoom)
            yield Rect(x - half, y - half, x + half, y + half, place.id)


def _wishes(atlas: Atlas, sheet: Sheet, frame: Frame) -> Iterator[Name]:
    clusters = sheet.view.clusters or tuple(cluster.id for cluster in atlas.clusters)
    yield from (
        _cluster(one, shape(atlas.geometry[one.id]), sheet.view.lang, frame)
        for one in atlas.clusters
        if one.id in clusters
    )
    yield from _streets(atlas, sheet, frame)
    for place in places(atlas, sheet):
        if place.id == sheet.view.selected or frame.zoom >= theme.KINDS[place.kind].label:
            yield _point(place, sheet, frame)
    for line in line_names(atlas):
        if frame.zoom >= line["zoom"]:
            at = tuple(frame.px(lon, lat) for lon, lat in line["at"])
            yield Name(
                line["id"], (line["name"][sheet.view.lang],), LOOKS[line["look"]], at, line["priority"], CENTRED[:1]
            )


def _cluster(cluster: Cluster, outline: BaseGeometry, lang: str, frame: Frame) -> Name:
    look = LOOKS["cluster"]
    lines = tuple(wrapped(cluster.name[lang], look.size, MOST_EMS * look.size))
    at = tuple(frame.px(lon, lat) for lon, lat in _within(cluster, outline, frame))
    return Name(cluster.id, lines, look, at, 900, ("disc",), number=cluster.order)


def _within(cluster: Cluster, outline: BaseGeometry, frame: Frame) -> list[tuple[float, float]]:
    """Where the disc of a cluster may stand: at its label point, or else anywhere inside it, the nearest first."""
    west, south, east, north = outline.bounds
    disc = CHIP * LOOKS["cluster"].size / 2 / frame.scale[0]  # degrees of longitude
    lons, lats = np.meshgrid(np.linspace(west, east, LATTICE), np.linspace(south, north, LATTICE))
    inside = shapely.contains_xy(outline.buffer(-0.4 * disc), lons, lats)
    found = zip(lons[inside].tolist(), lats[inside].tolist(), strict=True)
    return [cluster.label, *sorted(found, key=lambda point: dist(point, cluster.label))]


def _streets(atlas: Atlas, sheet: Sheet, frame: Frame) -> Iterator[Name]:
    for street in atlas.streets:
        chosen = street.id == sheet.view.selected
        if chosen or frame.zoom >= STREETS:
            at = (frame.px(*street.label),)
            yield Name(
                street.id, (street.name[sheet.view.lang],), LOOKS["street"], at, 1000 if chosen else 300, CENTRED
            )


def _point(place: Place, sheet: Sheet, frame: Frame) -> Name:
    chosen = place.id == sheet.view.selected
    look = LOOKS["chosen"] if chosen else LOOKS.get(place.kind, LOOKS["point"])
    priority = 1000 if chosen else theme.KINDS[place.kind].priority
    gap = radius(place.kind, frame.zoom) + (9 if chosen else 4)  # a chosen one has a ring around it
    at = (frame.px(place.lon or 0, place.lat or 0),)
    return Name(place.id, (place.name[sheet.view.lang],), look, at, priority, SIDES, gap)
