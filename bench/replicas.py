"""Replicas of the dashboard behind nginx, with PostgreSQL as their common store, on this machine alone."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from bench.clerk import FIRST, add
from bench.process import free_port, healthy, started
from bench.readers import warm
from fengtai_map.user_points.store import open_store
from fengtai_map.user_points.store.connection import engine_of, read_url
from tools import nginx, postgres

HERE = "127.0.0.1"
SETTINGS = {
    "STREAMLIT_SERVER_BASE_URL_PATH": "fengtai",
    "FENGTAI_PROXIES": HERE,
    "FENGTAI_HOSTS": HERE,
    "FENGTAI_WRITING": "off",
}


@dataclass(frozen=True)
class Office:
    """Running servers: where readers come, the replicas behind and the addresses of these, the database they share."""

    url: str
    replicas: tuple[subprocess.Popen[bytes], ...]
    doors: tuple[str, ...]
    database: postgres.Server


@contextmanager
def servers(count: int) -> Iterator[Office]:
    """Replicas, their nginx and their filled store, healthy and warm; stopped by their own handles in any case."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="fengtai-scale-")))
        database = stack.enter_context(postgres.running())
        _fill(database.url)
        ports = [free_port() for _ in range(count + 1)]
        more = SETTINGS | {"FENGTAI_STORE": database.url}
        replicas = [stack.enter_context(replica(port, folder, "serve.py", **more)) for port in ports[1:]]
        stack.enter_context(nginx.running(folder, ports[0], ports[1:]))
        door, *doors = (f"http://127.0.0.1:{port}/fengtai" for port in ports)
        for url in (door, *doors):
            healthy(f"{url}/readyz")
        for url in doors:
            asyncio.run(warm(url))
        yield Office(door, tuple(replicas), tuple(doors), database)


def _fill(url: str) -> None:
    """The tables with PostGIS's geometries, and the first points."""
    first = engine_of(read_url(url))
    with first.begin() as connection:
        connection.execute(text("CREATE EXTENSION postgis"))
    first.dispose()
    store = open_store(url)
    add(store, 0, FIRST)
    store.close()


def replica(port: int, folder: Path, *command: str, **settings: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """A process that serves at a port with these settings and no others; its log is a file of the folder."""
    more = settings | {"STREAMLIT_SERVER_PORT": str(port)}
    return started([sys.executable, *command], folder / f"{port}.log", **more)
