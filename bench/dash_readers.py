"""Simulated readers of the page in Dash: the question that its filter asks, over HTTP."""

import asyncio
import json
import random
import time
from typing import Any
from urllib.request import Request, urlopen

from bench.process import SLOWEST
from bench.readers import THINKING, Seen
from bench.ways import ATLAS, DASH, state

CHOSEN = "w-clusters"


async def read(url: str, seed: int, end: float) -> Seen:
    """One reader changes the filter until the end, as one of a Streamlit page does."""
    chance = random.Random(seed)  # noqa: S311  # so that every run does the same
    seen = Seen()
    await asyncio.sleep(chance.uniform(0, THINKING[0]))
    question = await asyncio.to_thread(_question, url)
    while time.monotonic() < end:
        await asyncio.sleep(chance.uniform(*THINKING))
        clusters = tuple(chance.sample([one.id for one in ATLAS.clusters], 2))
        began = time.monotonic()
        try:
            said = await asyncio.to_thread(_asked, url, question, clusters)
        except OSError:
            seen.losses.append(began)
            continue
        seen.wrong += said["counter"]["children"] != state(DASH, clusters)["counter"]
        seen.changes.append((began, time.monotonic() - began))
    return seen


async def warm(url: str) -> None:
    """Let the server answer once, so that nobody's wait for it is measured."""
    _asked(url, _question(url), ())


def _question(url: str) -> dict[str, Any]:
    """The callback that the server itself answers, as the page learns it."""
    with urlopen(f"{url}/_dash-dependencies", timeout=SLOWEST) as answer:  # noqa: S310  # our own server
        known = json.load(answer)
    return next(one for one in known if one["clientside_function"] is None)


def _asked(url: str, question: dict[str, Any], clusters: tuple[str, ...]) -> dict[str, Any]:
    """The new properties of the page's parts, by their ids. Raises OSError when no answer comes in time."""
    names = [name.rpartition(".") for name in question["output"].strip(".").split("...")]
    asked = {
        "output": question["output"],
        "outputs": [{"id": part, "property": name} for part, _, name in names],
        "inputs": [{"id": CHOSEN, "property": "value", "value": list(clusters)}],
        "changedPropIds": [f"{CHOSEN}.value"],
        "state": [],
    }
    body, kind = json.dumps(asked).encode(), {"Content-Type": "application/json"}
    request = Request(f"{url}/_dash-update-component", body, kind)  # noqa: S310  # our own server
    with urlopen(request, timeout=SLOWEST) as answer:  # noqa: S310  # as above
        response: dict[str, Any] = json.load(answer)["response"]
    return response
