"""A story names only what exists, a stop has as many figures as a slide can carry, and its headline says only those."""

import re
from collections.abc import Iterator, Mapping

from fengtai_map.data.checks.quotes import CHINESE, numbers
from fengtai_map.data.checks.references import Known, known, unknown
from fengtai_map.data.checks.wording import QUOTED
from fengtai_map.data.raw import Rows
from fengtai_map.i18n import Words
from fengtai_map.model import Fact, Stop
from fengtai_map.problems import Problem, value_refused

FILE = "tour.toml"
FIGURES = range(7)
SELECTABLE = ("facts", "entries", "clusters", "subdistricts", "places", "stations", "sources", "rivers")
TIMES_ZH = re.compile(r"\d{4}年|(\d+(月)?[—\-–至]\s?)?\d+月|[一二三四]季度")
TIMES_EN = re.compile(r"\b(19|20)\d\d\b|\bQ[1-4]\b")
SEASON_ZH, SEASON_EN = re.compile(r"\d月|季度|半年"), re.compile(r"\bQ[1-4]\b|quarter|\b(January|May|June)\b")
YEAR = re.compile(r"(19|20)\d\d")
DIGITS_EN = re.compile(r"(?<![\w-])\d[\d,]*(?:\.\d+)?")
COUNTED = rf"[{''.join(CHINESE)}]+(?=[大个项类座所步家期强道法促气轮枚处支户])|\d+(?:\.\d+)?"
ORDER_ZH = {"第一": 1, "首位": 1, "首个": 1, "首枚": 1, "第二": 2, "第三": 3}
WORDS_EN = dict(
    zip(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(2, 11), strict=True)
)
ORDER_EN = {"first": 1, "second": 2, "third": 3}
TOKEN = re.compile(r"[a-z]+")


def stops(rows: Rows) -> Iterator[Problem]:
    """Every stop of every story."""
    sorts = known(rows)
    for story in rows.stories:
        if all(stop.hidden for stop in story.stop):
            yield Problem("key-missing", FILE, story.id, {"key": "stop"})
        for number, stop in enumerate(story.stop, 1):
            yield from _stop(sorts, stop, f"{story.id} #{number}")


def _stop(sorts: Known, stop: Stop, place: str) -> Iterator[Problem]:
    yield from unknown(FILE, place, "clusters", stop.clusters, sorts["clusters"])
    yield from unknown(FILE, place, "figures", stop.figures, sorts["facts"])
    yield from unknown(FILE, place, "entries", stop.entries, sorts["entries"])
    yield from unknown(FILE, place, "kinds", stop.kinds, sorts["kinds"])
    sure = [ids for sort in SELECTABLE if (ids := sorts[sort]) is not None]
    if stop.selected and len(sure) == len(SELECTABLE):
        yield from unknown(FILE, place, "selected", (stop.selected,), frozenset().union(*sure))
    if len(stop.figures) not in FIGURES:
        yield value_refused(FILE, place, "figures", f"{len(stop.figures)}", f"0–{FIGURES[-1]}")


def headlines(rows: Rows) -> Iterator[Problem]:
    """A number or a rank in a headline is one of the stop's own figures, and a month in it has its year."""
    facts = {fact.id: fact for fact in rows.facts}
    for story in rows.stories:
        for number, stop in enumerate(story.stop, 1):
            place = f"{story.id} #{number}"
            if facts.keys() >= set(stop.figures):  # else an unknown figure is what is reported
                yield from headline(rows.words, [facts[name] for name in stop.figures], stop, place)


def headline(words: Mapping[str, Words], facts: list[Fact], stop: Stop, place: str) -> Iterator[Problem]:
    """What the headline of one stop says that its figures do not."""
    for lang, said in (("zh", _said_zh), ("en", _said_en)):
        if not _spoken(words, lang):
            continue
        text = stop.headline[lang]
        allowed = {*_values(words[lang], facts), float(len(stop.entries))}
        for token, value in said(text):
            if value not in allowed:
                yield Problem("headline-figure", FILE, place, {"value": token, "headline": text})
        if _undated(text, lang):
            yield Problem("headline-undated", FILE, place, {"headline": text})


def _spoken(words: Mapping[str, Words], lang: str) -> bool:
    """Whether the words of a language could be read: without them nobody knows how its figures are said."""
    return lang in words and bool(words[lang].below("unit"))


def _said_zh(headline: str) -> Iterator[tuple[str, float]]:
    """The numbers of a headline that count or rank something, not those of names, years and months."""
    text = TIMES_ZH.sub(" ", QUOTED.sub(" ", headline))
    yield from ((word, float(place)) for word, place in ORDER_ZH.items() if word in text)
    for match in re.finditer(COUNTED, text):
        if text[max(0, match.start() - 1) : match.start()] != "第":
            yield match.group(), numbers(match.group())[0][2]


def _said_en(headline: str) -> Iterator[tuple[str, float]]:
    text = TIMES_EN.sub(" ", QUOTED.sub(" ", headline))
    yield from ((token, float(token.replace(",", ""))) for token in DIGITS_EN.findall(text))
    words = {**WORDS_EN, **ORDER_EN}
    yield from ((word, float(words[word])) for word in TOKEN.findall(text.lower()) if word in words)


def _values(words: Words, facts: list[Fact]) -> Iterator[float]:
    """The numbers by which figures are given in a language: values, ranks, and what the words of a rank count."""
    scale: Mapping[str, str] = words.below("scale")
    for fact in facts:
        yield round(fact.value * float(scale.get(fact.unit, "1")), 6)
        if fact.rank:
            yield float(fact.rank.position)
            yield from (float(WORDS_EN[word]) for word in TOKEN.findall(fact.rank.said.en.lower()) if word in WORDS_EN)


def _undated(headline: str, lang: str) -> bool:
    season = SEASON_ZH if lang == "zh" else SEASON_EN
    return bool(season.search(QUOTED.sub(" ", headline))) and not YEAR.search(headline)
