"""Many readers and several servers, on this machine alone: `make scale-test`, which writes docs/scale.md.

Replicas of serve.py stand behind a real nginx with deploy/nginx.conf. Readers change their filter; half-way one
replica is killed, its readers reconnect. Then the same readers without the accident, on one replica and on all.
PostgreSQL joins here when the pages read a shared store: start it in `servers` and hand its URL to the replicas.
"""

import argparse
import asyncio
import os
import platform
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from bench.readers import THINKING, Seen, read, warm
from bench.ways import ROOT
from tools import nginx

PAGE = ROOT / "docs" / "scale.md"
SETTINGS = {"STREAMLIT_SERVER_BASE_URL_PATH": "fengtai", "FENGTAI_PROXIES": "127.0.0.1", "FENGTAI_WRITING": "off"}
LOOKS = 600  # at the health of a starting server, a tenth of a second apart
HEAD = ("changes", "p50 ms", "p95 ms", "wrong", "lost", "back", "p50 s", "slowest s", "refused")


@dataclass(frozen=True)
class Office:
    """Running servers: where readers come, and the replicas behind."""

    url: str
    replicas: tuple[subprocess.Popen[bytes], ...]


@contextmanager
def servers(count: int) -> Iterator[Office]:
    """Replicas and their nginx, healthy; they are stopped by their own handles, whatever happens."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="fengtai-scale-")))
        ports = [_free_port() for _ in range(count + 1)]
        replicas = [stack.enter_context(_replica(port, folder)) for port in ports[1:]]
        stack.enter_context(nginx.running(folder, ports[0], ports[1:]))
        for port in ports:
            _wait(f"http://127.0.0.1:{port}/fengtai/readyz")
        for port in ports[1:]:
            asyncio.run(warm(f"http://127.0.0.1:{port}/fengtai"))
        yield Office(f"http://127.0.0.1:{ports[0]}/fengtai", tuple(replicas))


@contextmanager
def _replica(port: int, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("FENGTAI_", "STREAMLIT_"))}
    environment = clean | SETTINGS | {"STREAMLIT_SERVER_PORT": str(port)}
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "serve.py"], cwd=ROOT, stderr=log, env=environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str) -> None:
    for _ in range(LOOKS):
        try:
            with urlopen(url, timeout=30):  # noqa: S310  # our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer")


async def visit(office: Office, readers: int, seconds: float, *, killing: bool) -> tuple[list[Seen], float]:
    """What every reader saw, and the moment at which a replica died or would have died."""
    began = time.monotonic()
    middle = began + seconds / 2
    reading = [asyncio.create_task(read(office.url, seed, began + seconds)) for seed in range(readers)]
    await asyncio.sleep(seconds / 2)
    if killing:
        office.replicas[0].kill()
    return list(await asyncio.gather(*reading)), middle


def row(seen: Sequence[Seen], since: float, until: float) -> list[str]:
    """The cells of HEAD for what was asked in a span of time."""
    times = sorted(1000 * took for one in seen for began, took in one.changes if since <= began < until)
    losses = [at for one in seen for at in one.losses if since <= at < until]
    returns = sorted(took for one in seen for took in one.returns) if losses else []
    middle, slow = (_quantile(times, part) for part in (0.5, 0.95))
    back = (f"{statistics.median(returns):.1f}", f"{returns[-1]:.1f}") if returns else ("", "")
    wrong, refused = sum(one.wrong for one in seen), sum(one.failures for one in seen)
    cells = (len(times), f"{middle:.0f}", f"{slow:.0f}", wrong, len(losses), len(returns), *back, refused)
    return [str(cell) for cell in cells]


def _quantile(times: Sequence[float], part: float) -> float:
    return times[min(int(len(times) * part), len(times) - 1)] if times else float("nan")


def memory(process: subprocess.Popen[bytes]) -> int:
    """The resident memory of a running process in MB, from Linux's /proc."""
    lines = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure, write the page, print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--replicas", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60, help="of the visit with the accident; each other a third")
    given = parser.parse_args()
    with servers(given.replicas) as office:
        seen, middle = asyncio.run(visit(office, given.readers, given.seconds, killing=True))
        sizes = [memory(process) for process in office.replicas if process.poll() is None]
    accident = [["before", *row(seen, 0, middle)], ["after", *row(seen, middle, float("inf"))]]
    others = [_calm(count, readers, given.seconds / 3) for count in (1, given.replicas) for readers in _steps(given)]
    text = _page(given, accident, others, sizes)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


def _steps(given: argparse.Namespace) -> list[int]:
    return [given.readers // 10, given.readers // 3, given.readers]


def _calm(replicas: int, readers: int, seconds: float) -> list[str]:
    with servers(replicas) as office:
        seen, _ = asyncio.run(visit(office, readers, seconds, killing=False))
    return [str(replicas), str(readers), *row(seen, 0, float("inf"))[:4]]


def _page(given: argparse.Namespace, accident: list[list[str]], others: list[list[str]], sizes: list[int]) -> str:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    low, high = (f"{bound:.0f}" for bound in THINKING)
    return f"""# Several servers, measured

Written by `make scale-test` on {datetime.now(UTC).date()}: {os.cpu_count()} cores, {total} GB, \
{platform.system()}, Python {platform.python_version()}.
Readers, replicas and nginx share the machine. A reader changes the filter every {low} to {high} seconds.
A change counts from the message to the end of the run, and is wrong unless the counter of its filter came.
Every replica has drawn its first map before. No database takes part yet.

## One of {given.replicas} replicas is killed under {given.readers} readers

{table(["", *HEAD], accident)}

Lost: connections cut. Back: those that showed the same filter again, opened from the link in the address bar, and how
long that took. Wrong and refused count the whole visit. Memory of the survivors: {", ".join(map(str, sizes))} MB.

## One replica or {given.replicas}

{table(["replicas", "readers", *HEAD[:4]], others)}
"""


if __name__ == "__main__":
    main()
