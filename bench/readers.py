"""Simulated readers: Streamlit sessions over real WebSockets, who change the filter and say so to the server."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import cache
from urllib.request import urlopen

from bench.process import SLOWEST
from bench.session import BROKEN, Session, opened
from bench.ways import ATLAS, GEOJSON, state
from fengtai_map.view.url import View

THINKING = (1.5, 2.5)  # seconds between two changes of a reader
AGAIN = 0.5  # seconds until a reader whose connection failed tries again
PILLS = "w-clusters"
CLUSTERS = [cluster.id for cluster in ATLAS.clusters]
BOOKS: dict[str, int] = {}  # the office’s own points in a book, by its name, which is its fingerprint


@dataclass(frozen=True)
class Shown:
    """What a page held that was opened, and the moments at which it was asked for and had come.

    `points` counts the office's own.
    """

    began: float
    ended: float
    points: int
    notices: tuple[str, ...] = ()
    mapped: bool = True


@dataclass
class Seen:
    """What one reader saw. Times are seconds of `time.monotonic`."""

    changes: list[tuple[float, float]] = field(default_factory=list)  # when asked, and how long until it was answered
    wrong: int = 0  # changes that were not kept, or showed something else
    losses: list[float] = field(default_factory=list)  # when a connection was lost
    returns: list[float] = field(default_factory=list)  # how long until the same View was shown again
    failures: int = 0  # connections that could not be made
    shown: list[Shown] = field(default_factory=list)


async def commit(session: Session, view: View) -> bool:
    """Change the filter of ours: the browser shows it and tells the server, which says what it has taken over."""
    return (await session.commit(view.address())).heard == session.number


async def press(session: Session, view: View) -> bool:
    """Change the filter of a peer: press the pills of a View's clusters; whether the counter is right."""
    answer = await session.press(PILLS, [number for number, name in enumerate(CLUSTERS) if name in view.clusters])
    return answer.counter == _counter(tuple(sorted(view.clusters)))


async def read(
    url: str, seed: int, end: float, change: Callable[[Session, View], Awaitable[bool]] = commit, turning: float = 0
) -> Seen:
    """One reader changes the filter until the end, and comes back by the link of their View when cut off.

    So large a part of the steps goes to another page instead.
    """
    chance = random.Random(seed)  # noqa: S311  # so that every run does the same
    seen = Seen()
    await asyncio.sleep(chance.uniform(0, THINKING[0]))
    view, cookies, lost = View(), None, None
    while time.monotonic() < end:
        try:
            async with opened(url, cookies) as session:
                cookies = session.cookies
                seen.shown.append(await follow(session, view))
                if lost is not None:
                    seen.returns.append(time.monotonic() - lost)
                    lost = None
                while time.monotonic() < end:
                    await asyncio.sleep(chance.uniform(*THINKING))
                    if chance.random() < turning:
                        seen.shown.append(await follow(session, view, chance.choice(sorted(session.pages))))
                        continue
                    view = replace(view, clusters=tuple(chance.sample(CLUSTERS, 2)))
                    began = time.monotonic()
                    seen.wrong += not await change(session, view)
                    seen.changes.append((began, time.monotonic() - began))
        except BROKEN:
            if lost is None:
                lost = time.monotonic()
                seen.losses.append(lost)
            else:
                seen.failures += 1
            await asyncio.sleep(AGAIN)
    return seen


async def hurry(url: str, seconds: float, change: Callable[[Session, View], Awaitable[bool]] = commit) -> int:
    """One reader changes the filter without any thought for so long; how often."""
    views = [View(clusters=(one,)) for one in CLUSTERS]
    async with opened(url) as session:
        await session.run()
        end, count = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            await change(session, views[count % len(views)])
            count += 1
    return count


async def warm(url: str) -> None:
    """Let a server make its first map and book, so that nobody's wait is measured. Raises RuntimeError if it cannot."""
    async with opened(url) as session:
        answer = await session.run()
        if answer.failures or not (answer.book or answer.counter):
            raise RuntimeError(f"{url} does not show its page", *answer.failures)
        await own_points(url, answer.book)


async def follow(session: Session, view: View, page: str | None = None) -> Shown:
    """Open the link of a View, or go to a page."""
    began = time.monotonic()
    session.query = view.address()
    answer = await session.run(page)
    ended = time.monotonic()
    return Shown(began, ended, await own_points(session.url, answer.book), tuple(answer.notices), answer.mapped)


async def own_points(url: str, book: str) -> int:
    """How many of the office's own points a book of ours holds; each is fetched once. Raises OSError."""
    if book and book not in BOOKS:
        BOOKS[book] = await asyncio.to_thread(_own_points, f"{url}/component/{book}")
    return BOOKS.get(book, 0)


def _own_points(address: str) -> int:
    with urlopen(address, timeout=SLOWEST) as answer:  # noqa: S310  # our own server
        held = json.load(answer)
    return sum(point["own"] for point in held["points"]) + (held["layer"] or {"total": 0})["total"]


@cache
def _counter(clusters: tuple[str, ...]) -> str:
    """What a peer's counter says, worked out from the data."""
    return ATLAS.words["zh"]("page.counter", n=state(GEOJSON, clusters)["n"], total=len(ATLAS.places))
