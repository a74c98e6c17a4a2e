"""When nothing matches: characters that sound alike, letters typed wrongly, and at last whatever is nearest."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from fengtai_map.search.index import Index
from fengtai_map.search.match import RANK, Match, matches
from fengtai_map.search.pinyin import sounds, units

TWO_ERRORS = 11  # letters from which on two of them may be wrong; with fewer, Beijing Zoo would be Beijing No. 5 School
SHORTEST = {True: 4, False: 3}  # letters, or Chinese characters, from which on one may be wrong
MAX_SUGGESTED_WORDS = 5  # words that are looked up for suggestions
MAX_SUGGESTED_NAMES = 100  # names that are looked at for suggestions: a record has several
PARTS = 3  # WHOLE, START, INSIDE
DIGITS = re.compile("[0-9]+")


def alike(index: Index, text: str) -> dict[int, Match]:
    """The records that are read as a Chinese text is read: 力泽 for 丽泽."""
    parts = units(text)
    spoken = "".join(sounds(parts, index.readings))
    if spoken == text or len(parts) == 1:
        return {}
    found = matches(index, spoken)
    by_initials = (RANK["initials"], RANK["initials-part"])
    return {
        record: match._replace(rank=RANK["sound"], rest=match.rank)
        for record, match in found.items()
        if match.rank not in by_initials
    }


def close(index: Index, text: str) -> dict[int, Match]:
    """The records with a run of units that differs in a letter (two of a longer text) or in a Chinese character.

    Two letters in each other's place are one error. A number is never taken for another: line 14 is not line 15.
    """
    most = errors_in(text)
    best: dict[int, Match] = {}
    for length in range(len(text) - most, len(text) + most + 1) if most else ():
        runs = index.runs.get(length, {})
        for run, errors, _ in process.extract_iter(text, list(runs), scorer=OSA.distance, score_cutoff=most):
            if DIGITS.findall(run) == DIGITS.findall(text):
                for number, part in runs[run]:
                    name = index.names[number]
                    match = Match(RANK["close"], int(errors) * PARTS + part, name.sort != "name", number)
                    best[name.record] = min(match, best.get(name.record, match))
    return best


def errors_in(text: str) -> int:
    """How many typing errors a text may have."""
    if len(text) < SHORTEST[text.isascii()]:
        return 0
    return 2 if text.isascii() and len(text) >= TWO_ERRORS else 1


def nearest(index: Index, words: Sequence[str]) -> dict[int, Match]:
    """Suggestions: the records that hold most of the words, where there are none those with names that look most alike.

    Empty where not even a letter is in common.
    """
    return _some_words(index, words) or _most_like(index, "".join(words))


def _some_words(index: Index, words: Sequence[str]) -> dict[int, Match]:
    best: dict[int, Match] = {}
    for word in dict.fromkeys(word for word in words[:MAX_SUGGESTED_WORDS] if len(word) > 1):
        for record, match in matches(index, word).items():
            before = best[record].rest if record in best else 0
            best[record] = match._replace(rank=RANK["near"], rest=before + match.rank - len(RANK))
    return best


def _most_like(index: Index, text: str) -> dict[int, Match]:
    likes = [like for like, _ in index.likes]
    best: dict[int, Match] = {}
    for asked in (text, "".join(sounds(units(text), index.readings))):
        for _, score, at in process.extract(asked, likes, scorer=fuzz.ratio, score_cutoff=1, limit=MAX_SUGGESTED_NAMES):
            name = index.names[number := index.likes[at][1]]
            match = Match(RANK["near"], -round(score), name.sort != "name", number)
            best[name.record] = min(match, best.get(name.record, match))
    return best
