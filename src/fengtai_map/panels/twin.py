"""The text twin of a map: what it shows as an ordered table, for somebody who does not see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.metres import in_metres
from fengtai_map.model import Atlas, Cluster, Place, Street
from fengtai_map.panels import places
from fengtai_map.panels.distance import on_the_ground, printed, straight
from fengtai_map.panels.subjects import METRO
from fengtai_map.view import View


@dataclass(frozen=True)
class TwinRow:
    """A thing on the map in the reader's language.

    Direction and distance (`metres`, and `distance` in words) lead to it from the origin; where its position is not
    known, `metres` is None and both say so. `error` is how far off its position may be.
    """

    id: str
    name: str
    kind: str
    cluster: str
    status: str
    direction: str
    metres: float | None
    distance: str
    error: str


@dataclass(frozen=True)
class Twin:
    """A map in words: a summary, where distances are measured from, and a row for each thing, nearest first.

    `unlocated` are the things that the map cannot show, since their position is not known.
    """

    summary: str
    origin: str
    rows: tuple[TwinRow, ...]
    unlocated: tuple[TwinRow, ...]


def twin(atlas: Atlas, view: View, kinds: Sequence[str]) -> Twin:
    """The twin of the map that a View shows on a page of these kinds of points."""
    words, (origin, start) = atlas.words[view.lang], _origin(atlas, view)
    shown = places.visible(view, (*atlas.places, *atlas.stations), kinds)
    clusters = _chosen(atlas, view)
    rows = [_cluster(atlas, cluster, start, view.lang) for cluster in clusters]
    rows += [_point(atlas, place, start, view.lang) for place in shown]
    away = {row: row.metres for row in rows if row.metres is not None}
    return Twin(
        summary=words("list.sentence").join(_summary(atlas, view, shown, len(clusters))),
        origin=origin,
        rows=tuple(sorted(away, key=away.__getitem__)),
        unlocated=tuple(row for row in rows if row not in away),
    )


def _chosen(atlas: Atlas, view: View) -> tuple[Cluster, ...]:
    """The clusters of the filter, all where there is none."""
    return tuple(cluster for cluster in atlas.clusters if not view.clusters or cluster.id in view.clusters)


def _origin(atlas: Atlas, view: View) -> tuple[str, BaseGeometry]:
    """Where distances are measured from, in words and in the plane.

    What is selected: a point itself, an area by the point where its name stands. Else the centre of the clusters of
    the filter, or of the district.
    """
    words, record = atlas.words[view.lang], atlas.index.get(view.selected)
    if isinstance(record, Place) and (at := on_the_ground(atlas, record.id)):
        return words("twin.from-place", name=record.name[view.lang]), at
    if isinstance(record, (Cluster, Street)):
        return words("twin.from-area", name=record.name[view.lang]), _flat(record.label)
    areas = [cluster.id for cluster in _chosen(atlas, view)] if view.clusters else ["district"]
    centre = shapely.union_all([in_metres(shape(atlas.geometry[name])) for name in areas]).centroid
    return words("twin.from-clusters" if view.clusters else "twin.from-district"), centre


def _flat(position: tuple[float, float]) -> BaseGeometry:
    """A position of degrees in the plane."""
    lon, lat = position
    return in_metres(Point(lon, lat))


def _summary(atlas: Atlas, view: View, shown: Sequence[Place], clusters: int) -> Iterator[str]:
    """The map in short sentences: how much it shows, what was chosen, what is left out."""
    words, comma = atlas.words[view.lang], atlas.words[view.lang]("list.comma")
    stations = sum(place.kind == METRO for place in places.located(shown))
    count = len(places.located(shown)) - stations
    yield words("twin.shows", clusters=clusters, places=count, stations=stations)
    if nowhere := places.unlocated(shown):
        yield words("twin.unlocated", n=len(nowhere))
    if view.clusters:
        yield words("twin.filter", names=comma.join(one.name[view.lang] for one in _chosen(atlas, view)))
    left = [words(f"kind.{kind}") for kind in view.hidden] + [words(f"status.{status}") for status in view.without]
    if left:
        yield words("twin.without", names=comma.join(left))
    if name := atlas.name(view.selected, view.lang):
        yield words("twin.selected", name=name)


def _cluster(atlas: Atlas, cluster: Cluster, start: BaseGeometry, lang: str) -> TwinRow:
    """A cluster, by the point where its name stands."""
    words, name = atlas.words[lang], cluster.name[lang]
    direction, metres, distance = _away(atlas, start, _flat(cluster.label), lang)
    return TwinRow(
        id=cluster.id,
        name=name,
        kind=words("kind.cluster"),
        cluster=name,
        status="",
        direction=direction,
        metres=metres,
        distance=distance,
        error=words("accuracy.schematic"),
    )


def _point(atlas: Atlas, place: Place, start: BaseGeometry, lang: str) -> TwinRow:
    """A place or station, with or without a position."""
    one = places.row(atlas, place, lang)
    direction, metres, distance = _away(atlas, start, on_the_ground(atlas, place.id), lang)
    return TwinRow(
        id=one.id,
        name=one.name,
        kind=one.kind_name,
        cluster=one.cluster,
        status=one.status_name,
        direction=direction,
        metres=metres,
        distance=distance,
        error=one.error,
    )


def _away(atlas: Atlas, start: BaseGeometry, end: BaseGeometry | None, lang: str) -> tuple[str, float | None, str]:
    """Direction in words, metres, and the distance in words; the words for an unknown position where there is none."""
    words = atlas.words[lang]
    if end is None:
        return words("place.unlocated"), None, words("place.unlocated")
    metres, direction = straight(start, end)
    return words(f"compass.{direction}" if direction else "twin.here"), metres, printed(words, metres)
