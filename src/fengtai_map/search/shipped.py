"""The Index as the browser gets it: client/search/search.js answers as `ask` does, without the library of readings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from fengtai_map.search.index import AS_SPOKEN, Index, IndexedName
from fengtai_map.search.pinyin import sounds

ROWS, CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)  # where GB 2312 has its 6,763 characters


def shipped(index: Index) -> dict[str, object]:
    """What client/search/search.js needs, as JSON: about 260 kB, 60 kB compressed.

    `ids`; `names`, each [position in ids, sort, text, units]; `readings`, the words that are read otherwise than their
    characters one by one: our own, and those of the names; `sounds`, by syllable the characters that are read so: those
    of GB 2312 and of the names. What a reader types beyond them has no sound, and a character of several sounds has its
    usual one, except in a word of `readings`.
    """
    return {
        "ids": index.ids,
        "names": [[name.record, name.sort, name.text, name.units] for name in index.names],
        "readings": {word: list(read) for word, read in (*index.readings.items(), *_words(index).items())},
        "sounds": _sounds(index),
    }


def _sounds(index: Index) -> dict[str, str]:
    """The characters that are read alike, by their sound."""
    alike: dict[str, str] = defaultdict(str)
    ours = {unit[0][0] for name in index.names for unit in name.units if len(unit[0][0]) == 1}
    for sign in sorted({*_common(), *ours}):
        if (sound := _usual(sign)) != sign:
            alike[sound] += sign
    return dict(alike)


@cache
def _common() -> tuple[str, ...]:
    """The characters of GB 2312: all that is usual in simplified Chinese."""
    pairs = (bytes([row, cell]).decode("gb2312", "ignore") for row in ROWS for cell in CELLS)
    return tuple(sign for sign in pairs if sign)


@cache
def _usual(sign: str) -> str:
    return sounds([sign], {})[0]


def _words(index: Index) -> Mapping[str, Sequence[str]]:
    """The shortest parts of names in which a character is not read as usual: 重庆 of 重庆路. Longest first."""
    found = dict(word for name in index.names if name.sort != "quote" for word in _unusual(name))
    ordered = sorted(found.keys() - index.readings.keys(), key=lambda word: (-len(word), word))
    return {word: found[word] for word in ordered}


def _unusual(name: IndexedName) -> Iterator[tuple[str, Sequence[str]]]:
    parts = [unit[0][0] for unit in name.units]
    spoken = [next((form for form, loose in unit if loose == AS_SPOKEN), unit[0][0]) for unit in name.units]
    for at, (part, sound) in enumerate(zip(parts, spoken, strict=True)):
        if len(part) == 1 and sound != _usual(part) and (found := _shortest(parts, at, sound)):
            yield found


def _shortest(parts: Sequence[str], at: int, sound: str) -> tuple[str, Sequence[str]] | None:
    """The shortest run around a character in which the library gives it this sound; what only we read so has none."""
    for size in range(2, len(parts) + 1):
        for start in range(max(0, at - size + 1), min(at, len(parts) - size) + 1):
            run = parts[start : start + size]
            if all(len(part) == 1 for part in run) and (read := sounds(run, {}))[at - start] == sound:
                return "".join(run), read
    return None
