"""A server under measurement: started with settings of its own, asked whether it is well, and what it has used.

What it has used comes from Linux's /proc; it is not a number on other systems.
"""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.ways import ROOT

LOOKS = 600  # at the health of a starting server, a tenth of a second apart
LEAVING = 10  # seconds in which a server has to end
SLOWEST = 30  # seconds until an answer of a server counts as lost
OURS = ("FENGTAI_", "STREAMLIT_")  # how settings begin
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 1
USER, SYSTEM = 11, 12  # in /proc/<pid>/stat, after the name of the program


@contextmanager
def started(command: Sequence[str], log: Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process with these settings and no others, its output in a file; stopped by its own handle in any case."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out, env=clean | settings)
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Asked to end, it removes its temporary files; one that does not end is killed."""
    process.terminate()
    try:
        process.wait(LEAVING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def healthy(url: str, process: subprocess.Popen[bytes] | None = None) -> None:
    """Return when an address answers with success. Raises RuntimeError when it never does, or its process ends."""
    for _ in range(LOOKS):
        try:
            with urlopen(url, timeout=SLOWEST):  # noqa: S310  # our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
        if process is not None and process.poll() is not None:
            break
    raise RuntimeError(f"{url} did not answer")


def busy(pid: int) -> float:
    """Seconds of a processor that it has used so far."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return float("nan")
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[USER]) + int(fields[SYSTEM])) / TICKS


def resident(pid: int) -> float:
    """Its resident memory in MB."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    lines = status.read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))
