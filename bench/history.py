"""What a store held when, and whether what a reader was shown was right then."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.readers import Shown
from bench.ways import ATLAS

UNREACHABLE = ATLAS.words["zh"].pattern("problem.store-unreachable.what").split("{")[0]


@dataclass(frozen=True)
class Held:
    """So many points, from a change on that began and was acknowledged then, in seconds of `time.monotonic`."""

    count: int
    began: float
    ended: float


@dataclass(frozen=True)
class History:
    """States of a store in their order, and the span in which it was down, if it was."""

    states: Sequence[Held]
    down: tuple[float, float] = (float("inf"), float("-inf"))

    def right(self, shown: Shown) -> bool:
        """Whether a page held the points that the store gave reason for while the run lasted.

        That is the state before or after each change in flight; while the store is down also none, but then only
        together with a notice, which may not stand there at any other time.
        """
        if noticed(shown):
            return shown.points == 0 and shown.ended >= self.down[0] and shown.began <= self.down[1]
        return shown.points in self._possible(shown)

    def _possible(self, shown: Shown) -> list[int]:
        later = [*(one.ended for one in self.states[1:]), float("inf")]
        return [
            one.count
            for one, over in zip(self.states, later, strict=True)
            if one.began <= shown.ended and over >= shown.began
        ]


def noticed(shown: Shown) -> bool:
    """Whether the page said that the store cannot be reached."""
    return any(UNREACHABLE in notice for notice in shown.notices)
