"""The Atlas with the office's own points in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.data.load.joins import cluster_codes, joined, passing
from fengtai_map.i18n import LANGUAGES, Text, readable
from fengtai_map.model import Atlas, Place, PointColumns, Source, UserKind, UserPoint
from fengtai_map.model import user_points as model
from fengtai_map.problems import STORE_NAME, DataError, Problem

SOURCE = model.SOURCE


def with_photos(atlas: Atlas, photo: Callable[[str], bytes | None]) -> Atlas:
    """The Atlas with the pictures of its places, as far as they are there; `photo` gives one by its id."""
    names = dict.fromkeys(name for place in atlas.places for name in place.photos)
    found = {name: content for name in names if (content := atlas.photos.get(name) or photo(name))}
    return atlas.having(photos=found) if found else atlas


def with_place(atlas: Atlas, place: Place, photo: Callable[[str], bytes | None]) -> Atlas:
    """The Atlas with one more place, and its pictures.

    >>> with_place(atlas, atlas.places[0].model_copy(update={"id": "own-1"}), lambda _: None).places[-1].id
    'own-1'
    """
    return with_photos(credited(atlas).having(places=(*atlas.places, place)), photo)


def with_user_points(atlas: Atlas, points: Sequence[UserPoint], kinds: Sequence[UserKind] = ()) -> Atlas:
    """The Atlas with these records among its places, each in the clusters it lies in; their source is "own".

    One with the id of a known place says where that lies and how that is known; name, kind and status stay the
    release's. `kinds` are those of the office's own. Raises DataError with every problem: an id that names something
    else, an unknown kind or basis.

    >>> known = {"kind": "green-space", "status": "existing", "error_m": 10, "basis": "office-wgs-84"}
    >>> point = UserPoint(id="own-1", name=Text(zh="试造园", en="Made-up park"), lon=116.29, lat=39.85, **known)
    >>> with_user_points(atlas, [point]).places[-1].cluster
    'fengtai-station'
    """
    problems = tuple(_problems(atlas, points, kinds))
    if problems:
        raise DataError(problems)
    if not points:
        return atlas
    used = {point.kind for point in points}
    atlas = with_kinds(atlas, [one for one in kinds if one.id in used])
    own = {point.id: point for point in _padded(points)}
    known = {place.id for place in atlas.places}
    moved = [_moved(place, own[place.id]) for place in atlas.places if place.id in own]
    new = [_place(own[name], atlas.user_kinds) for name in sorted(own.keys() - known)]
    found = {place.id: place for place in passing(joined((*moved, *new), _outlines(atlas)), _outlines(atlas))}
    places = (*(found.get(place.id, place) for place in atlas.places), *(found[place.id] for place in new))
    return credited(atlas).having(places=places)


def with_kinds(atlas: Atlas, kinds: Sequence[UserKind]) -> Atlas:
    """The Atlas whose catalogues name these kinds of the office's own, and whose map has their symbols.

    >>> kind = UserKind(id="own-charger", name=Text(zh="充电桩", en="Charger"), symbol="")
    >>> with_kinds(atlas, [kind]).words["en"]("kind.own-charger")
    'Charger'
    """
    new = [one for one in kinds if one not in atlas.user_kinds]
    if not new:
        return atlas
    named = {
        lang: words.with_more({f"kind.{one.id}": readable(one.name[lang]) for one in new})
        for lang, words in atlas.words.items()
    }
    return atlas.having(words=named, user_kinds=(*atlas.user_kinds, *new))


def credited(atlas: Atlas) -> Atlas:
    """The Atlas with the office among its sources.

    >>> credited(atlas).sources[-1].id
    'own'
    """
    listed = any(source.id == SOURCE for source in atlas.sources)
    return atlas if listed else atlas.having(sources=(*atlas.sources, _source(atlas)))


def with_clusters(atlas: Atlas, point_layer: PointColumns) -> PointColumns:
    """The columns with the cluster each point lies in."""
    clusters, codes = cluster_codes(point_layer.lon, point_layer.lat, point_layer.error_m, _outlines(atlas))
    return replace(point_layer, clusters=clusters, cluster=codes)


def places_of(atlas: Atlas, points: Sequence[UserPoint], kinds: Sequence[UserKind] = ()) -> tuple[Place, ...]:
    """These records as places, each in the clusters it lies in, without an Atlas around them.

    `kinds` are those of the office's own that the Atlas does not name yet.

    >>> places_of(atlas, [])
    ()
    """
    kinds = (*atlas.user_kinds, *kinds)
    return passing(joined([_place(point, kinds) for point in points], _outlines(atlas)), _outlines(atlas))


def taken_ids(atlas: Atlas) -> frozenset[str]:
    """Ids that a point of the office's own may not have: they name something else.

    >>> "lize" in taken_ids(atlas)
    True
    """
    places = {place.id for place in atlas.places}
    return frozenset(atlas.index.keys() - places | atlas.geometry.keys() | {SOURCE})


def known_kinds(atlas: Atlas, kinds: Sequence[UserKind] = ()) -> frozenset[str]:
    """The kinds such a record may have.

    >>> "school" in known_kinds(atlas)
    True
    """
    return frozenset((*(place.kind for place in atlas.places), *(one.id for one in (*atlas.user_kinds, *kinds))))


def known_bases(atlas: Atlas) -> frozenset[str]:
    """What its position may rest on.

    >>> sorted(known_bases(atlas))[:2]
    ['address-datum-inferred', 'business-district-label']
    """
    return frozenset(atlas.words[LANGUAGES[0]].below("basis"))


def _outlines(atlas: Atlas) -> dict[str, BaseGeometry]:
    return {cluster.id: shape(atlas.geometry[cluster.id]) for cluster in atlas.clusters}


def _problems(atlas: Atlas, points: Sequence[UserPoint], own: Sequence[UserKind]) -> Iterator[Problem]:
    taken, kinds, bases = taken_ids(atlas), known_kinds(atlas, own), known_bases(atlas)
    for point in points:
        if point.id in taken:
            yield Problem("id-duplicate", STORE_NAME, point.id, {"other": "data/"})
        for key, value, allowed in (("kind", point.kind, kinds), ("basis", point.basis, bases)):
            if value not in allowed:
                yield Problem("reference-unknown", STORE_NAME, point.id, {"key": key, "value": value})


def _moved(place: Place, point: UserPoint) -> Place:
    """A known place where the office says it lies, in no cluster yet."""
    where = point.model_dump(include={"lon", "lat", "error_m", "basis", "shape", "photos", "list"})
    where["fields"] = _fields(point)
    nowhere = {"cluster": None, "joined": "none", "maybe_clusters": ()}
    return place.model_copy(update=where | nowhere | {"source": SOURCE, "note": _note(point) or place.note})


def _place(point: UserPoint, kinds: Sequence[UserKind]) -> Place:
    same = point.model_dump(exclude={"name", "note", "origin", "fields"})
    name = Text(zh=readable(point.name.zh), en=readable(point.name.en))
    symbol = next((one.symbol for one in kinds if one.id == point.kind), "")
    return Place(name=name, note=_note(point), source=SOURCE, fields=_fields(point), symbol=symbol, **same)


def _padded(points: Sequence[UserPoint]) -> Iterator[UserPoint]:
    """The records, each with every column of its list: one that says nothing there is not left by a filter of it."""
    columns: dict[tuple[str, str], dict[str, str]] = {}
    for point in points:
        for one in _lists_of(point):
            columns.setdefault(one, {}).update((head, "") for head, _ in point.fields)
    for point in points:
        said, heads = dict(point.fields), {head: "" for one in _lists_of(point) for head in columns[one]}
        missing = tuple((head, "") for head in heads if head not in said)
        yield point.model_copy(update={"fields": (*point.fields, *missing)}) if missing else point


def _lists_of(point: UserPoint) -> Sequence[tuple[str, str]]:
    """With which records one has its columns in common: those of a list; those of none, by their kind."""
    return [(name, "") for name in point.lists] or [("", point.kind)]


def _fields(point: UserPoint) -> tuple[tuple[str, str], ...]:
    return tuple((readable(head), readable(said)) for head, said in point.fields)


def _note(point: UserPoint) -> Text | None:
    note = readable(point.note)
    return Text(zh=note, en=note) if note else None


def _source(atlas: Atlas) -> Source:
    name, licence = ({lang: atlas.words[lang](f"own.{key}") for lang in LANGUAGES} for key in ("source", "licence"))
    return Source(id=SOURCE, name=Text(**name), licence=Text(**licence))
