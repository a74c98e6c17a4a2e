"""What the office itself adds to the map: points, lists and kinds; where they are too many, points as columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field, StringConstraints

from fengtai_map.i18n import Text
from fengtai_map.model.record import SERIALS, Id, Named, Record
from fengtai_map.model.release import Status

BETWEEN_LISTS = "；"  # between the names of lists that have a place in common; no list is called so
SOURCE = "own"  # the id of the office among the sources
PhotoId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]  # SHA-256 of the picture
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]  # positions in a list of names, -1 for none of them


class UserPoint(Record):
    """A record of the office's own lists: a point, line or area in WGS-84 degrees, longitude first, error in metres.

    `shape` is the GeoJSON geometry of a line or area as text, empty for a point; `lon` and `lat` then lie on the line
    or in the area. One with the id of a known place says where that place lies. `origin` is where the office has it
    from: the name of a file, a click on the map. `fields` are the columns that the office brings, kept as they are;
    `photos` the ids of pictures in the store; `list` the names of the lists that have it, BETWEEN_LISTS between them.
    """

    id: Id
    name: Text
    kind: str
    lon: float
    lat: float
    error_m: float
    basis: str
    status: Status
    note: str = ""
    origin: str = ""
    shape: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    photos: tuple[PhotoId, ...] = ()
    list: str = ""

    @property
    def lists(self) -> tuple[str, ...]:
        """The names of the lists that have it."""
        return tuple(filter(None, self.list.split(BETWEEN_LISTS)))

    def of_list(self, name: str) -> bool:
        """Whether a list has it; without a name, whether none has."""
        return name in (self.list, *self.lists) if name else not self.list  # an old name may have the sign itself


class UserList(Record):
    """A list of the office's and who keeps it, with what is remembered for its next file.

    `columns` says which head a field had, `words` what a word meant, by "kind" and "status".
    """

    name: Annotated[str, Field(min_length=1)]
    owner: str
    datum: str = ""
    grid: str = ""
    columns: Mapping[str, str] = {}
    words: Mapping[str, Mapping[str, str]] = {}


class UserKind(Named):
    """A kind of the office's own; `symbol` is the kind of ours whose symbol it has on the map."""

    symbol: str


@dataclass(frozen=True, eq=False)
class PointColumns:
    """The office's own points as columns of one length, in the order of their numbers.

    `number` is the store's own. `lon`, `lat` are WGS-84 degrees, `error_m` metres. `kind`, `status` and `cluster` are
    positions in `kinds`, `statuses` and `clusters`; a point outside every cluster has -1.
    """

    number: Codes
    lon: Floats
    lat: Floats
    error_m: Floats
    kinds: tuple[str, ...]
    kind: Codes
    statuses: tuple[str, ...]
    status: Codes
    clusters: tuple[str, ...]
    cluster: Codes
    serial: int = field(init=False, default_factory=SERIALS.__next__)  # as of an Atlas

    def __len__(self) -> int:
        return len(self.number)
