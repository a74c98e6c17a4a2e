"""Which names a map wants, none touching another: wishes, order and sides as on screen (webmap/assets/labels.js).

Those of the clusters come first: short, on white, with the number; all of them, always.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from shapely.geometry import box as rectangle
from shapely.geometry import shape

from fengtai_map.content.places import located
from fengtai_map.export.image.cluster_label_places import Obstacles, Pill, Wish, pills
from fengtai_map.export.image.fonts import width
from fengtai_map.export.image.label_places import Taken, room
from fengtai_map.export.image.label_print import (
    LARGER,
    LITTLE,
    LOOKS,
    SMALL,
    Label,
    LabelStyle,
    PlacedLabel,
    marked,
    radius,
)
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Cluster, Place
from fengtai_map.model.user_points import Floats
from fengtai_map.webmap import style
from fengtai_map.webmap.features import line_names
from fengtai_map.webmap.ground import SUBDISTRICTS_FROM

SHARES = (1, 0.88, 0.77, 0.68)  # of the clusters' names, where there is little room
SMALLER, GOOD = 0.35, 0.8  # what each step down costs a name, and what a name may cost before the next is tried
COSTS = ((400, 0.7), (300, 0.2), (0, 0.06))  # what covering a symbol costs, by priority
HUB, HUB_NAME = 3.0, 0.7  # and covering a hub, and its name
ROOMY = 900  # pixels of a frame in which a name can well keep off the symbols
ASIDE = 150  # pixels from a symbol to its name, where that has to be read
ALWAYS_NAMED_POINTS = 24  # points that are all named, however far away the camera is
SUBJECT = 950  # what a stop is about is named before whatever else stands there
SIDES = ("right", "left", "above", "below", "above right", "below right", "above left", "below left")
IN_AREA = ("centre", "above", "below", *SIDES)


def placed(atlas: Atlas, sheet: Sheet, frame: Viewport, taken: Sequence[Rect]) -> list[PlacedLabel]:
    """The names that find room, those of the clusters always; `taken` is what else stands on the map."""
    done = _cluster_names(atlas, sheet, frame, taken)
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


def _cluster_names(atlas: Atlas, sheet: Sheet, frame: Viewport, taken: Sequence[Rect]) -> list[PlacedLabel]:
    """The names of the filter's clusters that are in the frame, all in one size: smaller where there is little room.

    They keep off what is `taken`, and off the symbols where they can.
    """
    areas = {one.id: frame.pixels(shape(atlas.geometry[one.id])) for one in atlas.clusters}
    for area in areas.values():
        shapely.prepare(area)
    size = (frame.width, frame.height)
    shown = [one for one in atlas.clusters if not sheet.view.clusters or one.id in sheet.view.clusters]
    seen = [one for one in shown if areas[one.id].intersects(rectangle(0, 0, *size))]
    field = Obstacles(taken, _costs(atlas, sheet, frame), areas, size)
    best: tuple[float, list[PlacedLabel]] | None = None
    for step, share in enumerate(SHARES):
        names = {one.id: _cluster_name(one, sheet.view.lang, frame, share) for one in seen}
        wishes = [Wish(one.id, *names[one.id].size, areas[one.id], frame.px(*one.label)) for one in seen]
        found = pills(wishes, field)
        cost = sum(pill.cost + step * SMALLER for pill in (found or {}).values())
        if found is not None and (best is None or cost < best[0]):
            best = cost, [PlacedLabel(names[key], pill.box, pill.leader) for key, pill in found.items()]
        if best and best[0] < GOOD * len(seen):
            break
    return (
        best[1]
        if best
        else [PlacedLabel(names[key], pill.box, pill.leader) for key, pill in _loose(wishes, field).items()]
    )


def _loose(wishes: Sequence[Wish], field: Obstacles) -> dict[str, Pill]:
    """A frame too small for all names: who finds room has it, over whatever else stands there."""
    found: dict[str, Pill] = {}
    for wish in wishes:
        walls = [pill.box for pill in found.values()]
        found |= pills([wish], Obstacles(walls, field.soft, field.areas, field.size)) or {}
    return found


def _cluster_name(cluster: Cluster, lang: str, frame: Viewport, share: float) -> Label:
    look = LOOKS["cluster"]
    em = look.size * share * (12 / 14.5 if frame.width < SMALL else 1)
    at = (frame.px(*cluster.label),)
    sized = LabelStyle(em, look.colour, bold=look.bold)
    return Label(cluster.id, cluster.short[lang], sized, at, 900, (), number=cluster.order)


def _costs(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Floats:
    """What the names of clusters keep off where they can: the symbols, shown or not, so that no filter moves a name.

    A stop of a story has no filter: there only what is shown takes room.
    """
    rows: list[tuple[float, ...]] = []
    for place in marked(atlas, sheet, frame) if sheet.story else located(atlas.points):
        (x, y), half = frame.point(place), radius(place.look, frame)
        share = min(1, frame.width / ROOMY) ** 2 if frame.width >= LITTLE else 0
        hub, priority = place.kind == "hub", style.look(place.look).priority
        cost = HUB if hub else next(cost for least, cost in COSTS if priority >= least)
        rows.append((x - half, y - half, x + half, y + half, cost * share))
        if hub:
            room = width(place.name[sheet.view.lang], LOOKS["hub"].size, bold=True)
            rows.append((x + half, y - 8, x + half + room, y + 8, HUB_NAME * share))
    return np.array(rows, dtype=float).reshape(-1, 5)
