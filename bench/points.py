"""Many points of the office's own, the same ones every time: `python -m bench.points 25000 --store /tmp/many.gpkg`.

They lie evenly over the district, and of each kind there are as many as the release would have if it named more.
"""

import argparse
import random
from collections.abc import Iterator

import shapely
from shapely.geometry import shape

from fengtai_map.data.load import DATA, load
from fengtai_map.i18n import Text
from fengtai_map.model import Atlas, UserPoint
from fengtai_map.user_points.store import ChangeDraft, open_store

SEED = 110106  # any number, kept, so that every run measures the same points
DIGITS = 5  # of a degree: about a metre
ERROR = 50.0  # metres
WHEN = "2026-01-01T00:00:00Z"


def points(atlas: Atlas, n: int) -> tuple[UserPoint, ...]:
    """The first n of an endless list of points inside the district, of kinds that the atlas has."""
    kinds = [place.kind for place in atlas.places]
    chance = random.Random(SEED)  # noqa: S311  # so that every run does the same
    inside = _positions(atlas, chance)
    return tuple(_point(number, chance.choice(kinds), *next(inside)) for number in range(1, n + 1))


def fill(url: str, n: int) -> None:
    """Let a store hold the first n points as well, in one change; those it has stay. Raises StoreError."""
    store = open_store(url)
    try:
        version = store.version()
        held = {point.id for point in store.points()}
        added = tuple(point for point in points(load(DATA), n) if point.id not in held)
        if added:
            store.apply(ChangeDraft(added=added, who="bench", reason="points to measure with", when=WHEN), version)
    finally:
        store.close()


def _positions(atlas: Atlas, chance: random.Random) -> Iterator[tuple[float, float]]:
    """Longitude and latitude in degrees, without end."""
    district = shape(atlas.geometry["district"])
    shapely.prepare(district)
    west, south, east, north = district.bounds
    while True:
        at = round(chance.uniform(west, east), DIGITS), round(chance.uniform(south, north), DIGITS)
        if shapely.contains_xy(district, *at):
            yield at


def _point(number: int, kind: str, lon: float, lat: float) -> UserPoint:
    return UserPoint(
        id=f"bench-{number:05}",
        name=Text(zh=f"测点{number}", en=f"Point {number}"),
        kind=kind,
        lon=lon,
        lat=lat,
        error_m=ERROR,
        basis="mapped",
        status="existing",
        origin="bench",
    )


def main() -> None:
    """Fill a store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("n", type=int, help="how many points")
    parser.add_argument("--store", required=True, help="as FENGTAI_STORE: a file, or postgresql://…")
    given = parser.parse_args()
    fill(given.store, given.n)
    print(f"{given.n} points are in {given.store}; show them with FENGTAI_STORE={given.store}")


if __name__ == "__main__":
    main()
