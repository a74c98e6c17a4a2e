"""A figure stands in its quote; with the text of the release at hand, the quote stands in its paragraph."""

import re
from collections.abc import Iterator, Mapping

from fengtai_map.data.raw import Rows
from fengtai_map.model import Fact
from fengtai_map.problems import Problem, value_refused

MAX_QUOTE_CHARS = 30
CHINESE = dict(zip("一二三四五六七八九十百千万亿两", (*range(1, 11), 100, 1000, 10**4, 10**8, 2), strict=True))
TOKEN = re.compile(rf"\d+(?:\.\d+)?[万亿]?|[{''.join(CHINESE)}]+")
TEN, MYRIAD = 10, 10_000


def numbers(text: str) -> list[tuple[int, int, float]]:
    """The numerals of a text as (start, end, value): digits as printed (3.4万 is 3.4), 三 as 3, 二十 as 20.

    >>> [value for *_, value in numbers("3.4万人、二十万人、一亿二千万元、三万亿元、十四五、万年")]
    [3.4, 200000.0, 120000000.0, 3000000000000.0, 19.0, 10000.0]
    """
    return [(m.start(), m.end(), _value(m.group())) for m in TOKEN.finditer(text)]


def _value(token: str) -> float:
    if token[0].isdigit():
        return float(token.rstrip("万亿"))
    total = below = last = 0  # what stands before the last 万 or 亿, behind it, and its last digit
    for number in (CHINESE[sign] for sign in token):
        if number < TEN:
            below, last = below + number, number
        elif number < MYRIAD:
            below, last = below - last + max(last, 1) * number, 0
        else:
            total, below, last = (total + below * number if below else max(total, 1) * number), 0, 0
    return float(total + below)


def short(rows: Rows) -> Iterator[Problem]:
    """A quote is at most 30 characters: the text of the release is not kept here."""
    for file, place, _, quote in _quotes(rows):
        if len(quote) > MAX_QUOTE_CHARS:
            yield Problem("quote-long", file, place, {"length": str(len(quote)), "longest": str(MAX_QUOTE_CHARS)})


def _quotes(rows: Rows) -> Iterator[tuple[str, str, str, str]]:
    """Every quote of a record: its file, its id, the paragraph it is of, its words."""
    yield from ((rows.file("facts"), fact.id, fact.locator, fact.quote) for fact in rows.facts)
    yield from ((rows.file("facts"), fact.id, fact.locator, fact.rank.quote) for fact in rows.facts if fact.rank)
    yield from ((file, entry.id, entry.locator, entry.quote) for file, entry in rows.entries)
    yield from ((rows.file("clusters"), row.id, row.locator, row.quote) for row in rows.clusters)


def carried(rows: Rows) -> Iterator[Problem]:
    """The value stands in the quote, the position of a rank in the rank's."""
    for fact in rows.facts:
        if not _stands(fact.value, fact.quote):
            yield Problem("quote-number", rows.file("facts"), fact.id, {"value": f"{fact.value:g}"})
        if fact.rank and not _stands(fact.rank.position, fact.rank.quote):
            yield Problem("quote-number", rows.file("facts"), fact.id, {"value": f"{fact.rank.position}"})


def _stands(value: float, quote: str) -> bool:
    return value in {number for _, _, number in numbers(quote.replace("首", "一"))}


SURE = {"over": "超|余|多", "about": "约|左右|万年", "estimate": "预估|预计", "exact": ""}


def bounded(rows: Rows) -> Iterator[Problem]:
    """Where a figure is a lower bound, rounded or an estimate, its quote says so."""
    for fact in rows.facts:
        if not re.search(SURE[fact.bound], fact.quote):
            yield Problem("bound-unsaid", rows.file("facts"), fact.id, {"value": fact.bound, "quote": fact.quote})


def named(rows: Rows) -> Iterator[Problem]:
    """The name of a cluster stands in its quote, and a numeral that counts nothing is one."""
    for cluster in rows.clusters:
        if cluster.name.zh not in cluster.quote:
            yield Problem("cluster-unsaid", rows.file("clusters"), cluster.id, {"value": cluster.name.zh})
    for name in rows.numerals:
        if not numbers(name.text.replace("首", "一")):
            yield value_refused(rows.file("numerals"), name.text, "text", name.text, "0-9, 一二三…")


def verbatim(rows: Rows, text: Mapping[str, str]) -> Iterator[Problem]:
    """Every quote stands in its paragraph of the release. `text` is paragraph by id."""
    scheme = [(rows.file("clusters"), "scheme", s.locator, s.quote) for s in [rows.scheme] if s]
    for file, place, locator, quote in (*_quotes(rows), *scheme):
        if quote not in text.get(locator, ""):
            yield Problem("quote-absent", file, place, {"quote": quote, "locator": locator})


def mentions(rows: Rows, text: Mapping[str, str]) -> Iterator[Problem]:
    """Every further paragraph an entry claims to be named in names it, or one of its aliases."""
    for file, entry in rows.entries:
        for locator in entry.mentions:
            if not any(name in text.get(locator, "") for name in (entry.name.zh, *entry.aliases)):
                yield Problem("mention-absent", file, entry.id, {"locator": locator})


def claimed(rows: Rows, text: Mapping[str, str]) -> Iterator[Problem]:
    """Every numeral of the release is a fact's figure, a rank, or listed as one that counts nothing."""
    if not rows.whole("facts.toml", "numerals.toml"):
        return
    for locator, paragraph in text.items():
        claims = [*_claims_of_facts(rows, locator, paragraph), *_claims_of_names(rows, locator, paragraph)]
        for start, end, value in numbers(paragraph):
            if not any(s <= start and end <= e and v in (None, value) for s, e, v in claims):
                around = paragraph[max(0, start - 6) : end + 6]
                yield Problem("numeral-unclaimed", rows.file("facts"), locator, {"text": around})


Claim = tuple[int, int, float | None]


def _claims_of_facts(rows: Rows, locator: str, paragraph: str) -> Iterator[Claim]:
    for fact in rows.facts:
        if fact.locator == locator:
            for quote, value in _figures(fact):
                yield from ((s, e, value) for s, e in _spans(quote, paragraph))


def _figures(fact: Fact) -> Iterator[tuple[str, float]]:
    yield fact.quote, float(fact.value)
    if fact.rank:
        yield fact.rank.quote, float(fact.rank.position)


def _claims_of_names(rows: Rows, locator: str, paragraph: str) -> Iterator[Claim]:
    for name in rows.numerals:
        if locator in name.locator or "*" in name.locator:
            yield from ((s, e, None) for s, e in _spans(name.text, paragraph))


def _spans(part: str, whole: str) -> Iterator[tuple[int, int]]:
    start = whole.find(part)
    while start >= 0:
        yield start, start + len(part)
        start = whole.find(part, start + 1)


OF_TEXT = (verbatim, mentions, claimed)
