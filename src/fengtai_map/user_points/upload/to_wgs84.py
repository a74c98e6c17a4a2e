"""All positions of a file as degrees of WGS-84: what each row, the file and the reader say, else what places tell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from fengtai_map.formats import Question
from fengtai_map.model import Atlas
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import detect_datum
from fengtai_map.user_points.upload.cells import Cells
from fengtai_map.user_points.upload.datum_trials import Known
from fengtai_map.user_points.upload.detect_datum import USUAL, DatumFinding, datum_of, question
from fengtai_map.user_points.upload.grids import from_metres
from fengtai_map.user_points.upload.named_crs import FRAME_ERROR, beside, hinted, of_title, stated_error
from fengtai_map.user_points.upload.positions import (
    FROM,
    Array,
    WrittenPosition,
    by_digits,
    from_datum,
    in_degrees,
    moved,
    of_grid,
)
from fengtai_map.user_points.upload.reference_places import ReferencePlaces
from fengtai_map.user_points.upload.row_checks import RowReader

UNCLEAR = "format-crs"  # the notice of a file that names a system nobody understands


@dataclass(frozen=True)
class PlacedRow:
    """Where a row lies in degrees of WGS-84, with its shape; the error in metres, and the datum it came in."""

    spot: WrittenPosition
    error_m: float
    datum: str


@dataclass
class Systems:
    """What became of the positions of rows; None where it has to be chosen first."""

    placed: list[PlacedRow | None]
    datum: str = ""
    grid: str = ""
    notices: list[Problem] = field(default_factory=list)
    choices: list[Question] = field(default_factory=list)


class ToWgs84:
    """Takes the positions of the rows of a file to WGS-84."""

    def __init__(self, judge: RowReader, atlas: Atlas, ground: ReferencePlaces, known: Mapping[str, Known]) -> None:
        self.judge, self.atlas, self.ground, self.known = judge, atlas, ground, known
        self.table, self.choice, self.rules = judge.table, judge.choice, atlas.upload
        self.head = judge.columns.said or of_title(judge.where.frames, judge.table)
        self.hint = hinted(judge.where.frames, judge.table, judge.columns.mapping)
        self.doubted = judge.where.stated and judge.where.rounded and self.hint not in ("", USUAL)
        self.unclear = any(one.code == UNCLEAR for one in self.table.notices)
        self.errors: dict[str, float] = {datum.id: datum.error_m for datum in atlas.upload.datums}

    def systems(self, cells: Sequence[Cells]) -> Systems:
        """Where the rows lie, in their order."""
        made = Systems([None] * len(cells))
        spots: list[WrittenPosition | None] = [one.spot for one in cells]
        more, shifted = self._from_metres(cells, spots, made)
        digits = by_digits([one.spot for one in cells])
        groups = self._grouped(cells, spots, shifted, made)
        for system, rows in groups.items():
            self._move(system, rows, spots, made, [max(digits[at], more[at]) for at in range(len(cells))])
        turned = sum(one.spot is not None and one.spot.swapped for one in cells)
        made.notices += detect_datum.of_sheets(self.table.file, self.judge.sheets)
        made.notices += detect_datum.of_axes(self.table.file, 0 if self.choice.axes else turned)
        return made

    def _from_metres(
        self, cells: Sequence[Cells], spots: list[WrittenPosition | None], made: Systems
    ) -> tuple[list[float], set[int]]:
        """Replace metres by degrees: the error that each grid adds, and the rows whose datum is still unknown."""
        more, shifted = [self._stated(one.spot) for one in cells], set[int]()
        for rows in self._fitting(spots).values():
            named = [(cells[at].text.get("name", ""), one) for at in rows if (one := self._said_of(spots[at]))]
            found = from_metres(
                named, self.rules, self.ground, self.known, chosen=self.choice.grid, unclear=self.unclear
            )
            for at, one in zip(rows, found.spots, strict=True):
                spots[at], more[at] = one, found.error_m
            if found.asked:
                made.choices.append(found.asked)
                continue
            (grid,) = found.grids
            made.grid = grid.crs
            shifted |= set(rows) if grid.shifted else set()
            made.notices += detect_datum.of_metres(self.table.file, grid, len(rows), found)
        return more, shifted

    def _stated(self, one: WrittenPosition | None) -> float:
        """The error of the system that is stated of a row."""
        return stated_error(self.judge.where.frames, one.grid) if one and one.sure else 0

    def _said_of(self, one: WrittenPosition | None) -> WrittenPosition | None:
        """A spot with what the heads or the title name, where its row names nothing."""
        if one is None or one.frame or self.head is None:
            return one
        return replace(one, frame=self.head.frame.id, grid=self.head.grid)

    def _fitting(self, spots: Sequence[WrittenPosition | None]) -> Mapping[tuple[object, ...], list[int]]:
        """The rows in metres, by the grids they fit and what they say."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for at, one in enumerate(spots):
            if one and not one.degrees:
                fits = tuple(of_grid(grid, one.x, one.y) for grid in self.rules.grids)
                groups.setdefault((fits, one.frame, one.grid), []).append(at)
        return groups

    def _grouped(
        self, cells: Sequence[Cells], spots: Sequence[WrittenPosition | None], shifted: set[int], made: Systems
    ) -> Mapping[str, list[int]]:
        """The rows by the system of their degrees, a datum or an EPSG code, without those that wait."""
        groups: dict[str, list[int]] = {}
        untold: list[int] = []
        for at, one in enumerate(spots):
            if one is None or "datum" in cells[at].waits:
                continue
            written = cells[at].spot
            metres = written is not None and not written.degrees and at not in shifted
            system = USUAL if (one.sure and not self.doubted) or metres else self._frame(one)
            (groups.setdefault(system, []) if system else untold).append(at)
        found = self._datum(cells, spots, untold, made)
        if found.id and untold:
            groups.setdefault(found.id, []).extend(untold)
        self._ask_words(cells, spots, made)
        used = {*groups}
        made.datum = found.id if untold else next(iter(used & FROM.keys()), "") if len(used) == 1 else ""
        return groups

    def _frame(self, one: WrittenPosition) -> str:
        """The system that the row names for its degrees, or the heads where it is none of ours; else empty."""
        if frame := self.judge.where.frames.of.get(one.frame):
            return frame.degrees
        other = self.head.frame.degrees if self.head and not self.choice.datum else ""
        return "" if other in FROM else other

    def _datum(
        self, cells: Sequence[Cells], spots: Sequence[WrittenPosition | None], rows: Iterable[int], made: Systems
    ) -> DatumFinding:
        """The datum of the rows that do not name theirs, with its notice or its question."""
        named = [(cells[at].text.get("name", ""), one) for at in rows if (one := spots[at])]
        if not named:
            return DatumFinding(self.choice.datum or USUAL)
        hint = self.hint or beside(self.judge.where.frames, spots)
        said, before = self._said(), self.choice.before
        found = datum_of(
            named, self.rules, self.ground, self.known, said=said, hint=hint, before=before, unclear=self.unclear
        )
        if found.asked:
            made.choices.append(found.asked)
        made.notices += detect_datum.of_datum(self.table.file, found, len(named))
        return found

    def _said(self) -> tuple[str, str]:
        """The datum that the reader or the file says for all its rows, and who does."""
        if self.choice.datum:
            return self.choice.datum, "chosen"
        if self.table.crs:
            return (self.table.crs if self.table.crs in FROM else USUAL), "stated"
        said = self.head
        return (said.frame.degrees, "heads") if said and said.frame.degrees in FROM else ("", "")

    def _ask_words(self, cells: Sequence[Cells], spots: Sequence[WrittenPosition | None], made: Systems) -> None:
        """The question for the datum of rows that call it by a word nobody knows."""
        named = [
            (one.text.get("name", ""), spot)
            for one, spot in zip(cells, spots, strict=True)
            if spot and "datum" in one.waits and not one.row_problems
        ]
        words = dict.fromkeys(one.waits["datum"] for one in cells if "datum" in one.waits and not one.row_problems)
        if named and not any(one.what == "datum" for one in made.choices):
            asked = question(named, self.ground)
            made.choices.append(replace(asked, particulars={**asked.particulars, "words": ", ".join(words)[:200]}))

    def _move(
        self,
        system: str,
        rows: Sequence[int],
        spots: Sequence[WrittenPosition | None],
        made: Systems,
        errors: Sequence[float],
    ) -> None:
        """Place the rows of a system."""
        way: Callable[[Array], Array] = from_datum(system) if system in FROM else partial(in_degrees, source=system)
        datum = system if system in FROM else USUAL
        least = max(self.errors[datum], 0 if system in FROM else FRAME_ERROR)
        there = moved((one for at in rows if (one := spots[at])), way)
        for at, one in zip(rows, there, strict=True):
            made.placed[at] = PlacedRow(one, max(least, errors[at]), datum)
