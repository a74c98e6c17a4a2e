"""Problems in words: where each is, and what several rows have in common reported once with all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fengtai_map.formats.cells import runs
from fengtai_map.i18n import Words, described
from fengtai_map.problems import Problem

NAMED = 6  # runs of rows that a line names


@dataclass(frozen=True)
class GroupedProblem:
    """A problem and all rows that have it, as the clerk's program counts them; none where it is of the whole file."""

    problem: Problem
    rows: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """How often it was found."""
        return max(len(self.rows), 1)


def group_problems(words: Words, problems: Iterable[Problem]) -> tuple[GroupedProblem, ...]:
    """Problems with the same words about the same column as one with its rows, in the order they were first reported.

    >>> from fengtai_map.formats.cells import at_row
    >>> near = (at_row("upload-near", "a.csv", row, zh="园", en="Park") for row in (2, 3))
    >>> [(group.problem.code, group.rows) for group in group_problems(atlas.words["en"], near)]
    [('upload-near', (2, 3))]
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for one in problems:
        key = (*described(words, one), one.particulars.get("column", ""), one.particulars.get("sheet", ""))
        groups.setdefault(key, []).append(one)
    return tuple(GroupedProblem(same[0], _rows(same)) for same in groups.values())


def _rows(same: Sequence[Problem]) -> tuple[int, ...]:
    return tuple(sorted({int(one.particulars["row"]) for one in same if "row" in one.particulars}))


def problem_lines(words: Words, problems: Iterable[Problem]) -> list[tuple[str, str, str]]:
    """Lines of place, what and fix.

    >>> from fengtai_map.formats.cells import at_row
    >>> same = (at_row("upload-kind", "a.csv", row, "类型") for row in (2, 3, 7))
    >>> [place for place, _, _ in problem_lines(atlas.words["en"], same)]
    ['Row 2–3, 7, column “类型”']
    """
    return [
        (where(words, one.problem, rows_in_words(words, one.rows)), *described(words, one.problem))
        for one in group_problems(words, problems)
    ]


def where(words: Words, problem: Problem, rows: str = "") -> str:
    """Where a problem is, in words: sheet, row and column, or the bare place where it belongs to no row.

    `rows` are those of all that say the same.

    >>> from fengtai_map.formats.cells import at_row
    >>> where(atlas.words["en"], at_row("upload-kind", "a.csv", 7, "类型"))
    'Row 7, column “类型”'
    """
    particulars = problem.particulars
    if "row" not in particulars:
        return problem.place
    key = "upload.place" if particulars.get("column") else "upload.row"
    place = words(key, row=rows or particulars["row"], column=particulars.get("column", ""))
    return words("upload.sheet-place", sheet=particulars["sheet"], place=place) if particulars.get("sheet") else place


def rows_in_words(words: Words, numbers: Sequence[int]) -> str:
    """Numbers of rows with runs drawn together: 3, 5–9, 12; of very many the first, and how many there are."""
    found = runs(numbers)
    text = words("incoming.between").join(found[:NAMED])
    return words("incoming.and-more", rows=text, n=f"{len(numbers):,}") if len(found) > NAMED else text
