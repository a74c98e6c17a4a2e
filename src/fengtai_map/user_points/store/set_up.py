"""The tables of a store, made where there are none and grown where they are older: on each of the two databases."""

import sqlite3
from contextlib import closing, suppress

from sqlalchemy import Connection, Engine, insert, inspect, select, update

from fengtai_map.problems import Problem
from fengtai_map.user_points.store import geopackage
from fengtai_map.user_points.store.errors import StoreError
from fengtai_map.user_points.store.schema import ADDED, FIRST, METADATA, SCHEMA, STORE

SET_UP_LOCK = {
    "sqlite": "SELECT 1",  # whoever writes has the lock
    "postgresql": "SELECT pg_advisory_xact_lock(110106)",  # any number, the same for all our servers
}
POSTGIS = "SELECT 1 FROM pg_extension WHERE extname = 'postgis'"
OWNED = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'points'::regclass"
HAS_GEOMETRY = "SELECT 1 FROM pg_attribute WHERE attrelid = 'points'::regclass AND attname = '{column}'"
POSTGIS_COLUMNS = {
    "geom": (
        """ALTER TABLE points ADD COLUMN geom geometry(Point, 4326)
           GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED""",
        "CREATE INDEX points_geom ON points USING gist (geom)",
    ),
    "shape_geom": (
        """ALTER TABLE points ADD COLUMN shape_geom geometry(Geometry, 4326)
           GENERATED ALWAYS AS (ST_SetSRID(ST_GeomFromGeoJSON(NULLIF(shape, '')), 4326)) STORED""",
    ),
}


def set_up(engine: Engine, file: str) -> None:
    """Make the tables where there are none; several servers may do so at once.

    Raises StoreError for tables that are not ours and for a store of a newer schema.
    """
    kind = engine.dialect.name
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql(SET_UP_LOCK[kind])
        before = check_tables(connection, file)
        _grown(connection, before)
        CREATE[kind](connection)
        if connection.execute(select(STORE)).first() is None:
            connection.execute(insert(STORE).values(schema=SCHEMA, version=0))
    if kind == "sqlite":
        _readers_beside_a_writer(engine)


def _readers_beside_a_writer(engine: Engine) -> None:
    """Write-ahead logging. A file system that cannot do it keeps SQLite's journal: as safe, but readers wait.

    After the set-up, since GDAL looks for a GeoPackage's number in the file itself and not in the log beside it.
    """
    connection = engine.raw_connection()
    # No harm where it fails: another process holds the file just now and sets the mode, or the next to open it does.
    with closing(connection), suppress(sqlite3.OperationalError):
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def check_tables(connection: Connection, file: str) -> int:
    """The schema of the tables, ours where there are none yet.

    Raises StoreError for tables that are not ours and for a store of a newer schema.
    """
    found, ours = set(inspect(connection).get_table_names()), set(METADATA.tables)
    if found & ours and not found >= FIRST:
        raise StoreError((Problem("store-foreign", file, "", {"detail": ", ".join(sorted(found & ours))}),))
    schema = connection.scalar(select(STORE.c.schema)) if found >= FIRST else SCHEMA
    if schema is None or schema > SCHEMA:
        raise StoreError((Problem("store-newer", file, "", {"found": str(schema), "known": str(SCHEMA)}),))
    return schema


def _grown(connection: Connection, schema: int) -> None:
    """Give the points of an older store the columns that came since; what is kept stays as it is."""
    for number in range(schema + 1, SCHEMA + 1):
        for name, empty in ADDED[number].items():
            connection.exec_driver_sql(f"ALTER TABLE points ADD COLUMN {name} TEXT NOT NULL DEFAULT '{empty}'")
        connection.execute(update(STORE).values(schema=number))


def _create_on_postgresql(connection: Connection) -> None:
    """Where PostGIS is, other programs see points, lines and areas as geometries, which the server keeps in step.

    Who does not own the tables finds them as they are.
    """
    METADATA.create_all(connection)
    if not connection.exec_driver_sql(OWNED).scalar() or not connection.exec_driver_sql(POSTGIS).first():
        return
    for column, statements in POSTGIS_COLUMNS.items():
        if not connection.exec_driver_sql(HAS_GEOMETRY.format(column=column)).first():
            for statement in statements:
                connection.exec_driver_sql(statement)


CREATE = {"sqlite": geopackage.create, "postgresql": _create_on_postgresql}
