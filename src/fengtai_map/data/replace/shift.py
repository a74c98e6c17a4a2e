"""Features that have all moved the same way: a file in another datum, or another projection, than it was taken for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.geo.projection import in_metres
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import from_datum

FEWEST = 3  # features: one or two may have moved by themselves
FAR = 100  # metres: less is how roughly our outlines are drawn
ALIKE = 0.25  # of the way: how much the ways of half of the features may differ from the usual one
DATUMS = ("GCJ-02", "BD-09")


def moved_together(
    file: str, held: Sequence[tuple[str, BaseGeometry]], known: Mapping[str, Mapping[str, Any]], datum: str
) -> Iterator[Problem]:
    """The report of a file whose features all lie off by the same way, with the datum that would explain it."""
    pairs = [(shape(known[name]["geometry"]), one) for name, one in held if name in known and known[name]["geometry"]]
    if len(pairs) < FEWEST:
        return
    ways = _ways(pairs)
    usual = np.median(ways, axis=0)
    far = float(np.hypot(*usual))
    spread = float(np.median(np.hypot(*(ways - usual).T)))
    if far >= FAR and spread <= ALIKE * far:
        near = _explained(pairs, far) if datum == "WGS-84" else ""
        more = {"n": f"{len(pairs)}", "metres": f"{far:.0f}", "datum": near or "?"}
        yield Problem("official-moved", file, "", more)


def _ways(pairs: Sequence[tuple[BaseGeometry, BaseGeometry]]) -> np.ndarray:
    """Metres east and north from the middle of each old shape to that of the new one."""
    middles = [[in_metres(one).centroid for one in pair] for pair in pairs]
    return np.array([(new.x - old.x, new.y - old.y) for old, new in middles])


def _explained(pairs: Sequence[tuple[BaseGeometry, BaseGeometry]], far: float) -> str:
    """The datum in which the file would lie where it belongs; empty where none does."""
    for datum in DATUMS:
        way = from_datum(datum)
        back = _ways([(old, shapely.transform(new, way)) for old, new in pairs])
        if float(np.hypot(*np.median(back, axis=0))) <= ALIKE * far:
            return datum
    return ""
