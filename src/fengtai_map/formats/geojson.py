"""GeoJSON as features: a collection, one feature, a bare geometry, or one of these a line."""

from collections.abc import Iterator, Mapping
from typing import Any

from fengtai_map.formats.crs import Stated, stated
from fengtai_map.formats.features import FileFeature
from fengtai_map.formats.shapes import BUILT, ShapeError, from_geojson

GEOMETRIES = (*BUILT, "GeometryCollection")


def is_geojson(value: Any) -> bool:  # noqa: ANN401  # a file may hold anything
    """Whether a value is GeoJSON of any kind."""
    if not isinstance(value, Mapping):
        return False
    return isinstance(value.get("features"), list) or value.get("type") in ("Feature", *GEOMETRIES)


def geojson_features(value: Mapping[str, Any]) -> Iterator[FileFeature]:
    """The features of GeoJSON."""
    if isinstance(value.get("features"), list):
        for one in value["features"]:
            yield from geojson_features(one) if _collection(one) else [_feature(one)]
    elif value.get("type") == "Feature":
        yield _feature(value)
    else:
        yield _shaped({}, value)


def stated_of(value: Mapping[str, Any]) -> Stated | None:
    """What `crs` states: of a collection, else of its features or their geometries, where PostGIS writes it.

    None where nobody can understand it, or where features state different systems.
    """
    texts = dict.fromkeys(_code(crs) for crs in _frames(value, None)) or {_code(value.get("crs")): None}
    said = [stated(text) for text in texts]
    return said[0] if len(said) == 1 or all(one == said[0] for one in said) else None


def _frames(value: Any, above: Any) -> Iterator[Any]:  # noqa: ANN401  # a file may hold anything
    """The `crs` of each feature that has a geometry: its own, or of what it stands in."""
    if not isinstance(value, Mapping):
        return
    here = value.get("crs") or above
    if isinstance(value.get("features"), list):
        for one in value["features"]:
            yield from _frames(one, here)
    elif value.get("type") != "Feature" and "geometry" not in value:
        yield here
    elif isinstance(geometry := value.get("geometry"), Mapping):
        yield geometry.get("crs") or here


def _code(crs: Any) -> str:  # noqa: ANN401  # as above
    """The name, code or address of a system, empty where there is none."""
    if not isinstance(crs, Mapping):
        return "" if crs is None else f"{crs}"
    properties = crs.get("properties")
    given = properties if isinstance(properties, Mapping) else {}
    named = given.get("name") or given.get("code") or given.get("href") or ""
    return f"EPSG:{named}" if crs.get("type") == "EPSG" else f"{named}"


def _collection(value: Any) -> bool:  # noqa: ANN401  # a file may hold anything
    return isinstance(value, Mapping) and value.get("type") == "FeatureCollection" and "geometry" not in value


def _feature(value: Any) -> FileFeature:  # noqa: ANN401  # as above
    if not isinstance(value, Mapping):
        return FileFeature({}, None, "unknown")
    if value.get("type") in GEOMETRIES:
        return _shaped({}, value)
    properties = value.get("properties")
    held = dict(properties) if isinstance(properties, Mapping) else {}
    if value.get("id") not in (None, "") and "id" not in held:
        held["id"] = value["id"]
    return _shaped(held, value.get("geometry"))


def _shaped(properties: Mapping[str, Any], geometry: Any) -> FileFeature:  # noqa: ANN401  # as above
    try:
        return FileFeature(properties, from_geojson(geometry))
    except ShapeError as error:
        return FileFeature(properties, None, f"{error}")
