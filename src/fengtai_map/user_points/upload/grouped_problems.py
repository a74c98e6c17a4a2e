"""Problems that several rows have in common, reported once with all their rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fengtai_map.problems import Problem

OF_ROW = ("row",)


@dataclass(frozen=True)
class GroupedProblem:
    """A problem and all rows that have it, as the clerk's program counts them; none where it is of the whole file."""

    problem: Problem
    rows: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How often it was found."""
        return max(len(self.rows), 1)


def group_problems(problems: Iterable[Problem]) -> tuple[GroupedProblem, ...]:
    """Each problem once, with its rows, in the order they were first reported.

    >>> from fengtai_map.formats.cells import at_row
    >>> near = (at_row("upload-near", "a.csv", row) for row in (2, 3))
    >>> [(group.problem.code, group.rows) for group in group_problems(near)]
    [('upload-near', (2, 3))]
    """
    groups: dict[object, list[Problem]] = {}
    for one in problems:
        said = tuple(sorted((key, text) for key, text in one.particulars.items() if key not in OF_ROW))
        groups.setdefault((one.code, one.file, said), []).append(one)
    return tuple(GroupedProblem(same[0], _rows(same)) for same in groups.values())


def _rows(same: Sequence[Problem]) -> tuple[int, ...]:
    return tuple(sorted({int(one.particulars["row"]) for one in same if "row" in one.particulars}))
