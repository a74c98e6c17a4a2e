"""The Atlas with the office's own points in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.load.ground import cluster_codes, joined
from fengtai_map.model import Atlas, Many, OwnPoint, Place, Source
from fengtai_map.model import own as model
from fengtai_map.problems import DataError, Problem
from fengtai_map.text import LANGUAGES, Text, readable

SOURCE = model.SOURCE
FILE = "FENGTAI_STORE"  # where problems say the points stand


def with_own(atlas: Atlas, points: Sequence[OwnPoint]) -> Atlas:
    """The Atlas with these points among its places, each in the cluster it lies in; their source is "own".

    One with the id of a known place says where that lies and how that is known; name, kind and status stay the
    release's. Raises DataError with every problem: an id that names something else, an unknown kind or basis.
    """
    problems = tuple(_problems(atlas, points))
    if problems:
        raise DataError(problems)
    if not points:
        return atlas
    own = {point.id: point for point in points}
    known = {place.id for place in atlas.places}
    moved = [_moved(place, own[place.id]) for place in atlas.places if place.id in own]
    new = [_place(own[name]) for name in sorted(own.keys() - known)]
    found = {place.id: place for place in joined((*moved, *new), _outlines(atlas))}
    places = (*(found.get(place.id, place) for place in atlas.places), *(found[place.id] for place in new))
    return _anew(credited(atlas), places=places)


def credited(atlas: Atlas) -> Atlas:
    """The Atlas with the office among its sources."""
    return atlas if _listed(atlas) else _anew(atlas, sources=(*atlas.sources, _source(atlas)))


def _anew(atlas: Atlas, **parts: object) -> Atlas:
    """A new Atlas, not a copy: a copy would keep the index of the old one."""
    return Atlas(**{name: getattr(atlas, name) for name in Atlas.model_fields} | parts)


def with_many(atlas: Atlas, many: Many) -> Many:
    """The columns with the cluster each point lies in."""
    clusters, codes = cluster_codes(many.lon, many.lat, many.error_m, _outlines(atlas))
    return replace(many, clusters=clusters, cluster=codes)


def places_of(atlas: Atlas, points: Sequence[OwnPoint]) -> tuple[Place, ...]:
    """These points as places, each in the cluster it lies in, without an Atlas around them."""
    return joined([_place(point) for point in points], _outlines(atlas))


def taken_ids(atlas: Atlas) -> frozenset[str]:
    """Ids that a point of the office's own may not have: they name something else."""
    places = {place.id for place in atlas.places}
    return frozenset(atlas.index.keys() - places | atlas.geometry.keys() | {SOURCE})


def known_kinds(atlas: Atlas) -> frozenset[str]:
    """The kinds such a point may have."""
    return frozenset(place.kind for place in atlas.places)


def known_bases(atlas: Atlas) -> frozenset[str]:
    """What its position may rest on."""
    return frozenset(atlas.words[LANGUAGES[0]].below("basis"))


def _outlines(atlas: Atlas) -> dict[str, BaseGeometry]:
    return {cluster.id: shape(atlas.geometry[cluster.id]) for cluster in atlas.clusters}


def _problems(atlas: Atlas, points: Sequence[OwnPoint]) -> Iterator[Problem]:
    taken, kinds, bases = taken_ids(atlas), known_kinds(atlas), known_bases(atlas)
    for point in points:
        if point.id in taken:
            yield Problem("id-duplicate", FILE, point.id, {"other": "data/"})
        for key, value, allowed in (("kind", point.kind, kinds), ("basis", point.basis, bases)):
            if value not in allowed:
                yield Problem("reference-unknown", FILE, point.id, {"key": key, "value": value})


def _moved(place: Place, point: OwnPoint) -> Place:
    """A known place where the office says it lies, in no cluster yet."""
    where = point.model_dump(include={"lon", "lat", "error_m", "basis"})
    nowhere = {"cluster": None, "joined": "none", "reaches": ()}
    return place.model_copy(update=where | nowhere | {"source": SOURCE, "note": _note(point) or place.note})


def _place(point: OwnPoint) -> Place:
    same = point.model_dump(exclude={"name", "note", "origin"})
    name = Text(zh=readable(point.name.zh), en=readable(point.name.en))
    return Place(name=name, note=_note(point), source=SOURCE, **same)


def _note(point: OwnPoint) -> Text | None:
    note = readable(point.note)
    return Text(zh=note, en=note) if note else None


def _listed(atlas: Atlas) -> bool:
    return any(source.id == SOURCE for source in atlas.sources)


def _source(atlas: Atlas) -> Source:
    name, licence = ({lang: atlas.words[lang](f"own.{key}") for lang in LANGUAGES} for key in ("source", "licence"))
    return Source(id=SOURCE, name=Text(**name), licence=Text(**licence))
