"""The shape of each kind of point: an outline in units of its radius, y downwards; None is a circle.

Screen, legend and exports draw from these lists, so that a school is the same triangle everywhere.
"""

from math import cos, pi, sin

Outline = tuple[tuple[float, float], ...]


def regular(corners: int, turn: float = 0.0, inner: float | None = None) -> Outline:
    """A regular polygon with a corner at the top, turned by `turn` of a step; with `inner` radius a star."""
    steps = corners * (2 if inner else 1)
    radii = [inner if inner and step % 2 else 1.0 for step in range(steps)]
    angles = [2 * pi * (step + turn) / steps - pi / 2 for step in range(steps)]
    return tuple((round(r * cos(a), 3), round(r * sin(a), 3)) for r, a in zip(radii, angles, strict=True))


CROSS: Outline = tuple(
    (x, y)
    for x, y in (
        (-0.36, -1), (0.36, -1), (0.36, -0.36), (1, -0.36), (1, 0.36), (0.36, 0.36),
        (0.36, 1), (-0.36, 1), (-0.36, 0.36), (-1, 0.36), (-1, -0.36), (-0.36, -0.36),
    )
)  # fmt: skip
HOUSE: Outline = (
    (0, -1.05),
    (1, -0.15),
    (0.72, -0.15),
    (0.72, 0.9),
    (-0.72, 0.9),
    (-0.72, -0.15),
    (-1, -0.15),
)
BAR: Outline = ((-1.05, -0.6), (1.05, -0.6), (1.05, 0.6), (-1.05, 0.6))
LEAF: Outline = (
    (0, -1.1),
    (0.62, -0.5),
    (0.8, 0.1),
    (0.55, 0.65),
    (0, 1),
    (-0.55, 0.65),
    (-0.8, 0.1),
    (-0.62, -0.5),
)
SQUARE = regular(4, turn=0.5)
