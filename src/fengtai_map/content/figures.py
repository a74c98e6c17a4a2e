"""A fact as the reader sees it: the figure, its words, and what stands behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from fengtai_map.model import Atlas, Entry, Fact

R = TypeVar("R", Fact, Entry)
SENTENCE = re.compile("[^。！？]*[。！？]?[”’」』）]*")
ORIGINAL = "zh"  # the language of the release
PERIOD = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True)
class Figure:
    """A fact in one language. `printed` is number and bound, `about` the small line beneath the label.

    `amount` is number and unit in one. `bound` is empty where the number is exact. `gloss` says in another language
    than the quote's what stands there. `sentence` is the whole of what the release says, empty where its text is not at
    hand.
    """

    id: str
    topic: str
    printed: str
    unit: str
    amount: str
    label: str
    about: str
    rank: str
    quote: str
    gloss: str
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
    """A fact in the reader's language.

    >>> fact = next(fact for fact in atlas.facts if fact.id == "high-tech-enterprises")
    >>> figure(atlas, fact, "en").amount, figure(atlas, fact, "zh").quote
    ('over 2,600', '2600多家')
    """
    words = atlas.words[lang]
    number, unit = amount(atlas, fact, lang)
    status, span = words(f"status.{fact.status}"), spanned(atlas, fact, lang)
    return Figure(
        id=fact.id,
        topic=fact.topic,
        printed=number,
        unit=unit,
        amount=joined(number, unit, lang),
        label=fact.label[lang],
        about=f"{status} · {span}",
        rank=fact.rank.said[lang] if fact.rank else "",
        quote=fact.quote if not fact.rank or fact.rank.quote in fact.quote else f"{fact.quote}……{fact.rank.quote}",
        gloss=gloss(atlas, _meaning(atlas, fact, lang), lang),
        sentence=sentence(atlas.paragraphs.get(fact.locator, ""), fact.quote),
        published=released(atlas, lang),
        locator=fact.locator,
        section=next(section.title[lang] for section in atlas.release.section if section.id == fact.locator[0]),
        status=fact.status,
        status_name=status,
        bound=words(f"bound.{fact.bound}") if fact.bound != "exact" else "",
        period=span,
        note=fact.note[lang] if fact.note else "",
        places=tuple(atlas.name(name, lang) for name in (*fact.clusters, *fact.places)),
    )


def joined(number: str, unit: str, lang: str) -> str:
    """A number with its unit, as each language joins them: 203亿元, 4.7%, 20.3 billion yuan."""
    return number + ("" if lang == ORIGINAL or unit.startswith("%") or not unit else " ") + unit


def gloss(atlas: Atlas, meaning: str, lang: str) -> str:
    """For who cannot read the quote: that it is the Chinese original, and what it is about; empty in Chinese."""
    return "" if lang == ORIGINAL else atlas.words[lang]("figure.gloss", meaning=meaning)


def _meaning(atlas: Atlas, fact: Fact, lang: str) -> str:
    """What a quote says in the words of the label, the number and the rank."""
    said = (fact.label[lang], joined(*amount(atlas, fact, lang), lang), fact.rank.said[lang] if fact.rank else "")
    return atlas.words[lang]("list.comma").join(part for part in said if part)


def sentence(paragraph: str, quote: str) -> str:
    """The sentence of a paragraph in which a quote stands, or the sentences; empty where it stands in none."""
    start = paragraph.find(quote)
    if start < 0:
        return ""
    pieces = [piece for piece in SENTENCE.finditer(paragraph) if piece.end() > start]
    return "".join(piece.group() for piece in pieces if piece.start() < start + len(quote)).strip()


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
    after = re.search(rf"{re.escape(f'{fact.value:.10g}')}(万|亿)?(余|多)", fact.quote)
    if lang == "zh" and after:
        large, more = after.group(1) or "", after.group(2)
        return f"{number}{large}{more}", unit.removeprefix(large)
    return atlas.words[lang](f"figure.{fact.bound}", number=number), unit


def spanned(atlas: Atlas, fact: Fact, lang: str) -> str:
    """The period of a figure in the reader's words. The day of the release is when it was reported, no period."""
    if fact.period is None:
        return atlas.words[lang]("figure.undated")
    said = period(atlas, fact.period, lang)
    reported = fact.period == atlas.release.date.isoformat()
    return atlas.words[lang]("figure.reported", day=said) if reported else said


def period(atlas: Atlas, span: str, lang: str) -> str:
    """An ISO 8601 date, month, year or interval in the reader's words; the first quarter by its name.

    >>> period(atlas, "2023-06", "en"), period(atlas, "2021/2025", "zh")
    ('June 2023', '2021年 至 2025年')
    """
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


def released(atlas: Atlas, lang: str) -> str:
    """The day of the release in the reader's words."""
    return period(atlas, atlas.release.date.isoformat(), lang)


def _day(atlas: Atlas, day: str, lang: str) -> str:
    match = PERIOD.match(day)
    if not match:
        return day
    parts: dict[str, object] = {key: int(part) for key, part in zip("ymd", match.groups(), strict=True) if part}
    key = ("year", "month", "day")[len(parts) - 1]
    month = {"m": atlas.words[lang](f"month-name.{parts['m']}")} if "m" in parts else {}
    return atlas.words[lang](f"figure.{key}", **(parts | month))


def topics(atlas: Atlas) -> tuple[str, ...]:
    """The topics in the order of the release."""
    return tuple(dict.fromkeys(fact.topic for fact in atlas.facts))


def concerning(atlas: Atlas, name: str) -> tuple[Fact, ...]:
    """The facts that the release ties to a cluster or a place: a cluster has those of its places too.

    One that is kept for the proof only is not among them.
    """
    return _concerning(atlas, [fact for fact in atlas.facts if fact.listed], name)


def of_district(atlas: Atlas, fact: Fact, cluster: str) -> bool:
    """Whether a figure is one of the whole district where it stands under the name of this cluster.

    It is the cluster's own where the release names the cluster, or places in it alone.
    """
    home = {place.id: place.cluster for place in atlas.places}
    within = [home.get(name) == cluster for name in fact.places]
    return cluster not in fact.clusters and not (within and all(within))


def entries_concerning(atlas: Atlas, name: str) -> tuple[Entry, ...]:
    """The plans, projects, companies … that the release ties to a cluster or a place, those of its places too."""
    return _concerning(atlas, atlas.entries, name)


def _concerning(atlas: Atlas, rows: Sequence[R], name: str) -> tuple[R, ...]:
    about = {name, *(place.id for place in atlas.places if place.cluster == name)}
    return tuple(row for row in rows if name in row.clusters or not about.isdisjoint(row.places))
