"""What the cells of a row say, before it is held against anything."""

from collections.abc import Mapping
from dataclasses import dataclass

from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.positions import WrittenPosition


@dataclass(frozen=True)
class Cells:
    """A row by field: `number` as the clerk's program counts, `at` its place among the rows, `text` what it says.

    `place` is the number, with the sheet in brackets where several are read together: 2 (公园).

    `waits` are the questions it cannot be taken before: the words that nobody knows, by "kind", "status" or "datum".
    """

    at: int
    number: int
    place: str
    text: Mapping[str, str]
    kind: str
    status: str
    error_m: float
    spot: WrittenPosition | None
    fields: tuple[tuple[str, str], ...]
    row_problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    waits: Mapping[str, str]
