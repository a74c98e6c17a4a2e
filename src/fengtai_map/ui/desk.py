"""What every page works with: the Atlas, the reader's View and the words of their language."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from fengtai_map.load import DATA, TEXT, load, read
from fengtai_map.model import Atlas, Many
from fengtai_map.problems import Problem
from fengtai_map.text import Words
from fengtai_map.view import View

BY_SERIAL: dict[str | type, Callable[[Any], int]] = {  # how Streamlit knows again what does not change
    Atlas: lambda atlas: atlas.serial,
    Many: lambda many: many.serial,
}


@dataclass(frozen=True)
class Desk:
    """One run of one page. `page` is its address, `base` the Atlas without the office's own points.

    Where these are too many for records they are `many`; one that is selected is in `atlas` nevertheless, but not in
    `known`, of which all is made that outlives a run. `problems` are those of the store, which leave the page as it is
    without it.
    """

    atlas: Atlas
    view: View
    page: str
    base: Atlas
    known: Atlas
    many: Many | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> Words:
        """The catalogue of the reader's language."""
        return self.atlas.words[self.view.lang]


@st.cache_resource(show_spinner=False)
def _atlas(root: Path, stamp: tuple[float, ...]) -> Atlas:  # noqa: ARG001  # a changed stamp reads the data anew
    return load(root, TEXT)


def atlas() -> Atlas:
    """The Atlas of the data folder, read again when a file of it changes. Raises DataError with every problem."""
    files = sorted(path for path in (*DATA.rglob("*"), *([TEXT] if TEXT else [])) if path.is_file())
    return _atlas(DATA, tuple(path.stat().st_mtime for path in files))


def keys() -> Mapping[str, str]:
    """The keys of online backgrounds, from the environment."""
    return {name: value for name, value in os.environ.items() if name.startswith("FENGTAI_") and name.endswith("_KEY")}


def catalogues() -> Mapping[str, Words]:
    """The words of both languages, even while the rest of the data is at fault."""
    rows, _ = read(DATA)
    return rows.words
