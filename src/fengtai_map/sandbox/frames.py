"""Pieces of bytes through a pipe: one byte for what it is, four for its length, then the piece."""

import struct
from typing import BinaryIO

HEAD = struct.Struct(">cI")
BEGUN, DONE, PART, ROOT, RAW, FAILED = b"b", b"d", b"p", b"j", b"r", b"f"  # of an answer
SHARED, REQUEST = b"s", b"q"  # of what is asked


class PipeEnded(EOFError):  # noqa: N818  # what it is, not an error by itself: the other side has ended
    """The pipe ended, or holds what was never sent."""


def send(pipe: BinaryIO, kind: bytes, piece: bytes) -> None:
    """Write one piece."""
    pipe.write(HEAD.pack(kind, len(piece)))
    pipe.write(piece)
    pipe.flush()


def receive(pipe: BinaryIO, most: int | None = None) -> tuple[bytes, bytes]:
    """The next piece and what it is. Raises PipeEnded at the end, OverflowError for one of more than `most` bytes."""
    kind, length = HEAD.unpack(_whole(pipe, HEAD.size))
    if most is not None and length > most:
        raise OverflowError(length)
    return kind, _whole(pipe, length)


def _whole(pipe: BinaryIO, length: int) -> bytes:
    piece = pipe.read(length)
    if len(piece) < length:
        raise PipeEnded
    return piece
