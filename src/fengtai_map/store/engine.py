"""From a URL to a database that is ready: how each of the two is opened, locked and set up."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, insert, inspect, make_url, select
from sqlalchemy.exc import ArgumentError

from fengtai_map.problems import Problem
from fengtai_map.store import geopackage
from fengtai_map.store.errors import StoreError
from fengtai_map.store.tables import METADATA, SCHEMA, STORE

PATIENCE = 10  # seconds to wait for another writer
GLANCE = 1  # seconds that a reader waits for who has locked the file as a whole: every page asks
ON_CONNECT = {  # a change that was acknowledged outlives a power cut
    "sqlite": ("PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"),
    "postgresql": (f"SET lock_timeout = '{PATIENCE}s'",),
}
# Said again in each change: behind a pooler that hands out connections by transaction, what was said to one is not said
# to the next.
ON_WRITE = f"SELECT set_config('lock_timeout', '{PATIENCE}s', true), set_config('synchronous_commit', 'on', true)"
CONNECTING: dict[str, dict[str, Any]] = {  # what an address may say otherwise
    "sqlite": {"timeout": PATIENCE, "isolation_level": None},  # we say BEGIN ourselves
    "postgresql": {
        "connect_timeout": PATIENCE,
        "tcp_user_timeout": 1000 * PATIENCE,  # milliseconds until a server that does not answer any more is given up
        "keepalives_idle": 30,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "prepare_threshold": None,  # what was prepared on one connection of a pooler is not there on the next
    },
}
POOL: dict[str, dict[str, Any]] = {
    # A file is opened for each question. Who keeps it open goes on with a file that was removed or replaced, and what
    # is written there is lost; opening costs less than a millisecond.
    "sqlite": {"poolclass": NullPool},
    # At most ten connections a process; one that the server has closed is noticed before it is used.
    "postgresql": {
        "pool_pre_ping": True,
        "pool_size": 5,
        "max_overflow": 5,
        "pool_timeout": PATIENCE,
        "pool_recycle": 1800,
    },
}
SET_UP_LOCK = {
    "sqlite": "SELECT 1",  # whoever writes has the lock
    "postgresql": "SELECT pg_advisory_xact_lock(110106)",  # any number, the same for all our servers
}
POSTGIS = "SELECT 1 FROM pg_extension WHERE extname = 'postgis'"
OWNED = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'points'::regclass"
HAS_GEOMETRY = "SELECT 1 FROM pg_attribute WHERE attrelid = 'points'::regclass AND attname = 'geom'"
POSTGIS_COLUMN = (
    """ALTER TABLE points ADD COLUMN geom geometry(Point, 4326)
       GENERATED ALWAYS AS (ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED""",
    "CREATE INDEX points_geom ON points USING gist (geom)",
)


def read_url(text: str) -> URL:
    """The address of a store: sqlite:///path, a bare path, postgresql://…. Raises StoreError for any other."""
    try:
        url = make_url(text) if "://" in text else URL.create("sqlite", database=text)
    except (ArgumentError, ValueError):
        url = URL.create("?")
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise StoreError((Problem("store-url", "FENGTAI_STORE", "", {"scheme": url.drivername}),))


def reader_of(url: URL, engine: Engine) -> Engine:
    """The connections to read with: those of a server are its engine's, those to a file do not wait as long."""
    return engine_of(url, timeout=GLANCE) if engine.dialect.name == "sqlite" else engine


def engine_of(url: URL, **connecting: object) -> Engine:
    """The connections to a store; none is made yet. Many threads may share them."""
    kind = url.get_backend_name()
    ours = {name: value for name, value in CONNECTING[kind].items() if name not in url.query}
    engine = create_engine(url, connect_args=ours | connecting, hide_parameters=True, **POOL[kind])

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: object) -> None:  # noqa: ANN401  # of either driver
        try:
            for statement in ON_CONNECT[kind]:
                connection.execute(statement)
            connection.commit()
        except BaseException:  # SQLite opens its file only now
            connection.close()
            raise

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        if kind == "sqlite":  # a reader that turns writer could find itself overtaken: a writer takes the lock at once
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        elif writes:
            connection.exec_driver_sql(ON_WRITE)

    return engine


def sealed(url: URL) -> Engine | None:
    """A SQLite file as one that nobody changes: it can be read where nothing can be written beside it.

    None for a server, for a file that is not there or empty, and where a log waits: somebody is changing it, or was
    killed.
    """
    file = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not _size(file) or _size(file.with_name(f"{file.name}-wal")):
        return None
    return engine_of(url.set(database=file.resolve().as_uri(), query={"immutable": "1", "uri": "true"}))


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def set_up(engine: Engine, file: str) -> None:
    """Make the tables where there are none; several servers may do so at once.

    Raises StoreError for tables that are not ours and for a store of a newer schema.
    """
    kind = engine.dialect.name
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql(SET_UP_LOCK[kind])
        check_tables(connection, file)
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
    # Who is in the way sets it as well, or whoever opens the store next.
    with closing(connection), suppress(sqlite3.OperationalError):
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def check_tables(connection: Connection, file: str) -> None:
    """Raises StoreError for tables that are not ours and for a store of a newer schema."""
    found, ours = set(inspect(connection).get_table_names()), set(METADATA.tables)
    if found & ours and not ours <= found:
        raise StoreError((Problem("store-foreign", file, "", {"detail": ", ".join(sorted(found & ours))}),))
    schema = connection.scalar(select(STORE.c.schema)) if ours <= found else SCHEMA
    if schema is None or schema > SCHEMA:
        raise StoreError((Problem("store-newer", file, "", {"found": str(schema), "known": str(SCHEMA)}),))


def _create_on_postgresql(connection: Connection) -> None:
    """Where PostGIS is, other programs see the points as geometries, which the server keeps in step.

    Who does not own the tables finds them as they are.
    """
    METADATA.create_all(connection)
    owned = connection.exec_driver_sql(OWNED).scalar()
    if owned and connection.exec_driver_sql(POSTGIS).first() and not connection.exec_driver_sql(HAS_GEOMETRY).first():
        for statement in POSTGIS_COLUMN:
            connection.exec_driver_sql(statement)


CREATE = {"sqlite": geopackage.create, "postgresql": _create_on_postgresql}
