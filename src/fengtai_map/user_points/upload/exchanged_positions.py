"""Rows that lie where kept points of other names lie: what comes of sorting only some of the columns of a list."""

from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from fengtai_map.formats.cells import counted
from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.positions import metres

SAME_PLACE = 2.0  # metres
FEWEST = 3  # rows: two may have been corrected


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
