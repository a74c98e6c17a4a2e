"""The streams of a compound file (.xls, .et and other files of old offices): only what is needed to find one."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = 512
END = 0xFFFFFFFA  # sector numbers from here on mean something else
ENTRY = 128


class Compound:
    """A compound file. `names` are those of its streams and folders. Raises ValueError where it is none."""

    def __init__(self, content: bytes) -> None:
        if not content.startswith(MAGIC) or len(content) < HEADER:
            raise ValueError("no compound file")
        self.content = content
        shift, mini = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini != 6:  # noqa: PLR2004  # the sizes that the format has
            raise ValueError("no sizes of a compound file")
        self.size, self.mini = 1 << shift, 1 << mini
        start, self.cutoff, mini_fat = struct.unpack_from("<I4xII", content, 48)
        self.fat = self._fat()
        self.entries = dict(self._entries(b"".join(self._chain(start))))
        self.mini_fat = self._numbers(b"".join(self._chain(mini_fat)))

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and folders."""
        return frozenset(self.entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises KeyError where there is none."""
        first, length = self.entries[name]
        if length >= self.cutoff:
            return b"".join(self._chain(first))[:length]
        root = b"".join(self._chain(self.entries["Root Entry"][0]))
        found, seen = [], 0
        while first < len(self.mini_fat) and seen * self.mini < length:
            found.append(root[first * self.mini : (first + 1) * self.mini])
            first, seen = self.mini_fat[first], seen + 1
        return b"".join(found)[:length]

    def _fat(self) -> list[int]:
        """Which sector follows each."""
        difat = [*struct.unpack_from("<109I", self.content, 76)]
        at, count = struct.unpack_from("<II", self.content, 68)
        for _ in range(min(count, len(self.content) // self.size)):
            numbers = self._numbers(self._sector(at))
            if not numbers:
                break
            difat += numbers[:-1]
            at = numbers[-1]
        return [number for sector in difat if sector < END for number in self._numbers(self._sector(sector))]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.content[start : start + self.size]

    def _chain(self, number: int) -> Iterator[bytes]:
        for _ in range(len(self.fat)):
            if number >= len(self.fat):
                return
            yield self._sector(number)
            number = self.fat[number]

    def _numbers(self, held: bytes) -> list[int]:
        return [*struct.unpack(f"<{len(held) // 4}I", held[: len(held) // 4 * 4])]

    def _entries(self, directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            first, size = struct.unpack_from("<II", directory, at + 116)
            if name:
                yield name, (first, size)
