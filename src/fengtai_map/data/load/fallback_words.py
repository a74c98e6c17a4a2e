"""The few words that the page of problems needs when data/text/ itself has problems; otherwise those of data/ serve."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fengtai_map.i18n import LANGUAGES, Words

NEEDED = ("fault.title", "fault.place", "fault.what", "fault.mend")  # a catalogue without one tells nobody anything


@cache
def spare_words() -> Mapping[str, Words]:
    """The spare words of every language. They say the same as data/text/ does: a test holds them to it."""
    tables: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("spare.toml").read_text(encoding="utf-8"))
    return {lang: Words(lang, tables[lang]) for lang in LANGUAGES}


def spoken(words: Mapping[str, Words]) -> Mapping[str, Words]:
    """The catalogues as far as they can be used, the spare ones in the place of the others."""
    return {lang: words[lang] if _speaks(words, lang) else spare for lang, spare in spare_words().items()}


def _speaks(words: Mapping[str, Words], lang: str) -> bool:
    return lang in words and all(key in words[lang] for key in NEEDED)
