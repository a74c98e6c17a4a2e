"""WGS-84 to and from GCJ-02, the datum of China's public maps, and BD-09, Baidu's own shift on top of it.

The formulas have been public since 2009 and are the same in every implementation. A position is (latitude, longitude)
in degrees. Outside China GCJ-02 is WGS-84, as in all of them.
"""

from collections.abc import Callable
from math import atan2, cos, hypot, pi, radians, sin, sqrt

At = tuple[float, float]  # latitude, longitude
AXIS, ECCENTRICITY = 6378245.0, 0.00669342162296594323  # metres; squared: the ellipsoid of Krasovsky, 1940
CENTRE = (35.0, 105.0)  # from where the shift is reckoned
CHINA = ((0.8293, 55.8271), (72.004, 137.8347))
BAIDU = (0.0060, 0.0065)  # degrees
TOLERANCE_DEG = 1e-10  # degrees: a hundredth of a millimetre
MAX_STEPS = 20  # steps; four do everywhere in China


def to_gcj02(at: At) -> At:
    """A position of WGS-84 as the public maps have it, some 500 m to the east of north.

    >>> [round(value, 5) for value in to_gcj02((39.85, 116.3))]
    [39.85126, 116.30607]
    """
    if not all(low <= value <= high for value, (low, high) in zip(at, CHINA, strict=True)):
        return at
    north, east = _shift(at[0] - CENTRE[0], at[1] - CENTRE[1])
    narrowed = 1 - ECCENTRICITY * sin(radians(at[0])) ** 2
    a_degree_north = radians(AXIS * (1 - ECCENTRICITY) / narrowed**1.5)
    a_degree_east = radians(AXIS * cos(radians(at[0])) / sqrt(narrowed))
    return at[0] + north / a_degree_north, at[1] + east / a_degree_east


def from_gcj02(at: At) -> At:
    """The position of WGS-84 that the public maps show here, to less than a millimetre.

    >>> [round(value, 5) for value in from_gcj02((39.85126, 116.30607))]
    [39.85, 116.3]
    """
    return _back(to_gcj02, at)


def to_bd09(at: At) -> At:
    """A position of WGS-84 as Baidu has it.

    >>> [round(value, 5) for value in to_bd09((39.85, 116.3))]
    [39.85733, 116.31255]
    """
    y, x = to_gcj02(at)
    far = hypot(x, y) + 0.00002 * sin(radians(y) * 3000)
    angle = atan2(y, x) + 0.000003 * cos(radians(x) * 3000)
    return far * sin(angle) + BAIDU[0], far * cos(angle) + BAIDU[1]


def from_bd09(at: At) -> At:
    """The position of WGS-84 that Baidu shows here, to less than a millimetre.

    >>> [round(value, 5) for value in from_bd09((39.85733, 116.31255))]
    [39.85, 116.3]
    """
    return _back(to_bd09, at)


def _shift(y: float, x: float) -> At:
    """Metres to the north and to the east, by degrees from CENTRE."""
    wave = 2 * sin(6 * pi * x) + 2 * sin(2 * pi * x)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (wave + 2 * sin(pi * y) + 4 * sin(pi * y / 3) + 16 * sin(pi * y / 12) + 32 * sin(pi * y / 30)) * 20 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (wave + 2 * sin(pi * x) + 4 * sin(pi * x / 3) + 15 * sin(pi * x / 12) + 30 * sin(pi * x / 30)) * 20 / 3
    return north, east


def _back(there: Callable[[At], At], at: At) -> At:
    """Where `there` leads to a position from: what is still missing is taken off, until nothing is."""
    found = at
    for _ in range(MAX_STEPS):
        far = there(found)
        off = far[0] - at[0], far[1] - at[1]
        found = found[0] - off[0], found[1] - off[1]
        if hypot(*off) < TOLERANCE_DEG:
            break
    return found
