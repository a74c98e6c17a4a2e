"""What a sheet shows, for programs that draw maps: GeoJSON and GeoPackage, WGS-84, made in memory."""

import json
import sqlite3
from contextlib import closing
from io import BytesIO
from typing import Any

import geopandas
import pandas as pd
import pyogrio
from shapely.geometry import mapping, shape

from fengtai_map.content.distance import geometry
from fengtai_map.export.sheet import Sheet
from fengtai_map.export.tables import fact_row, listed, place_row, source_rows
from fengtai_map.model import Atlas, Place

Json = dict[str, Any]
CRS = "EPSG:4326"
GEOMETRY = {"places": "Point", "clusters": "MultiPolygon"}
COUNTED = (1).to_bytes(4, "big")
CATALOGUES = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents")  # where a GeoPackage lists its layers


def geojson(atlas: Atlas, sheet: Sheet, day: str) -> bytes:
    """The places of a sheet as GeoJSON (RFC 7946); one without a position has the geometry null."""
    collection = {
        "type": "FeatureCollection",
        "title": sheet.title,
        "date": day,
        "sources": [dict(zip(("what", "text", "terms"), one, strict=True)) for one in source_rows(atlas, sheet, day)],
        "facts": [fact_row(atlas, sheet, fact) for fact in sheet.figures],
        "features": [_feature(atlas, place, sheet.view.lang) for place in listed(atlas, sheet)],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _feature(atlas: Atlas, place: Place, lang: str) -> Json:
    at = geometry(place)
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": mapping(at) if at is not None else None,
        "properties": _properties(atlas, place, lang),
    }


def _properties(atlas: Atlas, place: Place, lang: str) -> Json:
    """The row of a place with names that programs can use, the codes of our data beside the words."""
    words = {key.replace("-", "_"): value for key, value in place_row(atlas, place, lang).items()}
    codes = {"kind_id": place.kind, "status_id": place.status, "status_now_id": place.now, "cluster_id": place.cluster}
    return {key: value for key, value in words.items() if key not in ("id", "lon", "lat")} | codes


def geopackage(atlas: Atlas, sheet: Sheet, day: str) -> bytes:
    """A GeoPackage with the places and clusters of a sheet as layers, its figures and sources as tables."""
    lang = sheet.view.lang
    chosen = [c for c in atlas.clusters if c.id in (sheet.view.clusters or {one.id for one in atlas.clusters})]
    places = listed(atlas, sheet)
    layers = {
        "places": _layer(
            [{"id": place.id} | _properties(atlas, place, lang) for place in places],
            [geometry(place) for place in places],
        ),
        "clusters": _layer(
            [{"id": c.id, "name_zh": c.name.zh, "name_en": c.name.en, "area_km2": c.area_km2} for c in chosen],
            [shape(atlas.geometry[cluster.id]) for cluster in chosen],
        ),
        "facts": pd.DataFrame([fact_row(atlas, sheet, fact) for fact in sheet.figures]),
        "sources": pd.DataFrame(source_rows(atlas, sheet, day), columns=["what", "text", "terms"]),
    }
    return _joined({name: _written(name, frame) for name, frame in layers.items() if len(frame)}, day)


def _layer(rows: list[Json], geometry: list[Any]) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(rows, geometry=geometry, crs=CRS)


def _written(name: str, frame: pd.DataFrame) -> bytes:
    """A GeoPackage of one layer. Without a spatial index, which a hundred features do not need."""
    packed = BytesIO()
    options = {"geometry_type": GEOMETRY[name], "promote_to_multi": name == "clusters"} if name in GEOMETRY else {}
    pyogrio.write_dataframe(frame, packed, driver="GPKG", layer=name, SPATIAL_INDEX="NO", **options)
    return packed.getvalue()


def _joined(files: dict[str, bytes], day: str) -> bytes:
    """Several GeoPackages as one: GDAL adds no second layer in memory, but the format is a SQLite database."""
    (_, first), *others = files.items()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as whole:
        whole.deserialize(first)
        whole.execute("ATTACH ':memory:' AS other")
        for name, content in others:
            whole.deserialize(content, name="other")
            (made,) = whole.execute("SELECT sql FROM other.sqlite_master WHERE name = ?", (name,)).fetchone()
            whole.execute(made)
            for table in (name, *CATALOGUES):
                whole.execute(f"INSERT INTO main.{table} SELECT * FROM other.{table}")  # noqa: S608  # our own names
        whole.execute("UPDATE gpkg_contents SET last_change = ?", (f"{day}T00:00:00.000Z",))
        whole_file = bytearray(whole.serialize())
    whole_file[24:28] = whole_file[92:96] = COUNTED  # how often the file was written, which is nobody's concern
    return bytes(whole_file)
