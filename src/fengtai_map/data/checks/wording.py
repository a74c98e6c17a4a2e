"""The words of the data: each in its language and in ours, seen by a reader; each reading of a word of use."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from fengtai_map.data.raw import CELLS, ENTRY_FILES, POINT_LAYERS, Rows
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import ClusterRow, Entry, Place, Record, RefusedWord
from fengtai_map.problems import Problem

HAN = re.compile(r"[\u4e00-\u9fff]")
NAMING = re.compile(r"\([^)]*\)|“[^”]*”")  # where English text may name the Chinese original
QUOTED = re.compile(r"“[^”]*”")  # words that are somebody else's, or a name: “两山”, “2+4+6”
BRACKET = re.compile(r"[(（]")
UNSEEN = re.compile(  # signs that nobody sees; others were made visible when the file was read, see i18n.readable
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd]"
)
READINGS = "readings.toml"
NAMED_LAYERS = (CELLS, "rivers", "metro-lines")


class CheckedText(NamedTuple):
    """A text, and where it stands."""

    file: str
    place: str
    text: Text


def texts(rows: Rows) -> Iterator[CheckedText]:
    """Every text of the data that comes in both languages."""
    groups: list[tuple[str, Iterable[Any]]] = [
        (rows.file("facts"), rows.facts),
        *((file, (entry,)) for file, entry in rows.entries),
        (rows.file("clusters"), rows.clusters),
        (rows.file("clusters"), (rows.scheme,)),
        (rows.file("source"), (rows.release,)),
        (rows.file("numerals"), rows.numerals),
        ("geo/manifest.toml", (*rows.sources, *rows.layers, rows.outline)),
        *((file, (place,)) for file, place in rows.points()),
        ("later.toml", rows.later),
        ("basemaps.toml", rows.basemaps),
        ("charts.toml", rows.charts),
        ("tour.toml", rows.stories),
    ]
    for file, records in groups:
        for record in records:
            yield from (CheckedText(file, _place(record), text) for text in _inside(record))
    for layer in (layer for layer in rows.layers if layer.id not in POINT_LAYERS):
        for row in rows.features.get(layer.id, ()):
            if row.properties.name:
                yield CheckedText(f"geo/{layer.file}", row.id, row.properties.name)


def of_texts(rows: Rows) -> Iterator[Problem]:
    """What is asked of every text of the data, which are gathered once for that."""
    gathered = list(texts(rows))
    yield from in_its_language(gathered)
    yield from in_our_words(rows, gathered)
    yield from seen(rows, gathered)


def of_words(rows: Rows) -> Iterator[Problem]:
    """The English word of a kind, a unit … is English."""
    for key in sorted(rows.words["en"].keys()):
        if HAN.search(NAMING.sub("", word := rows.words["en"].pattern(key))) and not key.startswith("scale."):
            yield Problem("language-mixed", "text/en.toml", key, {"value": word[:40]})


def in_its_language(gathered: Iterable[CheckedText]) -> Iterator[Problem]:
    """Chinese is Chinese, and English is English but for names of the original in brackets or quotation marks."""
    for file, place, text in gathered:
        if not HAN.search(text.zh):
            yield Problem("language-mixed", file, place, {"value": text.zh[:40]})
        if not text.en.strip() or HAN.search(NAMING.sub("", text.en)):
            yield Problem("language-mixed", file, place, {"value": text.en[:40]})


def in_our_words(rows: Rows, gathered: Iterable[CheckedText]) -> Iterator[Problem]:
    """No text, and no word of data/text/, uses a word of data/wording.toml, unless it quotes it."""
    said = [(file, place, lang, text[lang]) for file, place, text in gathered for lang in ("zh", "en")]
    for lang, words in rows.words.items():
        said += [(f"text/{lang}.toml", key, lang, words.pattern(key)) for key in sorted(words.keys())]
    own = {lang: [(*at, QUOTED.sub("", text)) for *at, one, text in said if one == lang] for lang in LANGUAGES}
    whole = {lang: "\n".join(text for *_, text in texts) for lang, texts in own.items()}
    for word in rows.refused:
        found = _search(word)
        if not found.search(whole[word.lang]):  # as of almost every word: then no text need be looked at by itself
            continue
        for file, place, text in own[word.lang]:
            if found.search(text):
                why = f"{word.why.zh} / {word.why.en}"
                yield Problem("word-refused", file, place, {"value": word.word, "why": why})


def seen(rows: Rows, gathered: Iterable[CheckedText]) -> Iterator[Problem]:
    """No text, other name or word of data/text/ holds a sign that nobody sees: who looks for it would not find it."""
    said = [(file, place, text[lang]) for file, place, text in gathered for lang in LANGUAGES]
    said += [(file, place, name) for file, place, names in _aliases(rows) for name in names]
    for lang, words in rows.words.items():
        said += [(f"text/{lang}.toml", key, words.pattern(key)) for key in sorted(words.keys())]
    for file, place, text in said:
        if found := UNSEEN.search(text):
            yield Problem(
                "text-unseen", file, place, {"sign": f"[U+{ord(found[0]):04X}]", "before": text[: found.start()][-20:]}
            )


def _aliases(rows: Rows) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The other names of everything that has some, with file and id."""
    yield from ((rows.file("facts"), fact.id, fact.aliases) for fact in rows.facts)
    yield from ((file, entry.id, entry.aliases) for file, entry in rows.entries)
    yield from ((rows.file("clusters"), one.id, (*one.aliases, *one.contains)) for one in rows.clusters)
    yield from ((file, place.id, place.aliases) for file, place in rows.points())


