"""Thirty readers walk through one server for minutes: `make soak MINUTES=10`, which writes docs/soak.md.

serve.py as it is (bench/watched.py adds an address that counts) on SQLite, with a folder of its own for temporary
files. Readers open pages, filter, change the language, bring files and leave, others come; the store changes now and
then. When all have left, and Streamlit has waited its two minutes for them to come back, one more comes and goes, so
that whoever was waited for is let go. Ends with status 1 where the log holds an error, a reader met one, or a session,
an upload or a temporary file is left. How memory grows is reported only.
"""

import argparse
import asyncio
import json
import signal
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from bench.clerk import FIRST, add
from bench.gauge import Gauge, Log, measuring
from bench.process import free_port, healthy
from bench.readers import warm
from bench.replicas import replica
from bench.soak_page import Soaked, page
from bench.walkers import Walked, walk
from bench.ways import ROOT
from fengtai_map.user_points.store import open_store

PAGE = ROOT / "docs" / "soak.md"
CHANGES = 20.0  # seconds between two changes of the store
KEPT = 125.0  # seconds: Streamlit keeps a session that was cut off for two minutes
LEAVING = 30  # seconds in which the server has to notice that all have left


def main() -> int:
    """Measure, write the page, print it; whether anything was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=30)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))  # so that the server is stopped as well
    with TemporaryDirectory(prefix="fengtai-soak-") as name:
        soaked = _soaked(Path(name), given.minutes, given.readers)
    text = page(soaked)
    PAGE.write_text(text, encoding="utf-8")
    print(text)
    return 1 if soaked.errors else 0


def _soaked(folder: Path, minutes: float, readers: int) -> Soaked:
    """Start a server in a folder, have it walked through, stop it, and look at what is left."""
    port, temporary, store = free_port(), folder / "tmp", folder / "own.gpkg"
    temporary.mkdir()
    with replica(port, folder, "-m", "bench.watched", TMPDIR=str(temporary), FENGTAI_STORE=str(store)) as process:
        url = f"http://127.0.0.1:{port}"
        healthy(f"{url}/readyz")
        asyncio.run(warm(url))
        gauge = Gauge(process.pid, temporary)
        walked, held = asyncio.run(_visited(url, store, gauge, minutes * 60, readers))
        process.terminate()
        process.wait(LEAVING)
    log = Log.read(folder / f"{port}.log")
    return Soaked(minutes, readers, walked, gauge, held, log, gauge.files())


async def _visited(url: str, store: Path, gauge: Gauge, seconds: float, readers: int) -> tuple[Walked, dict[str, int]]:
    """What readers met until the end and what the server holds when all have left and been let go."""
    walked, end = Walked(), time.monotonic() + seconds
    changing = asyncio.create_task(asyncio.to_thread(_change, store, end))
    async with measuring(gauge):
        await asyncio.gather(*(walk(url, seed, end, walked) for seed in range(readers)))
        await changing
        await asyncio.sleep(KEPT)
        await warm(url)
        for _ in range(LEAVING):
            held = await asyncio.to_thread(_held, url)
            if not held["active"]:
                break
            await asyncio.sleep(1)
    gauge.look()  # at last: those who are waited for are let go when another has come and gone
    return walked, held


def _change(store: Path, end: float) -> None:
    """Add a point every so often; every change has each server draw its map anew."""
    opened = open_store(str(store))
    add(opened, 0, FIRST)
    count = FIRST
    while time.monotonic() + CHANGES < end:
        time.sleep(CHANGES)
        add(opened, count, 1)
        count += 1
    opened.close()


def _held(url: str) -> dict[str, int]:
    with urlopen(f"{url}/watched", timeout=60) as answer:  # noqa: S310  # our own server
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())
