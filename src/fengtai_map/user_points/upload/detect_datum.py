"""Degrees of any datum: which one it is, concluded from the file, known places, kept points and the district."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from fengtai_map.formats import Question
from fengtai_map.model.upload_rules import Grid, UploadRules
from fengtai_map.problems import Problem
from fengtai_map.user_points.upload.datum_trials import EXACT, DatumTrials, Known, matches, try_datums
from fengtai_map.user_points.upload.grids import GridRows, Way, previewed
from fengtai_map.user_points.upload.positions import (
    FROM,
    SAME_PLACE,
    Array,
    WrittenPosition,
    from_datum,
    metres,
    numbers,
)
from fengtai_map.user_points.upload.reference_places import ReferencePlaces

USUAL = "WGS-84"
BESIDE = 200  # metres from the outline of the district, which is drawn that roughly
FEWEST = 3  # rows outside of it that speak against a datum, or just where places are known for another


@dataclass(frozen=True)
class DatumFinding:
    """The datum of the rows that name none: how it is known, what known places say, and what has to be chosen.

    `why` is "chosen", "stated", "heads", "tried", "remembered" or "assumed"; `id` is empty where it has to be chosen.
    """

    id: str
    why: str = ""
    trials: DatumTrials | None = None
    asked: Question | None = None


def way_from(datum: str) -> Way:
    """What takes spots in degrees of a datum to degrees of WGS-84."""
    back = from_datum(datum)
    return lambda spots: back(numbers(spots))


def datum_of(  # noqa: PLR0913  # all that may tell a datum
    named: Sequence[tuple[str, WrittenPosition]],
    rules: UploadRules,
    ground: ReferencePlaces,
    known: Mapping[str, Known],
    *,
    said: tuple[str, str],
    hint: str,
    before: str = "",
    unclear: bool = False,
) -> DatumFinding:
    """The datum of rows, by name; `said` is what the clerk or the file says and how, `hint` what is only likely.

    `before` is that of the last file of their list: theirs too, unless known places or the district speak against it.
    `unclear` says that the file names a system nobody understands: then it is asked for where no place tells it.
    """
    usual = before or USUAL
    ways = {datum: way_from(datum) for datum in sorted(FROM, key=lambda one: one != usual)}
    trials = try_datums(ways, matches(known, named), rules.distances)
    doubted = said[1] == "stated" and hint not in ("", USUAL, said[0])  # programs state WGS-84 of whatever they hold
    if said[0] and not doubted:
        return DatumFinding(*said, trials)
    if trials.sure and not trials.shift:
        return DatumFinding(trials.best, "tried", trials)
    likely = trials.best if trials.likely else _by_ground(named, ground, usual) or _by_places(named, known, ways, usual)
    if not likely and hint not in ("", usual) and trials.metres.get(usual, np.inf) > trials.metres.get(hint, 0):
        likely = hint
    if likely or (trials.astray if before else unclear):
        return DatumFinding("", trials=trials, asked=_asked(named, likely or usual, trials, ground))
    if said[0] and not before:
        return DatumFinding(*said, trials)
    return DatumFinding(usual, "remembered" if before else "assumed", trials)


def _by_ground(named: Sequence[tuple[str, WrittenPosition]], ground: ReferencePlaces, usual: str) -> str:
    """The datum in which all rows lie in the district, where by the usual one some lie outside of it."""
    spots = [spot for _, spot in named]
    away = ground.away(metres(way_from(usual)(spots)))
    outside = [spot for spot, far in zip(spots, away, strict=True) if far > BESIDE]
    if len(outside) < FEWEST:
        return ""
    for datum in FROM:
        if datum != usual and _inside(outside, datum, ground) and _inside(spots, datum, ground):
            return datum
    return ""


def _by_places(
    named: Sequence[tuple[str, WrittenPosition]], known: Mapping[str, Known], ways: Mapping[str, Way], usual: str
) -> str:
    """The datum in which rows lie just where places are known, whatever these are called: a list may be renamed."""
    well = [(one.lon, one.lat) for one in known.values() if one.error_m <= EXACT[0]]
    if not well or len(named) < FEWEST:
        return ""
    tree = shapely.STRtree(np.asarray(shapely.points(metres(well))))
    spots = [spot for _, spot in named]
    there = {datum: _just_there(tree, metres(way(spots))) for datum, way in ways.items()}
    best = max(there, key=lambda one: there[one])  # of equals the usual one, which comes first
    return best if best != usual and there[best] >= max(FEWEST, 2 * there[usual]) else ""


def _just_there(tree: shapely.STRtree, points: Array) -> int:
    """How many positions lie where a place is."""
    return len(set(tree.query(shapely.points(points), predicate="dwithin", distance=SAME_PLACE)[0].tolist()))


def _inside(spots: Sequence[WrittenPosition], datum: str, ground: ReferencePlaces) -> bool:
    return not np.any(ground.away(metres(way_from(datum)(spots))) > BESIDE)


def _asked(
    named: Sequence[tuple[str, WrittenPosition]], likely: str, trials: DatumTrials, ground: ReferencePlaces
) -> Question:
    return question(named, ground, sorted(FROM, key=lambda one: one != likely), trials)


def question(
    named: Sequence[tuple[str, WrittenPosition]],
    ground: ReferencePlaces,
    options: Sequence[str] = tuple(FROM),
    trials: DatumTrials | None = None,
) -> Question:
    """The question for the datum: how far off known places each lies, and where the first rows would lie."""
    off = trials.metres if trials else {}
    particulars = {one: f"{off[one]:.0f}" if one in off else "" for one in options}
    preview = {one: previewed(named, way_from(one), ground) for one in options}
    return Question("datum", tuple(options), particulars, preview)


def of_metres(file: str, grid: Grid, count: int, found: GridRows) -> Iterator[Problem]:
    """As which grid metres were read, and how that is known."""
    trials = found.trials
    more = {"crs": grid.label, "count": f"{count}", "metres": f"{found.error_m:.0f}"}
    if trials:
        more |= {"n": f"{trials.matched}", "off": f"{min(trials.metres.values()):.0f}"}
    code = "upload-grid-near" if found.near else "upload-grid-shown" if trials else "upload-projected"
    yield Problem(code, file, "", more)


def of_datum(file: str, found: DatumFinding, count: int) -> Iterator[Problem]:
    """In which datum degrees were read, how that is known, and what speaks against it."""
    trials, more = found.trials, {"datum": found.id, "count": f"{count}"}
    if trials and trials.sure and found.id and trials.best != found.id:
        off = {"best": trials.best, "off": f"{trials.metres[found.id]:.0f}", "n": f"{trials.matched}"}
        yield Problem("upload-datum-doubt", file, "", more | off)
    elif found.why == "tried" and trials:
        off = {"n": f"{trials.matched}", "off": f"{trials.metres[trials.best]:.0f}"}
        yield Problem("upload-datum-shown", file, "", more | off)
    elif found.why in ("heads", "remembered", "assumed"):
        yield Problem(f"upload-datum-{found.why}", file, "", more)


def of_sheets(file: str, named: Iterable[str]) -> Iterator[Problem]:
    """Which sheets were read in the system they are called by."""
    if names := ", ".join(named):
        yield Problem("upload-datum-sheets", file, "", {"names": names[:200]})


def of_axes(file: str, count: int) -> Iterator[Problem]:
    """How many rows have the latitude first."""
    if count:
        yield Problem("upload-latitude-first", file, "", {"count": f"{count}"})
