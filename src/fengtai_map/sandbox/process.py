"""The process as the server sees it: started, asked, watched, ended."""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Event, Thread
from time import monotonic
from typing import BinaryIO, Protocol, cast

import psutil

from fengtai_map.sandbox import frames, surroundings
from fengtai_map.sandbox.child import HELD, Request
from fengtai_map.sandbox.codec import AnswerReader, records_of
from fengtai_map.sandbox.frames import BEGUN, DONE, FAILED, REQUEST, ROOT, SHARED
from fengtai_map.sandbox.limits import Bounds, LimitReached, Why

TICK = 0.05  # seconds between two looks at a process that works
STARTING = 60  # seconds until a process has all it needs of our own: nothing of the file has been looked at by then
SELDOM = 0.25  # seconds between two looks for what it has started itself
START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from fengtai_map.sandbox import child
child.main(sys.argv[2])
"""
WRONG = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


class Waiting(Protocol):
    """The caller who waits for an answer: whether they have gone, and a callback for progress, from 0 to 1."""

    done: float

    def gone(self) -> bool:
        """Whether nobody waits any more."""


class Process:
    """One process, to be asked one thing at a time. Any thread may end it."""

    def __init__(self) -> None:
        self._folder = surroundings.folder()
        place = self._folder.name if self._folder else ""
        paths = json.dumps([os.path.abspath(one) for one in sys.path])  # noqa: PTH100  # "" is the folder we are in
        self._process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-I", "-c", START, paths, place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings.environment(os.environ, place),
            creationflags=surroundings.late(),
            start_new_session=True,  # it and what it starts are ended together, and not by Ctrl-C before the server is
        )
        self._asks, self._answers = (cast("BinaryIO", pipe) for pipe in (self._process.stdin, self._process.stdout))
        self._looked = psutil.Process(self._process.pid)
        self._sent: tuple[str, ...] = ()
        self._helpers: list[psutil.Process] = []
        self._next = self._until = 0.0
        self._why: Why = "crash"
        self.most = 0  # bytes of resident memory, the most that was seen

    def ask(self, asked: Request, shared: Mapping[str, object], waiting: Waiting) -> object:
        """What a function returns; each of `shared` is sent once.

        Raises LimitReached where it met a bound, broke, or nobody waits; the process is then of no more use.
        """
        with self._watched(asked.bounds, waiting):
            try:
                self._send(asked, shared)
                return self._received(asked, waiting)
            except (OSError, EOFError) as error:  # it has ended, or was
                raise LimitReached(self._why) from error
            except WRONG as error:  # no answer that the function could have given
                raise LimitReached("crash", type(error).__name__) from error

    def end(self) -> int:
        """End it at once and take its files away. The status it ended with: a signal's number is negative."""
        self._kill()
        for pipe in (self._asks, self._answers):
            with suppress(OSError):  # what was not sent any more
                pipe.close()
        status = self._process.wait()
        if self._folder:
            self._folder.cleanup()
        return status

    def resident(self) -> int:
        """Bytes of memory that it and what it has started hold now, 0 where it has ended."""
        if monotonic() > self._next:  # to look for them takes some milliseconds
            self._helpers, self._next = self._below(), monotonic() + SELDOM
        held = sum(map(_resident, (self._looked, *self._helpers)))
        self.most = max(self.most, held)
        return held

    def _below(self) -> list[psutil.Process]:
        try:
            return list(self._looked.children(recursive=True))
        except psutil.Error:
            return []

    def _kill(self) -> None:
        """End it and what it has started."""
        for one in (*self._below(), self._looked):
            with suppress(psutil.Error):
                one.kill()
        if sys.platform != "win32":
            with suppress(OSError):  # nobody is left
                os.killpg(self._process.pid, signal.SIGKILL)

    @property
    def spent(self) -> bool:
        """Whether it was ended, if only in the moment in which it had answered."""
        return self._why != "crash"

    def _send(self, asked: Request, shared: Mapping[str, object]) -> None:
        latest = [key for key in self._sent if key not in shared] + list(shared)  # what a call asks for is never let go
        held = tuple(latest[-max(HELD, len(shared)) :])
        for key in shared.keys() - set(self._sent):
            frames.send(self._asks, SHARED, pickle.dumps((key, shared[key], held)))
        self._sent = held
        frames.send(self._asks, REQUEST, pickle.dumps(asked))

    def _received(self, asked: Request, waiting: Waiting) -> object:
        reader, left = AnswerReader(records_of(asked.function)), asked.bounds.answer
        while True:
            kind, piece = frames.receive(self._answers, left)
            left -= len(piece)
            if kind == BEGUN:
                self._until = monotonic() + asked.bounds.seconds
            elif kind == DONE:
                waiting.done = float(piece)
            elif kind == FAILED:
                raise _limit_reached(piece)
            elif kind == ROOT:
                return reader.root(piece)
            else:
                reader.take(kind, piece)

    @contextmanager
    def _watched(self, bounds: Bounds, waiting: Waiting) -> Iterator[None]:
        """Somebody looks at it as long as the block runs, and ends it where it goes too far."""
        over = Event()
        self._until = monotonic() + STARTING  # the function's own seconds count from when it has begun
        watcher = Thread(target=self._watch, args=(bounds, waiting, over), name="sandbox-watch", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def _watch(self, bounds: Bounds, waiting: Waiting, over: Event) -> None:
        while not over.wait(TICK):
            if self.resident() > bounds.memory:
                self._why = "memory"
            elif monotonic() > self._until:
                self._why = "time"
            elif waiting.gone():
                self._why = "left"
            else:
                continue
            self._kill()
            return


def _resident(one: psutil.Process) -> int:
    try:
        return int(one.memory_info().rss)
    except psutil.Error:
        return 0


def _limit_reached(piece: bytes) -> LimitReached:
    why, _, trace = piece.decode(errors="replace").partition("\n")
    known: Mapping[str, Why] = {"memory": "memory", "answer": "answer"}
    return LimitReached(known.get(why, "crash"), trace)
