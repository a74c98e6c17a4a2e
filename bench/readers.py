"""Simulated readers: Streamlit sessions over real WebSockets, with the messages that a browser sends."""

import asyncio
import random
import re
import time
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

from bench.ways import ATLAS, WAYS, state
from fengtai_map.view import View

THINKING = (2.0, 6.0)  # seconds between two changes of a reader
SLOWEST = 30.0  # seconds after which a change counts as an error
AGAIN = 0.5  # seconds until a reader whose connection failed tries again
BROKEN = (OSError, WebSocketException, InvalidHandshake, asyncio.TimeoutError)


@dataclass
class Seen:
    """What one reader saw. Times are seconds since the epoch of `time.monotonic`."""

    changes: list[tuple[float, float]] = field(default_factory=list)  # when asked, and how long until it was shown
    wrong: int = 0  # changes that showed something else
    losses: list[float] = field(default_factory=list)  # when a connection was lost
    returns: list[float] = field(default_factory=list)  # how long until the same View was shown again
    failures: int = 0  # connections that could not be made


async def read(url: str, seed: int, end: float) -> Seen:
    """One reader changes the filter until the end, and comes back by the link of their View when cut off."""
    chance = random.Random(seed)  # noqa: S311  # so that every run does the same
    seen = Seen()
    await asyncio.sleep(chance.uniform(0, THINKING[0]))
    lost = None
    view, cookie = View(), ""
    while time.monotonic() < end:
        try:
            async with connect(_stream(url), additional_headers=_cookie(cookie), max_size=None) as socket:
                cookie = cookie or _given(socket)
                seen.wrong += not await _shown(socket, url, view)
                if lost is not None:
                    seen.returns.append(time.monotonic() - lost)
                    lost = None
                while time.monotonic() < end:
                    await asyncio.sleep(chance.uniform(*THINKING))
                    view = View(clusters=tuple(chance.sample([one.id for one in ATLAS.clusters], 2)))
                    began = time.monotonic()
                    seen.wrong += not await _shown(socket, url, view)
                    seen.changes.append((began, time.monotonic() - began))
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
    async with connect(_stream(url), max_size=None) as socket:
        await _shown(socket, url, View())


async def _shown(socket: ClientConnection, url: str, view: View) -> bool:
    """Ask for a View as a link does, wait until the run has ended; whether the counter of that View came."""
    asked = BackMsg()
    asked.rerun_script.query_string = "&".join(f"{name}={value}" for name, value in view.query().items())
    asked.rerun_script.context_info.url = f"{url}/"
    counter = state(WAYS[0], view.clusters)["counter"].encode()
    async with asyncio.timeout(SLOWEST):
        await socket.send(asked.SerializeToString())
        shown = False
        async for data in socket:
            message = ForwardMsg.FromString(data)
            shown = shown or counter in data
            if message.WhichOneof("type") == "script_finished":
                return shown
    raise ConnectionError("the server closed before the run had ended")


def _stream(url: str) -> str:
    return f"{url.replace('http', 'ws', 1)}/_stcore/stream"


def _cookie(cookie: str) -> dict[str, str]:
    return {"Cookie": cookie} if cookie else {}


def _given(socket: ClientConnection) -> str:
    """The cookie by which the proxy knows a reader again, where there is a proxy."""
    headers = socket.response.headers if socket.response else {}
    found = re.match(r"fengtai_door=[^;]+", headers.get("Set-Cookie", ""))
    return found.group() if found else ""