def bracketed(rows: Rows) -> Iterator[Problem]:
    """Of a place still to come, both names say in brackets which of it is meant (the new site), or neither does."""
    for file, place in rows.points():
        given = [bool(BRACKET.search(name)) for name in (place.name.zh, place.name.en)]
        if place.status != "existing" and given[0] != given[1]:
            yield Problem("name-bracket", file, place.id, {"zh": place.name.zh, "en": place.name.en})


def _search(refused: RefusedWord) -> re.Pattern[str]:
    word = re.escape(refused.word)
    return re.compile(rf"\b{word}(e?s)?\b", re.IGNORECASE) if refused.lang == "en" else re.compile(word)


def _place(record: Any) -> str:  # noqa: ANN401  # a record of any sort
    """What a record is called in its file."""
    name = getattr(record, "id", "") or getattr(record, "text", "") or next(iter(getattr(record, "of", ())), "")
    return name or {"Scheme": "scheme", "Outline": "outline"}.get(type(record).__name__, "")


def _inside(value: object) -> Iterator[Text]:
    """Every text of a record, also of the records in it."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Record):
        for one in vars(value).values():
            if isinstance(one, Text | Record | tuple):  # not the many words and numbers
                yield from _inside(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)


def readings_once(rows: Rows) -> Iterator[Problem]:
    """A word of data/readings.toml has one reading: of two, nobody could say which is meant."""
    seen = set()
    for reading in rows.readings:
        if reading.word in seen:
            yield Problem("reading-twice", READINGS, reading.word)
        seen.add(reading.word)


def readings_used(rows: Rows) -> Iterator[Problem]:
    """A word stands in a name that can be searched: a misspelt one would never be read."""
    tables = (f"{name}.toml" for name in ("facts", "clusters", *ENTRY_FILES))
    if not rows.whole(*tables, *(f"{layer}.geojson" for layer in (*NAMED_LAYERS, *POINT_LAYERS))):
        return
    names = "\n".join(_searched_names(rows))
    for word in dict.fromkeys(reading.word for reading in rows.readings):
        if word not in names:
            yield Problem("reading-unused", READINGS, word)


def _searched_names(rows: Rows) -> Iterator[str]:
    yield from (fact.label.zh for fact in rows.facts)
    records: tuple[ClusterRow | Place | Entry, ...]
    records = (*rows.clusters, *rows.places, *rows.stations, *(entry for _, entry in rows.entries))
    for record in records:
        yield from (record.name.zh, *record.aliases)
    for layer in NAMED_LAYERS:
        yield from (feature.properties.name_zh for feature in rows.features.get(layer, ()))
