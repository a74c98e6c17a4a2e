"""Metres -> degrees: which grid they are of, concluded from the file, from known places and from the district."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from fengtai_map.formats import Question
from fengtai_map.model import Atlas
from fengtai_map.model.upload_rules import Grid, UploadRules
from fengtai_map.user_points.upload.datum_trials import DatumTrials, Known, matches, try_datums
from fengtai_map.user_points.upload.positions import (
    Array,
    WrittenPosition,
    grid_named,
    in_degrees,
    metres,
    moved,
    numbers,
    of_grid,
    ordered,
)
from fengtai_map.user_points.upload.reference_places import ReferencePlaces

SAME = 10  # metres: grids that differ by less need not be told apart
FEWEST = 3  # rows in the district by which a grid is recognised
WHOLE, PART = 1.0, 0.8  # shares of rows in the district: of the grid that is recognised, at most of any other
PREVIEWED = 3
Way = Callable[[Sequence[WrittenPosition]], Array]


@dataclass(frozen=True)
class GridRows:
    """Rows in metres as rows in degrees: the grid of each, its error in metres, and what has to be chosen.

    `spots` has None where nothing is certain. `near` are the grids that may also be meant, at most their error away.
    """

    spots: Sequence[WrittenPosition | None]
    grids: Sequence[Grid]
    error_m: float = 0
    near: bool = False
    trials: DatumTrials | None = None
    asked: Question | None = None


def way_of(grid: Grid) -> Way:
    """What takes spots in metres of a grid to degrees."""
    return lambda spots: _degrees(numbers(spots), grid)


def _degrees(points: Array, grid: Grid) -> Array:
    return in_degrees(ordered(points, grid), grid.definition or grid.crs)


def from_metres(  # noqa: PLR0913  # all that may tell a grid
    named: Sequence[tuple[str, WrittenPosition]],
    rules: UploadRules,
    ground: ReferencePlaces,
    known: Mapping[str, Known],
    *,
    chosen: str,
    unclear: bool = False,
) -> GridRows:
    """Rows in metres that fit the same grids, by name; `unclear` as for a datum."""
    spots = [spot for _, spot in named]
    fits = _said(spots[0], [grid for grid in rules.grids if of_grid(grid, spots[0].x, spots[0].y)], rules, chosen)
    if len(fits) == 1 and (spots[0].grid or chosen or not (unclear or fits[0].definition)):
        return _taken(spots, fits[0], fits[0].error_m)
    inside = {grid.crs: _inside(way_of(grid)(spots), ground, rules) for grid in fits}
    there = [grid for grid in fits if inside[grid.crs] * 2 >= WHOLE] or fits
    families = {grid.family: grid for grid in reversed(there)}
    firsts = [grid for grid in there if families[grid.family] is grid]
    pairs = matches(known, named)
    trials = try_datums({grid.crs: way_of(grid) for grid in firsts}, pairs, rules.distances)
    first = (
        next((grid for grid in firsts if grid.crs == trials.best), None)
        if trials.sure
        else _alone(firsts, inside, spots)
    )
    if first is None or ((first.definition or unclear) and not trials.sure):
        return GridRows([None] * len(spots), fits, asked=_asked(named, there, trials, inside, ground))
    return _within_family(spots, [grid for grid in fits if grid.family == first.family], pairs, trials, rules)


def _said(spot: WrittenPosition, fits: list[Grid], rules: UploadRules, chosen: str) -> list[Grid]:
    """The grids that the row, the heads or the clerk allow, of those that fit: all of them where nobody says."""
    crs = grid_named(rules, chosen).crs if chosen else ""
    asked = ([one for one in fits if one.crs == name] for name in (spot.grid, crs) if name)
    of_frame = [
        one
        for one in fits
        if spot.frame in (one.frame, "gcj-02" if one.shifted else "", "bd-09" if one.shifted else "")
    ]
    return next((one for one in asked if one), of_frame if spot.frame and of_frame else fits)


def _inside(points: Array, ground: ReferencePlaces, rules: UploadRules) -> float:
    """Which share of positions lies in the district, or so near that it is taken."""
    return float(np.mean(ground.away(metres(points)) <= rules.distances.outside))


def _alone(firsts: Sequence[Grid], inside: Mapping[str, float], spots: Sequence[WrittenPosition]) -> Grid | None:
    """The only grid, or the only one by which all rows lie in the district; None where several may be."""
    if len(firsts) == 1:
        return firsts[0]
    whole = [grid for grid in firsts if inside[grid.crs] >= WHOLE]
    others = [grid for grid in firsts if inside[grid.crs] > PART]
    return whole[0] if len(spots) >= FEWEST and whole == others and len(whole) == 1 else None


def _within_family(
    spots: Sequence[WrittenPosition],
    family: Sequence[Grid],
    pairs: Sequence[tuple[WrittenPosition, Known]],
    trials: DatumTrials,
    rules: UploadRules,
) -> GridRows:
    """The grid of a family that known places tell; else its first, with the error that the others would make."""
    apart = [grid for at, grid in enumerate(family) if not any(_same(grid, other, spots[0]) for other in family[:at])]
    closer = try_datums({grid.crs: way_of(grid) for grid in apart}, pairs, rules.distances)
    found = next((grid for grid in apart if grid.crs == closer.best), family[0]) if closer.sure else family[0]
    if closer.sure or len(apart) == 1:
        return replace(_taken(spots, found, found.error_m), trials=closer if closer.sure else None)
    most = max(grid.error_m for grid in family)
    return replace(_taken(spots, found, most), near=True, trials=trials if trials.sure else None)


def _same(grid: Grid, other: Grid, spot: WrittenPosition) -> bool:
    here, there = (metres(way_of(one)([spot]))[0] for one in (grid, other))
    return float(np.hypot(*(here - there))) <= SAME


def _taken(spots: Sequence[WrittenPosition], grid: Grid, error_m: float) -> GridRows:
    there = [replace(one, degrees=True) for one in moved(spots, partial(_degrees, grid=grid))]
    return GridRows(there, (grid,), error_m)


def _asked(
    named: Sequence[tuple[str, WrittenPosition]],
    there: Sequence[Grid],
    trials: DatumTrials,
    inside: Mapping[str, float],
    ground: ReferencePlaces,
) -> Question:
    """The question for the grid, the likeliest first, with where the first rows would lie."""
    best = sorted(there, key=lambda one: (trials.metres.get(one.crs, np.inf), -inside[one.crs]))
    particulars = {one.crs: f"{trials.metres[one.crs]:.0f}" if one.crs in trials.metres else "" for one in best}
    preview = {one.crs: previewed(named, way_of(one), ground) for one in best}
    return Question("grid", tuple(one.crs for one in best), particulars, preview)


def previewed(
    named: Sequence[tuple[str, WrittenPosition]], way: Way, ground: ReferencePlaces
) -> list[tuple[str, str, str, str]]:
    """Name, longitude, latitude of the first rows as a way would read them, and metres outside the district."""
    first = named[:PREVIEWED]
    points = way([spot for _, spot in first])
    away = ground.away(metres(points))
    return [
        (name, f"{lon:.6f}", f"{lat:.6f}", f"{far:.0f}" if far else "inside")
        for (name, _), (lon, lat), far in zip(first, points, away, strict=True)
    ]


def grid_of(atlas: Atlas, name: str) -> Grid | None:
    """The grid of an EPSG code or another name of it; None where we do not know it.

    >>> grid_of(atlas, "EPSG:4548").label
    'CGCS2000 / 117°E (EPSG:4548)'
    """
    try:
        return grid_named(atlas.upload, name)
    except KeyError:
        return None
