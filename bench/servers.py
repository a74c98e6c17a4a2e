"""A way on a free port, for as long as it is measured."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.process import free_port, healthy, started
from bench.ways import ROOT, Way

OUT = ROOT / "bench" / "out"


@dataclass(frozen=True)
class Server:
    """A running way: its address, its process, and the file its output goes to."""

    way: Way
    url: str
    pid: int
    log: Path


@contextmanager
def served(way: Way, store: str) -> Iterator[Server]:
    """A healthy server of a way that shows the points of a store. Raises RuntimeError with its output."""
    OUT.mkdir(exist_ok=True)
    port = free_port()
    command = [part.replace("{port}", str(port)) for part in way.command]
    log = OUT / f"{way.name.replace(' ', '-')}.log"
    with started(command, log, FENGTAI_STORE=store, STREAMLIT_SERVER_PORT=str(port)) as process:
        server = Server(way, f"http://127.0.0.1:{port}/", process.pid, log)
        try:
            healthy(f"{server.url}{way.health}", process)
        except RuntimeError as error:
            raise RuntimeError(f"{way.name} did not start:\n{log.read_text(encoding='utf-8')}") from error
        yield server
