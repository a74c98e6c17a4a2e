"""What would change: points that are there beside points that come in."""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from fengtai_map.model import OwnPoint
from fengtai_map.upload.positions import metres

Pair = tuple[OwnPoint, OwnPoint]


@dataclass(frozen=True)
class Changes:
    """`changed` are pairs of before and after, `same` those that stay as they are, in the order they come in."""

    added: tuple[OwnPoint, ...]
    changed: tuple[Pair, ...]
    same: tuple[OwnPoint, ...]
    removed: tuple[OwnPoint, ...]


def changes(
    current: Sequence[OwnPoint], incoming: Sequence[OwnPoint], *, reach: float, replaces: bool = False
) -> Changes:
    """What bringing in points would change.

    A point is known again by its id, else as the nearest of its kind and Chinese name within `reach` metres. Points
    that do not come again are removed only where the file `replaces` them.

    Where a point came from (`origin`) is no change by itself. A pair has two ids where the point has moved.
    """
    before = {point.id: point for point in current}
    matched = {point.id: before[point.id] for point in incoming if point.id in before}
    matched |= _moved(
        [point for point in current if point.id not in matched],
        [point for point in incoming if point.id not in matched],
        reach,
    )
    pairs = [(matched[point.id], point) for point in incoming if point.id in matched]
    left = {old.id for old, _ in pairs}
    return Changes(
        added=tuple(point for point in incoming if point.id not in matched),
        changed=tuple(pair for pair in pairs if _differ(*pair)),
        same=tuple(new for old, new in pairs if not _differ(old, new)),
        removed=tuple(point for point in current if replaces and point.id not in left),
    )


def _differ(old: OwnPoint, new: OwnPoint) -> bool:
    return old.model_copy(update={"origin": new.origin}) != new


def _moved(current: Sequence[OwnPoint], incoming: Sequence[OwnPoint], reach: float) -> dict[str, OwnPoint]:
    """The point each incoming one was, nearest pairs first; each is used once."""
    if not current or not incoming:
        return {}
    there, here = (shapely.points(metres([(one.lon, one.lat) for one in group])) for group in (current, incoming))
    new, old = shapely.STRtree(there).query(here, predicate="dwithin", distance=reach)
    near = [
        (float(far), int(n), int(o))
        for far, n, o in zip(shapely.distance(here[new], there[old]), new, old, strict=True)
        if (incoming[n].kind, incoming[n].name.zh) == (current[o].kind, current[o].name.zh)
    ]
    found: dict[str, OwnPoint] = {}
    used: set[str] = set()
    for _, n, o in sorted(near):
        if incoming[n].id not in found and current[o].id not in used:
            found[incoming[n].id] = current[o]
            used.add(current[o].id)
    return found
