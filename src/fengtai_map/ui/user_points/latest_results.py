"""The latest few results of what takes long, for all sessions: the same file read the same way is read once.

Not Streamlit's cache, which has no way to report progress while somebody waits.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """At most `most` results by their keys; the one unused for longest is dropped first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Made | None:
        """A result, None where it is not there, or no longer."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """A result, made where it is not there. Two that ask at the same time may both make it."""
        found = self.get(key)
        if found is None:
            found = make()
            with self._lock:
                self._made[key] = found
                while len(self._made) > self._most:
                    self._made.popitem(last=False)
        return found
