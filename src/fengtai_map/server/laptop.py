"""The dashboard on the machine of who started it: a port that is free, and their browser opened when it answers."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from threading import Thread
from time import monotonic
from urllib.parse import urlsplit

HERE = "127.0.0.1"
NEXT = 50  # ports that are tried after the usual one
HIGHEST = 65535
START_TIMEOUT_S = 60  # seconds until a server answers at the latest
ANSWER, LONGEST = 2, 4096  # seconds and bytes of what another program at a port may say
PAUSE = 0.2  # seconds between two questions whether it does: a port where nobody listens refuses at once


def free(port: int) -> int:
    """This port of the machine, or the next one that nobody listens at; the last of them where all are taken."""
    last = min(port + NEXT, HIGHEST)
    return next((one for one in range(port, last) if not asyncio.run(_answers(one))), last)


def copy_of(folder: Path, environment: Mapping[str, str]) -> str:
    """What a copy of the dashboard with its data and store is known by; it says nothing of where they lie."""
    named = (str(folder.resolve()), *(environment.get(name, "") for name in ("FENGTAI_DATA", "FENGTAI_STORE")))
    return sha256("\n".join(named).encode()).hexdigest()[:16]


def running(port: int, base: str, copy: str) -> str:
    """The address of this very copy where it runs already, at the port or one after it; empty where it does not."""
    last = min(port + NEXT, HIGHEST)
    for one in range(port, last):
        said = asyncio.run(_said(one, f"{base}/healthz"))
        if said is None:
            return ""
        if f'"copy":"{copy}"' in said:
            return f"http://{HERE}:{one}{base}"
    return ""


async def _said(port: int, path: str) -> str | None:
    """What is answered at a port of this machine, None where nobody listens."""
    try:
        reader, writer = await asyncio.open_connection(HERE, port)
    except OSError:
        return None
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {HERE}:{port}\r\nConnection: close\r\n\r\n".encode())
        said = b""
        async with asyncio.timeout(ANSWER):
            while len(said) < LONGEST and (more := await reader.read(LONGEST)):
                said += more
        return said.decode(errors="replace")
    except (OSError, TimeoutError):  # somebody else's, who says nothing
        return ""
    finally:
        writer.close()


def show(url: str) -> None:
    """Say where the dashboard is, and open the browser there if the machine has a screen."""
    print(f"\n  丰台区功能组团地图  {url}\n", flush=True)  # noqa: T201  # it is the answer to a command
    if _has_screen():
        webbrowser.open(url)


def open_when_up(url: str) -> None:
    """Open the browser once the server answers; on a machine without a screen only print the address."""
    print(f"\n  丰台区功能组团地图  {url}\n", flush=True)  # noqa: T201  # it is the answer to a command
    if _has_screen():
        Thread(target=asyncio.run, args=(_open(url),), daemon=True).start()


def _has_screen() -> bool:
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


async def _open(url: str) -> None:
    end = monotonic() + START_TIMEOUT_S
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
