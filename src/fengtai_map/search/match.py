"""How a typed text matches a name: as written, as spoken or by initials, whole or in part."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, get_args

from fengtai_map.search.index import AS_SPOKEN, AS_WRITTEN, BY_INITIAL, INSIDE, START, WHOLE, Index, IndexedName, Unit

How = Literal[
    "name",  # it is the name
    "alias",  # it is another name
    "start",  # a name begins with it
    "inside",  # it stands inside a name
    "quote",  # it stands in the words of the release
    "pinyin",  # so the name is read
    "initials",  # its syllables or words begin so
    "pinyin-part",  # so a part of the name is read
    "initials-part",  # syllables or words of a part begin so
    "words",  # all its words are found, here and there
    "shortened",  # its characters stand in a name in their order, others between them
    "sound",  # other characters that are read alike
    "close",  # a typing error away
    "near",  # nothing is found, and this is the nearest
]
ORDER: tuple[How, ...] = get_args(How)  # best first
RANK: Mapping[How, int] = {how: rank for rank, how in enumerate(ORDER)}
HOWS: Mapping[tuple[int, int], How] = {
    (AS_WRITTEN, WHOLE): "name",
    (AS_WRITTEN, START): "start",
    (AS_WRITTEN, INSIDE): "inside",
    (AS_SPOKEN, WHOLE): "pinyin",
    (AS_SPOKEN, START): "pinyin-part",
    (AS_SPOKEN, INSIDE): "pinyin-part",
    (BY_INITIAL, WHOLE): "initials",
    (BY_INITIAL, START): "initials-part",
    (BY_INITIAL, INSIDE): "initials-part",
}
SHORTENED = 3  # characters from which on a name may be shortened: two stand in order in too many names


class Match(NamedTuple):
    """How well a name matches: the smaller the better. `name` is a position in the Index's names."""

    rank: int
    rest: int  # among equals of a rank: which part of the name, how many errors
    borrowed: bool  # it is not the record's own name
    name: int

    @property
    def how(self) -> How:
        """The rank's word."""
        return ORDER[self.rank]


def matches(index: Index, text: str) -> dict[int, Match]:
    """The best match of every record that matches a text without spaces."""
    best: dict[int, Match] = {}
    for number, at in index.starts.get(text[0], ()):
        name = index.names[number]
        if found := typed(name.units, at, text):
            part = INSIDE if at else found[1]
            how = _how(name, found[0], part)
            match = Match(RANK[how], part, name.sort != "name", number)
            best[name.record] = min(match, best.get(name.record, match))
    return best


def every_word(index: Index, words: Iterable[str]) -> dict[int, Match]:
    """The records in which each of the words is found, with the match of the word that matches worst."""
    found: dict[int, Match] | None = None
    for word in dict.fromkeys(words):
        one = matches(index, word)
        found = one if found is None else {key: max(one[key], found[key]) for key in one.keys() & found.keys()}
        if not found:
            break
    return {key: match._replace(rank=RANK["words"], rest=match.rank) for key, match in (found or {}).items()}


def shortened(index: Index, text: str) -> dict[int, Match]:
    """The records with a name of which a Chinese text leaves characters out: 丽泽商务区 is 丽泽金融商务区."""
    best: dict[int, Match] = {}
    for number, at in index.starts.get(text[0], ()) if len(text) >= SHORTENED and not text.isascii() else ():
        name = index.names[number]
        left = iter("".join(unit[0][0] for unit in name.units[at:]))
        if name.sort != "quote" and all(sign in left for sign in text):  # `in` moves on behind the sign it finds
            match = Match(RANK["shortened"], INSIDE if at else START, name.sort != "name", number)
            best[name.record] = min(match, best.get(name.record, match))
    return best


def typed(units: Sequence[Unit], at: int, text: str) -> tuple[int, int] | None:
    """How loosely a text types the units from `at` on, and whether all to the end (WHOLE) or not (START).

    Each unit may be typed in any of its ways, the last one in part: cxd, chang辛, 长xind are all of 长辛店.
    """
    ends: list[tuple[int, int]] = []
    reached = {0: AS_WRITTEN}  # how much of the text is used up -> how loosely
    for number, unit in enumerate(units[at:], at + 1):
        further: dict[int, int] = {}
        for used, loose in reached.items():
            for form, looser in unit:
                if text.startswith(form, used):
                    end, worse = used + len(form), max(loose, looser)
                    further[end] = min(worse, further.get(end, worse))
                elif form.startswith(text[used:]):
                    ends.append((max(loose, looser), START))
        if len(text) in further:
            ends.append((further.pop(len(text)), WHOLE if number == len(units) else START))
        if not further:
            break
        reached = further
    return min(ends, default=None)


def _how(name: IndexedName, loose: int, part: int) -> How:
    if name.sort == "quote":
        return "quote"
    if name.sort == "alias" and (loose, part) == (AS_WRITTEN, WHOLE):
        return "alias"
    return HOWS[loose, part]
