"""A dashboard of our own on a free port, for as long as it is measured."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from ways import ROOT, Way

LOGS = ROOT / "bench" / "out"
LOOKS = 600  # at the health of a starting server, a tenth of a second apart


@dataclass(frozen=True)
class Server:
    """A running way: its address, and the file its output goes to."""

    way: Way
    url: str
    log: Path


@contextmanager
def served(way: Way) -> Iterator[Server]:
    """A healthy server of a way; it is stopped by its own handle, whatever happens."""
    LOGS.mkdir(exist_ok=True)
    port = _free_port()
    server = Server(way, f"http://127.0.0.1:{port}/", LOGS / f"{way.name.replace(' ', '-')}.log")
    options = (f"--server.port={port}", "--server.headless=true", "--server.address=127.0.0.1")
    keyless = {name: value for name, value in os.environ.items() if not name.startswith("FENGTAI_")}
    with server.log.open("w", encoding="utf-8") as log:
        process = subprocess.Popen([*way.command, *options], cwd=ROOT, stdout=log, stderr=log, env=keyless)
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
        if _healthy(server.url):
            return
        try:
            process.wait(timeout=0.1)
            break
        except subprocess.TimeoutExpired:
            continue
    raise RuntimeError(f"{server.way.name} did not start:\n{server.log.read_text(encoding='utf-8')}")


def _healthy(url: str) -> bool:
    try:
        with urlopen(f"{url}_stcore/health", timeout=5) as answer:  # noqa: S310  # our own server
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
