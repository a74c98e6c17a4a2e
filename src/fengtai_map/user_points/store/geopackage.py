"""What makes the SQLite file a GeoPackage (OGC 12-128r18), so that QGIS and GDAL open the points as a layer."""

import struct
from pathlib import Path
from typing import Any

import shapely
from sqlalchemy import Column, Connection, Integer, MetaData, Table
from sqlalchemy import Text as Words
from sqlalchemy.types import UserDefinedType

from fengtai_map.model import UserPoint
from fengtai_map.user_points.store.schema import METADATA, POINTS

WGS84 = 4326
HEADER = struct.pack("<2sBBi", b"GP", 0, 1, WGS84)  # of a geometry: little-endian, no envelope
CATALOGUE = Path(__file__).with_name("geopackage.sql").read_text(encoding="utf-8")


class Geometry(UserDefinedType[bytes]):
    """A column of geometries, as a GeoPackage declares it: POINT, or GEOMETRY for any."""

    cache_ok = True

    def __init__(self, declared: str = "POINT") -> None:
        self.declared = declared

    def get_col_spec(self, **_: Any) -> str:  # noqa: ANN401  # as SQLAlchemy calls it
        """The type of the column in CREATE TABLE."""
        return self.declared


def with_geometry(metadata: MetaData) -> Table:
    """The table of points with its geometry, in a metadata of SQLite alone."""
    table = POINTS.to_metadata(metadata)
    table.append_column(Column("geom", Geometry, nullable=False))
    return table


def shapes(metadata: MetaData) -> Table:
    """The layer of the records that are lines or areas, so that other programs see them as what they are."""
    texts = (Column(name, Words, nullable=False) for name in ("id", "name_zh", "name_en", "kind", "status"))
    geom = Column("geom", Geometry("GEOMETRY"), nullable=False)
    return Table("shapes", metadata, Column("fid", Integer, primary_key=True), *texts, geom)


def shape(point: UserPoint) -> dict[str, Any]:
    """The row of a line or area in that layer."""
    said = {"name_zh": point.name.zh, "name_en": point.name.en}
    packed = HEADER + shapely.to_wkb(shapely.from_geojson(point.shape), byte_order=1)
    return point.model_dump(include={"id", "kind", "status"}) | said | {"geom": packed}


def geometry(point: UserPoint) -> bytes:
    """The geometry of a point: header, then the point as WKB, all little-endian."""
    return HEADER + struct.pack("<BIdd", 1, 1, point.lon, point.lat)


def create(connection: Connection) -> None:
    """Make the tables, and the file a GeoPackage whose layer is the points. May be done again."""
    with_geometry(MetaData()).create(connection, checkfirst=True)
    shapes(MetaData()).create(connection, checkfirst=True)
    METADATA.create_all(connection)
    for statement in CATALOGUE.split(";\n"):
        connection.exec_driver_sql(statement)
