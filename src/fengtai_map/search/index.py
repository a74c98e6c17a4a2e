"""The Index: what is searched under which names, each cut into units with the ways these may be typed. Made once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal

from fengtai_map.geo.hubs import HUB, lines_at
from fengtai_map.model import Atlas, Cluster, Entry, Fact, Feature, Place, Subdistrict
from fengtai_map.search.pinyin import Readings, readings, sounds, units

Found = Cluster | Place | Subdistrict | Feature | Fact | Entry
Sort = Literal["name", "alias", "quote", "pinyin"]
AS_WRITTEN, AS_SPOKEN, BY_INITIAL = range(3)  # how loosely a unit is typed
WHOLE, START, INSIDE = range(3)  # which part of a name is typed
LONGEST_RUN = 24  # units: whoever types more of a name with an error in it gets suggestions
Unit = tuple[tuple[str, int], ...]  # what may be typed for it, and how loosely that is


@dataclass(frozen=True)
class Called:
    """One of the names of a record: its own, an alias (also a line of a station), words of a quote, a given pinyin."""

    sort: Sort
    text: str


def searched(atlas: Atlas) -> tuple[Found, ...]:
    """Everything that can be found, in the order in which equals are listed.

    What is on the map comes before what is said of it: clusters, hubs, other places, 街镇, stations, rivers, then facts
    and entries; within each in the order of the data. Sources are read where they are cited, and what only proves that
    no numeral is missed is no figure: neither is searched.
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


@dataclass(frozen=True)
class IndexedName:
    """A name of the record `ids[record]`, as the data has it and in units."""

    record: int
    sort: Sort
    text: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Index:
    """What `ask` searches. All numbers are positions in `ids` or `names`. Its tables are made when one first asks."""

    ids: tuple[str, ...]
    names: tuple[IndexedName, ...]
    readings: Readings

    @cached_property
    def starts(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Name and unit by the first character of what may be typed there."""
        return _starts(self.names)

    @cached_property
    def runs(self) -> Mapping[int, Mapping[str, Sequence[tuple[int, int]]]]:
        """By length the runs of units joined, with name and part (WHOLE, START, INSIDE)."""
        return _runs(self.names)

    @cached_property
    def likes(self) -> Sequence[tuple[str, int]]:
        """Every way a name may be typed whole, with the name."""
        return tuple((way, number) for number, name in enumerate(self.names) for way in _ways(name))


def index(atlas: Atlas) -> Index:
    """The Index of an Atlas: about 0.2 s with its tables, so keep it as long as the Atlas.

    >>> "lize" in index(atlas).ids
    True
    """
    records = searched(atlas)
    ours = readings(atlas.readings)
    called = ((number, one) for number, record in enumerate(records) for one in names_of(atlas, record))
    names = tuple(IndexedName(number, one.sort, one.text, _units(one, ours)) for number, one in called)
    return Index(ids=tuple(record.id for record in records), names=names, readings=ours)


def _units(called: Called, ours: Readings) -> tuple[Unit, ...]:
    parts = units(called.text)
    if called.sort == "quote":  # it is found by its words only
        return tuple(((part, AS_WRITTEN),) for part in parts)
    if called.sort == "pinyin":  # its syllables are not told apart
        return ((("".join(parts), AS_SPOKEN),),)
    return tuple(_unit(part, sound) for part, sound in zip(parts, sounds(parts, ours), strict=True))


def _unit(part: str, sound: str) -> Unit:
    if part.isdigit():
        return ((part, AS_WRITTEN),)
    spoken = ((sound, AS_SPOKEN),) if sound != part else ()
    return ((part, AS_WRITTEN), *spoken, (sound[0], BY_INITIAL))


def _starts(names: Iterable[IndexedName]) -> Mapping[str, Sequence[tuple[int, int]]]:
    starts = defaultdict(list)
    for number, name in enumerate(names):
        for at, unit in enumerate(name.units):
            for first in {form[0] for form, _ in unit}:
                starts[first].append((number, at))
    return dict(starts)


def _runs(names: Iterable[IndexedName]) -> Mapping[int, Mapping[str, Sequence[tuple[int, int]]]]:
    runs: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for number, name in enumerate(names):
        if name.sort == "quote":
            continue
        for start, end in combinations(range(len(name.units) + 1), 2):
            if end - start > LONGEST_RUN:
                continue
            part = INSIDE if start else START if end < len(name.units) else WHOLE
            for run in {*_typed(name.units[start:end])}:
                runs[len(run)][run].append((number, part))
    return {length: dict(found) for length, found in runs.items()}


def _typed(parts: Sequence[Unit]) -> Iterator[str]:
    """A run of units as it is written and as it is spoken."""
    yield "".join(unit[0][0] for unit in parts)
    yield "".join(next((form for form, loose in unit if loose == AS_SPOKEN), unit[0][0]) for unit in parts)


def _ways(name: IndexedName) -> Iterator[str]:
    """All the ways a name may be typed whole: as written, as spoken, by initials where there are several."""
    initials = "".join(unit[-1][0] for unit in name.units)
    yield from dict.fromkeys([*_typed(name.units), *([initials] if len(name.units) > 1 else [])])
