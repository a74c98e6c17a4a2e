"""What reading a file gives: the rows that can be taken, what is to be said of the others, its fields."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fengtai_map.formats import Question, Table
from fengtai_map.formats.cells import key
from fengtai_map.lights import column_of
from fengtai_map.model import Atlas, UserPoint
from fengtai_map.problems import Problem

OWN = ("street", "address")  # fields that are kept as columns of the office's own
ONE_MEANING = ("planned", "reached", "due", "reported")  # of a light; several bodies may answer for a project


@dataclass(frozen=True)
class GivenFields:
    """What a file says at all: its fields, and the heads of the columns that are kept as they are.

    `silent` has by field the ids of the points of which its cell says nothing; `meanings` what heads mean that are not
    the only ones to mean it, those of the file and of the points that are kept.
    """

    fields: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    silent: Mapping[str, frozenset[str]] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)

    def says(self, name: str, point: UserPoint) -> bool:
        """Whether the file says anything in this field of a point that comes in."""
        return name in self.fields and point.id not in self.silent.get(name, ())


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


def meanings(heads: Iterable[str], atlas: Atlas) -> Mapping[str, str]:
    """What heads mean: columns of which a list may change the name from one file to the next."""
    named: dict[str, str] = {
        key(name): column.id for column in atlas.upload.columns if column.id in OWN for name in column.names
    }
    found = ((head, column_of(head, atlas.lights) or named.get(key(head), "")) for head in heads)
    return {head: meaning for head, meaning in found if meaning in (*ONE_MEANING, *OWN)}


def kept_heads(points: Iterable[UserPoint]) -> Iterator[str]:
    """The heads of the columns that points have, as often as they have them."""
    return (head for point in points for head, _ in point.fields)
