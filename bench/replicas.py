"""Replicas of the dashboard behind nginx, with PostgreSQL as their common store, on this machine alone."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import text

from bench.clerk import FIRST, add
from bench.readers import warm
from bench.ways import ROOT
from fengtai_map.store import open_store
from fengtai_map.store.engine import engine_of, read_url
from tools import nginx, postgres

SETTINGS = {"STREAMLIT_SERVER_BASE_URL_PATH": "fengtai", "FENGTAI_PROXIES": "127.0.0.1", "FENGTAI_WRITING": "off"}
LOOKS = 600  # at the health of a starting server, a tenth of a second apart


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


@contextmanager
def replica(port: int, folder: Path, *command: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that serves at a port with these settings and no others; its log is a file of the folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FENGTAI_", "STREAMLIT_"))}
    environment = clean | settings | {"STREAMLIT_SERVER_PORT": str(port)}
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, stderr=log, env=environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def healthy(url: str) -> None:
    """Return when an address answers with success. Raises RuntimeError when it never does."""
    for _ in range(LOOKS):
        try:
            with urlopen(url, timeout=30):  # noqa: S310  # our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer")


def memory(pid: int) -> float:
    """The resident memory of a running process in MB, from Linux's /proc."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
