"""Words in two languages: names that travel with a record, and the catalogue of the interface."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from fengtai_map.problems import Problem

LANGUAGES = ("zh", "en")


class Text(BaseModel):
    """The same words in Chinese and English."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    zh: str
    en: str

    def __getitem__(self, lang: str) -> str:
        """The words in a language of LANGUAGES."""
        return {"zh": self.zh, "en": self.en}[lang]


class Words:
    """The catalogue of one language. `words("panel.shown", n=3)` fills the pattern of that key.

    An unknown key raises KeyError: a missing word is a fault of ours, found by the tests, never shown as a blank.
    """

    def __init__(self, lang: str, tree: Mapping[str, Any]) -> None:
        self.lang = lang
        self._patterns = dict(_leaves(tree))

    def __call__(self, key: str, /, **values: object) -> str:
        """The words of a key, its placeholders filled."""
        return self._patterns[key].format(**values)

    def __contains__(self, key: str) -> bool:
        return key in self._patterns

    def keys(self) -> frozenset[str]:
        """Every key of the catalogue, dotted."""
        return frozenset(self._patterns)

    def below(self, prefix: str) -> dict[str, str]:
        """The words under a heading, by their last key: `words.below("kind")["hub"]`."""
        start = f"{prefix}."
        return {key.removeprefix(start): text for key, text in self._patterns.items() if key.startswith(start)}

    def pattern(self, key: str) -> str:
        """The words of a key as they stand in the catalogue, with their {placeholders}."""
        return self._patterns[key]


def described(words: Words, problem: Problem) -> tuple[str, str]:
    """What is wrong and how to mend it; the bare code where the catalogue itself is at fault."""
    values = {"place": problem.place, **problem.particulars}
    keys = (f"problem.{problem.code}.what", f"problem.{problem.code}.mend")
    what, mend = (words(key, **values) if key in words else f"{problem.code} {values}" for key in keys)
    return what, mend


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
