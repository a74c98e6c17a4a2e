"""Columns that the office brings, as filters: a choice of words, or a range of numbers (a year is one)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import unquote

from fengtai_map.model import Atlas, Place

ITEM = re.compile(r"([^:~]+)([:~])(.*)", re.DOTALL)  # head:word or head~lowest..highest, each percent-encoded
# A number as offices write it: 1200, 1,200.5, 4.5元/㎡·天. What stands behind it is the same in a whole column.
NUMBER = re.compile(r"([+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,9})?) ?([^0-9]{0,12})")
MAX_FILTER_WORDS = 24  # words of a filter; a column with more of them is text that nobody chooses from


@dataclass(frozen=True)
class Facet:
    """A column: its `words` in their order, or its `low` and `high` where all of them are numbers."""

    head: str
    words: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


def facets(atlas: Atlas) -> tuple[Facet, ...]:
    """The columns of the office's records that tell them apart, in the order in which they first come."""
    said: dict[str, dict[str, int]] = {}
    for place in atlas.places:
        for head, text in place.fields:
            if text:
                counts = said.setdefault(head, {})
                counts[text] = counts.get(text, 0) + 1
    made = (_facet(head, counts) for head, counts in said.items())
    return tuple(one for one in made if one)


def _facet(head: str, counts: dict[str, int]) -> Facet | None:
    units = {found[2] if (found := NUMBER.fullmatch(text)) else None for text in counts}
    if len(counts) > 1 and len(units) == 1 and None not in units:
        numbers = sorted(value for text in counts if (value := _number(text)) is not None)
        return Facet(head, low=numbers[0], high=numbers[-1])
    if 1 < len(counts) <= MAX_FILTER_WORDS and len(counts) < sum(counts.values()):
        return Facet(head, tuple(sorted(counts)))
    return None


def meets(place: Place, where: Sequence[str]) -> bool:
    """Whether a record is left by these filters. One that has none of their columns always is.

    client/view/facets.js has the same rule.

    >>> place = atlas.places[0].model_copy(update={"fields": (("责任单位", "园林局"), ("租金", "4.5"))})
    >>> meets(place, ("责任单位:园林局", "租金~3..5")), meets(place, ("租金~5..",))
    (True, False)
    """
    fields = dict(place.fields)
    return all(
        any(_meets(fields[head], sign, rest) for _, sign, rest in items)
        for head, items in _by_column(where)
        if head in fields
    )


def wanted(where: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What these filters ask of each column, for who reads a file: its words, or a range.

    >>> list(wanted(("租金~3..5", "年份~2020..", "责任单位:园林局", "责任单位:水务局")))
    [('年份', ('≥2020',)), ('租金', ('3–5',)), ('责任单位', ('园林局', '水务局'))]
    """
    for head, items in _by_column(where):
        yield head, tuple(rest if sign == ":" else _range(rest) for _, sign, rest in items)


def _range(rest: str) -> str:
    low, _, high = rest.partition("..")
    return f"{low}–{high}" if low and high else f"≥{low}" if low else f"≤{high}"


def _by_column(where: Sequence[str]) -> Iterator[tuple[str, Iterator[tuple[str, str, str]]]]:
    return groupby(sorted(_read(where)), key=lambda one: one[0])


def _read(where: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for item in where:
        if found := ITEM.fullmatch(item):
            yield unquote(found[1]), found[2], unquote(found[3])


def _meets(text: str, sign: str, rest: str) -> bool:
    if sign == ":":
        return text == rest
    value, (low, _, high) = _number(text), rest.partition("..")
    if value is None:
        return False
    least, most = _number(low), _number(high)
    return (least is None or value >= least) and (most is None or value <= most)


def _number(text: str) -> float | None:
    found = NUMBER.fullmatch(text)
    return float(found[1].replace(",", "")) if found else None
