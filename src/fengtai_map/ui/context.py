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


@dataclass(frozen=True, eq=False)
class Published:
    """What map and books are made of: the same for every reader, whatever they look at and whatever stories they edit.

    `atlas` has the office's own points, as far as they are records; where these are too many, `point_layer` has the
    others. `shipped` is what data/ alone holds, which a file of points is read against. `problems` are those of the
    store, without which the rest is as it is.
    """

    shipped: Atlas
    atlas: Atlas
    point_layer: PointColumns | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> tuple[int, int]:
        """What is made of it is kept under this: another one only when data/ or the office's points change."""
        return self.atlas.serial, self.point_layer.serial if self.point_layer else 0


# How Streamlit tells what does not change from another. An id() would be given again once its owner has gone, and with
# it what was made of that one.
BY_SERIAL: dict[str | type, Callable[[Any], object]] = {
    Atlas: lambda atlas: atlas.serial,
    Published: lambda published: published.key,
}


@dataclass(frozen=True)
class PageContext:
    """One run of one page: what it reads, and for whom.

    `atlas` is what every page reads, with the office's own points and stories in it, those of this window among them.
    It does not depend on the View: a point of the layer that is selected is asked of the store (`store.layer_place`).
    `page` is the address, `placed` where the reader clicked to say where something lies. `published` is for what
    outlives a run and for what reads data/ alone.
    """

    atlas: Atlas
    lang: str
    page: str
    published: Published
    placed: tuple[float, float] | None = None

    @property
    def point_layer(self) -> PointColumns | None:
        """The office's own points where they are too many for records."""
        return self.published.point_layer

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps the office's own points from being shown."""
        return self.published.problems

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
    """The keys of online backgrounds and what turns one on or all off, from the environment."""
    ours = ((name, value) for name, value in os.environ.items() if name.startswith("FENGTAI_"))
    return {name: value for name, value in ours if name.endswith("_KEY") or value in ("on", "off")}
