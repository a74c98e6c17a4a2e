"""A way on a free port, for as long as it is measured."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.ways import ROOT, Way

OUT = ROOT / "bench" / "out"
LOOKS = 600  # at the health of a starting server, a tenth of a second apart


@dataclass(frozen=True)
class Server:
    """A running way: its address, its process, and the file its output goes to."""

    way: Way
    url: str
    pid: int
    log: Path


@contextmanager
def served(way: Way, store: str) -> Iterator[Server]:
    """A healthy server of a way that shows the points of a store; stopped by its own handle, whatever happens."""
    OUT.mkdir(exist_ok=True)
    port = _free_port()
    command = [part.replace("{port}", str(port)) for part in way.command]
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FENGTAI_", "STREAMLIT_"))}
    file = OUT / f"{way.name.replace(' ', '-')}.log"
    with file.open("w", encoding="utf-8") as log:
        environment = clean | {"FENGTAI_STORE": store}
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env=environment)
        server = Server(way, f"http://127.0.0.1:{port}/", process.pid, file)
        try:
            _wait(process, server)
            yield server
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], server: Server) -> None:
    """Return when the server says that it is well. Raises RuntimeError with its output when it never does."""
    for _ in range(LOOKS):
        if _healthy(f"{server.url}{server.way.health}"):
            return
        try:
            process.wait(timeout=0.1)
            break
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError(f"{server.way.name} did not start:\n{server.log.read_text(encoding='utf-8')}")


def _healthy(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310  # our own server
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
