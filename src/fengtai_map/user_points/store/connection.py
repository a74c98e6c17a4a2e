"""From a URL to connections: how each of the two databases is opened, locked and pooled."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError

from fengtai_map.problems import STORE_NAME, Problem
from fengtai_map.user_points.store.errors import StoreError

WRITER_TIMEOUT_S = 10  # seconds to wait for another writer
READER_TIMEOUT_S = 1  # seconds that a reader waits for who has locked the file as a whole: every page asks
SECRETS = ("password", "sslpassword")  # options of libpq that may stand in an address
ON_CONNECT = {  # a change that was acknowledged outlives a power cut
    "sqlite": ("PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"),
    "postgresql": (f"SET lock_timeout = '{WRITER_TIMEOUT_S}s'",),
}
# Repeated in each change: a pooler in transaction mode may give each transaction another connection, without earlier
# settings.
ON_WRITE = (
    f"SELECT set_config('lock_timeout', '{WRITER_TIMEOUT_S}s', true), set_config('synchronous_commit', 'on', true)"
)
CONNECTING: dict[str, dict[str, Any]] = {  # defaults, which the URL may override
    "sqlite": {"timeout": WRITER_TIMEOUT_S, "isolation_level": None},  # we say BEGIN ourselves
    "postgresql": {
        "connect_timeout": WRITER_TIMEOUT_S,
        "tcp_user_timeout": 1000
        * WRITER_TIMEOUT_S,  # milliseconds until a server that does not answer any more is given up
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
        "pool_timeout": WRITER_TIMEOUT_S,
        "pool_recycle": 1800,
    },
}


def is_begun(text: str) -> bool:
    """Whether there is a store at an address, or a server that has one; False where no file was ever made.

    Raises StoreError where the folder of the file is not there or may not be entered: who knows whether one was made?

    >>> is_begun(f"{folder}/own.gpkg"), is_begun("postgresql://db.example/fengtai")
    (False, True)
    """
    if "://" in text:
        return True
    file = Path(text)
    try:
        file.parent.stat()
        with suppress(FileNotFoundError):
            return bool(file.lstat())  # a link to what is away is one, too
    except OSError as error:
        reason = "forbidden" if isinstance(error, PermissionError) else "absent"
        raise StoreError((Problem("store-unwritable", STORE_NAME, "", {"reason": reason}),)) from error
    return False


def read_url(text: str) -> URL:
    """The address of a store: sqlite:///path, a bare path, postgresql://…. Raises StoreError for any other."""
    try:
        url = make_url(text) if "://" in text else URL.create("sqlite", database=text)
    except (ArgumentError, ValueError):
        url = URL.create("?")
    if url.drivername == "postgresql" and "@" in f"{url.host}/{url.database}":  # of a password, which would be shown
        url = URL.create("postgresql://…@…@…")
    if url.drivername == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in (None, "", ":memory:"):
        return url
    raise StoreError((Problem("store-url", "FENGTAI_STORE", "", {"scheme": url.drivername}),))


def shown(url: URL) -> str:
    """An address as problems and the log name it: without a password, wherever it stands.

    >>> shown(read_url("postgresql://fengtai:a@db.example/fengtai?password=b&sslmode=require"))
    'postgresql+psycopg://fengtai:***@db.example/fengtai?sslmode=require'
    """
    return url.difference_update_query(SECRETS).render_as_string(hide_password=True)


def reader_of(url: URL, engine: Engine) -> Engine:
    """The connections to read with: those of a server are its engine's, those to a file do not wait as long."""
    return engine_of(url, timeout=READER_TIMEOUT_S) if engine.dialect.name == "sqlite" else engine


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
    """An engine for a SQLite file on a disk that cannot be written to. None for a server, or where there is no file.

    A write-ahead log that was left beside the file (a process was killed, or the disk is full) is read with it: with
    an exclusive lock SQLite keeps the index of the log in memory. Without a log the file is opened as immutable.
    """
    file = Path(url.database or "")
    if url.get_backend_name() != "sqlite" or not _size(file):
        return None
    if _size(file.with_name(f"{file.name}-wal")):
        alone = engine_of(url, timeout=READER_TIMEOUT_S)
        event.listen(
            alone, "connect", lambda connection, _: connection.execute("PRAGMA locking_mode = EXCLUSIVE"), insert=True
        )
        return alone
    return engine_of(url.set(database=file.resolve().as_uri(), query={"immutable": "1", "uri": "true"}))


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
