"""The JSON of ArcGIS as features: attributes, and x and y, paths or rings."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from shapely.errors import ShapelyError
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import Polygon

from fengtai_map.formats.crs import NOT_STATED, Stated, stated
from fengtai_map.formats.features import FileFeature
from fengtai_map.formats.shapes import from_geojson, line, position, together

BEIJING = 8 * 3_600_000  # milliseconds that its clock is before UTC
LATEST = 6 * 10**13  # milliseconds since 1970: beyond, nobody means a day
AREA = 3  # different positions that an area has at least


def is_esri(value: Any) -> bool:  # noqa: ANN401  # a file may hold anything
    """Whether a value is a set of features of ArcGIS."""
    if not isinstance(value, Mapping) or not isinstance(value.get("features"), list):
        return False
    return any(isinstance(one, Mapping) and "attributes" in one for one in value["features"][:1])


class _Fields:
    """What a set says of its fields: how they are called, what their codes mean, and which hold a moment."""

    def __init__(self, given: Any) -> None:  # noqa: ANN401  # as above
        known = [one for one in (given if isinstance(given, list) else ()) if isinstance(one, Mapping)]
        often = Counter(f"{one.get('alias')}" for one in known)
        self._aliases = {f"{one.get('name')}": f"{one.get('alias') or ''}" for one in known}
        self._aliases = {name: alias for name, alias in self._aliases.items() if often[alias] == 1}
        self._words = {f"{one.get('name')}": dict(_codes(one.get("domain"))) for one in known}
        self._moments = {f"{one.get('name')}" for one in known if one.get("type") == "esriFieldTypeDate"}

    def said(self, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """Attributes by the aliases of their fields, as people read them: the day of a moment is that of Beijing."""
        return {self._aliases.get(name) or name: self._value(name, value) for name, value in attributes.items()}

    def _value(self, name: str, value: Any) -> Any:  # noqa: ANN401  # as above
        if word := self._words.get(name, {}).get(f"{value}"):
            return word
        if name not in self._moments or not isinstance(value, int) or abs(value) > LATEST:
            return value
        moment = f"{np.datetime64(value + BEIJING, 'ms')}"  # 2026-06-30T00:00:00.000
        return moment.removesuffix("T00:00:00.000").replace("T", " ").removesuffix(".000")


def _codes(domain: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401  # as above
    """The codes of a domain with their words."""
    codes = domain.get("codedValues") if isinstance(domain, Mapping) else None
    for one in codes if isinstance(codes, list) else ():
        if isinstance(one, Mapping):
            yield f"{one.get('code')}", f"{one.get('name') or ''}"


def esri_features(value: Mapping[str, Any]) -> Iterator[FileFeature]:
    """The features of a set, their attributes by the aliases of their fields and as people read them."""
    fields = _Fields(value.get("fields"))
    for one in value["features"]:
        held = one if isinstance(one, Mapping) else {}
        attributes = held.get("attributes")
        properties = fields.said(attributes) if isinstance(attributes, Mapping) else {}
        try:
            yield FileFeature(properties, _shape(held.get("geometry")))
        except (TypeError, ValueError, IndexError, OverflowError, ShapelyError):
            yield FileFeature(properties, None, "unknown")


def esri_stated(value: Mapping[str, Any]) -> Stated | None:
    """What the set or its geometries state of the coordinates; None where nobody can understand it, or they differ."""
    own = [one.get("geometry") for one in value["features"] if isinstance(one, Mapping)]
    given = [one.get("spatialReference") for one in (value, *own) if isinstance(one, Mapping)]
    found = [one for one in given if isinstance(one, Mapping)]
    if not found:
        return NOT_STATED
    first = _stated(found[0])
    return first if all(one == found[0] or _stated(one) == first for one in found) else None


def _stated(reference: Mapping[str, Any]) -> Stated | None:
    number = reference.get("latestWkid") or reference.get("wkid")
    web = "EPSG:3857" if number in (102100, 102113, 900913) else f"EPSG:{number}"
    return stated(web if number else f"{reference.get('wkt') or ''}")


def _shape(geometry: Any) -> BaseGeometry | None:  # noqa: ANN401  # as above
    if not isinstance(geometry, Mapping) or (geometry.get("x") in ("NaN", None) and "x" in geometry):
        return None
    if "x" in geometry:
        return Point(position([geometry["x"], geometry["y"]]))
    if "points" in geometry:
        return from_geojson({"type": "MultiPoint", "coordinates": geometry["points"]})
    if "paths" in geometry:
        return together([line(path) for path in geometry["paths"] if path])
    if "rings" in geometry:
        return _area([[position(one) for one in ring] for ring in geometry["rings"]])
    return None


def _area(rings: list[list[tuple[float, float]]]) -> BaseGeometry | None:
    """Rings as areas: what lies in an odd number of them is inside."""
    area: BaseGeometry | None = None
    for ring in rings:
        if len(set(ring)) < AREA:
            continue
        one = Polygon(ring)
        area = one if area is None else area.symmetric_difference(one)
    return area
