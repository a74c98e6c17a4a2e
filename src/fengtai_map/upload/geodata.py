"""Files of geodata as rows of text: their properties, then the longitude and latitude of their points."""

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

import geopandas
import pyogrio

from fengtai_map.model.upload import Limits
from fengtai_map.upload.table import Sheet

DEGREES = "EPSG:4326"
POSITION = ("geometry-lon", "geometry-lat")  # also the first names of these fields in data/upload.toml
SHAPEFILE = ("shp", "shx", "dbf", "prj", "cpg")
SQLITE = b"SQLite format 3\x00"
VIRTUAL = b"<OGRVRT"  # a description that makes GDAL open other files


def read_geojson(content: bytes) -> Sheet:
    """The features of a GeoJSON file. Raises ValueError, TypeError or KeyError where it is none."""
    held = json.loads(content.decode("utf-8-sig"))
    features = held["features"]
    if not isinstance(features, list):
        raise ValueError("no features")  # noqa: TRY004  # the file is at fault, not its type
    heads = list(dict.fromkeys(str(key) for one in features for key in one.get("properties") or {}))
    lines = [[*heads, *POSITION]]
    for one in features:
        given = {str(key): value for key, value in (one.get("properties") or {}).items()}
        lines.append([*(_text(given.get(key)) for key in heads), *_pair(one.get("geometry"))])
    return Sheet(lines)


def read_kml(content: bytes, limits: Limits) -> Sheet:
    """The placemarks of a KML file. Raises ElementTree.ParseError or ValueError where it is none."""
    if b"<!DOCTYPE" in content or VIRTUAL in content or ET.fromstring(content).tag.rpartition("}")[2] != "kml":  # noqa: S314  # without DOCTYPE there is no entity
        raise ValueError("no KML")
    return _read(content, limits, "")


def read_gpkg(content: bytes, limits: Limits, layer: str) -> Sheet:
    """The features of a layer of a GeoPackage, of its first where none is named. Raises ValueError where it is none."""
    if not content.startswith(SQLITE):
        raise ValueError("no GeoPackage")
    return _read(content, limits, layer)


def read_shapefile(content: bytes, limits: Limits) -> Sheet:
    """The features of the one Shapefile in a zip archive. Raises ValueError where there is not exactly one.

    Only its own parts are handed on, under names of ours.
    """
    packed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if not name.startswith("__MACOSX")]
        stems = [name[:-4] for name in names if name.lower().endswith(".shp")]
        if len(stems) != 1:
            raise ValueError("not one Shapefile")
        for name in names:
            stem, _, ending = name.rpartition(".")
            if stem == stems[0] and ending.lower() in SHAPEFILE:
                new.writestr(f"layer.{ending.lower()}", old.read(name))
    return _read(packed.getvalue(), limits, "")


def _read(content: bytes, limits: Limits, layer: str) -> Sheet:
    names = tuple(str(name) for name in pyogrio.list_layers(BytesIO(content))[:, 0])
    chosen = names.index(layer) if layer in names else 0  # by number: GDAL may name a layer after its passing file
    held = geopandas.read_file(BytesIO(content), layer=chosen, engine="pyogrio", rows=limits.rows + 1)
    if not isinstance(held, geopandas.GeoDataFrame):
        raise ValueError("no geometry")  # noqa: TRY004  # the file is at fault, not its type
    if held.crs is not None:
        held = held.to_crs(DEGREES)
    columns = [column for column in held.columns if column != held.geometry.name]
    rows = held[columns].astype(object).where(held[columns].notna(), None).itertuples(index=False)
    lines = [[*(str(column) for column in columns), *POSITION]]
    geometries = (None if one is None else one.__geo_interface__ for one in held.geometry)
    lines += [[*map(_text, row), *_pair(one)] for row, one in zip(rows, geometries, strict=True)]
    several = names if len(names) > 1 else ()
    return Sheet(lines, name=names[chosen] if several else "", names=several)


def _pair(geometry: Any) -> tuple[str, str]:  # noqa: ANN401  # a file may hold anything
    """Longitude and latitude of a point; what is none is told by its type, which no number can be read from."""
    if not isinstance(geometry, Mapping):
        return "", ""
    points = list(_points(geometry))
    if len(points) == 1 and len(points[0]) > 1:
        return _text(points[0][0]), _text(points[0][1])
    kind = _text(geometry.get("type"))
    return kind, kind


def _points(geometry: Mapping[str, Any]) -> Iterator[list[Any]]:
    coordinates = geometry.get("coordinates")
    if isinstance(coordinates, (list, tuple)):
        if geometry.get("type") == "Point":
            yield list(coordinates)
        if geometry.get("type") == "MultiPoint":
            yield from (list(one) for one in coordinates if isinstance(one, (list, tuple)))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
