"""The Atlas with what a store of the office's own records holds."""

from fengtai_map.model import Atlas, PointColumns
from fengtai_map.user_points.merge import (
    credited,
    known_bases,
    known_kinds,
    taken_ids,
    with_clusters,
    with_kinds,
    with_photos,
    with_user_points,
)
from fengtai_map.user_points.store import Store

MAX_PROBLEMS = 20  # of many points that are named at once


def with_kept(atlas: Atlas, store: Store, *, each: bool = False) -> tuple[Atlas, PointColumns | None]:
    """The Atlas with the records of a store; those that are too many for records as a layer, unless `each` is wanted.

    Raises StoreError, and DataError as with_user_points does.

    >>> from fengtai_map.user_points.store import open_store
    >>> store = open_store(f"{folder}/own.gpkg")
    >>> with_kept(atlas, store) == (atlas, None)  # nothing is kept yet
    True
    >>> store.close()
    """
    own = store.kinds()
    if each or store.count() <= atlas.upload.limits.records:
        return with_photos(with_user_points(atlas, store.points(), own), store.photo), None
    check_known(atlas, store)
    records = {one.id: one for one in store.shaped(atlas.upload.limits.records)}
    records |= {one.id: one for one in store.held([place.id for place in atlas.places])}
    point_layer = with_clusters(atlas, store.columns(without=records))
    named = with_kinds(atlas, [one for one in own if one.id in point_layer.kinds])
    return credited(with_photos(with_user_points(named, tuple(records.values()), own), store.photo)), point_layer


def check_known(atlas: Atlas, store: Store) -> None:
    """Raise DataError where records have an id, a kind or a basis that this Atlas does not know; StoreError too."""
    own = store.kinds()
    with_user_points(atlas, store.odd(known_kinds(atlas, own), known_bases(atlas), taken_ids(atlas), MAX_PROBLEMS), own)
