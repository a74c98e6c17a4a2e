"""Words in two languages: names that travel with a record, and the catalogues of the interface, in locale/."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from fengtai_map.problems import Problem

LANGUAGES = ("zh", "en")
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en-GB"}  # as office programs name them
LOCALE = Path(__file__).with_name("locale")
# What no font shows or no XML may hold (controls, half characters), and what turns the direction of its neighbours.
UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# {n:day|days}: the first form is that of a single one.
COUNTED = re.compile(r"(?<!\{)\{(\w+):([^{}|]*)\|([^{}|]*)\}")
MEASURED = re.compile(r"(?<=[\d}]) (?=(?:k?m²?|MB|米|公里|平方公里)(?![A-Za-z²]))")


def readable(text: str) -> str:
    r"""A text with invisible and direction-changing characters replaced by their code points: [U+202E].

    >>> readable("a\u202eb")
    'a[U+202E]b'
    """
    return UNREADABLE.sub(lambda sign: f"[U+{ord(sign.group()):04X}]", text.replace("\r\n", "\n"))


def tied(text: str) -> str:
    r"""A text in which no line ends between a number, or the place of one, and its unit.

    >>> tied("within {n} m") == "within {n}\N{NO-BREAK SPACE}m"
    True
    """
    return MEASURED.sub("\u00a0", text)


class Text(BaseModel):
    """The same words in Chinese and English."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    zh: str
    en: str

    def __getitem__(self, lang: str) -> str:
        """The words in a language of LANGUAGES."""
        return {"zh": self.zh, "en": self.en}[lang]


class Words:
    """The catalogue of one language. `words("find.found", n=3)` fills the pattern of that key.

    A pattern may have two forms of what is counted, the first for a single one: `{n} {n:day|days} overdue`.

    An unknown key raises KeyError: a missing word is a mistake of ours, found by the tests, never shown as a blank.
    """

    def __init__(self, lang: str, tree: Mapping[str, Any]) -> None:
        self.lang = lang
        self._patterns = dict(_leaves(tree))
        self._below: dict[str, dict[str, str]] = {}  # by heading: a catalogue has thousands of keys

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key, its placeholders filled."""
        pattern = self._patterns[key]
        return COUNTED.sub(lambda two: two[2 if str(values[two[1]]) == "1" else 3], pattern).format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self._patterns

    def __or__(self, other: "Words") -> "Words":
        """The words of this catalogue and of another."""
        both = Words(self.lang, {})
        both._patterns = self._patterns | other._patterns
        return both

    def with_more(self, more: Mapping[str, str]) -> "Words":
        """This catalogue and further words by key; they are text of data, in which braces mean nothing."""
        return self | Words(self.lang, {k: v.replace("{", "{{").replace("}", "}}") for k, v in more.items()})

    def keys(self) -> frozenset[str]:
        """Every key of the catalogue, dotted."""
        return frozenset(self._patterns)

    def headings(self) -> frozenset[str]:
        """What the keys begin with: "kind" of `kind.hub`."""
        return frozenset(key.partition(".")[0] for key in self._patterns)

    def below(self, prefix: str) -> dict[str, str]:
        """The words under a heading, by their last key: `words.below("kind")["hub"]`."""
        if prefix not in self._below:
            start = f"{prefix}."
            found = {key.removeprefix(start): text for key, text in self._patterns.items() if key.startswith(start)}
            self._below[prefix] = found
        return dict(self._below[prefix])

    def pattern(self, key: str) -> str:
        """The words of a key as they stand in the catalogue, with their {placeholders}."""
        return self._patterns[key]


@cache
def interface_words() -> Mapping[str, Words]:
    """The words of the interface in every language; those of kinds, units … are the data's, in data/text/.

    >>> interface_words()["en"]("find.nothing")
    'No match'
    """
    texts = {lang: (LOCALE / f"{lang}.toml").read_text(encoding="utf-8") for lang in LANGUAGES}
    return {lang: Words(lang, tomllib.loads(text)) for lang, text in texts.items()}


def described(words: Words, problem: Problem) -> tuple[str, str]:
    """What is wrong and how to fix it; the bare code where the catalogue lacks the words.

    >>> problem = Problem("reference-unknown", "pages.toml", "hubs", {"key": "facts", "value": "gdp"})
    >>> described(atlas.words["en"], problem)
    ('“facts” names “gdp”, which does not exist', 'Check the spelling, or add it first')
    """
    values = {"place": problem.place, **problem.particulars}
    said = {key: readable(value) for key, value in values.items()}
    if "reason" in said:
        said["detail"] = _said(words, f"reason.{said['reason']}", said)
    what, fix = (_said(words, f"problem.{problem.code}.{part}", said) for part in ("what", "fix"))
    return what or f"{problem.code} {said}", fix or f"{problem.code} {said}"


def _said(words: Words, key: str, values: Mapping[str, str]) -> str:
    """The words of a key; empty where the catalogue has none that these values fill."""
    try:
        return words(key, **values)
    except (LookupError, ValueError, AttributeError):
        return ""


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", tied(str(value))
