"""A reading of data/readings.toml is of use: its word stands in a name, and has no other reading."""

from collections.abc import Iterator

from fengtai_map.data.raw import CELLS, ENTRY_FILES, POINT_LAYERS, Rows
from fengtai_map.model import ClusterRow, Entry, Place
from fengtai_map.problems import Problem

FILE = "readings.toml"
NAMED_LAYERS = (CELLS, "rivers", "metro-lines")


def once(rows: Rows) -> Iterator[Problem]:
    """A word has one reading: of two, nobody could say which is meant."""
    seen = set()
    for reading in rows.readings:
        if reading.word in seen:
            yield Problem("reading-twice", FILE, reading.word)
        seen.add(reading.word)


def used(rows: Rows) -> Iterator[Problem]:
    """A word stands in a name that can be searched: a misspelt one would never be read."""
    tables = (f"{name}.toml" for name in ("facts", "clusters", *ENTRY_FILES))
    if not rows.whole(*tables, *(f"{layer}.geojson" for layer in (*NAMED_LAYERS, *POINT_LAYERS))):
        return
    names = "\n".join(_names(rows))
    for word in dict.fromkeys(reading.word for reading in rows.readings):
        if word not in names:
            yield Problem("reading-unused", FILE, word)


def _names(rows: Rows) -> Iterator[str]:
    yield from (fact.label.zh for fact in rows.facts)
    records: tuple[ClusterRow | Place | Entry, ...]
    records = (*rows.clusters, *rows.places, *rows.stations, *(entry for _, entry in rows.entries))
    for record in records:
        yield from (record.name.zh, *record.aliases)
    for layer in NAMED_LAYERS:
        yield from (feature.properties.name_zh for feature in rows.features.get(layer, ()))
