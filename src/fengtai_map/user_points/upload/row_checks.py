"""One row of a table: what its cells say, and what is wrong with each."""

import re
from collections.abc import Iterable, Iterator, Mapping

from fengtai_map.formats import Table
from fengtai_map.formats.cells import at_row, key
from fengtai_map.model import Atlas
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import names
from fengtai_map.user_points.upload.cells import BrokenCell, BrokenCells, Cells
from fengtai_map.user_points.upload.choices import Choice
from fengtai_map.user_points.upload.column_mapping import Columns
from fengtai_map.user_points.upload.light_columns import LightColumns
from fengtai_map.user_points.upload.named_crs import of_sheets
from fengtai_map.user_points.upload.own_tables import OwnNotes
from fengtai_map.user_points.upload.resaved import cut
from fengtai_map.user_points.upload.row_position import RowPositions, WhereError
from fengtai_map.user_points.upload.word_meanings import WordMeanings

AMOUNT = re.compile(r"[±<≤＜~约]?\s*(\d{1,5}(?:[.,]\d{1,20})?)\s*(?:米|m)?", re.IGNORECASE)
IN_SHORT = ("name", "name_en")
SPOKEN = ("note", "list", "street", "address")  # where «none» is an answer as any other
LONG = ("note",)
SHAPES = ("shape", "position")
SHORT = 4  # characters of a cell that may say nothing


