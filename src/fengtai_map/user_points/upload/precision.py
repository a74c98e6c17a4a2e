"""How far off a position may be by the digits it is written with."""

from collections.abc import Sequence

from fengtai_map.user_points.upload.positions import WrittenPosition

DEGREE = 108_000  # metres: a degree of latitude is 111 km, one of longitude here 85 km


def by_digits(spots: Sequence[WrittenPosition | None]) -> list[float]:
    """The error of each position in metres, of one digit: ±900 for whole minutes, ±5,000 for one decimal of a degree.

    Programs drop the zeros at the end of a number. So 116.3 counts as one decimal only where no other number of its
    column has more, or the latitude beside it has no more either.
    """
    best: dict[tuple[bool, int], float] = {}
    for spot in spots:
        for axis, unit in enumerate(spot.units if spot and spot.degrees else ()):
            place = (spot is not None and spot.marked, axis)
            best[place] = min(unit, best.get(place, unit))
    return [_error(spot, best) if spot else 0 for spot in spots]


def _error(spot: WrittenPosition, best: dict[tuple[bool, int], float]) -> float:
    if not spot.degrees:
        return max(spot.units) / 2
    unit = max(min(spot.units), *(best[spot.marked, axis] for axis in (0, 1)))
    return float(f"{unit * DEGREE / 2:.0e}")
