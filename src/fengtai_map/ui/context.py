"""What every page works with: the Atlas, the reader's language and the words of it."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fengtai_map.data.load import DATA, TEXT
from fengtai_map.data.load.reload import loaded_data
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, PointColumns
from fengtai_map.office_master import NAME, office_master
from fengtai_map.problems import DataError, Problem

# How Streamlit tells what does not change from another. An id() would be given again once its owner has gone, and with
# it what was made of that one.
BY_SERIAL: dict[str | type, Callable[[Any], int]] = {
    Atlas: lambda atlas: atlas.serial,
    PointColumns: lambda point_layer: point_layer.serial,
}


@dataclass(frozen=True)
class PageContext:
    """One run of one page. `page` is its address, `base` the Atlas without the office's own points.

    Where these are too many for records they are `many`; one that is selected is in `atlas` nevertheless, but not in
    `known`, of which all is made that outlives a run. `problems` are those of the store, which leave the page as it is
    without it. `placed` is where the reader clicked to say where something lies. `untold` is `known` without the
    office's own stories, where there are some.
    """

    atlas: Atlas
    lang: str
    page: str
    base: Atlas
    known: Atlas
    point_layer: PointColumns | None = None
    problems: tuple[Problem, ...] = ()
    placed: tuple[float, float] | None = None
    untold: Atlas | None = None

    @property
    def ground(self) -> Atlas:
        """Of which map and books are made: a story that changes leaves both as they are."""
        return self.untold or self.known

    @property
    def words(self) -> Words:
        """The catalogue of the reader's language."""
        return self.atlas.words[self.lang]


def atlas() -> Atlas:
    """The Atlas of the data folder, read again when a file of it changes. Raises DataError with every problem."""
    found = loaded_data(DATA, TEXT)
    if found.atlas is None:
        raise DataError(found.problems)
    return found.atlas


def problems() -> tuple[Problem, ...]:
    """What keeps the data from being shown just now."""
    return loaded_data(DATA, TEXT).problems


def master() -> tuple[bytes | None, tuple[Problem, ...]]:
    """The office's own master for slides, or why ours is used; nothing where none is set."""
    return office_master(os.environ.get(NAME, ""))


def keys() -> Mapping[str, str]:
    """The keys of online backgrounds and what turns one on, from the environment."""
    ours = ((name, value) for name, value in os.environ.items() if name.startswith("FENGTAI_"))
    return {name: value for name, value in ours if name.endswith("_KEY") or value == "on"}
