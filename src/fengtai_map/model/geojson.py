"""Geometries as GeoJSON has them (RFC 7946): positions are WGS-84 longitude and latitude in degrees."""

from typing import Annotated, Literal

from pydantic import FailFast, Field

from fengtai_map.model.record import Record

# A strict number is no text; beyond these bounds lie metres of a projection. Of many problems the first is reported.
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
