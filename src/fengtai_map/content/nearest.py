"""How far a place, a station, a 街镇 or a cluster is from the nearest station, metro, school … by straight line."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import geopandas
import shapely
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from fengtai_map.content.places import located, unlocated
from fengtai_map.content.status_at import stated
from fengtai_map.content.straight_lines import geometry, on_the_ground, printed, straight
from fengtai_map.geo.projection import METRES, all_in_metres, in_degrees
from fengtai_map.model import Atlas, Geometry, Place, Target
from fengtai_map.view.url import View

CURVE = 32  # segments of a quarter circle: at 3 km at most one metre inside the true one
SMOOTH = 20.0  # metres that the simplified edge around an area may be off
GRID = 1e-5  # degrees, about a metre: five decimals
STATION_BASIS = "nearest-metro-station"  # the basis of a place that was put where its station is
TOGETHER = 5.0  # metres from that station within which it then is
DOT = " · "
PointIndex = Any  # a GeoSeries, which has no types: every point that something can be near to, by id, in the plane
Errors = tuple[float | None, float | None]  # how far off both ends may be, in metres; None where not stated
Start = tuple[str, BaseGeometry, dict[str, float]]  # the origin's id and shape, and the metres to what is around it


@dataclass(frozen=True)
class Nearest:
    """The nearest of a target, and how many lie within each radius.

    `nearest` is its id, None (and `metres` too) where the target has none left. `metres` is the straight line, from
    the outline where the origin is an area: `inside` counts those that lie in it, at 0 and in no direction; `nearest`
    is then the first of them. `errors` is how far off origin and nearest may be, in metres, None where that is not
    stated (an outline, a metro station).
    `within` pairs a radius in metres with a count of those in the district, `unlocated` counts those whose position is
    not known; of a target that is partial nothing is counted. Where one of the two `stands_in` for the other's position
    there is no distance to tell.
    """

    origin: str
    target: str
    nearest: str | None
    metres: float | None
    direction: str
    inside: int
    status: str
    errors: Errors
    within: tuple[tuple[int, int], ...]
    unlocated: int
    stands_in: bool = False


def point_index(atlas: Atlas) -> PointIndex:
    """The spatial index of all points. It takes about 1.5 ms: who asks of many origins makes it once.

    >>> "beijing-west-railway-station" in point_index(atlas).index
    True
    """
    points = located(atlas.points)
    shapes = all_in_metres([geometry(point) for point in points])
    series = geopandas.GeoSeries(shapes, index=[point.id for point in points], crs=METRES)
    series.sindex  # noqa: B018  # geopandas builds the index when it is first asked for
    return series


def nearest_of(
    index: PointIndex, atlas: Atlas, name: str, without: Collection[str] = (), time: str = "release"
) -> tuple[Nearest, ...] | None:
    """What is near to a place, station, 街镇 or cluster, a Nearest for each target in the order of data/reach.toml.

    Things of a status in `without` are left out, of the status as of `time` (see view.url.TIMES), and a place is never
    near to itself. None where the origin has no position.

    >>> one = nearest_of(point_index(atlas), atlas, "lize-city-air-terminal")[0]
    >>> one.target, one.nearest, round(one.metres)
    ('station', 'beijing-fengtai-railway-station', 3158)
    """
    origin = on_the_ground(atlas, name)
    if origin is None:
        return None
    around = _around(index, origin, atlas.radii[-1])
    view = View(without=tuple(without), time=time)
    return tuple(_near(index, atlas, (name, origin, around), target, view) for target in atlas.targets)


def members(atlas: Atlas, target: Target) -> tuple[Place, ...]:
    """The places and stations of a target, with or without a position."""
    return tuple(point for point in atlas.points if point.kind in target.kinds or point.id in target.places)


def _near(index: PointIndex, atlas: Atlas, start: Start, target: Target, view: View) -> Nearest:
    name, origin, around = start
    others = [p for p in members(atlas, target) if p.id != name and stated(p, view) not in view.without]
    ids = [p.id for p in located(others)]
    away = {one: around[one] for one in ids if one in around} or _metres(index, origin, ids)
    nearest = min((p for p in others if p.id in away), key=lambda p: away[p.id], default=None)
    metres, direction = straight(origin, index[nearest.id]) if nearest else (None, "")
    counted = [] if target.partial else [away[p.id] for p in others if p.id in away and not p.outside]
    return Nearest(
        origin=name,
        target=target.id,
        nearest=nearest.id if nearest else None,
        metres=metres,
        direction=direction,
        inside=0 if isinstance(origin, Point) else sum(one == 0 for one in away.values()),
        status=str(stated(nearest, view)) if nearest else "",
        errors=(getattr(atlas.index[name], "error_m", None), nearest.error_m if nearest else None),
        within=tuple((r, sum(one <= r for one in counted)) for r in atlas.radii if not target.partial),
        unlocated=0 if target.partial else len(unlocated(others)),
        stands_in=bool(nearest and metres is not None and stands_in(atlas, name, nearest, metres)),
    )


def stands_in(atlas: Atlas, origin: str, place: Place, metres: float) -> bool:
    """Whether two things are in one place only because one of them was put on a metro station."""
    start = atlas.index.get(origin)  # None: a point of the layer, whose position is its own
    return isinstance(start, Place) and metres < TOGETHER and STATION_BASIS in (start.basis, place.basis)


def _around(index: PointIndex, origin: BaseGeometry, widest: float) -> dict[str, float]:
    """Metres to every point within the widest radius, by id. The nearest is among them where there are any."""
    found = index.sindex.query(origin, predicate="dwithin", distance=widest)
    return _metres(index, origin, list(index.index[found]))


def _metres(index: PointIndex, origin: BaseGeometry, ids: list[str]) -> dict[str, float]:
    return dict(index[ids].distance(origin))


def ring(atlas: Atlas, name: str, metres: float) -> Geometry | None:
    """Everything within so many metres of a place, station, 街镇 or cluster, in degrees of five decimals.

    A circle around a point; around an area a band of that width with the area in it. None where there is no position.

    >>> ring(atlas, "beijing-west-railway-station", 1000)["type"]
    'Polygon'
    """
    origin = on_the_ground(atlas, name)
    if origin is None:
        return None
    around = origin.buffer(metres, quad_segs=CURVE)
    edge = around if isinstance(origin, Point) else around.simplify(SMOOTH)
    return dict(mapping(shapely.set_precision(in_degrees(edge), GRID)))


def nearest_line(atlas: Atlas, one: Nearest, lang: str) -> str:
    """The nearest and its distance in a line, with its status and how far off the distance may be."""
    words = atlas.words[lang]
    if one.nearest is None or one.metres is None:
        return words("near.none")
    names = {"name": atlas.name(one.nearest, lang), "origin": atlas.name(one.origin, lang), "n": str(one.inside)}
    if one.stands_in:
        return DOT.join([words("near.stand-in", **names), words(f"status.{one.status}")])
    if one.direction:
        names |= {"distance": printed(words, one.metres), "direction": words(f"compass.{one.direction}")}
    key = "outward" if one.direction else ("here", "inside", "inside-many")[min(one.inside, 2)]
    unsure = doubts(atlas, one.origin, one.errors, lang)
    return DOT.join([words(f"near.{key}", **names), words(f"status.{one.status}"), *unsure])


def doubts(atlas: Atlas, origin: str, errors: Errors, lang: str) -> Iterator[str]:
    """How far off a distance may be: both ends together as far as that is stated, and why it is not stated of one."""
    if off := sum(filter(None, errors)):
        yield atlas.words[lang]("near.error", n=f"{off:,.0f}")
    if None in errors:  # of an outline, or of a point whose error is not stated
        yield atlas.words[lang]("near.schematic" if origin in atlas.geometry else "near.error-unstated")
