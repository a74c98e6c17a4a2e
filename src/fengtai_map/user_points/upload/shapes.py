"""Lines and areas: read from a cell, and what is said of them as of a point."""

import json
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats.crs import in_degrees, stated
from fengtai_map.formats.shapes import ShapeError, from_geojson, sound
from fengtai_map.geo.projection import GEOD

WKT = re.compile(
    r"\s*(?:SRID=(\d{4,6});)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*[（(]",
    re.IGNORECASE,
)
HEX = re.compile(r"0[01][0-9A-Fa-f]{40,}")
WIDE = str.maketrans("（），．　", "(),. ")
DIGITS = 6  # decimals of a degree: a tenth of a metre
VERTICES = 60  # of a shape that are looked at for their digits
LON = ("lng", "lon", "long", "longitude", "x", "经度")
LAT = ("lat", "latitude", "y", "纬度")


def looks_like_shape(text: str) -> bool:
    """Whether a cell holds a shape or a position as a program writes it, and no person."""
    return bool(WKT.match(text) or HEX.fullmatch(text) or text.startswith("{"))


def shape_of(text: str) -> tuple[BaseGeometry | None, str]:
    """The shape of a cell in WKT, WKB or GeoJSON, and the system it names: then it is in WGS-84 for certain.

    None where it has none. Raises ShapeError where it cannot be understood.
    """
    try:
        if text.startswith("{"):
            return _of_json(json.loads(text)), ""
        if HEX.fullmatch(text):
            shape = shapely.from_wkb(text)
            return _placed(shape, f"{shapely.get_srid(shape) or ''}")
        found = WKT.match(text)
        return _placed(shapely.from_wkt(text.translate(WIDE).rpartition(";")[2]), found[1] if found else "")
    except (ValueError, TypeError, ShapelyError, RecursionError) as error:
        raise ShapeError("unknown") from error


def _placed(shape: BaseGeometry, number: str | None) -> tuple[BaseGeometry | None, str]:
    about = stated(f"EPSG:{number}") if number and number != "0" else None
    if shape.is_empty or about is None or about.crs is None:
        return (None if shape.is_empty else sound(shape)[0]), ""
    return sound(in_degrees([shape], about)[0] or shape)[0], about.name


def _of_json(held: Any) -> BaseGeometry | None:  # noqa: ANN401  # a cell may hold anything
    if isinstance(held, Mapping) and "type" not in held:
        lower = {str(name).casefold(): value for name, value in held.items()}
        lon, lat = (next((lower[name] for name in names if name in lower), None) for names in (LON, LAT))
        return Point(float(lon), float(lat)) if lon is not None and lat is not None else None
    held = held.get("geometry") if isinstance(held, Mapping) and held.get("type") == "Feature" else held
    shape = from_geojson(held)
    return None if shape is None or shape.is_empty else sound(shape)[0]


def kind_of(shape: BaseGeometry) -> str:
    """What a shape is: "point", "points", "line" or "area"."""
    kinds = {"Point": "point", "MultiPoint": "points"}
    return kinds.get(shape.geom_type) or ("line" if "Line" in shape.geom_type else "area")


def middle(shape: BaseGeometry) -> tuple[float, float]:
    """A point of a shape that stands for it: halfway on its longest line, inside of its largest area."""
    parts = list(getattr(shape, "geoms", [shape]))
    if kind_of(shape) == "line":
        at = max(parts, key=lambda part: part.length).interpolate(0.5, normalized=True)
    elif kind_of(shape) == "points":
        at = min(parts, key=shape.centroid.distance)
    else:
        at = max(parts, key=lambda part: part.area).representative_point()
    return at.x, at.y


def spread(shape: BaseGeometry) -> float:
    """Metres from the point that stands for several to the farthest of them; degrees are given."""
    lon, lat = middle(shape)
    there = shapely.get_coordinates(shape)
    count = len(there)
    return float(max(GEOD.inv([lon] * count, [lat] * count, there[:, 0], there[:, 1])[2]))


def text_of(shape: BaseGeometry) -> str:
    """The GeoJSON geometry of a line or area as text, with 6 decimals; empty for a point."""
    if kind_of(shape) in ("point", "points"):
        return ""
    rounded = shapely.transform(shape, lambda at: np.round(at, DIGITS))
    return json.dumps(mapping(rounded), separators=(",", ":"))


def from_text(text: str) -> BaseGeometry:
    """The shape of a record's text."""
    shape: BaseGeometry = shapely.from_geojson(text)
    return shape


def size(shape: BaseGeometry) -> float:
    """The length of a line in metres, the area of an area in square metres, on the ellipsoid."""
    if kind_of(shape) == "line":
        return float(GEOD.geometry_length(shape))
    return float(abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(shape))[0]))


def unit(shape: BaseGeometry) -> float:
    """What the last digit of the positions counts, in their own unit."""
    there = shapely.get_coordinates(shape)[:VERTICES].ravel()
    return 10.0 ** -max(len(f"{value:.9f}".rstrip("0").partition(".")[2]) for value in there)
