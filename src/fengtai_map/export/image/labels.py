"""Names on the map that never touch: the same wishes, order and sides as on screen (webmap/assets/labels.js)."""

from collections.abc import Iterator, Sequence

from shapely.geometry import shape

from fengtai_map.export.image.cluster_labels import ROOMY, cluster_names
from fengtai_map.export.image.label import LARGER, LOOKS, Label, PlacedLabel, marked, radius
from fengtai_map.export.image.label_places import Taken, room
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import style
from fengtai_map.webmap.features import line_names
from fengtai_map.webmap.ground import SUBDISTRICTS_FROM

ASIDE = 150  # pixels from a symbol to its name, where that has to be read
ALWAYS_NAMED_POINTS = 24  # points that are all named, however far away the camera is
SUBJECT = 950  # what a stop is about is named before whatever else stands there
SIDES = ("right", "left", "above", "below", "above right", "below right", "above left", "below left")
IN_AREA = ("centre", "above", "below", *SIDES)


def placed(atlas: Atlas, sheet: Sheet, frame: Viewport, taken: Sequence[Rect]) -> list[PlacedLabel]:
    """The names that find room, those of the clusters always; `taken` is what else stands on the map."""
    done = cluster_names(atlas, sheet, frame, taken)
    hubs = {place.id for place in atlas.places if place.kind == "hub"}
    around = Taken(list(taken), list(_symbols(atlas, sheet, frame)), hubs)
    for one in done:
        around.add(one)
    for name in sorted(_wishes(atlas, sheet, frame), key=lambda wish: -wish.priority):
        if found := room(name, frame, around):
            around.add(found)
            done.append(found)
    return done


def _symbols(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Iterator[Rect]:
    for place in marked(atlas, sheet, frame):
        (x, y), half = frame.point(place), radius(place.look, frame)
        half = half * LARGER + 5 if place.id == sheet.view.selected else half
        yield Rect(x - half, y - half, x + half, y + half, place.id)


def _wishes(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Iterator[Label]:
    yield from _subdistricts(atlas, sheet, frame)
    points = marked(atlas, sheet, frame)
    for place in points:
        always = len(points) <= ALWAYS_NAMED_POINTS or place.id == sheet.view.selected or place.id in sheet.named
        if always or frame.zoom >= style.look(place.look).label:
            yield _point(place, sheet, frame)
    for line in line_names(atlas):
        if frame.zoom >= line["zoom"]:
            at = tuple(frame.px(lon, lat) for lon, lat in line["at"])
            text = line["name"][sheet.view.lang]
            yield Label(
                line["id"],
                text,
                LOOKS[line["look"]],
                at,
                line["priority"],
                ("centre",) if line["look"] == "district" else ("centre", *SIDES),
            )


def _subdistricts(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Iterator[Label]:
    for subdistrict in atlas.subdistricts:
        chosen = subdistrict.id == sheet.view.selected
        inside = not sheet.view.clusters or subdistrict.cluster in sheet.view.clusters
        if chosen or frame.zoom >= SUBDISTRICTS_FROM:
            priority = 1000 if chosen else 300 if inside else 90
            at = (frame.px(*subdistrict.label),)
            text, look = subdistrict.name[sheet.view.lang], LOOKS["subdistrict"]
            outline = frame.pixels(shape(atlas.geometry[subdistrict.id]))
            yield Label(subdistrict.id, text, look, at, priority, IN_AREA, 7, outline=outline)


def _point(place: Place, sheet: Sheet, frame: Viewport) -> Label:
    chosen = place.id == sheet.view.selected
    look = LOOKS["chosen"] if chosen else LOOKS.get(place.kind, LOOKS["point"])
    priority = 1000 if chosen else SUBJECT if place.id in sheet.named else style.look(place.look).priority
    half = radius(place.look, frame)
    gap = half * LARGER + 9 if chosen else half + 4
    at = (frame.point(place),)
    read = chosen or place.kind == "hub" or place.id in sheet.named
    aside = ASIDE * min(1, frame.width / ROOMY) if read else 0
    return Label(place.id, place.name[sheet.view.lang], look, at, priority, SIDES, gap, aside=aside)
