"""How a reader's file is understood: limits, names of columns, words of kinds, datums and grids."""

from typing import Annotated, Literal

from pydantic import Field, PositiveFloat, PositiveInt

from fengtai_map.model.record import Record
from fengtai_map.model.release import Status

Range = tuple[float, float]
Names = Annotated[tuple[str, ...], Field(min_length=1)]
FieldName = Literal[
    "name", "name_en", "kind", "lon", "lat", "position", "error_m", "status", "cluster", "street", "address", "note"
]
DatumName = Literal["WGS-84", "GCJ-02", "BD-09"]


class Limits(Record):
    """What a file may hold at most: bytes, rows, columns, entries and unpacked bytes of a zip, characters of a cell.

    The process that reads it holds at most `memory` bytes, takes at most `seconds`, and says at most `answer` bytes.
    More than so many `records` of the office's own are a layer: counted and drawn as a whole.
    """

    size: PositiveInt
    rows: PositiveInt
    columns: PositiveInt
    entries: PositiveInt
    unpacked: PositiveInt
    cell: PositiveInt
    name: PositiveInt
    memory: PositiveInt
    seconds: PositiveInt
    answer: PositiveInt
    records: PositiveInt


class Distances(Record):
    """Metres.

    A point this far `outside` the district is still taken; points of one name this near are `twice` the same; a point
    this near a known one of its kind may be `known`; a point of the same name this near has `moved`; no error may be
    over `error`. A datum is told by known places of at most `reference` of error: its median distance is at most
    `fits`, and smaller than the next by `clear`.
    """

    outside: PositiveFloat
    twice: PositiveFloat
    known: PositiveFloat
    moved: PositiveFloat
    error: PositiveFloat
    reference: PositiveFloat
    fits: PositiveFloat
    clear: PositiveFloat


class Column(Record):
    """The names under which a field comes, the usual first: of two columns for one field the earlier name wins."""

    id: FieldName
    names: Names


class KindWords(Record):
    """A kind that a file may bring, and what it is called besides its words in the catalogues."""

    id: str
    names: tuple[str, ...]


class StatusWords(Record):
    """A status, and what it is called besides its words in the catalogues."""

    id: Status
    names: tuple[str, ...]


class Datum(Record):
    """A datum that a reader may name; `error_m` is the error of its points where the file states none."""

    id: DatumName
    error_m: PositiveFloat
    basis: str


class Grid(Record):
    """A projection in metres, told by its ranges of easting and northing in the district.

    `shifted` says whether its positions may be of another datum than WGS-84.
    """

    crs: str
    east: Range
    north: Range
    shifted: bool = False


class UploadRules(Record):
    """All that data/upload.toml says."""

    limits: Limits
    distances: Distances
    columns: tuple[Column, ...]
    kinds: tuple[KindWords, ...]
    statuses: tuple[StatusWords, ...]
    datums: tuple[Datum, ...]
    grids: tuple[Grid, ...]
