"""What a file says of its points at all, and where it says nothing: beside that a kept point stays as it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fengtai_map.formats.cells import key
from fengtai_map.lights import column_of
from fengtai_map.model import Atlas, UserPoint

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
