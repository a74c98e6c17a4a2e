"""What runs in the process: it waits for a function and its arguments, calls it, and says what it returned."""

import os
import pickle
import shutil
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, BinaryIO

from fengtai_map.sandbox import codec, frames
from fengtai_map.sandbox.frames import BEGUN, DONE, FAILED, SHARED
from fengtai_map.sandbox.limits import Bounds, LimitReached, Why, end_all, impose, yield_to_others

HELD = 2  # values that are shared by many calls and kept from one to the next, the latest; the server says which
OFTEN = 0.1  # seconds between two reports of progress
FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.system", "os.exec")


@dataclass(frozen=True)
class Key:
    """Stands in the arguments for a value that was sent before."""

    key: str


@dataclass(frozen=True)
class ProgressArgument:
    """Stands in the arguments for the callback by which a function reports its progress, from 0 to 1."""


@dataclass(frozen=True)
class Request:
    """A call. It comes from the server, which this process trusts; the way back is another one."""

    function: Callable[..., object]
    arguments: tuple[object, ...]
    keywords: Mapping[str, object]
    bounds: Bounds


def main(folder: str) -> None:
    """Answer one request after another until the server closes the pipe or is gone. `folder` is the process's own."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # some libraries print there
    yield_to_others()
    sys.addaudithook(_forbid)
    requests: SimpleQueue[tuple[bytes, bytes]] = SimpleQueue()
    Thread(target=_listen, args=(requests, folder), daemon=True).start()
    shared: dict[str, object] = {}
    while True:
        kind, piece = requests.get()
        if kind == SHARED:
            key, value, held = pickle.loads(piece)  # noqa: S301  # from the server
            shared = {one: given for one, given in {**shared, key: value}.items() if one in held}
        else:
            _answer(piece, shared, answers)


def _listen(requests: "SimpleQueue[tuple[bytes, bytes]]", folder: str) -> None:
    """Hand on what the server says, also while a function runs: when it is gone, so is this process."""
    try:
        while True:
            requests.put(frames.receive(sys.stdin.buffer))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        end_all()


def _answer(piece: bytes, shared: dict[str, object], answers: BinaryIO) -> None:
    try:
        asked: Request = pickle.loads(piece)  # noqa: S301  # as above
        arguments = [_given(one, shared, answers) for one in asked.arguments]
        keywords = {name: _given(one, shared, answers) for name, one in asked.keywords.items()}
        impose(asked.bounds)
        frames.send(answers, BEGUN, b"")
        _write(asked, asked.function(*arguments, **keywords), answers)
    except MemoryError:
        _say(answers, "memory", "")
    except LimitReached as ended:
        _say(answers, ended.why, "")
    except Exception:  # noqa: BLE001  # whatever a library raises is reported to the server; the process goes on
        _say(answers, "crash", _where())


def _given(one: object, shared: Mapping[str, object], answers: BinaryIO) -> object:
    """An argument as the function gets it."""
    if isinstance(one, ProgressArgument):
        return _Telling(answers)
    return shared[one.key] if isinstance(one, Key) else one


class _Telling:
    """Passes on the progress of a function, no more often than somebody looks."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers, self._next = answers, 0.0

    def __call__(self, done: float) -> None:
        if (now := monotonic()) >= self._next:
            frames.send(self._answers, DONE, f"{done:.3f}".encode())
            self._next = now + OFTEN


def _write(asked: Request, value: object, answers: BinaryIO) -> None:
    """Say an answer, unless it is longer than it may be."""
    pieces, length = [], 0
    for kind, piece in codec.Writer(codec.records_of(asked.function)).pieces(value):
        length += len(piece)
        if length > asked.bounds.answer:
            raise LimitReached("answer")
        pieces.append((kind, piece))
    for kind, piece in pieces:
        frames.send(answers, kind, piece)


def _say(answers: BinaryIO, why: Why, trace: str) -> None:
    frames.send(answers, FAILED, f"{why}\n{trace}".encode())


def _where() -> str:
    """The kind of an error and the lines that led to it, without its words: these may be of the file."""
    kind, _, where = sys.exc_info()
    return f"{kind.__name__ if kind else ''}\n{''.join(traceback.format_tb(where)[-8:])}"


def _forbid(event: str, said: tuple[Any, ...]) -> None:
    """No function opens the network or a program, but for Python itself, which is watched and ended with it."""
    if event.startswith(FORBIDDEN) and not (event == "subprocess.Popen" and said[0] == sys.executable):
        raise PermissionError(event)
