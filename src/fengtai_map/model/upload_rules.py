"""How a clerk's file is understood: limits, names of columns, words of kinds, datums, frames and grids."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, NonNegativeFloat, PositiveFloat, PositiveInt

from fengtai_map.model.record import Record
from fengtai_map.model.release import Status

Range = tuple[float, float]
Names = Annotated[tuple[str, ...], Field(min_length=1)]
FieldName = Literal[
    "id", "name", "name_en", "kind", "lon", "lat", "position", "shape", "datum", "error_m", "basis", "status",
    "cluster", "street", "address", "note", "photos", "list",
]  # fmt: skip
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

    A point this far `outside` the district is still taken; points of one name and kind this near are `twice` the same;
    a point this near a known one of its kind may be `known`. Of a kept point, one this near lies where it lay
    (`still`), may be the same under another name (`alike`), or of the same name and kind has `moved`; no error may be
    over `error`. A datum is recognised by known places with an error of at most `reference`: its median distance from
    them is at most `fits`, and smaller than the next by `clear`.
    """

    outside: PositiveFloat
    twice: PositiveFloat
    known: PositiveFloat
    still: PositiveFloat
    alike: PositiveFloat
    moved: PositiveFloat
    error: PositiveFloat
    reference: PositiveFloat
    fits: PositiveFloat
    clear: PositiveFloat


class Column(Record):
    """The names under which a field comes, the usual first: of two columns for one field the earlier name wins.

    A column whose name ends with one of `endings` is it as well, where there is just one; one that is called as
    `perhaps` says, where nearly all of its cells are known words of the field.
    """

    id: FieldName
    names: Names
    endings: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


class KindWords(Record):
    """A kind that a file may bring, and what it is called besides its words in the catalogues."""

    id: str
    names: tuple[str, ...]


class StatusWords(Record):
    """A status, and what it is called besides its words in the catalogues."""

    id: Status
    names: tuple[str, ...]


class Datum(Record):
    """A datum that a clerk may name; `error_m` is the error of its points where the file states none."""

    id: DatumName
    error_m: PositiveFloat
    basis: str


class NamedCrs(Record):
    """What a file may call the system of its coordinates, whether they are degrees or metres.

    `degrees` is the datum or the EPSG code of degrees in it, empty where it has none. `hints` in the name of a file
    make it likely.
    """

    id: str
    names: Names
    hints: tuple[str, ...] = ()
    degrees: str = ""


class Grid(Record):
    """A projection in metres, recognised by its ranges of easting and northing in the district.

    `crs` is its EPSG code, or a name of ours where it has none and `definition` says what it is; `label` is what it is
    called in messages of any language. Grids of a `family` lie near each other. `error_m` is its own error, that of its
    way to WGS-84. `shifted` says whether its positions may be of another datum than WGS-84.
    """

    crs: str
    label: str
    frame: str
    family: str
    east: Range
    north: Range
    names: tuple[str, ...]
    definition: str = ""
    error_m: NonNegativeFloat = 0
    shifted: bool = False


class IgnoredWords(Record):
    """What says nothing: words of cells that count as empty, names of columns that are neither read nor kept.

    A row without a position whose first cell is one of `totals` is no place, nor is one whose first cell is one of
    `remarks` and a colon. Of the datum say nothing the names of `services`, and what a column of `sources`, or a line
    that begins so, holds.
    """

    cells: tuple[str, ...]
    columns: tuple[str, ...]
    services: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class UploadRules(Record):
    """All that data/upload.toml says."""

    limits: Limits
    distances: Distances
    columns: tuple[Column, ...]
    kinds: tuple[KindWords, ...]
    statuses: tuple[StatusWords, ...]
    datums: tuple[Datum, ...]
    frames: tuple[NamedCrs, ...]
    grids: tuple[Grid, ...]
    silent: IgnoredWords

    def column_names(self) -> Mapping[str, str]:
        """Every name by which a column is known, with its field."""
        return {name: column.id for column in reversed(self.columns) for name in column.names}