class RowReader:
    """Reads the rows of a table, one at a time."""

    def __init__(self, table: Table, atlas: Atlas, columns: Columns, choice: Choice) -> None:
        self.table, self.columns, self.choice, self.rules = table, columns, choice, atlas.upload
        self.words, self.where = WordMeanings(atlas, choice), RowPositions(table, atlas.upload, columns, choice.axes)
        self._silent = {*atlas.upload.silent.cells, *(key(word) for word in atlas.upload.silent.cells)} - {""}
        self._at = {field: table.head.index(head) for field, head in columns.mapping.items()}
        self._broken = BrokenCells(table, self._at)
        self._kept = [(columns.called.get(head, head), table.head.index(head)) for head in columns.kept]
        self._own = [(columns.mapping[field], self._at[field]) for field in ("street", "address") if field in self._at]
        self._progress = LightColumns(table, self._kept, atlas)
        self.sheets = of_sheets(self.where.frames, table)
        self._told = bool(choice.datum or choice.before)  # what a datum is whose word nobody knows
        self._notes = OwnNotes(atlas) if columns.reckoned else None
        self._long = {one.name.en for one in atlas.places if len(one.name.en) > self.rules.limits.name}  # names of ours
        self.placed = columns.mapping.keys() & {"lon", "lat", "position", "shape"}

    def problem(self, code: str, at: int, field: str = "", **particulars: str) -> Problem:
        """A problem of a row; `at` is its place among the rows, `field` the one whose column is named."""
        return self.of_column(code, at, self.columns.mapping.get(field, ""), **particulars)

    def of_column(self, code: str, at: int, head: str, **particulars: str) -> Problem:
        """A problem of a row at a column of this name."""
        table = self.table
        alone = table.sheet if len(table.sheets) > 1 else ""
        sheet = table.row_sheets[at] if table.row_sheets else alone
        return at_row(code, table.file, table.numbers[at], head, sheet, **particulars)

    def text(self, at: int) -> dict[str, str]:
        """What a row says by field; an empty cell says what the clerk chose for it, an error of the file nothing."""
        cells, said = self.table.rows[at], dict[str, str]()
        for field, column in self._at.items():
            cell = cells[column]
            silent = field not in SPOKEN and len(cell) <= SHORT and (cell in self._silent or key(cell) in self._silent)
            said[field] = "" if silent or (at, column) in self.table.errors else cell
        if self._notes and said.get("note"):
            said["note"] = self._notes.bare(said["note"])
        if self.sheets and not said.get("datum"):
            said["datum"] = self.sheets.get(self.table.row_sheets[at], "")
        return {**said, **{field: text for field, text in self.choice.defaults.items() if not said.get(field)}}

    def cells(self, at: int, text: dict[str, str]) -> Cells:
        """A row with its problems and notices, given what it says."""
        notices = [*self._cleaned(at, text), *self._said(at, self._broken.left_empty(at))]
        unread = self._progress.unread(self.table.rows[at])
        notices += [self.of_column(code, at, head, value=cell[:40]) for code, head, cell in unread]
        row_problems = [*self._said(at, self._broken.forbidding(at)), *self._plain(at, text)]
        kind, status, error_m, waits = self._words(at, text, row_problems)
        spot = None
        try:
            spot = self.where.spot(at, text)
        except WhereError as error:
            if not self._broken.unplaced(at):
                row_problems.append(self.problem(error.code, at, error.field, **error.particulars))
        if (word := text.get("datum")) and spot and not spot.frame and not spot.sure and not self._told:
            waits["datum"] = word
        number, sheet = self.table.numbers[at], self.table.row_sheets[at] if self.table.row_sheets else ""
        return Cells(
            at=at,
            number=number,
            place=f"{number} ({sheet})" if sheet else f"{number}",
            text=text,
            kind=kind,
            status=status,
            error_m=error_m,
            spot=spot,
            fields=tuple(self._fields(at)),
            row_problems=tuple(row_problems),
            notices=tuple(notices),
            waits=waits,
        )

    def _said(self, at: int, broken: Iterable[BrokenCell]) -> Iterator[Problem]:
        for code, column, value in broken:
            yield self.of_column(code, at, self.table.head[column], **value)

    def _cleaned(self, at: int, text: dict[str, str]) -> Iterator[Problem]:
        """Put right what can be without asking.

        Characters of a name that only look like it, signs that nobody sees in other texts, and descriptions of
        features, which programs make as long as they like.
        """
        longest = self.rules.limits.cell
        for field, said in text.items():
            if field in IN_SHORT:
                plain = names.plain(said)
                text[field] = names.usual(plain)
                if plain != " ".join(said.split()):
                    yield self.problem("upload-unseen", at, field)
                if text[field] != plain:
                    yield self.problem("upload-radicals", at, field, value=text[field][:40])
            elif names.unseen(said):
                text[field] = names.seen(said)
                yield self.problem("upload-unseen", at, field)
            if field in LONG and len(text[field]) > longest and not self.table.head_row:
                text[field] = text[field][:longest]
                yield self.problem("upload-cut", at, field, longest=f"{longest}")
        for head, column in self._kept:
            if len(self.table.rows[at][column]) > longest:
                yield self.of_column("upload-cut", at, head, longest=f"{longest}")
            if cut(self.table.rows[at][column]):
                yield self.of_column("upload-digits", at, head)

    def _plain(self, at: int, text: Mapping[str, str]) -> Iterator[Problem]:
        """Problems of the text itself."""
        for field, said in text.items():
            longest = self.rules.limits.name if field in IN_SHORT else self.rules.limits.cell
            if len(said) > longest and field not in SHAPES and said not in self._long:
                yield self.problem("upload-long", at, field, longest=f"{longest}")
            if field in IN_SHORT and names.stacked(said):
                yield self.problem("upload-marks", at, field)
            if field in IN_SHORT and names.unseen(said):
                yield self.problem("upload-control", at, field)
        if not text.get("name"):
            if (at, self._at.get("name", -1)) not in self.table.errors:
                yield self.problem("upload-name-missing", at, "name")
        elif names.no_name(text["name"]):
            yield self.problem("upload-no-name", at, "name", value=text["name"][:40])

    def _words(
        self, at: int, text: Mapping[str, str], row_problems: list[Problem]
    ) -> tuple[str, str, float, dict[str, str]]:
        """Kind, status and error of a row, and the words that nobody knows."""
        waits: dict[str, str] = {}
        kind = self._kind(at, text, row_problems, waits)
        word = text.get("status", "")
        status = self.words.meaning("status", word) if word else ""
        if status is None:
            waits["status"] = word
        error = AMOUNT.fullmatch(text.get("error_m", ""))
        error_m = float(error[1].replace(",", ".")) if error else 0
        if text.get("error_m") and not 0 < error_m <= self.rules.distances.error:
            most = f"{self.rules.distances.error:.0f}"
            row_problems.append(self.problem("upload-error", at, "error_m", value=text["error_m"][:40], most=most))
        return kind, status or "unknown", error_m, waits

    def _kind(self, at: int, text: Mapping[str, str], row_problems: list[Problem], waits: dict[str, str]) -> str:
        word, usual = text.get("kind", ""), self.choice.defaults.get("kind", "")
        kind = self.words.meaning("kind", word)
        if not kind and kind is not None and usual:  # said to mean nothing
            kind = self.words.meaning("kind", usual)
        if kind:
            return kind
        if word and kind is None:
            waits["kind"] = word
        elif not word and "kind" not in self._at:
            waits["kind"] = ""
        elif (at, self._at.get("kind", -1)) not in self.table.errors:
            row_problems.append(self.problem("upload-kind", at, "kind"))
        return ""

    def _fields(self, at: int) -> Iterator[tuple[str, str]]:
        """What is kept of a row as it is: columns of no field, and its address."""
        row, longest = self.table.rows[at], self.rules.limits.cell
        for head, column in (*self._own, *self._kept):
            place = (at, column)
            if place in self.table.formulas or place in self.table.errors:
                continue
            if said := self._progress.said(column, row[column]):
                yield head, names.seen(said)[:longest]
