"""Text as it is compared, and how it is read aloud."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pypinyin import lazy_pinyin

from fengtai_map.model import PinyinReading

Readings = Mapping[str, Sequence[str]]  # the syllables of a word, longest word first
WORD = re.compile(r"[a-z]+|[0-9]+|[^\W_a-z0-9]+")


def words(text: str, longest: int | None = None) -> tuple[str, ...]:
    """The runs of letters, of digits and of Chinese characters in a text.

    Case, width, tones, spaces and punctuation make no difference: “Ｌǘ dì-14号线” is lu, di, 14, 号线. At most
    `longest` characters are read.
    """
    signs = unicodedata.normalize("NFKD", text[:longest].casefold())[:longest]  # a single sign can become eighteen
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    return tuple(WORD.findall(plain.replace("v", "u")))  # ü without its dots is u, and v where it is typed


def units(text: str) -> tuple[str, ...]:
    """The smallest parts that a reader may type or leave out: Chinese characters, words in letters, numbers."""
    return tuple(unit for word in words(text) for unit in ([word] if word.isascii() else word))


def readings(given: Iterable[PinyinReading]) -> Readings:
    """Our own readings, the longest word first, so that 长辛店 is asked before 长."""
    ordered = sorted(given, key=lambda reading: -len(reading.word))
    return {reading.word: reading.pinyin.replace("v", "u").split() for reading in ordered}


def sounds(parts: Sequence[str], ours: Readings) -> tuple[str, ...]:
    """How each unit is read: pinyin without tones for a Chinese character, any other unit as it is.

    Our own readings come first, pypinyin reads the rest. None is loaded into pypinyin, where it would hold for all.
    """
    line = "".join(part if len(part) == 1 else "-" for part in parts)
    pieces = re.split(f"({'|'.join(ours) or '(?!)'})", line)
    read = [sound for piece in pieces for sound in ours.get(piece) or _by_library(piece)]
    return tuple(sound.replace("v", "u") if len(part) == 1 else part for part, sound in zip(parts, read, strict=True))


@lru_cache(maxsize=8192)  # the index of each language reads the same names
def _by_library(text: str) -> tuple[str, ...]:
    """A syllable a character; what is not Chinese stays as it is."""
    return tuple(lazy_pinyin(text, errors=list))  # type: ignore[arg-type]  # it takes several syllables, its types say one
