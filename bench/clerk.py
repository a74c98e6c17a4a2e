"""Invented points of an office, and the changes that bring them into a store: the same at every run."""

import select
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime

from bench.ways import ATLAS
from fengtai_map.i18n import Text
from fengtai_map.model import UserPoint
from fengtai_map.user_points.store import ChangeDraft, Store, open_store

FIRST = 300  # points that are there before anybody reads
WEST, SOUTH, STEP, ACROSS = 116.262, 39.822, 0.0015, 40  # degrees; a grid within the district
HEAD = "名称,类型,经度,纬度,误差（米）,备注"


def point(number: int) -> UserPoint:
    """The point of a number, from 0."""
    return UserPoint(
        id=f"bench-{number}",
        name=Text(zh=f"试造点位{number:04}", en=f"Invented point {number:04}"),
        kind=ATLAS.places[number % len(ATLAS.places)].kind,
        lon=WEST + STEP * (number % ACROSS),
        lat=SOUTH + STEP * (number // ACROSS),
        error_m=25,
        basis="office-wgs-84",
        status="existing",
    )


def add(store: Store, first: int, count: int) -> None:
    """Bring points into a store as one change."""
    added = tuple(point(number) for number in range(first, first + count))
    when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    store.apply(ChangeDraft(added=added, who="bench", reason="measured", when=when), store.version())


def listed(numbers: Sequence[int], note: str = "") -> bytes:
    """A file of points as a clerk might bring it, CSV, with the same note at each."""
    points = [point(number) for number in numbers]
    rows = [f"{one.name.zh},{one.kind},{one.lon:.6f},{one.lat:.6f},{one.error_m:.0f},{note}" for one in points]
    return "\n".join([HEAD, *rows, ""]).encode()


def main(url: str, seconds: float) -> None:
    """Add a point to a store every so many seconds until standard input ends, and tell of each on standard output.

    A line holds how many points there are then, and when the change began and was acknowledged, in seconds of
    `time.monotonic`, which all processes of a machine share.
    """
    store = open_store(url)
    count = len(store.points())
    print(count, *[time.monotonic()] * 2, flush=True)
    while not select.select([sys.stdin], [], [], seconds)[0]:
        began = time.monotonic()
        add(store, count, 1)
        count += 1
        print(count, began, time.monotonic(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
