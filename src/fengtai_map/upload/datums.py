"""Which datum a file is in, told by the known places it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from statistics import median

from fengtai_map.model import Atlas, Place
from fengtai_map.upload import columns
from fengtai_map.upload.positions import FROM, Position, metres, wgs84
from fengtai_map.upload.rows import Choice, Judge
from fengtai_map.upload.table import Table

FEWEST = 2  # one place may be off by itself


@dataclass(frozen=True)
class Tried:
    """A datum: how many known places the file names, and the median distance to them in metres, None without any."""

    datum: str
    matched: int
    metres: float | None


@dataclass(frozen=True)
class Readings:
    """Every datum tried; `best` is empty where it cannot be told."""

    tried: tuple[Tried, ...]
    best: str = ""


def readings_of(table: Table, atlas: Atlas, choice: Choice) -> Readings:
    """How well the rows of a table lie on known places in each datum."""
    mapping = dict(choice.mapping) or columns.recognised(table, atlas)[0]
    if any(columns.needed(table, mapping)):
        return Readings(tuple(Tried(datum, 0, None) for datum in FROM))
    judge = Judge(table, atlas, mapping, choice)
    cells = (judge.cells(row) for row in range(len(table.rows)))
    known = references(atlas)
    matched = [(one.place, known[name]) for one in cells if one.place and (name := one.text["name"]) in known]
    tried = tuple(_tried(datum, matched) for datum in FROM)
    return Readings(tried, _best(atlas, tried))


def references(atlas: Atlas) -> Mapping[str, Place]:
    """The places whose position is known well enough to tell a datum, by each of their names."""
    most = atlas.upload.distances.reference
    sure = [place for place in atlas.places if place.lon is not None and (place.error_m or most) <= most]
    names = ((name, one) for one in (*atlas.stations, *sure) for name in (one.name.zh, one.name.en, *one.aliases))
    return dict(names)


def _tried(datum: str, matched: list[tuple[Position, Place]]) -> Tried:
    if not matched:
        return Tried(datum, 0, None)
    here = metres([wgs84(at, datum) for at, _ in matched])
    there = metres([(place.lon or 0, place.lat or 0) for _, place in matched])
    far = [hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(here, there, strict=True)]
    return Tried(datum, len(far), median(far))


def _best(atlas: Atlas, tried: tuple[Tried, ...]) -> str:
    first, second, *_ = sorted(tried, key=lambda one: one.metres or 0)
    if first.matched < FEWEST or first.metres is None or second.metres is None:
        return ""
    rules = atlas.upload.distances
    clear = first.metres <= rules.fits and second.metres - first.metres >= rules.clear
    return first.datum if clear else ""
