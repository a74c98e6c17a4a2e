"""The answer to what a reader types."""

from collections.abc import Mapping
from dataclasses import dataclass

from fengtai_map.search.fuzzy import alike, close, nearest
from fengtai_map.search.index import Index
from fengtai_map.search.match import How, Match, every_word, matches, shortened
from fengtai_map.search.pinyin import words

MAX_QUERY_CHARS = 80  # characters of a text that are read; the few names that are longer are found by so much of them


@dataclass(frozen=True)
class Hit:
    """A record of the Atlas, how it was found, and the name it was found by, as the data has it."""

    id: str
    how: How
    name: str


@dataclass(frozen=True)
class Answer:
    """What was found, best first; only where that is nothing, `near` are suggestions, nearest first."""

    hits: tuple[Hit, ...] = ()
    near: tuple[Hit, ...] = ()


def ask(index: Index, text: str, limit: int = 8) -> Answer:
    """At most `limit` records by name, alias, pinyin, initials, words of a quote or, where there are none, by mistake.

    Any text has an answer; one without a letter, digit or character has an empty one. The order is that of
    `match.How`, then the whole name before its start before its inside, a record's own name before an alias, and at
    last clusters, hubs, other places, 街镇, stations, rivers, facts and entries, as `index.searched` has them.

    >>> from fengtai_map.search import index
    >>> ask(index(atlas), "cxd").hits[0]
    Hit(id='heritage-changxindian', how='initials', name='长辛店')
    """
    asked = words(text, MAX_QUERY_CHARS)
    if not asked:
        return Answer()
    whole = "".join(asked)
    found = shortened(index, whole) | every_word(index, asked) | matches(index, whole)
    found = found or alike(index, whole) or close(index, whole)
    if found:
        return Answer(hits=_hits(index, found, limit))
    return Answer(near=_hits(index, nearest(index, asked), limit))


def _hits(index: Index, found: Mapping[int, Match], limit: int) -> tuple[Hit, ...]:
    best = sorted(found, key=lambda record: (found[record][:-1], record))[:limit]
    return tuple(Hit(index.ids[record], found[record].how, index.names[found[record].name].text) for record in best)
