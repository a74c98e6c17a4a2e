"""Features of a map file as a table: their properties as columns, their shapes beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from shapely.geometry.base import BaseGeometry

from fengtai_map.formats.cells import at_row, cell_text, clean, counted, heads, letter, most
from fengtai_map.formats.crs import NOT_STATED, Stated, in_degrees
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.grid import too_much
from fengtai_map.formats.shapes import ShapeError, sound
from fengtai_map.formats.table import Table
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem


@dataclass(frozen=True)
class FileFeature:
    """What one feature says; `why` is not empty where its shape could not be understood."""

    properties: Mapping[str, Any]
    shape: BaseGeometry | None = None
    why: str = ""


@dataclass(frozen=True)
class FileLayer:
    """The features of a file or a layer of it, what it states of their coordinates, and what was found on the way.

    Features count from 1, or as `numbers` says. `said` is as of a table.
    """

    features: Iterable[FileFeature]
    name: str = ""
    about: Stated = NOT_STATED
    notices: tuple[Problem, ...] = ()
    row_problems: tuple[Problem, ...] = ()
    numbers: Sequence[int] = ()
    said: tuple[str, ...] = ()


def feature_table(layer: FileLayer, file: str, limits: Limits) -> Table:
    """The table of features. Raises FormatError where there are no features, or more rows or columns than allowed."""
    given = list(islice(layer.features, limits.rows + 1))
    if len(given) > limits.rows:
        raise FormatError("upload-rows", layer.name, limit=f"{limits.rows}")
    if not given:
        raise FormatError("upload-empty", layer.name)
    rows, keys = _rows(given, limits, layer.name)
    numbers = layer.numbers or range(1, len(given) + 1)
    shapes = _Shapes(file, layer.name)
    taken = list(shapes.taken(given, in_degrees([one.shape for one in given], layer.about), numbers))
    return Table(
        file,
        heads(keys, [letter(at) for at in range(len(keys))]),
        tuple(rows[at] for at, _ in taken),
        tuple(numbers[at] for at, _ in taken),
        sheet=layer.name,
        head_row=0,
        shapes=tuple(shape for _, shape in taken) if any(shape is not None for _, shape in taken) else (),
        crs=layer.about.name,
        said=layer.said,
        notices=(*layer.notices, *shapes.notices()),
        row_problems=(*layer.row_problems, *shapes.row_problems),
    )


def _rows(given: Sequence[FileFeature], limits: Limits, name: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """The cells of the features, and the names of their columns: all that say anything, others while there is room."""
    keys: dict[str, bool] = {}
    texts: list[dict[str, str]] = []
    length = 0
    for one in given:
        cells = {f"{key}": _cell(value, limits) for key, value in one.properties.items()}
        filled = {key: cell for key, cell in cells.items() if cell}
        length += sum(map(len, filled.values()))
        for key, cell in cells.items():
            if cell or len(keys) < limits.columns:
                keys[key] = bool(cell) or keys.get(key, False)
        if sum(keys.values()) > limits.columns:
            raise FormatError(
                "upload-columns", name, limit=f"{limits.columns}", column=clean(next(reversed(keys)))[:40]
            )
        if length > limits.unpacked:
            raise too_much(limits)
        texts.append(filled)
    kept = [key for key, said_something in keys.items() if said_something or len(keys) <= limits.columns]
    return [tuple(text.get(key, "") for key in kept) for text in texts], kept


def _cell(value: Any, limits: Limits) -> str:  # noqa: ANN401  # a file may hold anything
    text = cell_text(value)
    return clean(text[: most(text, limits.cell)])


class _Shapes:
    """The shapes of features while they are checked, and the notices about them."""

    def __init__(self, file: str, name: str) -> None:
        self.file, self.name = file, name
        self.done: dict[str, list[int]] = {"repaired": [], "mixed": []}
        self.row_problems: list[Problem] = []

    def taken(
        self, given: Sequence[FileFeature], shapes: Sequence[BaseGeometry | None], numbers: Sequence[int]
    ) -> Iterator[tuple[int, BaseGeometry | None]]:
        """The index and the shape of each feature whose shape can be used, or that has none."""
        for at, (one, shape) in enumerate(zip(given, shapes, strict=True)):
            try:
                yield at, self._sound(one.why, shape, numbers[at])
            except ShapeError as error:
                self.row_problems.append(at_row(f"format-shape-{error}", self.file, numbers[at], sheet=self.name))

    def _sound(self, why: str, shape: BaseGeometry | None, number: int) -> BaseGeometry | None:
        if why:
            raise ShapeError(why)
        if shape is None or shape.is_empty:
            return None
        kept, done = sound(shape)
        if done:
            self.done[done].append(number)
        return kept

    def notices(self) -> Iterator[Problem]:
        """What was done to shapes, once for all of them."""
        for done, rows in self.done.items():
            if rows:
                yield Problem(f"format-shape-{done}", self.file, self.name, {"sheet": self.name, **counted(rows)})
