"""What happens while readers read: a writer adds points, a replica is killed, the database restarts."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bench.clerk import FIRST
from bench.history import Held, History
from bench.readers import Seen, follow, read
from bench.replicas import Office
from bench.session import BROKEN, opened
from bench.ways import ROOT
from fengtai_map.view.url import View

PACE = 3.0  # seconds between two changes of the writer
TURNING = 0.3  # of the readers’ steps: to another page, which then holds what the store does
DOWN = 4.0  # seconds for which the database stays away


@dataclass
class Visit:
    """What every reader saw, what the store held, and when the accident was.

    `spread` is how long after each acknowledgement the last living replica showed the change, in milliseconds.
    """

    seen: list[Seen]
    history: History
    accident: float
    spread: list[float] = field(default_factory=list)

    @property
    def wrong(self) -> int:
        """How many pages held what the store gave no reason for, and how many changes were not kept."""
        pages = sum(not self.history.right(shown) for one in self.seen for shown in one.shown)
        return pages + sum(one.wrong for one in self.seen)


async def calm(office: Office, readers: int, seconds: float) -> Visit:
    """Readers read, nothing happens."""
    began = time.monotonic()
    reading = _reading(office, readers, began + seconds)
    return Visit(list(await asyncio.gather(*reading)), History([Held(FIRST, began, began)]), began)


async def killed(office: Office, readers: int, seconds: float) -> Visit:
    """A writer adds a point every few seconds; half-way a replica is killed."""
    end = time.monotonic() + seconds
    async with _writer(office) as (states, spread):
        reading = _reading(office, readers, end)
        await asyncio.sleep(seconds / 2)
        accident = time.monotonic()
        office.replicas[0].kill()
        seen = list(await asyncio.gather(*reading))
    return Visit(seen, History(states), accident, spread)


async def restarted(office: Office, readers: int, seconds: float) -> Visit:
    """After a third of the time the database is stopped, as an administrator does, and started again."""
    began = time.monotonic()
    reading = _reading(office, readers, began + seconds)
    await asyncio.sleep(seconds / 3)
    stopped = time.monotonic()
    await asyncio.to_thread(office.database.stop, "fast")
    await asyncio.sleep(DOWN)
    await asyncio.to_thread(office.database.start)
    down = (stopped, time.monotonic())
    return Visit(list(await asyncio.gather(*reading)), History([Held(FIRST, began, began)], down), stopped)


def _reading(office: Office, readers: int, end: float) -> list[asyncio.Task[Seen]]:
    return [asyncio.create_task(read(office.url, seed, end, turning=TURNING)) for seed in range(readers)]


@asynccontextmanager
async def _writer(office: Office) -> AsyncIterator[tuple[list[Held], list[float]]]:
    """The states of the store and how soon each was seen everywhere, while another process makes them."""
    command = (sys.executable, "-m", "bench.clerk", office.database.url, str(PACE))
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, cwd=ROOT)
    states, spread = [await _state(process)], []
    following = asyncio.create_task(_follow(process, office, states, spread))
    try:
        yield states, spread
    finally:
        process.stdin.close()  # it ends once the change that it is at is acknowledged
        await following
        await process.wait()


async def _follow(process: asyncio.subprocess.Process, office: Office, states: list[Held], spread: list[float]) -> None:
    """Note every state that the writer tells of, and look at once at every replica."""
    looking = None
    while state := await _state(process):
        before = {one.count for one in states}
        states.append(state)
        if looking is None or looking.done():  # a look that takes longer than the writer's pace is not queued up
            looking = asyncio.create_task(_look(office, before, state, spread))
    if looking:
        await looking


async def _look(office: Office, before: set[int], state: Held, spread: list[float]) -> None:
    """Ask every replica at once, and note when the last that lives shows the state."""
    seen = [moment for moment in await asyncio.gather(*(_when(door, before) for door in office.doors)) if moment]
    spread.append(1000 * (max(seen) - state.ended))


async def _state(process: asyncio.subprocess.Process) -> Held | None:
    """The next state that the writer tells of; None when it has ended."""
    words = (await process.stdout.readline()).split()
    return Held(int(words[0]), float(words[1]), float(words[2])) if words else None


async def _when(door: str, before: set[int]) -> float | None:
    """When one who just came to a replica sees none of the numbers of points before; None if it died."""
    try:
        async with opened(door) as session:
            while (shown := await follow(session, View())).points in before:
                pass
            return shown.ended
    except BROKEN:
        return None
