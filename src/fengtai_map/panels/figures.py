"""A fact as the reader sees it: the figure, its words, and what stands behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from fengtai_map.model import Atlas, Entry, Fact
from fengtai_map.view import View

R = TypeVar("R", Fact, Entry)
SENTENCE = re.compile("[^。！？]*[。！？]?[”’」』）]*")
PERIOD = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True)
class Figure:
    """A fact in one language. `printed` is number and bound, `about` the small line beneath the label.

    `sentence` is the whole of what the release says there, empty where its text is not at hand.
    """

    id: str
    topic: str
    printed: str
    unit: str
    label: str
    about: str
    rank: str
    quote: str
    sentence: str
    published: str
    locator: str
    section: str
    status: str
    status_name: str
    bound: str
    period: str
    note: str
    places: tuple[str, ...]


def figure(atlas: Atlas, fact: Fact, lang: str) -> Figure:
    """A fact in the reader's language."""
    words = atlas.words[lang]
    number, unit = amount(atlas, fact, lang)
    status, span = words(f"status.{fact.status}"), period(atlas, fact.period, lang)
    return Figure(
        id=fact.id,
        topic=fact.topic,
        printed=number,
        unit=unit,
        label=fact.label[lang],
        about=f"{status} · {span}",
        rank=_rank(atlas, fact, lang),
        quote=fact.quote if not fact.rank or fact.rank.quote in fact.quote else f"{fact.quote} … {fact.rank.quote}",
        sentence=sentence(atlas.paragraphs.get(fact.locator, ""), fact.quote),
        published=period(atlas, atlas.release.date.isoformat(), lang),
        locator=fact.locator,
        section=next(section.title[lang] for section in atlas.release.section if section.id == fact.locator[0]),
        status=fact.status,
        status_name=status,
        bound=words(f"bound.{fact.bound}"),
        period=span,
        note=fact.note[lang] if fact.note else "",
        places=tuple(atlas.name(name, lang) for name in (*fact.clusters, *fact.places)),
    )


def sentence(paragraph: str, quote: str) -> str:
    """The sentence of a paragraph in which a quote stands, or the sentences; empty where it stands in none."""
    start = paragraph.find(quote)
    if start < 0:
        return ""
    pieces = [piece for piece in SENTENCE.finditer(paragraph) if piece.end() > start]
    return "".join(piece.group() for piece in pieces if piece.start() < start + len(quote)).strip()


def shown(view: View, rows: Sequence[R]) -> tuple[R, ...]:
    """Those whose status the View shows: with «only what exists» no target and no plan."""
    return tuple(row for row in rows if view.shows(row.status))


def scaled(atlas: Atlas, fact: Fact, lang: str) -> float:
    """The value in the unit of a language: as printed in Chinese, without 万 and 亿 in English."""
    return round(fact.value * float(atlas.words[lang].below("scale").get(fact.unit, "1")), 6)


def amount(atlas: Atlas, fact: Fact, lang: str) -> tuple[str, str]:
    """The number with its bound, and its unit: in Chinese as the release prints them, 超250 个, 60余 处, 3.4万余 名.

    English has no 万 and 亿: there 8,100 亿元 is 810 billion yuan.
    """
    unit = atlas.words[lang](f"unit.{fact.unit}")
    number = f"{scaled(atlas, fact, lang):,.10g}"
    if fact.bound == "exact":
        return number, unit
    after = re.search(rf"{re.escape(f'{fact.value:g}')}(万|亿)?(余|多)", fact.quote)
    if lang == "zh" and after:
        large, more = after.group(1) or "", after.group(2)
        return f"{number}{large}{more}", unit.removeprefix(large)
    return atlas.words[lang](f"figure.{fact.bound}", number=number), unit


def _rank(atlas: Atlas, fact: Fact, lang: str) -> str:
    if not fact.rank:
        return ""
    among, of = fact.rank.among[lang], fact.rank.of[lang]
    return atlas.words[lang]("figure.rank", position=fact.rank.position, among=among, of=of)


def period(atlas: Atlas, span: str, lang: str) -> str:
    """An ISO 8601 date, month, year or interval in the reader's words; the first quarter by its name."""
    words = atlas.words[lang]
    start, _, end = span.partition("/")
    if start[:4] == end[:4] and (quarter := words.below("quarter").get(f"{start[5:]}-{end[5:]}")):
        return quarter.format(year=start[:4])
    if start[:4] == end[:4] and len(start) == len(end) == len("2023-01"):
        first, last = (words(f"month-name.{int(month[5:])}") for month in (start, end))
        return words("figure.months", y=int(start[:4]), a=first, b=last)
    if end:
        return words("figure.span", start=_day(atlas, start, lang), end=_day(atlas, end, lang))
    return _day(atlas, start, lang)


def _day(atlas: Atlas, day: str, lang: str) -> str:
    match = PERIOD.match(day)
    if not match:
        return day
    parts = [int(part) for part in match.groups() if part]
    key = ("year", "month", "day")[len(parts) - 1]
    return atlas.words[lang](f"figure.{key}", **dict(zip(("y", "m", "d"), parts, strict=False)))


def of_topic(atlas: Atlas, topic: str) -> tuple[Fact, ...]:
    """The facts of a topic, or all where it is empty."""
    return tuple(fact for fact in atlas.facts if topic in ("", fact.topic))


def topics(atlas: Atlas) -> tuple[str, ...]:
    """The topics in the order of the release."""
    return tuple(dict.fromkeys(fact.topic for fact in atlas.facts))


def concerning(atlas: Atlas, name: str) -> tuple[Fact, ...]:
    """The facts that the release ties to a cluster or a place: a cluster has those of its places too."""
    inside = {place.id for place in atlas.places if place.cluster == name}
    return tuple(f for f in atlas.facts if name in f.clusters or name in f.places or inside & set(f.places))


def entries_concerning(atlas: Atlas, name: str) -> tuple[Entry, ...]:
    """The plans, projects, companies … that the release ties to a cluster or a place, those of its places too."""
    inside = {place.id for place in atlas.places if place.cluster == name}
    return tuple(e for e in atlas.entries if name in e.clusters or name in e.places or inside & set(e.places))
