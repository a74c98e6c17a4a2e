"""Which of several ways to read positions is right, judged by places whose position is known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fengtai_map.model import Atlas, UserPoint
from fengtai_map.model.upload_rules import Distances
from fengtai_map.user_points.upload.moved_together import common_shift
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.positions import Array, WrittenPosition, metres

FEWEST = 2  # places: a single one may simply be wrong
MAX_MATCHES = 300  # matches that are measured
EXACT = (30, 50)  # metres: where known positions are good, so much has to lie between, and so near is a match


@dataclass(frozen=True)
class Known:
    """A position that is known, in degrees of WGS-84, and its error in metres."""

    lon: float
    lat: float
    error_m: float


@dataclass(frozen=True)
class DatumTrials:
    """How far the known places lie off by each way, by their median in metres; `best` is the nearest.

    `sure` says that it is certain; `likely` that it is nearer than the usual way, but not for certain; `astray` that by
    the usual way not one of several places lies where it is known to lie. `shift` are the metres by which the places
    lie off all in one direction by the best way, 0 where they do not: they may be of a system that nobody tried.
    """

    matched: int
    metres: Mapping[str, float]
    best: str = ""
    sure: bool = False
    likely: bool = False
    astray: bool = False
    shift: float = 0


def references(atlas: Atlas, kept: Sequence[UserPoint], belongs: str) -> Mapping[str, Known]:
    """The places whose position is known well enough, by each of their names: those of the release, and kept ones.

    Of kept points those of the list the file belongs to go before; a name that several of them have tells nothing.
    """
    most = atlas.upload.distances.reference
    places = [one for one in (*atlas.stations, *atlas.places) if one.lon is not None and (one.error_m or most) <= most]
    found = {
        plainly(name): Known(one.lon or 0, one.lat or 0, one.error_m or most)
        for one in places
        for name in (one.name.zh, one.name.en, *one.aliases)
    }
    for ours in (False, True):
        group = [one for one in kept if one.of_list(belongs) == ours]
        counted: dict[str, list[UserPoint]] = {}
        for one in group:
            counted.setdefault(plainly(one.name.zh), []).append(one)
        found |= {
            name: Known(one.lon, one.lat, one.error_m)
            for name, (one, *more) in counted.items()
            if not more and one.error_m <= most
        }
    return found


def matches(
    known: Mapping[str, Known], named: Sequence[tuple[str, WrittenPosition]]
) -> list[tuple[WrittenPosition, Known]]:
    """The rows that name a known place, each name once; of very many an even sample."""
    found = {name: (spot, known[name]) for text, spot in named if (name := plainly(text)) in known}
    every = list(found.values())
    return every[:: len(every) // MAX_MATCHES + 1]


def try_datums(
    ways: Mapping[str, Callable[[Sequence[WrittenPosition]], Array]],
    pairs: Sequence[tuple[WrittenPosition, Known]],
    rules: Distances,
) -> DatumTrials:
    """Which way brings the rows to where they are known to lie; the first way is the usual one.

    A way takes spots to degrees of WGS-84.
    """
    if not pairs:
        return DatumTrials(0, {})
    there = metres([(one.lon, one.lat) for _, one in pairs])
    spots = [one for one, _ in pairs]
    apart_by = {name: metres(way(spots)) - there for name, way in ways.items()}
    away = {name: np.hypot(*one.T) for name, one in apart_by.items()}
    off = {name: float(np.median(metres_)) for name, metres_ in away.items()}
    error = float(np.median([one.error_m for _, one in pairs]))
    (best, least), *others = sorted(off.items(), key=lambda one: one[1])
    usual = next(iter(off))
    apart = min((far for _, far in others), default=np.inf) - least
    sure = len(pairs) >= FEWEST and _clear(least, apart, error, rules)
    likely = best != usual and _clear(least, off[usual] - least, error, rules)
    likely &= len(pairs) >= FEWEST or least <= max(EXACT[1], error)
    if not (sure or likely) and (some := _where_some_lie(away, [one.error_m for _, one in pairs])) not in ("", usual):
        best, likely = some, True
    astray = len(pairs) >= FEWEST and float(away[usual].min()) > max(EXACT[1], error)
    return DatumTrials(len(pairs), off, best, sure, likely, astray, common_shift(apart_by[best], error))


def _where_some_lie(away: Mapping[str, Array], errors: Sequence[float]) -> str:
    """The one way by which some places lie where they are known to lie well, though most may have moved; else empty."""
    well = np.asarray(errors) <= EXACT[0]
    there = [name for name, metres_ in away.items() if np.sum(well & (metres_ <= EXACT[0])) >= FEWEST]
    return there[0] if len(there) == 1 else ""


def _clear(least: float, apart: float, error: float, rules: Distances) -> bool:
    """Whether a way fits, and fits so much better: with known positions that are good less is enough."""
    if least <= rules.fits and apart >= rules.clear:
        return True
    between, near = max(EXACT[0], error), max(EXACT[1], 2 * error)
    return least <= min(near, rules.fits) and apart >= min(between, rules.clear)
