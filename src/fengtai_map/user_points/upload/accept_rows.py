"""The rows of a table -> points that can be taken, every problem and notice, and what has to be chosen first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from fengtai_map.formats.cells import key
from fengtai_map.model import Atlas, UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload import spatial_checks
from fengtai_map.user_points.upload.cells import Cells
from fengtai_map.user_points.upload.column_questions import SWAPPED, about_axes, about_words
from fengtai_map.user_points.upload.datum_trials import references
from fengtai_map.user_points.upload.heading_rows import HeadingRows, examples, filled, is_example
from fengtai_map.user_points.upload.ids import Ids
from fengtai_map.user_points.upload.moved_together import exchanged, moved_together
from fengtai_map.user_points.upload.parsed_file import OWN, AcceptedRow, GivenFields, ParsedFile, kept_heads, meanings
from fengtai_map.user_points.upload.photos import Photos
from fengtai_map.user_points.upload.points import PointMaker
from fengtai_map.user_points.upload.reference_places import ReferencePlaces
from fengtai_map.user_points.upload.row_checks import RowReader
from fengtai_map.user_points.upload.to_wgs84 import PlacedRow, Systems, ToWgs84
from fengtai_map.user_points.upload.word_meanings import ASKED

Progress = Callable[[float], None]
SILENT = ("status", "error_m", "basis", "shape")  # fields in which a point has something where its row has nothing
MEANT = ("status", "basis")  # those of words that may be said to mean nothing
STEP = 1_000  # rows between two reports of progress
JUDGED = 0.6  # of the work when all rows are judged


class RowAcceptor:
    """Takes the rows of a table that can be taken."""

    def __init__(self, judge: RowReader, atlas: Atlas, kept: Sequence[UserPoint], progress: Progress) -> None:
        self.judge, self.atlas, self.kept, self.progress = judge, atlas, kept, progress
        self.table, self.columns, self.choice = judge.table, judge.columns, judge.choice
        self.ground, self.photos = ReferencePlaces(atlas), Photos(judge)
        self.points = PointMaker(judge, atlas, Ids(self.ground, kept))
        self.silent: dict[str, set[str]] = {name: set() for name in SILENT if name in judge.columns.mapping}

    def taken(self, plain: ParsedFile) -> ParsedFile:
        """What is said of the table, with every row that is taken and why the others are not."""
        cells, shown = self._cells()
        axes = about_axes(cells, self.choice.axes)
        known = references(self.atlas, self.kept, self.choice.list)
        made = ToWgs84(self.judge, self.atlas, self.ground, known).systems(cells)
        rows, problems, notices, waiting = self._rows(cells, made, turned=bool(axes))
        notices += moved_together(self.table.file, [row.point for row in rows], self.kept)
        notices += exchanged(self.table.file, [(row.number, row.point) for row in rows], self.kept)
        self.progress(1.0)
        return replace(
            plain,
            datum=made.datum,
            grid=made.grid,
            rows=tuple(rows),
            problems=(*plain.problems, *problems),
            notices=(*plain.notices, *made.notices, *self._recalled(cells), *shown, *notices, *self.photos.unused()),
            choices=(*([axes] if axes else []), *made.choices, *about_words(cells, turned=bool(axes))),
            fields=self._given(cells),
            waiting=waiting,
        )

    def _recalled(self, cells: Sequence[Cells]) -> Iterator[Problem]:
        """A notice of the words that mean what was said of the last file of this list: nobody was asked again."""
        words, known = (one.text.get(what, "") for one in cells for what in ASKED), set(map(key, self.choice.recalled))
        if used := [word for word in dict.fromkeys(words) if word and key(word) in known]:
            said = {"words": ", ".join(used)[:200], "count": f"{len(used)}"}
            yield Problem("upload-recalled", self.table.file, "", said)

    def _cells(self) -> tuple[list[Cells], list[Problem]]:
        """Every row that may be a place; a notice of each that says that it is none, an example or a heading."""
        shown, headings = examples(self.atlas), HeadingRows(self.judge)
        cells, notices = list[Cells](), list[Problem]()
        for at in range(len(self.table.rows)):
            if at % STEP == 0:
                self.progress(JUDGED * at / len(self.table.rows))
            text = self.judge.text(at)
            if filled(text) in shown:
                continue
            if is_example(text.get("name", ""), self.table.rows[at]):
                notices.append(self.judge.problem("upload-example", at, "name"))
            elif notice := headings.notice(at, text):
                notices.append(notice)
            else:
                cells.append(self.judge.cells(at, text))
        return cells, [*headings.sheets(), *notices]

    def _rows(
        self, cells: Sequence[Cells], made: Systems, *, turned: bool
    ) -> tuple[list[AcceptedRow], list[Problem], list[Problem], int]:
        """The rows that are taken, problems and notices, and how many rows wait for a choice."""
        problems: list[Problem] = []
        notices: list[Problem] = []
        good: list[tuple[Cells, PlacedRow]] = []
        waiting = 0
        for one, placed in zip(cells, made.placed, strict=True):
            if self.points.ids.repeated(one, placed, self.judge):
                # All in the same words: what a reader sees of them is one line.
                notices.append(self.judge.problem("upload-repeats", one.at, "name"))
                continue
            row_problems = [problem for problem in one.row_problems if not (turned and problem.code == SWAPPED)]
            row_problems += self.points.scattered(one, placed) if placed and not row_problems else []
            problems += row_problems
            notices += one.notices
            if not row_problems and placed and not one.waits:
                good.append((one, placed))
            waiting += not row_problems and (placed is None or bool(one.waits))
        rows = self._compared(good, problems, notices)
        return rows, problems, notices, waiting

    def _compared(
        self, good: Sequence[tuple[Cells, PlacedRow]], problems: list[Problem], notices: list[Problem]
    ) -> list[AcceptedRow]:
        """The rows that hold beside the ground, what is known and the rows before them."""
        made = [(one, *self.points.point(one, placed, notices)) for one, placed in good]
        seen = spatial_checks.Seen(self.atlas.upload.distances.twice, [one.name.zh for one in self.kept])
        rows: list[AcceptedRow] = []
        held = spatial_checks.candidates(made, self.ground, self.atlas.upload.distances.known)
        for number, candidate in enumerate(held):
            if number % STEP == 0:
                self.progress(JUDGED + (1 - JUDGED) * number / len(held))
            row_problems = list(spatial_checks.spatial_problems(self.judge, self.ground, seen, candidate))
            row_problems += self.points.ids.contradictions(candidate.point, self.judge, candidate.cells.at)
            problems += row_problems
            if not row_problems:
                notices += spatial_checks.notices(self.judge, self.ground, seen, candidate)
                seen.add(candidate)
                self._note_silent(candidate)
                at = candidate.cells.at
                sheet = self.table.row_sheets[at] if self.table.row_sheets else ""
                rows.append(
                    AcceptedRow(
                        candidate.cells.number, candidate.point, sheet, self.photos.of(candidate.cells, notices)
                    )
                )
        return rows

    def _note_silent(self, candidate: spatial_checks.CandidatePoint) -> None:
        """Note in which fields the row of a point says nothing, or a word that was said to mean nothing."""
        for name, ids in self.silent.items():
            word = candidate.cells.text.get(name, "")
            if not word or (name in MEANT and not self.judge.words.meaning(name, word)):
                ids.add(candidate.point.id)

    def _given(self, cells: Sequence[Cells]) -> GivenFields:
        """What the file says of its points at all."""
        fields = {"kind", "status", "error_m", "note", "name_en", "basis", "list"} & {*self.columns.mapping}
        fields |= {"kind"} if any(one.text.get("kind") for one in cells) else set()
        fields |= {field for field, text in self.choice.defaults.items() if text}
        fields |= {"shape"} if self.table.shapes or "shape" in self.columns.mapping else set()
        fields |= {"photos"} if self.photos.given else set()
        own = (self.columns.mapping[field] for field in OWN if field in self.columns.mapping)
        kept = (self.columns.called.get(head, head) for head in self.columns.kept)
        heads = frozenset((*kept, *own))
        return GivenFields(
            frozenset(fields | {"name", "position"}),
            heads,
            {name: frozenset(ids) for name, ids in self.silent.items()},
            meanings({*heads, *kept_heads(self.kept)}, self.atlas),
        )
