"""What the cells of a column look like."""

from collections.abc import Callable, Mapping, Sequence

from fengtai_map.formats import Table
from fengtai_map.user_points.upload.coordinates import number, pair
from fengtai_map.user_points.upload.shapes import looks_like_shape

SAMPLED = 50  # cells of a column that are looked at


def sampled(table: Table, head: str) -> list[str]:
    """The first cells of a column that say anything."""
    at = table.head.index(head)
    return [row[at] for row in table.rows[: SAMPLED * 4] if row[at]][:SAMPLED]


def filled(table: Table, head: str) -> bool:
    """Whether a column says anything at all."""
    at = table.head.index(head)
    return any(row[at] for row in table.rows)


def numeric(cells: Sequence[str]) -> str:
    """What a column of numbers may be: "position" of two in a cell, "lon", "lat" or "axis" of one, else empty."""
    for what, ask in TESTS.items():
        if cells and sum(map(ask, cells)) * 2 > len(cells):
            return what
    return ""


def _within(low: float, high: float) -> Callable[[str], bool]:
    return lambda cell: bool((found := number(cell)) and low <= abs(found.value) <= high)


TESTS: Mapping[str, Callable[[str], bool]] = {
    "position": lambda cell: pair(cell) is not None or looks_like_shape(cell),
    "lon": _within(73, 136),
    "lat": _within(3, 54),
    "axis": _within(100_000, 50_000_000),
}
