"""The names of the clusters on a map: short, on white, with the number; all of them, always."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import box as rectangle
from shapely.geometry import shape

from fengtai_map.content.places import located
from fengtai_map.export.image.cluster_label_places import Obstacles, Pill, Wish, pills
from fengtai_map.export.image.fonts import width
from fengtai_map.export.image.label import LITTLE, LOOKS, SMALL, Label, LabelStyle, PlacedLabel, radius
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Cluster
from fengtai_map.model.point_layer import Floats
from fengtai_map.webmap import style

SHARES = (1, 0.88, 0.77, 0.68)  # of the clusters' names, where there is little room
SMALLER, GOOD = 0.5, 1.2  # what each step down costs a name, and what a name may cost before the next is tried
COSTS = ((400, 0.7), (300, 0.2), (0, 0.06))  # what covering a symbol costs, by priority
HUB, HUB_NAME = 3.0, 0.7  # and covering a hub, and its name
ROOMY = 900  # pixels of a frame in which a name can well keep off the symbols


def cluster_names(atlas: Atlas, sheet: Sheet, frame: Viewport, taken: Sequence[Rect]) -> list[PlacedLabel]:
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
        names = {one.id: _name(one, sheet.view.lang, frame, share) for one in seen}
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


def _name(cluster: Cluster, lang: str, frame: Viewport, share: float) -> Label:
    look = LOOKS["cluster"]
    em = look.size * share * (12 / 14.5 if frame.width < SMALL else 1)
    at = (frame.px(*cluster.label),)
    sized = LabelStyle(em, look.colour, bold=look.bold)
    return Label(cluster.id, cluster.short[lang], sized, at, 900, (), number=cluster.order)


def _costs(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Floats:
    """What the names of clusters keep off where they can: the symbols, shown or not, so that no filter moves a name."""
    rows: list[tuple[float, ...]] = []
    for place in located(atlas.points):
        (x, y), half = frame.point(place), radius(place.look, frame)
        share = min(1, frame.width / ROOMY) ** 2 if frame.width >= LITTLE else 0
        hub, priority = place.kind == "hub", style.look(place.look).priority
        cost = HUB if hub else next(cost for least, cost in COSTS if priority >= least)
        rows.append((x - half, y - half, x + half, y + half, cost * share))
        if hub:
            room = width(place.name[sheet.view.lang], LOOKS["hub"].size, bold=True)
            rows.append((x + half, y - 8, x + half + room, y + 8, HUB_NAME * share))
    return np.array(rows, dtype=float).reshape(-1, 5)
