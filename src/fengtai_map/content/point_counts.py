"""Very many points in numbers: how many a View shows, of which kinds, in which clusters."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fengtai_map.model import PointColumns
from fengtai_map.model.user_points import Codes
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


def tally(point_layer: PointColumns, view: View, kinds: Collection[str]) -> Tally:
    """The numbers of a View on a page of these kinds of points. Points in no cluster count under ""."""
    seen = shown(point_layer, view, kinds)
    by_kind = _counted(point_layer.kind[seen], point_layer.kinds)
    by_cluster = _counted(point_layer.cluster[seen], point_layer.clusters)
    outside = int((point_layer.cluster[seen] < 0).sum())
    return Tally(
        shown=int(seen.sum()),
        total=len(point_layer),
        kinds=dict(sorted(by_kind.items(), key=lambda pair: -pair[1])),
        clusters=by_cluster | ({"": outside} if outside else {}),
    )


def shown(point_layer: PointColumns, view: View, kinds: Collection[str]) -> Mask:
    """Which points a View shows on a page of these kinds."""
    seen = _among(point_layer.kind, point_layer.kinds, {kind for kind in kinds if kind not in view.hidden})
    seen &= _among(
        point_layer.status, point_layer.statuses, {status for status in point_layer.statuses if view.shows(status)}
    )
    return seen & _among(point_layer.cluster, point_layer.clusters, view.clusters) if view.clusters else seen


def numbers(point_layer: PointColumns, view: View, kinds: Collection[str], window: Window) -> Codes:
    """The numbers of the points that a View shows in a window, its border included."""
    west, south, east, north = window
    inside = (
        (point_layer.lon >= west) & (point_layer.lon <= east) & (point_layer.lat >= south) & (point_layer.lat <= north)
    )
    return point_layer.number[inside & shown(point_layer, view, kinds)]


def _among(codes: Codes, names: tuple[str, ...], wanted: Collection[str]) -> Mask:
    """Which codes stand for one of the wanted names; -1 stands for none."""
    return np.array([*(name in wanted for name in names), False])[codes]


def _counted(codes: Codes, names: tuple[str, ...]) -> dict[str, int]:
    counts = np.bincount(codes[codes >= 0], minlength=len(names))
    return {name: int(count) for name, count in zip(names, counts, strict=True) if count}
