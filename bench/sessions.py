"""Many sessions at once, each way and each number of them on a server of its own; run.py calls it as a command.

The points are those of FENGTAI_STORE. What was measured is printed as JSON, a record a line.
"""

import argparse
import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass

from bench import dash_readers, readers
from bench.markdown import quantile
from bench.process import resident
from bench.readers import Seen
from bench.servers import Server, served
from bench.ways import DASH, GEOJSON, NO_MAP, OURS, Way

PEERS = (OURS, GEOJSON, NO_MAP, DASH)  # markers are left out: they only wait longer than geojson
READ: dict[str, Callable[[str, int, float], Awaitable[Seen]]] = {DASH.name: dash_readers.read}
WARM: dict[str, Callable[[str], Awaitable[None]]] = {DASH.name: dash_readers.warm}
BEFORE_END = 1.0  # seconds before the end at which memory is read: all sessions are open
LOST = float("inf")  # what a change counts that never came


@dataclass(frozen=True)
class Crowd:
    """What so many sessions of a way saw: changes, of them wrong and lost, milliseconds, the server's memory in MB."""

    way: str
    sessions: int
    changes: int
    wrong: int
    lost: int
    p50: float
    p95: float
    memory: float


def crowd(way: Way, sessions: int, seen: Sequence[Seen], memory: float) -> Crowd:
    """The record of what readers saw; a lost change took longer than any other."""
    lost = sum(len(one.losses) + one.failures for one in seen)
    times = sorted([1000 * took for one in seen for _, took in one.changes] + [LOST] * lost)
    middle, slow = (quantile(times, part) for part in (0.5, 0.95))
    return Crowd(way.name, sessions, len(times), sum(one.wrong for one in seen), lost, middle, slow, memory)


async def gathered(server: Server, sessions: int, seconds: float) -> tuple[list[Seen], float]:
    """What every reader saw, and the server's memory while all of them read."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(sessions))
    url, name = server.url.rstrip("/"), server.way.name
    await WARM.get(name, readers.warm)(url)
    end = time.monotonic() + seconds
    read = READ.get(name, readers.read)
    reading = [asyncio.ensure_future(read(url, seed, end)) for seed in range(sessions)]
    await asyncio.sleep(seconds - BEFORE_END)
    memory = resident(server.pid)
    return list(await asyncio.gather(*reading)), memory


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", required=True, help="numbers, commas between")
    parser.add_argument("--seconds", type=float, required=True, help="of each visit")
    given = parser.parse_args()
    for way in PEERS:
        for sessions in map(int, given.sessions.split(",")):
            with served(way, os.environ["FENGTAI_STORE"]) as server:
                seen, memory = asyncio.run(gathered(server, sessions, given.seconds))
            print(json.dumps(asdict(crowd(way, sessions, seen, memory))), flush=True)


if __name__ == "__main__":
    main()
