"""data/text/ has a word in both languages for everything the data uses, and none of the interface, in locale/."""

import difflib
import re
from collections.abc import Iterator
from string import Formatter

from fengtai_map.data.raw import CELLS, MANIFEST, Rows
from fengtai_map.i18n import COUNTED, interface_words, readable
from fengtai_map.problems import Problem, value_refused
from fengtai_map.webmap.style import KINDS

PLACEHOLDER = re.compile(r"{(\w+)")
HEADINGS = frozenset(  # of data/text/
    {
        "kind", "kinds", "unit", "scale", "topic", "entry", "status", "bound", "basis", "accuracy", "confidence",
        "reach", "line", "grid", "unpublished",
    }
)  # fmt: skip
NAMED = frozenset(  # words that the program asks for by name, whatever the data have
    {f"kind.{kind}" for kind in (*KINDS, "cluster")}
    | {f"kinds.{kind}" for kind in KINDS}
    | {
        f"status.{one}"
        for one in ("existing", "under-construction", "planned", "unknown", "reported", "target", "superseded")
    }
    | {f"bound.{bound}" for bound in ("over", "about", "estimate")}
    | {f"line.{line}" for line in ("river", "metro")}
    | {f"confidence.{one}" for one in ("high", "medium", "low")}
    | {"accuracy.schematic", "reach.school", "reach.green"}
)


def ours(rows: Rows) -> Iterator[Problem]:
    """Every heading is one of the data: what the program ships is not said twice, what nobody asks for is no word."""
    for lang, words in rows.words.items():
        shipped = interface_words()[lang].headings()
        for heading in sorted(words.headings() - HEADINGS):
            near = next(iter(difflib.get_close_matches(heading, sorted(HEADINGS), n=1)), "-")
            code, given = ("text-interface", {"value": lang}) if heading in shipped else ("key-unknown", {"near": near})
            yield Problem(code, f"text/{lang}.toml", heading, {"key": heading, **given})


def twins(rows: Rows) -> Iterator[Problem]:
    """Both languages have the same keys, with the same placeholders."""
    if not rows.whole("zh.toml", "en.toml"):
        return
    zh, en = rows.words["zh"], rows.words["en"]
    for lang, words, other in (("en", en, zh), ("zh", zh, en)):
        for key in sorted(other.keys() - words.keys()):
            yield Problem("text-missing", f"text/{lang}.toml", key)
    for key in sorted(zh.keys() & en.keys()):
        if set(PLACEHOLDER.findall(zh.pattern(key))) != set(PLACEHOLDER.findall(en.pattern(key))):
            yield Problem("text-surplus", "text/en.toml", key)


def said(rows: Rows) -> Iterator[Problem]:
    """No word is blank, but units: many a Chinese one has none in English, 26个, 26."""
    for lang, words in rows.words.items():
        for key in sorted(words.keys()):
            if not key.startswith("unit.") and not words.pattern(key).strip():
                yield Problem("text-missing", f"text/{lang}.toml", key)


def fillable(rows: Rows) -> Iterator[Problem]:
    """A placeholder is a word in braces: none is left open, and nothing is asked of a value but its text."""
    for lang, words in rows.words.items():
        for key in sorted(words.keys()):
            text = words.pattern(key)
            if not _fillable(text):
                yield value_refused(f"text/{lang}.toml", key, key, text[:40], "{name}")


def scales(rows: Rows) -> Iterator[Problem]:
    """By what a number is multiplied for the unit of a language is a number itself."""
    for lang, words in rows.words.items():
        for unit, factor in sorted(words.below("scale").items()):
            if not re.fullmatch(r"0*[1-9]\d*(\.\d+)?|0+\.0*[1-9]\d*", factor, re.ASCII):
                key = f"scale.{unit}"
                yield value_refused(f"text/{lang}.toml", key, key, factor[:40], "0.1, 1, 10000 …")


def _fillable(text: str) -> bool:
    try:
        parts = list(Formatter().parse(COUNTED.sub("{\\1}", text)))
    except ValueError:
        return False
    asked = [(name, form or "", turned) for _, name, form, turned in parts if name is not None]
    return all(re.fullmatch(r"\w+", name) and not form and not turned for name, form, turned in asked)


def needed(rows: Rows) -> Iterator[Problem]:
    """Kinds, units, topics … that the data uses have a word; one that has none is told where it is used first."""
    if not rows.whole("zh.toml"):
        return
    there = rows.words["zh"].keys()
    for key in sorted(NAMED - there):
        yield Problem("text-missing", "text/zh.toml", key)
    first = {key: (file, place) for file, place, key in reversed(list(_used(rows)))}
    for key in sorted(first.keys() - there - NAMED):
        heading, _, word = key.partition(".")
        known = [one.partition(".")[2] for one in sorted(there) if one.startswith(f"{heading}.")]
        near = next(iter(difflib.get_close_matches(word, known, n=1)), "-")
        yield Problem("word-unknown", *first[key], {"heading": heading, "value": readable(word[:40]), "near": near})


def _used(rows: Rows) -> Iterator[tuple[str, str, str]]:
    """File, place and key of every word that a record asks for."""
    for fact in rows.facts:
        for key in (f"topic.{fact.topic}", f"unit.{fact.unit}", f"bound.{fact.bound}", f"status.{fact.status}"):
            yield rows.file("facts"), fact.id, key
    for file, entry in rows.entries:
        yield file, entry.id, f"entry.{entry.kind}"
        if entry.status:
            yield file, entry.id, f"status.{entry.status}"
    for file, place in rows.points():
        for key in (f"kind.{place.kind}", f"basis.{place.basis}", f"status.{place.status}"):
            yield file, place.id, key
    for cell in rows.features.get(CELLS, ()):
        for key in (f"kind.{cell.properties.kind}", f"basis.{cell.properties.basis}"):
            yield f"geo/{CELLS}.geojson", cell.id, key
    yield from (("reach.toml", target.id, f"reach.{target.id}") for target in rows.targets)
    yield from ((MANIFEST, layer.id, f"accuracy.{layer.accuracy}") for layer in rows.layers)
