"""What is searched, and under which names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fengtai_map.geo.hubs import HUB, lines_at
from fengtai_map.model import Atlas, Cluster, Entry, Fact, Feature, Place, Subdistrict

Found = Cluster | Place | Subdistrict | Feature | Fact | Entry
Sort = Literal["name", "alias", "quote", "pinyin"]


@dataclass(frozen=True)
class Called:
    """One of the names of a record: its own, an alias (also a line of a station), words of a quote, a given pinyin."""

    sort: Sort
    text: str


def searched(atlas: Atlas) -> tuple[Found, ...]:
    """Everything that can be found, in the order in which equals are listed.

    What is on the map comes before what is said of it: clusters, hubs, other places, 街镇, stations, rivers, then facts
    and entries; within each in the order of the data. Sources are read where they are
    cited, and what only proves that no numeral is missed is no figure: neither is searched.
    """
    places = sorted(atlas.places, key=lambda place: place.kind != HUB)
    rivers = atlas.ground.get("rivers", ())
    facts = (fact for fact in atlas.facts if fact.listed)
    return (*atlas.clusters, *places, *atlas.subdistricts, *atlas.stations, *rivers, *facts, *atlas.entries)


def names_of(atlas: Atlas, record: Found) -> Iterator[Called]:
    """The names under which a record is found."""
    name = record.label if isinstance(record, Fact) else record.name
    if name:
        yield from (Called("name", text) for text in (name.zh, name.en))
    yield from (Called("alias", alias) for key in ("aliases", "contains") for alias in getattr(record, key, ()))
    if isinstance(record, Fact):
        yield Called("quote", record.quote)
        yield from (Called("quote", rank.quote) for rank in [record.rank] if rank)
    if isinstance(record, Place):
        yield from (Called("pinyin", pinyin) for pinyin in [record.pinyin] if pinyin)
        lines = [line.name for line in lines_at(atlas, record) if line.name]
        yield from (Called("alias", text) for line in lines for text in (line.zh, line.en))
