"""The queue for the one process: one call at a time, first come, first served; a caller who leaves is dropped."""

import atexit
import logging
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from threading import Condition, Event, Thread
from time import monotonic
from typing import Any

from fengtai_map.sandbox.child import Key, Request
from fengtai_map.sandbox.limits import Bounds, LimitReached
from fengtai_map.sandbox.process import Process

LOG = logging.getLogger(__name__)
IDLE = 120  # seconds that a process waits for the next call before it gives its memory back
GRACE = 2  # seconds that a running call goes on when nobody waits: a page that runs again asks for the same


@dataclass(frozen=True)
class SharedArgument:
    """An argument that many calls have in common: sent once to a process, and known there by its key."""

    key: str
    value: object


@dataclass(eq=False)
class Job:
    """A call that waits, runs or is over. `waiting` counts who waits for it, `done` is how far it says that it is."""

    key: str
    request: Request
    shared: dict[str, object]
    queue: list["Job"]
    waiting: int = 0
    left: float = 0.0
    done: float = 0.0
    over: Event = field(default_factory=Event)
    value: object = None
    ended: LimitReached | None = None

    @property
    def ahead(self) -> int:
        """How many calls come before it, the running one among them; 0 when it runs."""
        queue = list(self.queue)
        return queue.index(self) if self in queue else 0

    def wait(self, seconds: float) -> bool:
        """Whether it is over, at the latest after so many seconds."""
        return self.over.wait(seconds)

    def result(self) -> Any:  # noqa: ANN401  # whatever the function returns
        """What the function returned. Raises LimitReached where it did not return."""
        if self.ended:
            raise self.ended
        return self.value

    def gone(self) -> bool:
        """Whether nobody has waited for it for a while."""
        return not self.waiting and monotonic() > self.left + GRACE


class Sandbox:
    """Calls functions in one process of its own, one after another. The process is started when it is needed."""

    def __init__(self) -> None:
        self._queue: list[Job] = []
        self._turn = Condition()
        self._driver: Thread | None = None
        self._process: Process | None = None
        self._closed = False
        atexit.register(self.close)

    @contextmanager
    def asked(
        self, bounds: Bounds, function: Callable[..., object], *arguments: object, **keywords: object
    ) -> Iterator[Job]:
        """A call within bounds, given up when the block ends: until then wait for it, and tell the reader of `ahead`.

        The function is one of a module, and its annotation says what it returns. A `ProgressArgument` becomes
        something that it may tell how far it is. Two who ask the same at once share one call.
        """
        job = self._joined(_job(Request(function, arguments, keywords, bounds), self._queue))
        try:
            yield job
        finally:
            self._leave(job)

    def close(self) -> None:
        """End the process, whatever it does."""
        self._closed = True
        if process := self._process:
            process.end()

    def _joined(self, job: Job) -> Job:
        with self._turn:
            found = next((one for one in self._queue if one.key == job.key), job)
            if found is job:
                self._queue.append(job)
            found.waiting += 1
            if not self._driver:
                self._driver = Thread(target=self._drive, name="sandbox", daemon=True)
                self._driver.start()
            self._turn.notify()
            return found

    def _leave(self, job: Job) -> None:
        with self._turn:
            job.waiting -= 1
            job.left = monotonic()
            if not job.waiting and job in self._queue[1:]:  # the first one runs: who watches it sees it
                self._queue.remove(job)

    def _drive(self) -> None:
        """Run what waits; end when nothing has for a while."""
        while job := self._next():
            self._run(job)
            with self._turn:
                if job.ended and job.ended.why == "left" and job.waiting:
                    continue  # somebody came back while it was ended
                self._queue.remove(job)
            job.over.set()

    def _next(self) -> Job | None:
        with self._turn:
            if self._turn.wait_for(lambda: self._queue, IDLE) and not self._closed:
                return self._queue[0]
            self._driver = None
            self._renew()
            return None

    def _run(self, job: Job) -> None:
        began, job.ended = monotonic(), None
        try:
            self._process = self._process or Process()
            job.value = self._process.ask(job.request, job.shared, job)
            if self._process.spent or self._process.resident() > job.request.bounds.memory / 2:
                self._renew()
        except LimitReached as ended:
            job.ended = ended
            most = self._process.most if self._process else 0
            _tell(ended, monotonic() - began, most, self._renew())
        except OSError as error:  # no process could be started
            job.ended = LimitReached("crash", type(error).__name__)

    def _renew(self) -> int:
        """End the process; the next call gets a new one. The status it ended with."""
        process, self._process = self._process, None
        return process.end() if process else 0


def _job(asked: Request, queue: list[Job]) -> Job:
    given = (*asked.arguments, *asked.keywords.values())
    shared = {one.key: one.value for one in given if isinstance(one, SharedArgument)}
    arguments = tuple(map(_keyed, asked.arguments))
    keywords = {name: _keyed(one) for name, one in asked.keywords.items()}
    request = replace(asked, arguments=arguments, keywords=keywords)
    return Job(sha256(pickle.dumps(request)).hexdigest(), request, shared, queue)


def _keyed(one: object) -> object:
    return Key(one.key) if isinstance(one, SharedArgument) else one


def _tell(ended: LimitReached, seconds: float, most: int, status: int) -> None:
    carried = {"why": ended.why, "seconds": round(seconds, 1), "megabytes": most // 1_000_000, "status": status}
    LOG.warning("sandbox-ended", extra={"carried": carried | ({"where": ended.trace} if ended.trace else {})})
