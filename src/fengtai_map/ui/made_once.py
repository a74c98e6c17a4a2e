"""The latest few results of what takes long, for all sessions: what depends on the same is made once.

Not Streamlit's cache, which has no way to report progress while somebody waits.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """At most `most` results by what they depend on; the one unused for longest is dropped first."""

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
        """A result, made where it is not there. Two that ask at the same time may both make it.

        Raises whatever `make` does, and keeps nothing then.
        """
        found = self.get(key)
        if found is None:
            found = make()
            with self._lock:
                self._made[key] = found
                while self._full():
                    self._made.popitem(last=False)
        return found

    def _full(self) -> bool:
        return len(self._made) > self._most


class LatestFiles(Latest[bytes]):
    """Files, within bounds of count and bytes: a story as a PDF is nine seconds of the processor.

    One file is made at a time, so that exports never take more than one processor; a second request for the same file
    waits for the first.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        super().__init__(most)
        self._most_bytes = most_bytes
        self._making = Lock()

    def of(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The file of a key; it is made where it is not kept."""
        with self._making:
            return super().of(key, make)

    def _full(self) -> bool:
        return super()._full() or sum(map(len, self._made.values())) > self._most_bytes
