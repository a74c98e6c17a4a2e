"""What a file of data/geo/ holds: GeoJSON features (RFC 7946), as they stand there.

Positions are WGS-84 longitude and latitude in degrees, errors metres.
"""

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import FailFast, Field, PositiveFloat, StringConstraints, model_validator

from fengtai_map.model.ground import Status
from fengtai_map.model.record import Id, Record
from fengtai_map.text import Text

Word = Annotated[str, StringConstraints(min_length=1)]

# A strict number is no text; beyond these bounds lie metres of a projection. Of a thousand faults the first is told.
Degrees = Annotated[float, Field(strict=True, ge=-180, le=180)]
Position = Annotated[tuple[Degrees, Degrees], FailFast()]
Line = Annotated[tuple[Position, ...], Field(min_length=2), FailFast()]
Ring = Annotated[tuple[Position, ...], Field(min_length=4), FailFast()]
Rings = Annotated[tuple[Ring, ...], Field(min_length=1), FailFast()]


class Point(Record):
    """A position."""

    type: Literal["Point"]
    coordinates: Position


class LineString(Record):
    """A line in one piece."""

    type: Literal["LineString"]
    coordinates: Line


class MultiLineString(Record):
    """A line in pieces."""

    type: Literal["MultiLineString"]
    coordinates: Annotated[tuple[Line, ...], Field(min_length=1), FailFast()]


class Polygon(Record):
    """An area: its outer ring, then its holes."""

    type: Literal["Polygon"]
    coordinates: Rings


class MultiPolygon(Record):
    """An area in pieces."""

    type: Literal["MultiPolygon"]
    coordinates: Annotated[tuple[Rings, ...], Field(min_length=1), FailFast()]


Lines = Annotated[LineString | MultiLineString, Field(discriminator="type")]
Areas = Annotated[Polygon | MultiPolygon, Field(discriminator="type")]


class Collection(Record):
    """A file of features; there has to be one."""

    type: Literal["FeatureCollection"]
    features: Annotated[tuple[Any, ...], Field(min_length=1)]


V = TypeVar("V", bound=Record)
G = TypeVar("G")


class FeatureRow(Record, Generic[V, G]):
    """A feature with properties V and a geometry G."""

    type: Literal["Feature"]
    id: Id
    properties: V
    geometry: G


class Titled(Record):
    """The properties of a feature that has a name."""

    name_zh: Word
    name_en: Word

    @property
    def name(self) -> Text:
        """The name in both languages."""
        return Text(zh=self.name_zh, en=self.name_en)


class Water(Record):
    """A lake or pond, which may have no name."""

    name_zh: Word | None
    name_en: Word | None

    @property
    def name(self) -> Text | None:
        """The name in both languages."""
        return both(self.name_zh, self.name_en)

    @model_validator(mode="after")
    def _named(self) -> "Water":
        both(self.name_zh, self.name_en)
        return self


class Cell(Titled):
    """A 街镇 (subdistrict or town)."""

    code: Word
    kind: Literal["subdistrict", "town"]
    label_lon: Degrees
    label_lat: Degrees
    basis: Word


class Road(Titled):
    """A road; each kind has its own look."""

    kind: Literal["expressway", "ring_road", "road"]


class Railway(Titled):
    """A railway line."""

    kind: Word


class MetroLine(Titled):
    """A line of the metro in its own colour."""

    colour: Annotated[str, StringConstraints(pattern="^#[0-9A-Fa-f]{6}$")]


class Spot(Titled):
    """A point of interest. `error_m` is None where no position is known."""

    aliases: tuple[str, ...] = ()
    pinyin: str | None = None
    kind: Word
    error_m: PositiveFloat | None
    basis: Word
    source: Id
    status: Status
    note_zh: Word | None = None
    note_en: Word | None = None

    @property
    def note(self) -> Text | None:
        """The note in both languages."""
        return both(self.note_zh, self.note_en)

    @model_validator(mode="after")
    def _noted(self) -> "Spot":
        both(self.note_zh, self.note_en)
        return self


class Station(Spot):
    """A metro station: its position is the object itself, its error not stated."""

    kind: Word = "metro-station"
    error_m: PositiveFloat | None = None
    basis: Word = "mapped"
    status: Status = "existing"
    lines: tuple[Id, ...]
    opened: date | None = None


def both(zh: str | None, en: str | None) -> Text | None:
    """The words in both languages, None where there are none. Raises ValueError where they are in one only."""
    if (zh is None) != (en is None):
        raise ValueError("words in one language only")
    return Text(zh=zh, en=en) if zh is not None and en is not None else None


CellRow = FeatureRow[Cell, Areas]
PointRow = FeatureRow[Spot, Point | None] | FeatureRow[Station, Point]
