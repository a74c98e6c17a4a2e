"""What a sheet shows, for programs that draw maps: GeoJSON and GeoPackage, WGS-84, made in memory."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from io import BytesIO
from typing import Any

import geopandas
import pandas as pd
import pyogrio
from shapely.geometry import mapping, shape

from fengtai_map.content.lights import columns
from fengtai_map.content.page_blocks import BlockTable
from fengtai_map.content.straight_lines import geometry
from fengtai_map.export.sheet import Sheet, listed
from fengtai_map.export.table_rows import PLACES, fact_row, place_row, source_rows, tables
from fengtai_map.geo.projection import DEGREES
from fengtai_map.model import Atlas, Place

Json = dict[str, Any]
HELD = ("places", "facts", "sources")  # of the tables of a sheet, what stands in a file for programs as it is
GEOMETRY = {"places": "Point", "clusters": "MultiPolygon"}
CODES = ("kind_id", "status_id", "status_now_id", "cluster_id")
COUNTED = (1).to_bytes(4, "big")
CATALOGUES = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents")  # where a GeoPackage lists its layers


def geojson(atlas: Atlas, sheet: Sheet, day: str) -> bytes:
    """The places of a sheet as GeoJSON (RFC 7946); one without a position has the geometry null."""
    places = listed(atlas, sheet)
    keys = _keys(sheet, places)
    collection = {
        "type": "FeatureCollection",
        "title": sheet.title,
        "date": day,
        "sources": [dict(zip(("what", "text", "terms"), one, strict=True)) for one in source_rows(atlas, sheet, day)],
        "about": sheet.content.about,
        "filter": list(sheet.content.filter),
        "facts": [fact_row(atlas, sheet, fact) for fact in sheet.figures],
        "tables": {table.id: _dicts(table) for table in tables(atlas, sheet, day) if table.id not in HELD},
        "features": [_feature(atlas, sheet, place, keys) for place in places],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


def _dicts(table: BlockTable) -> list[Json]:
    return [dict(zip((key for key, _ in table.heads), row, strict=True)) for row in table.rows]


def _feature(atlas: Atlas, sheet: Sheet, place: Place, keys: Sequence[str]) -> Json:
    at = geometry(place)
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": mapping(at) if at is not None else None,
        "properties": _properties(atlas, sheet, place, keys),
    }


def _properties(atlas: Atlas, sheet: Sheet, place: Place, keys: Sequence[str]) -> Json:
    """The row of a place with names that programs can use, the codes of our data beside the words."""
    words = place_row(atlas, sheet, place)
    codes = (place.kind, place.status, place.now, place.cluster)
    return {_key(key): words[key] for key in keys} | dict(zip(CODES, codes, strict=True))


def _keys(sheet: Sheet, places: Sequence[Place]) -> list[str]:
    return [key for key in columns(PLACES, places) if key not in ("id", "lon", "lat") and (sheet.base or key != "link")]


def _key(head: str) -> str:
    """A name of a column without signs that programs stumble over."""
    return head.replace("-", "_")


def geopackage(atlas: Atlas, sheet: Sheet, day: str) -> bytes:
    """A GeoPackage with the places and clusters of a sheet as layers, what else stands on its page as tables.

    A layer is there also where the sheet shows nothing: whoever has linked it finds it again.
    """
    chosen = [c for c in atlas.clusters if c.id in (sheet.view.clusters or {one.id for one in atlas.clusters})]
    places = listed(atlas, sheet)
    keys = _keys(sheet, places)
    layers: dict[str, pd.DataFrame] = {
        "places": _layer(
            ["id", *(_key(key) for key in keys), *CODES],
            [{"id": place.id} | _properties(atlas, sheet, place, keys) for place in places],
            [geometry(place) for place in places],
        ),
        "clusters": _layer(
            ["id", "name_zh", "name_en", "area_km2"],
            [{"id": c.id, "name_zh": c.name.zh, "name_en": c.name.en, "area_km2": c.area_km2} for c in chosen],
            [shape(atlas.geometry[cluster.id]) for cluster in chosen],
        ),
    }
    for table in tables(atlas, sheet, day):
        if table.id != "places":
            name = table.id if table.id in HELD else f"page_{_key(table.id)}"
            layers[name] = pd.DataFrame(table.rows, columns=[_key(key) for key, _ in table.heads], dtype=object)
    return _joined({name: _written(name, frame) for name, frame in layers.items()}, day)


def _layer(columns: list[str], rows: list[Json], geometry: list[Any]) -> geopandas.GeoDataFrame:
    frame = pd.DataFrame(rows, columns=columns)
    return geopandas.GeoDataFrame(frame, geometry=geometry, crs=DEGREES)


def _written(name: str, frame: pd.DataFrame) -> bytes:
    """A GeoPackage of one layer, which QGIS 3.22 reads too. Without an index, which a hundred features do not need."""
    packed = BytesIO()
    options = {"geometry_type": GEOMETRY[name], "promote_to_multi": name == "clusters"} if name in GEOMETRY else {}
    if name == "places" and not {*frame.geometry.dropna().geom_type} <= {"Point"}:
        options["geometry_type"] = "Unknown"  # the office's own lines and areas are among them
    made = {"dataset_options": {"VERSION": "1.2"}, "layer_options": {"SPATIAL_INDEX": "NO"}}
    pyogrio.write_dataframe(frame, packed, driver="GPKG", layer=name, **made, **options)
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
