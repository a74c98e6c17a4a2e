"""Bytes -> text, by what the text says, not by what a file claims; where that is not certain, with a choice."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from fengtai_map.formats.cells import key
from fengtai_map.formats.chinese import beyond_ascii, share, simplified, traditional

BROKEN = "\ufffd"  # what stands where a byte could not be read
GB, BIG5, UTF8, UTF16 = "GB18030", "Big5", "UTF-8", "UTF-16"
CODECS = {UTF8: "utf-8", GB: "gb18030", BIG5: "cp950", UTF16: "utf-16-le", "UTF-16 BE": "utf-16-be"}
WIDE = {BOM_UTF32_LE: "UTF-32", BOM_UTF32_BE: "UTF-32", BOM_UTF16_LE: UTF16, BOM_UTF16_BE: "UTF-16 BE"}  # longest first
LATIN, ALONE = "\u0250", "\u0800"  # no Latin sign from here on; from here on UTF-8 takes three bytes
THREE = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")  # a Chinese character in UTF-8: by chance it is rare in others
WESTERN = re.compile("cp125|iso8859|latin|mac_|cp775|cp85")  # much alike: nobody can tell them apart in short texts
EASTERN = re.compile("cp932|shift_jis|euc_j|cp949|euc_k|johab|big5hkscs|iso2022")
SAMPLE = 60_000  # characters by which a text is judged
SURE, UNLIKELY, CLEAR = 0.9, 0.6, 0.1  # shares of usual characters: of the right reading, of the other, between both
LONG, LIKELY = 20, 0.7  # of so many characters, a lower share is enough
FEW, SLIPS = 0.02, 2  # broken signs for each whole one, or so many: a slip of a disk, not another encoding
MARKS = re.compile(rb"(?:\xef\xbb\xbf)+")
WHOLE = 5  # whole characters for each place where one is broken
NULS = 200  # one byte of so many is 0: two bytes a sign, even without a mark


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was read by, and the encodings to choose from where that is not certain."""

    text: str
    encoding: str
    offered: tuple[str, ...] = ()


def decoded(content: bytes, chosen: str = "", known: frozenset[str] = frozenset()) -> Decoded:
    """The text of bytes. `chosen` is one of the encodings that were offered; `known` are keys of names of columns.

    What cannot be read is U+FFFD in the text: never dropped, never guessed.
    """
    if chosen:
        return Decoded(_read(content, chosen), chosen)
    content = _without_wrong_mark(content)
    marked = _marked(content)
    if marked is not None:
        return marked
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _recognised(content, known)
    return _two_ways(content, known) if _doubtful(text) else Decoded(text, UTF8)


def _doubtful(text: str) -> bool:
    """Whether a text of UTF-8 has only such signs beyond Latin ones as two bytes of GB18030 make too («园»)."""
    signs = beyond_ascii(text)
    return any(sign >= LATIN for sign in signs) and all(sign < ALONE for sign in signs)


def _two_ways(content: bytes, known: frozenset[str]) -> Decoded:
    """A text that is UTF-8 and may as well be GB18030."""
    text = _read(content, GB)
    if _share(text, simplified()) < SURE:
        return Decoded(content.decode("utf-8"), UTF8)
    return Decoded(text, GB, () if _names_columns(text, known) else (GB, UTF8))


def knows(name: str) -> bool:
    """Whether Python has a codec of this name for text."""
    try:
        return "".encode(name) is not None
    except (LookupError, ValueError):  # no such, or no name that one can have
        return False


def _read(content: bytes, encoding: str) -> str:
    codec = CODECS.get(encoding, encoding)
    text = content.decode(codec if knows(codec) else "utf-8", "replace")
    return text.lstrip("\ufeff")


def _without_wrong_mark(content: bytes) -> bytes:
    """The bytes without a mark of UTF-16 before a text that has none of its bytes of 0."""
    return content[2:] if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) and 0 not in content[:2000] else content


def _marked(content: bytes) -> Decoded | None:
    """A text that begins with a mark of its encoding, or has bytes of 0 since each sign takes two."""
    if content.startswith(BOM_UTF8):
        return Decoded(_read(content, UTF8), UTF8) if _is_utf8(content) else None
    if marked := next((name for mark, name in WIDE.items() if content.startswith(mark)), ""):
        return Decoded(_read(content, marked), marked)
    start = content[:2000]
    if start.count(0) * NULS <= len(start):
        return None
    even, plain = start[: len(start) // 2 * 2], start.replace(b"\0", b"")
    wide = max((UTF16, "UTF-16 BE"), key=lambda one: _wide(even, one))
    if _wide(even, wide) < max(_wide(plain, UTF8), _wide(plain, GB)):
        return None  # a slip of a program, in a text that is none of two bytes a sign
    return Decoded(_read(content, wide), wide)


def _wide(start: bytes, encoding: str) -> float:
    """How much of a text is ASCII or usual Chinese when it is read so."""
    text = _read(start, encoding)
    return sum(sign.isascii() or sign in simplified() for sign in text) / max(1, len(text))


def _is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8, but for a few that are broken."""
    return slips(content.decode("utf-8", "replace")) * WHOLE <= len(THREE.findall(content))


def slips(text: str) -> int:
    """At how many places of a text something could not be read."""
    return len(re.findall(f"{BROKEN}+", text))


def _recognised(content: bytes, known: frozenset[str]) -> Decoded:
    """A text in one of the encodings that are not marked: the one in which it reads as Chinese."""
    content = MARKS.sub(b"", content, count=1) if content.startswith(BOM_UTF8) else content
    if _is_utf8(content):
        return Decoded(_read(content, UTF8), UTF8)
    gb, big5 = _read(content, GB), _read(content, BIG5)
    shares = {GB: _share(gb, simplified()), BIG5: _share(big5, traditional())}
    count = len(beyond_ascii(gb[:SAMPLE]))
    order = sorted(shares, key=lambda one: -shares[one])
    best, other = shares[order[0]], shares[order[1]]
    texts = {GB: gb, BIG5: big5}
    named = [one for one in order if _names_columns(texts[one], known)]
    clear = best >= SURE and (other < UNLIKELY or (order[0] == GB and best - other >= CLEAR))
    if len(named) == 1 or clear or (count >= LONG and best >= LIKELY and best - other >= CLEAR):
        right = named[0] if len(named) == 1 else order[0]
        return Decoded(texts[right], right)
    offered = tuple(dict.fromkeys([*(one for one in order if shares[one] > 0), *_others(content)])) or (UTF8,)
    return Decoded(_read(content, offered[0]), offered[0], offered)


def _share(text: str, usual: frozenset[str]) -> float:
    """The share of usual characters; 0 where more is broken than a slip breaks."""
    signs = beyond_ascii(text[:SAMPLE])
    return 0.0 if slips(text) > max(SLIPS, FEW * len(signs)) else share(text[:SAMPLE], usual)


def _names_columns(text: str, known: frozenset[str]) -> bool:
    """Whether a name of a column beyond ASCII is among the first cells of a text."""
    cells = re.split(r'[,;\t|，；、^~"\r\n]', text[:2000])
    return any(not cell.isascii() and key(cell) in known for cell in cells)


def _others(content: bytes) -> Iterator[str]:
    """What else the bytes may be, by their statistics: never taken unless it is chosen."""
    likely = [one.encoding for one in from_bytes(content[:SAMPLE], steps=3, chunk_size=256)][:3]
    if any(WESTERN.match(one) for one in likely):
        yield "cp1252"
    yield from (one for one in likely if EASTERN.match(one))
