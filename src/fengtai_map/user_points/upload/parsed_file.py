"""What reading a file gives: the rows that can be taken, and what is to be said of the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from fengtai_map.formats import Question, Table
from fengtai_map.model import UserPoint
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.given_fields import GivenFields

NOTHING_GIVEN = GivenFields()


@dataclass(frozen=True)
class AcceptedRow:
    """A row that can be taken; `number` as the clerk's program counts, `photos` are keys of `Table.photos`."""

    number: int
    point: UserPoint
    sheet: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedFile:
    """What a file says. A row with a problem is not in `rows`; one with a notice is taken all the same.

    `choices` has what the clerk has to say first; `waiting` is the number of rows that wait for it. `datum` and `grid`
    are those that were used, empty where there is none or rows differ; `fields` what the file says at all.
    """

    table: Table
    mapping: Mapping[str, str]
    datum: str = ""
    grid: str = ""
    rows: tuple[AcceptedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    choices: tuple[Question, ...] = ()
    fields: GivenFields = NOTHING_GIVEN
    waiting: int = 0

    @property
    def bad(self) -> int:
        """How many rows cannot be taken."""
        places = (one.particulars for one in self.problems if "row" in one.particulars)
        return len({(place.get("sheet"), place["row"]) for place in places})
