"""What makes the SQLite file a GeoPackage (OGC 12-128r18), so that QGIS and GDAL open the points as a layer."""

import struct
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table
from sqlalchemy.types import UserDefinedType

from fengtai_map.model import OwnPoint
from fengtai_map.store.tables import METADATA, POINTS

WGS84 = 4326
CATALOGUE = Path(__file__).with_name("geopackage.sql").read_text(encoding="utf-8")


class Geometry(UserDefinedType[bytes]):
    """A column of points, as a GeoPackage declares it."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:  # noqa: ANN401  # as SQLAlchemy calls it
        """The type of the column in CREATE TABLE."""
        return "POINT"


def with_geometry(metadata: MetaData) -> Table:
    """The table of points with its geometry, in a metadata of SQLite alone."""
    table = POINTS.to_metadata(metadata)
    table.append_column(Column("geom", Geometry, nullable=False))
    return table


def geometry(point: OwnPoint) -> bytes:
    """The geometry of a point: header, WGS-84, no envelope; then the point as WKB, all little-endian."""
    return struct.pack("<2sBBi", b"GP", 0, 1, WGS84) + struct.pack("<BIdd", 1, 1, point.lon, point.lat)


def create(connection: Connection) -> None:
    """Make the tables, and the file a GeoPackage whose layer is the points. May be done again."""
    with_geometry(MetaData()).create(connection, checkfirst=True)
    METADATA.create_all(connection)
    for statement in CATALOGUE.split(";\n"):
        connection.exec_driver_sql(statement)
