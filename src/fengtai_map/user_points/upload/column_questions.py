"""What has to be chosen about the columns and words of a file before its rows are taken."""

from collections.abc import Iterator, Mapping, Sequence

from fengtai_map.formats import Question, Table
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.cells import Cells, numeric, sampled
from fengtai_map.user_points.upload.column_mapping import Columns
from fengtai_map.user_points.upload.word_meanings import ASKED, question

SHOWN = 3  # cells that stand for a column
SWAPPED = "upload-swapped"
SHAPE = "format-shape-"  # the problems of rows whose shape cannot be read
FEWEST = 2  # rows with the axes turned that are a question and no slip


def about_columns(table: Table, columns: Columns) -> tuple[list[Question], list[Problem]]:
    """A question for each field that is needed and has no column; a problem where no column can be it."""
    if not table.rows and any(one.code.startswith(SHAPE) for one in table.row_problems):
        return [], []  # the positions are there and cannot be read, which is said of each row
    found = columns.mapping
    free = [head for head in table.head if head not in found.values()]
    what = {head: numeric(sampled(table, head)) for head in free}
    asked: list[Question] = []
    problems: list[Problem] = []
    if "name" not in found:
        texts = sorted(free, key=lambda head: (bool(what[head]), head not in columns.kept, not sampled(table, head)))
        asked += [_asked(table, "name", texts)] if texts else []
        problems += [] if texts else [Problem("upload-name-column", table.file, "")]
    if not table.shapes and not _located(found):
        missing = list(_position(table, columns, what))
        asked += missing
        problems += [] if missing else [Problem("upload-position-column", table.file, "")]
    return asked, problems


def _located(found: Mapping[str, str]) -> bool:
    held = found.keys()
    return bool({"position", "shape"} & held) or {"lon", "lat"} <= held


def _position(table: Table, columns: Columns, what: dict[str, str]) -> Iterator[Question]:
    """The questions for the position, the columns that look like it first; none where no column has such numbers."""
    both = [head for head, kind in what.items() if kind == "position"]
    if both and not {"lon", "lat"} & columns.mapping.keys():
        yield _asked(table, "position", both)
        return
    for axis in ("lon", "lat"):
        if axis not in columns.mapping:
            like = [head for head, kind in what.items() if kind in (axis, "axis")]
            if like:
                yield _asked(table, axis, like)


def _asked(table: Table, field: str, heads: Sequence[str]) -> Question:
    preview = {head: [[cell] for cell in sampled(table, head)[:SHOWN]] for head in heads}
    return Question("column", tuple(heads), {"field": field}, preview)


def about_words(cells: Sequence[Cells], *, turned: bool) -> list[Question]:
    """A question for the kinds, and one for the statuses that nobody knows, of rows that are not refused anyway.

    `turned` says that rows with the axes turned wait for a question too.
    """
    free = [one for one in cells if {problem.code for problem in one.row_problems} <= ({SWAPPED} if turned else set())]
    asked = (
        question(what, ((one.waits[what], one.text.get("name", "")) for one in free if what in one.waits))
        for what in ASKED
    )
    return [one for one in asked if one]


def about_axes(cells: Sequence[Cells], chosen: str) -> Question | None:
    """A question where the axes stand the other way round in most rows, against what the heads say."""
    if chosen:
        return None
    turned = [one for one in cells if any(problem.code == SWAPPED for problem in one.row_problems)]
    said = [one for one in cells if one.spot or one in turned]
    if len(turned) < FEWEST or len(turned) * 2 < len(said):
        return None
    return Question("axes", ("lat-lon", "lon-lat"), {"lat-lon": f"{len(turned)}"})
