"""Readers who walk: pages, filters, languages, uploads; each leaves after a while and another comes."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bench.clerk import listed
from bench.readers import CLUSTERS
from bench.session import BROKEN, Answer, Session, opened
from fengtai_map.i18n import LANGUAGES
from fengtai_map.view.url import View

THINKING = (2.0, 6.0)  # seconds between two steps of a reader
STAYS = (5, 25)  # steps of a reader until they leave
UPLOADED = 400  # points of a file
ANOTHER = "w-another"  # the button that puts the file in hand down
NOTE = "记" * 900  # at each: a file above a megabyte, which the server puts on its disk while it comes


@dataclass
class Walked:
    """What all readers met. `took` are milliseconds a run, by kind of step; `errors` whatever should not be."""

    took: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in ("open", *STEPS)})
    left: int = 0
    errors: list[str] = field(default_factory=list)


async def walk(url: str, seed: int, end: float, walked: Walked) -> None:
    """One reader after another, each a session of its own, until the end."""
    chance = random.Random(seed)  # noqa: S311  # so that every run does the same
    await asyncio.sleep(chance.uniform(0, THINKING[1]))
    while time.monotonic() < end:
        try:
            async with opened(url) as session:
                await _step("open", session.run(), walked)
                for _ in range(chance.randint(*STAYS)):
                    await asyncio.sleep(chance.uniform(*THINKING))
                    if time.monotonic() > end:
                        break
                    name = chance.choices(list(STEPS), [weight for weight, _ in STEPS.values()])[0]
                    await _step(name, STEPS[name][1](session, chance), walked)
            walked.left += 1
        except BROKEN as error:
            walked.errors.append(f"{type(error).__name__} {error}")


async def _step(name: str, running: Awaitable[Answer], walked: Walked) -> None:
    began = time.monotonic()
    answer = await running
    walked.took[name].append(1000 * (time.monotonic() - began))
    walked.errors += [f"{name}: {failure}" for failure in answer.failures]


async def _page(session: Session, chance: random.Random) -> Answer:
    return await session.run(chance.choice(sorted(session.pages)))


async def _filter(session: Session, chance: random.Random) -> Answer:
    return await session.commit(View(clusters=tuple(chance.sample(CLUSTERS, 2))).address())


async def _language(session: Session, chance: random.Random) -> Answer:
    return await session.commit(View(lang=chance.choice(LANGUAGES)).address())


async def _upload(session: Session, chance: random.Random) -> Answer:
    """A file of their own, so that nothing is known of it, read in the page and left there until they bring another."""
    await session.run("own")
    if ANOTHER in session.ids:
        await session.click(ANOTHER)
    place = max((key for key in session.ids if key.startswith("w-file")), key=lambda key: (len(key), key))
    return await session.upload(place, "points.csv", listed(chance.sample(range(900), UPLOADED), NOTE))


STEPS: dict[str, tuple[int, Callable[[Session, random.Random], Awaitable[Answer]]]] = {  # how often, and what
    "page": (4, _page),
    "filter": (4, _filter),
    "language": (1, _language),
    "upload": (1, _upload),
}
