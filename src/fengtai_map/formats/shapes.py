"""Shapes as they stand in files -> shapes that can be drawn and measured."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from shapely.geometry.base import BaseGeometry

CHANGED = 1e-3  # of its area that an area may lose or gain when its outline is put right
RING = 4  # positions of the smallest ring, the last being the first
DEEPEST = 20  # collections inside each other


class ShapeError(Exception):
    """A shape that cannot be used: why, as the end of a code (`format-shape-…`)."""


def from_geojson(value: Any, depth: int = 0) -> BaseGeometry | None:  # noqa: ANN401  # a file may hold anything
    """The shape of a GeoJSON geometry, None where it has none. Raises ShapeError where it cannot be understood."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or depth > DEEPEST:
        raise ShapeError("unknown")
    kind, held = value.get("type"), value.get("coordinates")
    try:
        if kind == "GeometryCollection":
            parts = value.get("geometries")
            return together([from_geojson(one, depth + 1) for one in (parts if isinstance(parts, list) else [])])
        built = BUILT.get(f"{kind}")
        if built is None:
            raise ShapeError("unknown")
        return built(held) if held else None
    except (TypeError, ValueError, IndexError, OverflowError, ShapelyError) as error:
        raise ShapeError("unknown") from error


def position(value: Any) -> tuple[float, float]:  # noqa: ANN401  # as above
    """A position without its height. Raises TypeError, ValueError or IndexError where the value is no position."""
    if isinstance(value, (str, bytes, Mapping)):
        raise TypeError("no position")
    return float(value[0]), float(value[1])


def line(values: Sequence[Any]) -> LineString | Point:
    """A line; one position, or the same again and again, is a point."""
    held = [position(value) for value in values]
    return Point(held[0]) if len(set(held)) == 1 else LineString(held)


def polygon(rings: Sequence[Sequence[Any]]) -> Polygon:
    """An area; a ring that is open is closed."""
    outer, *holes = ([position(value) for value in ring] for ring in rings if ring)
    return Polygon(_closed(outer), [closed for hole in holes if len(closed := _closed(hole)) >= RING])


def _closed(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return ring if not ring or ring[0] == ring[-1] else [*ring, ring[0]]


BUILT: Mapping[str, Any] = {
    "Point": lambda held: Point(position(held)),
    "MultiPoint": lambda held: one_of(MultiPoint([position(one) for one in held])),
    "LineString": line,
    "MultiLineString": lambda held: together([line(one) for one in held if one]),
    "Polygon": polygon,
    "MultiPolygon": lambda held: together([polygon(one) for one in held if one]),
}


MANY: Mapping[str, Any] = {"Point": MultiPoint, "LineString": MultiLineString, "Polygon": MultiPolygon}


def one_of(shape: BaseGeometry) -> BaseGeometry:
    """The only part of a shape that has just one."""
    parts = list(getattr(shape, "geoms", ()))
    return one_of(parts[0]) if len(parts) == 1 else shape


def parts_of(shape: BaseGeometry | None) -> Iterator[BaseGeometry]:
    """The plain parts of a shape."""
    if shape is not None and not shape.is_empty:
        inner = getattr(shape, "geoms", None)
        if inner is None:
            yield shape
        else:
            for one in inner:
                yield from parts_of(one)


def together(shapes: Sequence[BaseGeometry | None]) -> BaseGeometry | None:
    """Several shapes as one; None where there is none. Parts of several kinds stay a collection."""
    parts = [part for shape in shapes for part in parts_of(shape)]
    if len(parts) < 2:  # noqa: PLR2004  # no several
        return parts[0] if parts else None
    kinds = {"LineString" if part.geom_type == "LinearRing" else part.geom_type for part in parts}
    many = MANY.get(kinds.pop(), GeometryCollection) if len(kinds) == 1 else GeometryCollection
    made: BaseGeometry = many(parts)
    return made


def sound(shape: BaseGeometry) -> tuple[BaseGeometry, str]:
    """A shape that can be drawn and measured, and what had to be done: "", "mixed" or "repaired".

    Of parts of several kinds the areas are kept, or else the lines. Raises ShapeError where a position is none, where
    nothing is left, or where an outline crosses itself so that its area is not certain.
    """
    flat = shapely.force_2d(shape)
    if not all(math.isfinite(number) for number in flat.bounds) or not _finite(flat):
        raise ShapeError("infinite")
    kept = _of_one_kind(flat)
    if kept.is_valid:
        return one_of(kept), "" if kept is flat else "mixed"
    try:
        repaired = _of_one_kind(shapely.make_valid(kept, method="structure", keep_collapsed=False))
    except ShapelyError as error:
        raise ShapeError("crossed") from error
    if repaired.is_empty or repaired.geom_type not in ("Polygon", "MultiPolygon"):
        raise ShapeError("flat")
    whole = sum(abs(ring) for ring in _areas(kept))
    if not whole or abs(repaired.area - whole) > CHANGED * whole:
        raise ShapeError("crossed")
    return one_of(repaired), "repaired"


def _finite(shape: BaseGeometry) -> bool:
    return bool(shapely.get_coordinates(shape).size) and bool(
        abs(shapely.get_coordinates(shape)).max() < 1e12  # noqa: PLR2004  # metres: farther than anything on Earth
    )


def _of_one_kind(shape: BaseGeometry) -> BaseGeometry:
    """The parts of a shape that have the most dimensions."""
    parts = list(parts_of(shape))
    most = max((shapely.get_dimensions(part) for part in parts), default=-1)
    kept = [part for part in parts if shapely.get_dimensions(part) == most]
    return shape if len(kept) == len(parts) and parts else together(kept) or shape


def _areas(shape: BaseGeometry) -> Iterator[float]:
    """The areas of the parts of a shape as their outlines enclose them, holes taken away."""
    for part in parts_of(shape):
        if isinstance(part, Polygon):
            holes = sum(abs(Polygon(ring).area) for ring in part.interiors)
            yield abs(Polygon(part.exterior).area) - holes
