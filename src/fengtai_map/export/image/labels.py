"""Names on the map that never touch: the same wishes, order and sides as on screen (webmap/assets/labels.js)."""

from collections.abc import Iterator, Sequence

from fengtai_map.export.image.cluster_labels import cluster_names
from fengtai_map.export.image.label import LARGER, LOOKS, SMALL, Label, PlacedLabel, marked, radius
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import style
from fengtai_map.webmap.features import line_names
from fengtai_map.webmap.ground import STREETS_FROM

EDGE = 2  # pixels kept free at the frame
SYMBOLS = 400  # symbols of this priority keep names off themselves

ALWAYS_NAMED_POINTS = 8  # points that are all named, however far away the camera is
SUBJECT = 950  # what a stop is about is named before whatever else stands there
CENTRED = ("centre", "above", "below")
SIDES = ("right", "left", "above", "below", "above right", "below right", "above left", "below left")


def placed(atlas: Atlas, sheet: Sheet, frame: Viewport, taken: Sequence[Rect]) -> list[PlacedLabel]:
    """The names that find room, those of the clusters always; `taken` is what else stands on the map."""
    done = cluster_names(atlas, sheet, frame, taken)
    boxes = [*taken, *(one.box for one in done)]
    large = list(_symbols(atlas, sheet, frame, small=False))
    small = list(_symbols(atlas, sheet, frame, small=True))
    for name in sorted(_wishes(atlas, sheet, frame), key=lambda wish: -wish.priority):
        box = _room(name, frame, [*boxes, *large, *small]) or _room(name, frame, [*boxes, *large])
        told = name.look is LOOKS["hub"] or name.id in sheet.named  # better over another symbol than not at all
        if not box and told and frame.width >= SMALL:
            box = _room(name, frame, boxes)
        if box:
            boxes.append(box)
            done.append(PlacedLabel(name, box))
    return done


def _room(name: Label, frame: Viewport, boxes: Sequence[Rect]) -> Rect | None:
    wide, high = name.size
    for x, y in name.at:
        for side in name.sides:
            left = x + (name.gap if "right" in side else -name.gap - wide if "left" in side else -wide / 2)
            top = y + (-name.gap - high if "above" in side else name.gap if "below" in side else -high / 2)
            box = Rect(left, top, left + wide, top + high)
            inside = left > EDGE and top > EDGE and box.r < frame.width - EDGE and box.b < frame.height - EDGE
            if inside and not any(box.near(other) for other in boxes if other.of != name.id):
                return box
    return None


def _symbols(atlas: Atlas, sheet: Sheet, frame: Viewport, *, small: bool) -> Iterator[Rect]:
    """The symbols that names keep off, or the small ones that they cover only where there is no other room."""
    for place in marked(atlas, sheet, frame):
        chosen = place.id == sheet.view.selected
        if small != (style.look(place.look).priority >= SYMBOLS or chosen):
            (x, y), half = frame.px(place.lon or 0, place.lat or 0), radius(place.look, frame)
            half = half * LARGER + 5 if chosen else half
            yield Rect(x - half, y - half, x + half, y + half, place.id)


def _wishes(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Iterator[Label]:
    yield from _streets(atlas, sheet, frame)
    points = marked(atlas, sheet, frame)
    for place in points:
        told = len(points) <= ALWAYS_NAMED_POINTS or place.id == sheet.view.selected or place.id in sheet.named
        if told or frame.zoom >= style.look(place.look).label:
            yield _point(place, sheet, frame)
    for line in line_names(atlas):
        if frame.zoom >= line["zoom"]:
            at = tuple(frame.px(lon, lat) for lon, lat in line["at"])
            text = line["name"][sheet.view.lang]
            yield Label(line["id"], text, LOOKS[line["look"]], at, line["priority"], CENTRED[:1])


def _streets(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Iterator[Label]:
    for subdistrict in atlas.subdistricts:
        chosen = subdistrict.id == sheet.view.selected
        inside = not sheet.view.clusters or subdistrict.cluster in sheet.view.clusters
        if chosen or frame.zoom >= STREETS_FROM:
            priority = 1000 if chosen else 300 if inside else 90
            at = (frame.px(*subdistrict.label),)
            yield Label(subdistrict.id, subdistrict.name[sheet.view.lang], LOOKS["street"], at, priority, CENTRED)


def _point(place: Place, sheet: Sheet, frame: Viewport) -> Label:
    chosen = place.id == sheet.view.selected
    look = LOOKS["chosen"] if chosen else LOOKS.get(place.kind, LOOKS["point"])
    priority = 1000 if chosen else SUBJECT if place.id in sheet.named else style.look(place.look).priority
    half = radius(place.look, frame)
    gap = half * LARGER + 9 if chosen else half + 4
    at = (frame.px(place.lon or 0, place.lat or 0),)
    return Label(place.id, place.name[sheet.view.lang], look, at, priority, SIDES, gap)
