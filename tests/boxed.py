"""Functions that the tests run in the reading process: what answers well, and what would harm a server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from fengtai_map.model import UserPoint


@dataclass(frozen=True)
class Held:
    """One of everything an answer may hold."""

    point: UserPoint
    shape: shapely.Geometry
    photo: bytes
    rows: tuple[tuple[str, ...], ...]
    more: dict[str, frozenset[int]]
    less: tuple["Held", ...] = ()


@dataclass(frozen=True)
class Foreign:
    """A record that no function here says it returns."""

    value: int


def same(value: Held) -> tuple[Held, float | None]:
    return value, float("inf")


def joined(first: str, second: str) -> str:
    return first + second


def pid(after: float = 0.0, mark: str = "") -> int:
    if mark:
        Path(mark).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(after)
    return os.getpid()


def hog(step: int) -> int:
    held = []
    while True:
        held.append(bytearray(os.urandom(step)))


def leap(size: int) -> int:
    """Asks for more at once than any watcher could see in time."""
    return len(bytearray(size))


def spin() -> int:
    while True:
        pass


def deaf(seconds: int) -> int:
    """Works in C and holds Python's lock: nothing inside the process can end it."""
    return sum(range(10**7 * seconds * 100))


def break_off(number: int) -> int:
    os.kill(os.getpid(), number)
    return 0


def fall(words: str) -> int:
    raise KeyError(words)


def foreign() -> int:
    return Foreign(1)  # type: ignore[return-value]


def long_answer(length: int) -> tuple[str, ...]:
    return tuple(f"{number:0100}" for number in range(length // 100))


def stepwise(*, report: Callable[[float], None], mark: str) -> float:
    report(0.25)
    Path(mark).write_text(str(os.getpid()), encoding="utf-8")
    while Path(mark).exists():
        time.sleep(0.01)
    return 0.5


def helped(script: str, mark: str) -> int:
    """Has its work done by another Python."""
    return subprocess.run([sys.executable, "-c", script, mark], check=False).returncode


def environment() -> dict[str, str]:
    return dict(os.environ)


def outside(way: str) -> str:
    ways: dict[str, Any] = {
        "socket": lambda: socket.create_connection(("127.0.0.1", 9)),
        "name": lambda: socket.getaddrinfo("localhost", 9),
        "program": lambda: subprocess.run(["true"], check=True),
        "shell": lambda: os.system("true"),  # noqa: S605  # what the test is about
    }
    try:
        ways[way]()
    except PermissionError as error:
        return str(error)
    return ""


def chatter() -> int:
    os.write(1, b"printed")
    os.write(2, b"said")
    return 0


def disk(size: int) -> int:
    with Path(os.environ["TMPDIR"], "spilt").open("wb") as file:
        while file.tell() < size:
            file.write(bytes(1 << 20))
        return file.tell()
