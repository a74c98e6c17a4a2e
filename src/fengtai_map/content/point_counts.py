"""Very many points in numbers: how many a View shows, of which kinds, in which clusters."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fengtai_map.model import Many
from fengtai_map.model.point_layer import Codes
from fengtai_map.view.url import View

Mask = npt.NDArray[np.bool_]
Window = tuple[float, float, float, float]  # west, south, east, north in degrees


@dataclass(frozen=True)
class Tally:
    """How many points are shown and how many there are; those shown by kind, the most first, and by cluster."""

    shown: int
    total: int
    kinds: dict[str, int]
    clusters: dict[str, int]


def tally(many: Many, view: View, kinds: Collection[str]) -> Tally:
    """The numbers of a View on a page of these kinds of points. Points in no cluster count under ""."""
    seen = shown(many, view, kinds)
    by_kind = _counted(many.kind[seen], many.kinds)
    by_cluster = _counted(many.cluster[seen], many.clusters)
    outside = int((many.cluster[seen] < 0).sum())
    return Tally(
        shown=int(seen.sum()),
        total=len(many),
        kinds=dict(sorted(by_kind.items(), key=lambda pair: -pair[1])),
        clusters=by_cluster | ({"": outside} if outside else {}),
    )


def shown(many: Many, view: View, kinds: Collection[str]) -> Mask:
    """Which points a View shows on a page of these kinds."""
    seen = _among(many.kind, many.kinds, {kind for kind in kinds if kind not in view.hidden})
    seen &= _among(many.status, many.statuses, {status for status in many.statuses if view.shows(status)})
    return seen & _among(many.cluster, many.clusters, view.clusters) if view.clusters else seen


def numbers(many: Many, view: View, kinds: Collection[str], window: Window) -> Codes:
    """The numbers of the points that a View shows in a window, its border included."""
    west, south, east, north = window
    inside = (many.lon >= west) & (many.lon <= east) & (many.lat >= south) & (many.lat <= north)
    return many.number[inside & shown(many, view, kinds)]


def _among(codes: Codes, names: tuple[str, ...], wanted: Collection[str]) -> Mask:
    """Which codes stand for one of the wanted names; -1 stands for none."""
    return np.array([*(name in wanted for name in names), False])[codes]


def _counted(codes: Codes, names: tuple[str, ...]) -> dict[str, int]:
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    return {name: int(count) for name, count in zip(names, counts, strict=True) if count}
