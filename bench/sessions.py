"""Many sessions at once, each way and each number of them on a server of its own; run.py calls it as a command.

Dash is left out: its page asks the server nothing. Markers are too: they only wait longer than geojson.
The points are those of FENGTAI_STORE. What was measured is printed as JSON, a record a line.
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from bench.markdown import quantile
from bench.process import busy, resident
from bench.readers import Seen, commit, hurry, press, read, warm
from bench.servers import Server, served
from bench.ways import GEOJSON, NO_MAP, OURS, Way

CHANGE = {OURS: commit, GEOJSON: press, NO_MAP: press}
HURRY = 4.0  # seconds in which one reader makes as many changes as the server answers
BEFORE_END = 1.0  # seconds before the end at which memory is read: all sessions are open
LOST = float("inf")  # what a change counts that never came


@dataclass(frozen=True)
class Crowd:
    """What so many sessions of a way saw: changes, of them wrong and lost, milliseconds until they were answered.

    Of the server: its memory in MB while all read, and milliseconds of its processor for a change when nothing else
    happens.
    """

    way: str
    sessions: int
    changes: int
    wrong: int
    lost: int
    p50: float
    p95: float
    memory: float
    processor: float


def crowd(way: Way, sessions: int, seen: Sequence[Seen], memory: float, processor: float) -> Crowd:
    """The record of what readers saw; a lost change took longer than any other."""
    lost = sum(len(one.losses) + one.failures for one in seen)
    times = sorted([1000 * took for one in seen for _, took in one.changes] + [LOST] * lost)
    middle, slow = (quantile(times, part) for part in (0.5, 0.95))
    wrong = sum(one.wrong for one in seen)
    return Crowd(way.name, sessions, len(times), wrong, lost, middle, slow, memory, processor)


async def gathered(server: Server, sessions: int, seconds: float) -> Crowd:
    """What every reader saw and the server used."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(sessions))
    url, change = server.url.rstrip("/"), CHANGE[server.way]
    await warm(url)
    used = busy(server.pid)
    count = await hurry(url, HURRY, change)
    processor = 1000 * (busy(server.pid) - used) / count
    end = time.monotonic() + seconds
    reading = [asyncio.ensure_future(read(url, seed, end, change)) for seed in range(sessions)]
    await asyncio.sleep(seconds - BEFORE_END)
    memory = resident(server.pid)
    return crowd(server.way, sessions, await asyncio.gather(*reading), memory, processor)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", required=True, help="numbers, commas between")
    parser.add_argument("--seconds", type=float, required=True, help="of each visit")
    given = parser.parse_args()
    for way in CHANGE:
        for sessions in map(int, given.sessions.split(",")):
            with served(way, os.environ["FENGTAI_STORE"]) as server:
                seen = asyncio.run(gathered(server, sessions, given.seconds))
            print(json.dumps(asdict(seen)), flush=True)


if __name__ == "__main__":
    main()
