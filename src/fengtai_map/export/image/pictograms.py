"""A pictogram of webmap/symbols.py as a path of matplotlib's."""

from functools import lru_cache
from typing import Any

import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from matplotlib.path import Path

from fengtai_map.webmap.symbols import BOX

Point = tuple[float, float]


class _Pen(BasePen):  # type: ignore[misc]  # its base has no types
    """Takes down what a path of SVG draws."""

    def __init__(self) -> None:
        super().__init__(None)
        self.corners: list[Point] = []
        self.codes: list[Any] = []

    def _add(self, code: Any, *corners: Point) -> None:  # noqa: ANN401  # matplotlib's own type of code
        self.corners += corners
        self.codes += [code] * len(corners)

    def _moveTo(self, pt: Point) -> None:  # noqa: N802  # fontTools' names
        self._add(Path.MOVETO, pt)

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self._add(Path.LINETO, pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        self._add(Path.CURVE4, pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._add(Path.CLOSEPOLY, self.corners[-1])


@lru_cache(maxsize=64)
def pictogram(path: str) -> Path:
    """The path around its middle, in units of its box, y downwards. Raises ValueError where it is no path of SVG."""
    pen = _Pen()
    parse_path(path, pen)
    return Path(np.array(pen.corners, dtype=float) - BOX / 2, pen.codes)
