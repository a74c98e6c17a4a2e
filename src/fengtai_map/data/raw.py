"""What the files of data/ hold before anything is joined: rows, as they stand there."""

from collections.abc import Iterator, Mapping
from typing import Any

from fengtai_map.model import (
    Areas,
    AsRead,
    Backdrop,
    CellRow,
    ClusterRow,
    Entry,
    FeatureRow,
    FeatureRows,
    LaterRow,
    Lines,
    MetroLine,
    Neighbour,
    Place,
    PlaceProperties,
    Point,
    Radii,
    Railway,
    RefusedWord,
    Road,
    Station,
    Titled,
    Water,
)

CELLS = "subdistricts"
MANIFEST = "geo/manifest.toml"
POINT_LAYERS = ("places", "metro-stations")
LAYERS: Mapping[str, type[FeatureRow[Any, Any]]] = {  # every layer that the code draws or asks for, and its features
    CELLS: CellRow,
    "water": FeatureRow[Water, Areas],
    "rivers": FeatureRow[Titled, Lines],
    "roads": FeatureRow[Road, Lines],
    "railways": FeatureRow[Railway, Lines],
    "metro-lines": FeatureRow[MetroLine, Lines],
    "context-water": FeatureRow[Backdrop, Areas],
    "context-rivers": FeatureRow[Backdrop, Lines],
    "context-roads": FeatureRow[Backdrop, Lines],
    "context-railways": FeatureRow[Backdrop, Lines],
    "context-districts": FeatureRow[Neighbour, Areas],
    "places": FeatureRow[PlaceProperties, Point | None],
    "metro-stations": FeatureRow[Station, Point],
}
ENTRY_FILES = (
    "spirits", "plans", "measures", "industries", "organisations", "places", "projects", "policies", "results",
    "next-steps",
)  # fmt: skip


class Rows(AsRead):
    """The rows of every file, still apart. `day` is the folder's name below data/release/.

    A single table is None where its file has problems. `broken` are the names of the files that lost rows: what refers
    to them cannot be judged. `earlier` are the same rows with an earlier release each, the latest first.
    """

    day: str
    clusters: tuple[ClusterRow, ...]
    entries: tuple[tuple[str, Entry], ...]
    features: Mapping[str, FeatureRows]
    places: tuple[Place, ...]
    stations: tuple[Place, ...]
    later: tuple[LaterRow, ...]
    radii: Radii | None
    refused: tuple[RefusedWord, ...]
    broken: frozenset[str] = frozenset()
    earlier: tuple["Rows", ...] = ()

    def file(self, name: str) -> str:
        """The path of a file of the release, relative to data/."""
        return f"release/{self.day}/{name}.toml"

    def points(self) -> Iterator[tuple[str, Place]]:
        """Every place and station with the path of its file."""
        yield from (("geo/places.geojson", place) for place in self.places)
        yield from (("geo/metro-stations.geojson", station) for station in self.stations)

    def whole(self, *names: str) -> bool:
        """Whether these files, facts.toml or rivers.geojson, hold every row they should."""
        return self.broken.isdisjoint(names)
