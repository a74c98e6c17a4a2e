"""GeoJSON as features: a collection, one feature, a bare geometry, or one of these a line."""

from collections.abc import Iterator, Mapping
from typing import Any

from fengtai_map.formats.crs import NOT_STATED, Stated, stated
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
    """What the member `crs` states; None where nobody can understand it."""
    crs = value.get("crs")
    if not isinstance(crs, Mapping):
        return NOT_STATED if crs is None else stated(f"{crs}")
    properties = crs.get("properties")
    named = properties.get("name") or properties.get("code") if isinstance(properties, Mapping) else None
    code = f"EPSG:{named}" if crs.get("type") == "EPSG" else f"{named or ''}"
    return stated(code)


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
