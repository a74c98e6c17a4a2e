"""What the files of data/ hold before anything is joined: rows, as they stand there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fengtai_map.model import (
    Basemap,
    Chart,
    ClusterRow,
    Entry,
    Fact,
    Layer,
    NamedNumeral,
    Outline,
    Place,
    Release,
    Scheme,
    Source,
    Story,
    Subject,
)
from fengtai_map.text import Words

Features = tuple[Mapping[str, Any], ...]
CELLS = "subdistricts"
POINT_LAYERS = ("places", "metro-stations")


@dataclass(frozen=True)
class Rows:
    """The rows of every file, still apart. `release` is the folder's name below data/release/."""

    release: str
    about: Release | None
    scheme: Scheme | None
    clusters: tuple[ClusterRow, ...]
    facts: tuple[Fact, ...]
    entries: tuple[tuple[str, Entry], ...]
    numerals: tuple[NamedNumeral, ...]
    sources: tuple[Source, ...]
    layers: tuple[Layer, ...]
    outline: Outline | None
    features: Mapping[str, Features]
    places: tuple[Place, ...]
    stations: tuple[Place, ...]
    basemaps: tuple[Basemap, ...]
    pages: tuple[Subject, ...]
    charts: tuple[Chart, ...]
    stories: tuple[Story, ...]
    words: Mapping[str, Words]

    def file(self, name: str) -> str:
        """The path of a file of the release, relative to data/."""
        return f"release/{self.release}/{name}.toml"
