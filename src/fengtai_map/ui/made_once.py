"""Files that are the same for every reader, made once: a story as a PDF is nine seconds of the processor."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class FileCache:
    """Files by what they depend on, the latest asked for, within bounds of count and bytes.

    One file is made at a time, so that exports never take more than one processor; a second request for the same file
    waits for the first.
    """

    def __init__(self, count: int, size: int) -> None:
        self._count, self._size = count, size
        self._made: OrderedDict[Hashable, bytes] = OrderedDict()
        self._making = Lock()

    def given(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """The file of a key; it is made where it is not kept. Raises whatever `make` does, and keeps nothing then."""
        with self._making:
            if key not in self._made:
                self._keep(key, made := make())
                return made
            self._made.move_to_end(key)
            return self._made[key]

    def _keep(self, key: Hashable, made: bytes) -> None:
        self._made[key] = made
        while len(self._made) > self._count or sum(map(len, self._made.values())) > self._size:
            self._made.popitem(last=False)
