"""What the office itself adds to the map."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from fengtai_map.i18n import Text
from fengtai_map.model.record import Id, Named, Record
from fengtai_map.model.release import Status

SOURCE = "own"  # the id of the office among the sources
PhotoId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]  # SHA-256 of the picture


class UserPoint(Record):
    """A record of the office's own lists: a point, line or area in WGS-84 degrees, longitude first, error in metres.

    `shape` is the GeoJSON geometry of a line or area as text, empty for a point; `lon` and `lat` then lie on the line
    or in the area. One with the id of a known place says where that place lies. `origin` is where the office has it
    from: the name of a file, a click on the map. `fields` are the columns that the office brings, kept as they are;
    `photos` the ids of pictures in the store; `list` the name of the list it came with.
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
