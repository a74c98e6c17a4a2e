"""Rows that lie off the places they name: all in one direction, or just where others of these lie."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from fengtai_map.formats.cells import counted
from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.positions import SAME_PLACE, Array, metres

FEWEST = 3  # places: two may have been corrected alike
LEAST = 50  # metres
MOST = 0.8  # of the places move so: some were corrected besides
STRAY = 0.2  # of the way, by which these may differ


def common_shift(apart: Array, error: float) -> float:
    """Metres by which places are moved all the same way, 0 where they are not; `apart` is the way of each, in metres.

    Places that were put right one by one go each its own way; `error` is that of where they are known to lie.
    """
    if len(apart) < FEWEST:
        return 0
    middle = np.median(apart, axis=0)
    far = float(np.hypot(*middle))
    stray = float(np.quantile(np.hypot(*(apart - middle).T), MOST))
    return far if far > max(LEAST, 2 * error) and stray <= STRAY * far else 0


def moved_together(file: str, rows: Sequence[UserPoint], kept: Sequence[UserPoint]) -> Iterator[Problem]:
    """A notice where the points that are kept under the names of rows are moved all the same way by these rows."""
    old, new = (_alone(points) for points in (kept, rows))
    names = [name for name in new if name in old]
    if len(names) < FEWEST:
        return
    there, here = (metres([(held[name].lon, held[name].lat) for name in names]) for held in (old, new))
    if far := common_shift(here - there, float(np.median([old[name].error_m for name in names]))):
        yield Problem("upload-shifted", file, "", {"n": f"{len(names)}", "off": f"{far:.0f}"})


def _alone(points: Sequence[UserPoint]) -> dict[str, UserPoint]:
    """Points by their names, without those whose name is also another's."""
    named = [(plainly(one.name.zh), one) for one in points]
    often = Counter(name for name, _ in named)
    return {name: one for name, one in named if often[name] == 1}


def exchanged(file: str, rows: Sequence[tuple[int, UserPoint]], kept: Sequence[UserPoint]) -> Iterator[Problem]:
    """A notice of the rows that are kept by their names, and lie where others are kept; none where they are few."""
    names = [plainly(one.name.zh) for one in kept]
    known = {*names}
    again = [(number, plainly(point.name.zh), point) for number, point in rows if plainly(point.name.zh) in known]
    if len(again) < FEWEST:
        return
    tree = shapely.STRtree(np.asarray(shapely.points(metres([(one.lon, one.lat) for one in kept]))))
    spots = np.asarray(shapely.points(metres([(point.lon, point.lat) for *_, point in again])))
    there: dict[int, set[str]] = {}
    for at, near in tree.query(spots, predicate="dwithin", distance=SAME_PLACE).T.tolist():
        there.setdefault(at, set()).add(names[near])
    odd = sorted(again[at][0] for at, found in there.items() if again[at][1] not in found)
    if len(odd) >= FEWEST:
        yield Problem("upload-exchanged", file, "", counted(odd))
