"""A table of text: what a file holds, before anything in it is understood; and what only its bringer can say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from fengtai_map.problems import Problem

SPEAKS_OF_COORDINATES = ("坐标", "经纬", "datum", "crs", "coord")  # a title that speaks of coordinates
SPEAKS_OF_SOURCE = (*SPEAKS_OF_COORDINATES, "来源", "取自", "拾取", "采自", "source")  # or of where its data come from
Cell = tuple[int, int]  # (index of a row of `rows`, index of a column of `head`)
Preview = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Question:
    """One question about a file; nothing that depends on it is taken before it is answered.

    `what` is one of "encoding", "sheet", "shapefile" (asked here) and "datum", "grid", "kind", "status",
    "column", "axes" (asked where rows are read). `options` are the answers offered, the likeliest first; `preview` has
    for each of them the first lines of the table as they would then be.
    """

    what: str
    options: tuple[str, ...]
    particulars: Mapping[str, str] = field(default_factory=dict, hash=False)
    preview: Mapping[str, Preview] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Options:
    """What was chosen about a file, each empty or 0 where nothing was.

    `sheet` is a name of `Table.sheets`, or "*" for all with the same columns; `head_row` the number of the row with the
    names of the columns; `encoding` one of `Table.encodings`.
    """

    sheet: str = ""
    head_row: int = 0
    encoding: str = ""


@dataclass(frozen=True)
class Table:
    """Cells as text. Every column has a name of its own, every row as many cells as there are columns.

    `numbers` are the rows as the clerk's program counts them, from 1; features count from 1. `row_sheets` names the
    sheet of each row where several were taken together ("*"), and is empty otherwise. `sheets` are all sheets or layers
    with a table that can be seen, `sheet` the one that was read, `same` those with the same columns as it.
    `head_row` is the number of the row with the names of the columns, the last of them where several belong together,
    0 where a file has features or its columns have no names; `top` are the first lines as they stand, to choose it by.
    `shapes` has the geometry of each row of a file that has geometries: in degrees of WGS-84, longitude first, where
    `crs` says what the file states ("EPSG:32650"), as it is written where `crs` is empty.
    `encoding` was used, `encodings` are offered where that is not certain. `formulas` are cells whose program kept no
    value of them, `errors` those whose value is an error (#N/A), which their text says.
    `said` is what a file calls itself inside: the name of its document, of its only member; `beside` are the
    lines of notes that came with it.
    `photos` are the pictures of an archive by their path in it. `notices` are odd things, `row_problems` name rows that
    could not be read and are not among `rows`. Where `choices` is not empty, the rows are only what they would be.
    """

    file: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    row_sheets: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    head_row: int = 1
    top: tuple[tuple[str, ...], ...] = ()
    shapes: tuple[BaseGeometry | None, ...] = ()
    crs: str = ""
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    formulas: frozenset[Cell] = frozenset()
    errors: frozenset[Cell] = frozenset()
    said: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    photos: Mapping[str, bytes] = field(default_factory=dict, hash=False)
    notices: tuple[Problem, ...] = ()
    row_problems: tuple[Problem, ...] = ()
    choices: tuple[Question, ...] = ()

    @property
    def about_coordinates(self) -> tuple[str, ...]:
        """The cells above the names of the columns, or above the first row, that speak of coordinates."""
        return tuple(cell for cell in self.titles if any(word in cell.casefold() for word in SPEAKS_OF_COORDINATES))

    @property
    def titles(self) -> tuple[str, ...]:
        """The cells above the names of the columns, or above the first row."""
        first = self.head_row or min(self.numbers, default=1)
        return tuple(cell for line in self.top[: max(first - 1, 0)] for cell in line if cell)


Found = tuple[Table, tuple[Problem, ...]]
