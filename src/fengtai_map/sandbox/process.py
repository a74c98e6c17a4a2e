"""The process as the server sees it: started, asked, watched, ended."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import monotonic
from typing import BinaryIO, Protocol, cast

import psutil

from fengtai_map.sandbox import frames
from fengtai_map.sandbox.child import HELD, Request
from fengtai_map.sandbox.codec import Reader, records_of
from fengtai_map.sandbox.frames import BEGUN, DONE, FAILED, REQUEST, ROOT, SHARED
from fengtai_map.sandbox.limits import Bounds, Ended, Why

TICK = 0.05  # seconds between two looks at a process that works
START = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from fengtai_map.sandbox import child
child.main(sys.argv[2])
"""
KEPT = (  # of the server's environment: no address of a database with its password, no secret
    "PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "GDAL_DATA",
    "PROJ_DATA",
)  # fmt: skip
NOWHERE = "http://127.0.0.1:9"  # nobody listens there
SAID = {  # what libraries heed: one thread, no arena of a gigabyte, no network
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "GDAL_NUM_THREADS"), "1"),
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "PROJ_NETWORK": "OFF",
    **dict.fromkeys(("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), NOWHERE),
}
WRONG = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


class Waiting(Protocol):
    """Who waits for an answer: whether they have gone, and how far they are told that it is, from 0 to 1."""

    done: float

    def gone(self) -> bool:
        """Whether nobody waits any more."""


class Process:
    """One process, to be asked one thing at a time. Any thread may end it."""

    def __init__(self) -> None:
        self._folder = _folder()
        place = self._folder.name if self._folder else ""
        paths = json.dumps([os.path.abspath(one) for one in sys.path])  # noqa: PTH100  # "" is the folder we are in
        self._process = subprocess.Popen(  # noqa: S603  # ourselves
            [sys.executable, "-I", "-c", START, paths, place],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(os.environ, place),
            creationflags=_late(),
        )
        self._asks, self._answers = (cast("BinaryIO", pipe) for pipe in (self._process.stdin, self._process.stdout))
        self._looked = psutil.Process(self._process.pid)
        self._sent: tuple[str, ...] = ()
        self._until = 0.0
        self._why: Why = "crash"
        self.most = 0  # bytes of resident memory, the most that was seen

    def ask(self, asked: Request, shared: Mapping[str, object], waiting: Waiting) -> object:
        """What a function returns; each of `shared` is sent once.

        Raises Ended where it met a bound, broke, or nobody waits; the process is then of no more use.
        """
        with self._watched(asked.bounds, waiting):
            try:
                self._send(asked, shared)
                return self._received(asked, waiting)
            except (OSError, EOFError) as error:  # it has ended, or was
                raise Ended(self._why) from error
            except WRONG as error:  # no answer that the function could have given
                raise Ended("crash", type(error).__name__) from error

    def end(self) -> int:
        """End it at once and take its files away. The status it ended with: a signal's number is negative."""
        self._process.kill()
        for pipe in (self._asks, self._answers):
            with suppress(OSError):  # what was not sent any more
                pipe.close()
        status = self._process.wait()
        if self._folder:
            self._folder.cleanup()
        return status

    def resident(self) -> int:
        """Bytes of memory it holds now, 0 where it has ended."""
        try:
            held: int = self._looked.memory_info().rss
        except psutil.Error:
            return 0
        self.most = max(self.most, held)
        return held

    @property
    def spent(self) -> bool:
        """Whether it was ended, if only in the moment in which it had answered."""
        return self._why != "crash"

    def _send(self, asked: Request, shared: Mapping[str, object]) -> None:
        for key, value in shared.items():
            if key not in self._sent:
                frames.send(self._asks, SHARED, pickle.dumps((key, value)))
                self._sent = (*self._sent, key)[-HELD:]
        frames.send(self._asks, REQUEST, pickle.dumps(asked))

    def _received(self, asked: Request, waiting: Waiting) -> object:
        reader, left = Reader(records_of(asked.function)), asked.bounds.answer
        while True:
            kind, piece = frames.receive(self._answers, left)
            left -= len(piece)
            if kind == BEGUN:
                self._until = monotonic() + asked.bounds.seconds
            elif kind == DONE:
                waiting.done = float(piece)
            elif kind == FAILED:
                raise _told(piece)
            elif kind == ROOT:
                return reader.root(piece)
            else:
                reader.take(kind, piece)

    @contextmanager
    def _watched(self, bounds: Bounds, waiting: Waiting) -> Iterator[None]:
        """Somebody looks at it as long as the block runs, and ends it where it goes too far."""
        over = Event()
        self._until = monotonic() + bounds.seconds  # to start; from the start it has as many
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
            self._process.kill()
            return


def _told(piece: bytes) -> Ended:
    why, _, trace = piece.decode(errors="replace").partition("\n")
    known: Mapping[str, Why] = {"memory": "memory", "answer": "answer"}
    return Ended(known.get(why, "crash"), trace)


def _folder() -> TemporaryDirectory[str] | None:
    """A folder for what libraries put aside; None where the disk has no room for one."""
    try:
        return TemporaryDirectory(prefix="fengtai-map-", ignore_cleanup_errors=True)
    except OSError:
        return None


def _environment(ours: Mapping[str, str], place: str) -> dict[str, str]:
    kept = {name: value for name, value in ours.items() if name.upper() in KEPT}
    return kept | SAID | (dict.fromkeys(("TMPDIR", "TEMP", "TMP", "HOME", "SQLITE_TMPDIR"), place) if place else {})


def _late() -> int:
    """What Windows is told at the start: the process comes after others, and has no window."""
    if sys.platform == "win32":
        return subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return 0
