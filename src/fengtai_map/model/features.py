"""What a file of data/geo/ holds: GeoJSON features (RFC 7946), as they stand there.

Positions are WGS-84 longitude and latitude in degrees, errors metres.
"""

from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, Field, PositiveFloat, SkipValidation, StringConstraints, model_validator

from fengtai_map.i18n import Text
from fengtai_map.model.geojson import Areas, Degrees, Point
from fengtai_map.model.record import Alias, Id, Record
from fengtai_map.model.release import Period, Status
from fengtai_map.reasons import RefusedError


def _unpadded(text: str) -> str:
    """A text as it is. Raises RefusedError where a blank stands at one of its ends: no search would tell it apart."""
    if text != text.strip():
        raise RefusedError("padded")
    return text


Word = Annotated[str, StringConstraints(min_length=1), AfterValidator(_unpadded)]
Error = Annotated[PositiveFloat, Field(le=10_000)]  # metres: half the district, beyond it says nothing


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


FeatureRows = SkipValidation[tuple[FeatureRow[Any, Any], ...]]  # of one layer, read as what data/raw.py has for it


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


class Backdrop(Water):
    """What lies around the district; each kind has its own look."""

    kind: Word


class Neighbour(Titled):
    """A district around ours; its name stands at `label`."""

    code: Word
    label_lon: Degrees
    label_lat: Degrees

    @property
    def label(self) -> tuple[float, float]:
        """Where its name stands: longitude, latitude."""
        return self.label_lon, self.label_lat


class SubdistrictProperties(Titled):
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


class PlaceProperties(Titled):
    """A point of interest. `error_m` is None where no position is known.

    `as_of` is the day of its status where that is not the release's, `doubt` what speaks against the cluster it lies
    in, `sure` that nothing does, whatever its circle of error touches.
    """

    aliases: tuple[Alias, ...] = ()
    pinyin: Annotated[str, StringConstraints(pattern="^[a-z]+$")] | None = None
    kind: Word
    error_m: Error | None
    basis: Word
    source: Id
    status: Status
    as_of: Period | None = None
    note_zh: Word | None = None
    note_en: Word | None = None
    doubt_zh: Word | None = None
    doubt_en: Word | None = None
    sure: bool = False

    @property
    def note(self) -> Text | None:
        """The note in both languages."""
        return both(self.note_zh, self.note_en)

    @property
    def doubt(self) -> Text | None:
        """What speaks against its cluster, in both languages."""
        return both(self.doubt_zh, self.doubt_en)

    @model_validator(mode="after")
    def _noted(self) -> "PlaceProperties":
        both(self.note_zh, self.note_en)
        both(self.doubt_zh, self.doubt_en)
        return self


class Station(PlaceProperties):
    """A metro station: its position is the object itself, its error not stated."""

    kind: Word = "metro-station"
    error_m: Error | None = None
    basis: Word = "mapped"
    status: Status = "existing"
    lines: tuple[Id, ...]
    opened: date | None = None


def both(zh: str | None, en: str | None) -> Text | None:
    """The words in both languages, None where there are none. Raises ValueError where they are in one only."""
    if (zh is None) != (en is None):
        raise RefusedError("one-language")
    return Text(zh=zh, en=en) if zh is not None and en is not None else None


CellRow = FeatureRow[SubdistrictProperties, Areas]
PointRow = FeatureRow[PlaceProperties, Point | None] | FeatureRow[Station, Point]
