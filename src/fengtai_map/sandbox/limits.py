"""What a function may take at most, and how that is set in the operating system where it offers it."""

import os
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

if sys.platform != "win32":
    import resource

Why = Literal["memory", "time", "answer", "crash", "left"]
SPARE = 1.25  # the kernel's limit is so many times the watched one: it only catches what grows faster than we look
GRACE = 5  # seconds of processor above those that are watched, as well
DESCRIPTORS = 256
YIELDING = 5  # niceness: whoever has a page open comes first, and on a busy machine a file still has a third of a turn


@dataclass(frozen=True)
class Bounds:
    """Bytes of resident memory and seconds by the clock; bytes of the answer; bytes of any file written meanwhile."""

    memory: int
    seconds: float
    answer: int
    scratch: int


class LimitReached(Exception):  # noqa: N818  # read as it is caught: except LimitReached
    """A function was ended, or its process died: `why` says which limit was reached.

    "crash" is none of them, "left" that nobody waits any more.

    `trace` is where in the code it broke, without a word of what it worked on.
    """

    def __init__(self, why: Why, trace: str = "") -> None:
        super().__init__(why)
        self.why, self.trace = why, trace


def yield_to_others() -> None:
    """Let the process come after all others: for the processor, and first when the machine runs out of memory."""
    if sys.platform != "win32":
        os.nice(YIELDING)
        _most(resource.RLIMIT_CORE, 0)
        _most(resource.RLIMIT_NOFILE, DESCRIPTORS)
    score = Path("/proc/self/oom_score_adj")
    if score.exists():
        score.write_text("1000", encoding="ascii")


def impose(bounds: Bounds) -> None:
    """Tell the system the bounds of the function that comes next, so that they hold whatever becomes of the watcher.

    Linux keeps to all three. macOS does not count memory, Windows knows none of them: there the watcher alone holds.
    """
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _most(resource.RLIMIT_DATA, int(bounds.memory * SPARE))
        _most(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + bounds.seconds) + GRACE)
        _most(resource.RLIMIT_FSIZE, bounds.scratch)


def end_all() -> None:
    """End this process at once, and those that it has started where the system keeps them together."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def _most(which: int, wanted: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
