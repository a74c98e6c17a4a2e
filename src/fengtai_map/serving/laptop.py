"""The dashboard on the machine of who started it: a port that is free, and their browser opened when it answers."""

import asyncio
import os
import sys
import webbrowser
from threading import Thread
from time import monotonic
from urllib.parse import urlsplit

HERE = "127.0.0.1"
NEXT = 50  # ports that are tried after the usual one
HIGHEST = 65535
PATIENCE = 60  # seconds until a server answers at the latest
PAUSE = 0.2  # seconds between two questions whether it does: a port where nobody listens refuses at once


def free(port: int) -> int:
    """This port of the machine, or the next one that nobody listens at; the last of them where all are taken."""
    last = min(port + NEXT, HIGHEST)
    return next((one for one in range(port, last) if not asyncio.run(_answers(one))), last)


def open_when_up(url: str) -> None:
    """Open the browser once the server answers; a machine without a screen is told the address only."""
    print(f"\n  丰台区功能组团地图  {url}\n", flush=True)  # noqa: T201  # it is the answer to a command
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        Thread(target=asyncio.run, args=(_open(url),), daemon=True).start()


async def _open(url: str) -> None:
    end = monotonic() + PATIENCE
    while not await _answers(urlsplit(url).port or 80):
        if monotonic() > end:
            return
        await asyncio.sleep(PAUSE)
    webbrowser.open(url)


async def _answers(port: int) -> bool:
    """Whether somebody listens at a port of this machine."""
    try:
        _, writer = await asyncio.open_connection(HERE, port)
    except OSError:
        return False
    writer.close()
    return True
