"""One row of a table: its words and numbers, and what is wrong with each."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from fengtai_map.model import Atlas
from fengtai_map.problems import Problem
from fengtai_map.upload import columns
from fengtai_map.upload.degrees import number, pair
from fengtai_map.upload.positions import Position, position
from fengtai_map.upload.table import Table

HIDDEN = ("Cc", "Cf", "Cs", "Co")  # categories of characters that cannot be seen
WRAPPING = ("note", "address")  # where a line may end inside a cell


@dataclass(frozen=True)
class Choice:
    """What the reader says about a file, each empty where nothing is.

    `mapping` is the column of each field; `defaults` the text of a field where its cell is empty; `grid` the EPSG code
    of metres; `swapped` that latitude stands first; `sheet` that of a workbook.
    """

    datum: str = "WGS-84"
    mapping: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    grid: str = ""
    swapped: bool = False
    sheet: str = ""


@dataclass(frozen=True)
class Cells:
    """A row by field: `number` as the clerk's program counts, `text` what its cells say."""

    number: int
    text: Mapping[str, str]
    place: Position | None
    faults: tuple[Problem, ...]
    notices: tuple[Problem, ...]


class Judge:
    """Reads the rows of a table, one at a time."""

    def __init__(self, table: Table, atlas: Atlas, mapping: Mapping[str, str], choice: Choice) -> None:
        self.table, self.mapping, self.choice, self.rules = table, mapping, choice, atlas.upload
        self._at = {name: table.head.index(head) for name, head in mapping.items()}
        self.meanings = {
            "kind": columns.kinds(atlas),
            "status": columns.statuses(atlas),
            "cluster": columns.clusters(atlas),
        }

    def fault(self, code: str, row: int, name: str, **particulars: str) -> Problem:
        """A problem of a cell; `row` counts from 0 below the head."""
        return problem(self.table, self.mapping, code, row + 2, name, **particulars)

    def text(self, row: int) -> dict[str, str]:
        """The words of a row by field; an empty cell says what the reader chose for it."""
        cells = self.table.rows[row]
        said = {name: cells[at] for name, at in self._at.items()}
        wrapped = {name: " ".join(text.split()) if name in WRAPPING else text for name, text in said.items()}
        filled = {name: wrapped.get(name) or default for name, default in self.choice.defaults.items()}
        return {**wrapped, **filled}

    def cells(self, row: int) -> Cells:
        """A row with its faults and notices."""
        text = self.text(row)
        place, located = self._place(row, text)
        faults = [*self._plain(row, text), *self._known(row, text), *located]
        notices = list(self._calculated(row))
        if place and place.grid:
            notices.append(self.fault("upload-projected", row, self.axis(), crs=place.grid))
        return Cells(row + 2, text, place, tuple(faults), tuple(notices))

    def _plain(self, row: int, text: Mapping[str, str]) -> Iterator[Problem]:
        """Faults of the text itself."""
        for name, at in self._at.items():
            if (row, at) in self.table.formulas:
                yield self.fault("upload-formula", row, name)
        for name, said in text.items():
            longest = self.rules.limits.name if name in ("name", "name_en") else self.rules.limits.cell
            if len(said) > longest:
                yield self.fault("upload-long", row, name, longest=f"{longest}")
            if any(unicodedata.category(sign) in HIDDEN for sign in said):
                yield self.fault("upload-control", row, name)

    def _known(self, row: int, text: Mapping[str, str]) -> Iterator[Problem]:
        """Faults of words that have to be known, and of the error."""
        if not text.get("name"):
            yield self.fault("upload-name-missing", row, "name")
        if columns.key(text.get("kind", "")) not in self.meanings["kind"]:
            yield self.fault("upload-kind", row, "kind", value=text.get("kind", "")[:40])
        if text.get("status") and columns.key(text["status"]) not in self.meanings["status"]:
            yield self.fault("upload-status", row, "status", value=text["status"][:40])
        if text.get("error_m") and not 0 < (number(text["error_m"]) or 0) <= self.rules.distances.error:
            most = f"{self.rules.distances.error:.0f}"
            yield self.fault("upload-error", row, "error_m", value=text["error_m"][:40], most=most)

    def _place(self, row: int, text: Mapping[str, str]) -> tuple[Position | None, list[Problem]]:
        """Where a row lies, None and a fault where it does not say."""
        x, y, blank = text.get("lon", ""), text.get("lat", ""), text.get("position", "")
        if not (x or y or blank):
            return None, [self.fault("upload-position-missing", row, self.axis())]
        if not blank and not (x and y):
            return None, [self.fault("upload-position-half", row, "lat" if x else "lon")]
        numbers = self._numbers(x, y, blank)
        if isinstance(numbers, str):
            return None, [self.fault("upload-position-unreadable", row, numbers, value=text[numbers][:40])]
        found = position(*numbers, self.rules, self.choice.grid)
        if found is None:
            value = f"{numbers[0]:.15g}, {numbers[1]:.15g}"
            return None, [self.fault("upload-position-unreadable", row, self.axis(), value=value)]
        if found.swapped and not self.choice.swapped:
            return None, [self.fault("upload-swapped", row, self.axis())]
        return found, []

    def _numbers(self, x: str, y: str, both: str) -> tuple[float, float] | str:
        """The two numbers of a row, or the name of the field that says none."""
        if not (x and y):
            return pair(both) or "position"
        first, second = number(x), number(y)
        if first is None or second is None:
            return "lon" if first is None else "lat"
        return first, second

    def _calculated(self, row: int) -> Iterator[Problem]:
        """Formulas in columns that nothing is read from."""
        for at, head in enumerate(self.table.head):
            if (row, at) in self.table.formulas and at not in self._at.values():
                yield problem(self.table, {head: head}, "upload-formula", row + 2, head)

    def axis(self) -> str:
        """The field that a fault of the position is told at."""
        return "lon" if "lon" in self.mapping else "position"


def problem(table: Table, mapping: Mapping[str, str], code: str, row: int, name: str, **more: str) -> Problem:
    """A problem at a row, as the clerk's program counts it, and the column of a field."""
    column = mapping.get(name, name)[:40]
    sheet = table.sheet if len(table.sheets) > 1 else ""
    place = f"{sheet}!{row} {column}" if sheet else f"{row} {column}"
    return Problem(code, table.file, place, {"row": f"{row}", "column": column, "sheet": sheet, **more})
