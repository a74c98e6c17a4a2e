"""How far everything is from all that a reader asks for, for all origins at once: `nearest.nearest_of` says it of one.

The browser filters by status, so it gets the nearest of each status, and the counts by status.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from fengtai_map.content import nearest
from fengtai_map.content.places import located, unlocated
from fengtai_map.content.statements import Json
from fengtai_map.content.straight_lines import KILOMETRE, SAME, compass, on_the_ground
from fengtai_map.geo.projection import azimuths
from fengtai_map.model import Atlas, Place, Target
from fengtai_map.webmap.per_ground import once_per_ground

Shapes = npt.NDArray[np.object_]
Table = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Plane:
    """Every point, and what distances are measured from: the points again, then 街镇 and clusters.

    `metres` is from each origin (a row) to each point (a column); a point is nowhere near to itself.
    """

    points: tuple[Place, ...]
    origins: tuple[str, ...]
    shapes: Shapes
    metres: Table


@dataclass(frozen=True)
class Members:
    """What a target means: its points by their numbers, with both of their statuses, and those without a position."""

    target: Target
    numbers: npt.NDArray[np.int64]
    places: tuple[Place, ...]
    unlocated: tuple[Place, ...]


@dataclass(frozen=True)
class PlaceDistance:
    """A place as seen from an origin; `inside` where that is an area in which it lies."""

    place: Place
    metres: float
    direction: str
    inside: bool


def distances(atlas: Atlas, lang: str) -> Mapping[str, list[Json]]:
    """By the id of a point with a position, a 街镇 or a cluster: each target, with the nearest of it and the counts.

    `nearest` is in the order of the distance and holds the first of each status, so that the first one that a filter
    of statuses lets through is the nearest; of an area also everything inside.
    """
    plane = _plane(atlas)
    groups = [_members(atlas, target, plane) for target in atlas.targets]
    found = [list(_target(atlas, plane, one, lang)) for one in groups]
    return {name: [rows[number] for rows in found] for number, name in enumerate(plane.origins)}


@once_per_ground
def rings(atlas: Atlas) -> Mapping[str, Mapping[str, Any]]:
    """What lies within each radius of a 街镇 or a cluster, by its kilometres: see `nearest.ring`."""
    names = [one.id for one in (*atlas.subdistricts, *atlas.clusters)]
    return {name: {f"{km:g}": nearest.ring(atlas, name, km * KILOMETRE) for km in radii(atlas)} for name in names}


def radii(atlas: Atlas) -> list[float]:
    """The radii within which is counted, in kilometres."""
    return [metres / KILOMETRE if metres % KILOMETRE else metres // KILOMETRE for metres in atlas.radii]


def _plane(atlas: Atlas) -> Plane:
    points = located(atlas.points)
    areas = [one.id for one in (*atlas.subdistricts, *atlas.clusters)]
    flat = np.array(nearest.point_index(atlas).values, dtype=object)
    shapes = np.array([*flat, *(on_the_ground(atlas, name) for name in areas)], dtype=object)
    metres = shapely.distance(shapes[:, None], flat[None, :])
    metres[np.arange(len(flat)), np.arange(len(flat))] = np.inf
    return Plane(points, (*(point.id for point in points), *areas), shapes, metres)


def _members(atlas: Atlas, target: Target, plane: Plane) -> Members:
    members = nearest.members(atlas, target)
    at = {point.id: number for number, point in enumerate(plane.points)}
    here = located(members)
    numbers = np.array([at[place.id] for place in here], dtype=np.int64)
    return Members(target, numbers, here, unlocated(members))


def _target(atlas: Atlas, plane: Plane, members: Members, lang: str) -> Iterator[Json]:
    """The columns of one target: its value for each origin, in the order of the origins."""
    metres = plane.metres[:, members.numbers]
    counts, counts_now = (_counts(atlas, members, metres, statuses) for statuses in _statuses(members.places))
    label, nowhere = atlas.words[lang](f"reach.{members.target.id}"), _unlocated(members)
    for number, (origin, away) in enumerate(zip(plane.origins, _away(plane, members, metres), strict=True)):
        yield {
            "target": members.target.id,
            "label": label,
            "nearest": [_nearest(atlas, origin, one, lang) for one in away],
            "within": _within(atlas, counts[number], counts_now[number]),
            **nowhere,
        }


def _away(plane: Plane, members: Members, metres: Table) -> Iterator[list[PlaceDistance]]:
    """The members that each origin needs, nearest first; of equals the first in the order of the data."""
    wanted = _wanted(plane, members, metres)
    directions = _directions(plane, members, wanted)
    for origin, row in enumerate(metres):
        area, numbers = origin >= len(plane.points), np.flatnonzero(wanted[origin])
        order = numbers[np.argsort(row[numbers], kind="stable")].tolist()
        far = [(n, float(row[n]), directions.get((origin, n), "")) for n in order]
        yield [PlaceDistance(members.places[n], away, direction, area and away == 0) for n, away, direction in far]


def _statuses(places: Sequence[Place]) -> tuple[list[str], list[str]]:
    """The status of each as the release has it, and as last heard of."""
    return [place.status for place in places], [place.now for place in places]


def _wanted(plane: Plane, members: Members, metres: Table) -> Mask:
    """Which members each origin needs: the first of each status, and all inside an area."""
    wanted = np.zeros(metres.shape, dtype=bool)
    wanted[len(plane.points) :] = metres[len(plane.points) :] == 0
    for statuses in _statuses(members.places):
        for status in set(statuses):
            numbers = np.flatnonzero([one == status for one in statuses])
            first = numbers[np.argmin(metres[:, numbers], axis=1)]
            wanted[np.arange(len(metres)), first] = True
    return wanted & np.isfinite(metres)


def _directions(plane: Plane, members: Members, wanted: Mask) -> Mapping[tuple[int, int], str]:
    """The point of the compass in which each wanted member lies, by both numbers; none below a metre."""
    origins, numbers = np.nonzero(wanted)
    lines = shapely.shortest_line(plane.shapes[origins], plane.shapes[members.numbers[numbers]])
    far = shapely.length(lines) >= SAME
    pairs = zip(origins[far].tolist(), numbers[far].tolist(), azimuths(lines[far]), strict=True)
    return {(origin, number): compass(float(degrees)) for origin, number, degrees in pairs}


def _counts(atlas: Atlas, members: Members, metres: Table, statuses: Sequence[str]) -> list[list[Json]]:
    """For each origin and radius how many there are of each status in the district; nothing of a partial target."""
    if members.target.partial:
        return [[]] * len(metres)
    names = list(dict.fromkeys(statuses))
    pairs = zip(statuses, members.places, strict=True)
    counted = [[one == name and not place.outside for name in names] for one, place in pairs]
    of_status = np.array(counted, dtype=np.int64).reshape(len(statuses), len(names))
    tables = [((metres <= radius) @ of_status).tolist() for radius in atlas.radii]
    return [
        [{name: n for name, n in zip(names, table[origin], strict=True) if n} for table in tables]
        for origin in range(len(metres))
    ]


def _within(atlas: Atlas, counts: list[Json], counts_now: list[Json]) -> list[Json]:
    """The counts of an origin by radius; `now` where they are others by the statuses last heard of."""
    rows = zip(radii(atlas), counts, counts_now, strict=False)  # of a partial target there are no counts
    return [{"km": km, "counts": was} | ({} if was == is_now else {"now": is_now}) for km, was, is_now in rows]


def _unlocated(members: Members) -> Json:
    if members.target.partial:
        return {"unlocated": {}}
    was, is_now = (
        {status: statuses.count(status) for status in dict.fromkeys(statuses)}
        for statuses in _statuses(members.unlocated)
    )
    return {"unlocated": was} | ({} if was == is_now else {"unlocated_now": is_now})


def _nearest(atlas: Atlas, origin: str, away: PlaceDistance, lang: str) -> Json:
    """One that may be the nearest; `now` is its latest status where that is another, `doubts` why it is unsure how far.

    The browser puts it into words: how many are `inside` an area depends on the filter.
    """
    place, errors = away.place, (getattr(atlas.index[origin], "error_m", None), away.place.error_m)
    heard = {} if place.now == place.status else {"now": place.now}
    said = {"id": place.id, "status": place.status, **heard, "metres": round(away.metres, 2)}
    if nearest.stands_in(atlas, origin, place, away.metres):
        return {**said, "direction": "", "stands_in": True, "doubts": ""}
    where = {"inside": True} if away.inside else {}
    doubts = nearest.DOT.join(nearest.doubts(atlas, origin, errors, lang))
    return {**said, "direction": away.direction, **where, "doubts": doubts}
