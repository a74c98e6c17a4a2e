"""Simulated readers: Streamlit sessions over real WebSockets, who press the pills of the cluster filter."""

import asyncio
import random
import time
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from bench.clerk import counter
from bench.session import BROKEN, Answer, Session, opened
from bench.ways import ATLAS
from fengtai_map.view import View

THINKING = (2.0, 6.0)  # seconds between two changes of a reader
AGAIN = 0.5  # seconds until a reader whose connection failed tries again
PILLS = "w-clusters"
CLUSTERS = [cluster.id for cluster in ATLAS.clusters]


@dataclass(frozen=True)
class Shown:
    """What stood on the page after a run, and the moments at which it was asked for and had come."""

    view: View
    began: float
    ended: float
    counter: str
    notices: tuple[str, ...] = ()
    mapped: bool = True


@dataclass
class Seen:
    """What one reader saw. Times are seconds of `time.monotonic`.

    `wrong` is held against the data as shipped; who adds points to it judges `shown` instead.
    """

    changes: list[tuple[float, float]] = field(default_factory=list)  # when asked, and how long until it was shown
    wrong: int = 0  # changes that showed something else
    losses: list[float] = field(default_factory=list)  # when a connection was lost
    returns: list[float] = field(default_factory=list)  # how long until the same View was shown again
    failures: int = 0  # connections that could not be made
    shown: list[Shown] = field(default_factory=list)


async def read(url: str, seed: int, end: float) -> Seen:
    """One reader changes the filter until the end, and comes back by the link of their View when cut off."""
    chance = random.Random(seed)  # noqa: S311  # so that every run does the same
    seen = Seen()
    await asyncio.sleep(chance.uniform(0, THINKING[0]))
    view, cookies, lost = View(), None, None
    while time.monotonic() < end:
        try:
            async with opened(url, cookies) as session:
                cookies = session.cookies
                await follow(session, view, seen)
                if lost is not None:
                    seen.returns.append(time.monotonic() - lost)
                    lost = None
                while time.monotonic() < end:
                    await asyncio.sleep(chance.uniform(*THINKING))
                    view = replace(view, clusters=tuple(chance.sample(CLUSTERS, 2)))
                    shown = await press(session, view, seen)
                    seen.changes.append((shown.began, shown.ended - shown.began))
        except BROKEN:
            if lost is None:
                lost = time.monotonic()
                seen.losses.append(lost)
            else:
                seen.failures += 1
            await asyncio.sleep(AGAIN)
    return seen


async def warm(url: str) -> None:
    """Let a replica draw its first map, so that nobody's wait for it is measured."""
    async with opened(url) as session:
        await session.run()


async def follow(session: Session, view: View, seen: Seen) -> Shown:
    """Open the link of a View."""
    began = time.monotonic()
    session.query = urlencode(view.query())
    return _noted(view, began, await session.run(), seen)


async def press(session: Session, view: View, seen: Seen) -> Shown:
    """Press the pills of a View's clusters."""
    began = time.monotonic()
    chosen = [number for number, name in enumerate(CLUSTERS) if name in view.clusters]
    return _noted(view, began, await session.press(PILLS, chosen), seen)


def _noted(view: View, began: float, answer: Answer, seen: Seen) -> Shown:
    shown = Shown(view, began, time.monotonic(), answer.counter, tuple(answer.notices), answer.mapped)
    seen.shown.append(shown)
    seen.wrong += shown.counter != counter(view)
    return shown
