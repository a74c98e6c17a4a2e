"""The store of the office's own records: checked with the data, and exported with it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fengtai_map.data.checks.story_references import fit, with_stories
from fengtai_map.model import Atlas, PointColumns, UserKind, UserList, UserPoint
from fengtai_map.problems import DataError, Problem
from fengtai_map.user_points.kept import check_known, with_kept
from fengtai_map.user_points.store import Store, StoreError, is_begun, open_store


@dataclass(frozen=True)
class StoreContent:
    """What a store holds: nothing of it where none was ever made."""

    points: tuple[UserPoint, ...] = ()
    lists: tuple[UserList, ...] = ()
    kinds: tuple[UserKind, ...] = ()


def kept(data: Path) -> StoreContent:
    """What the store holds. Raises DataError where it cannot say."""
    try:
        with _opened(data) as store:
            return StoreContent(store.points(), store.lists(), store.kinds()) if store else StoreContent()
    except StoreError as error:
        raise DataError(error.problems) from error


def stored(data: Path, atlas: Atlas) -> tuple[Problem, ...]:
    """What is wrong with the store that FENGTAI_STORE names, or the file beside the data; nothing where there is none.

    That is: whether there is a folder for it, it can be read, holds what its history says, each point has an id and a
    kind we know, and stories name only what is there.
    """
    try:
        with _opened(data) as store:
            if store:
                store.check()
                check_known(atlas, store)
                return tuple(_gone(atlas, store))
    except (StoreError, DataError) as error:
        return error.problems
    return ()


def _gone(atlas: Atlas, store: Store) -> Iterator[Problem]:
    """What stories of the office's own name that is no more: the talk and every export leave it out."""
    there = with_kept(atlas, store)[0]
    for one in store.stories():
        yield from fit(one.story, there, lambda name: bool(store.held([name])))[1]


def with_store(data: Path, atlas: Atlas, *, each: bool) -> tuple[Atlas, PointColumns | None]:
    """The Atlas with the office's stories and records; too many for records are a layer, unless `each` is wanted.

    Raises DataError where the store cannot give them: a file without them would say that there are none.
    """
    try:
        with _opened(data) as store:
            if store is None:
                return atlas, None
            there, point_layer = with_kept(atlas, store, each=each)
            stories = [one.story for one in store.stories()]
            return with_stories(there, stories, lambda name: bool(store.held([name]))), point_layer
    except StoreError as error:
        raise DataError(error.problems) from error


def _address(data: Path) -> str:
    return os.environ.get("FENGTAI_STORE") or str(data.parent / "own.gpkg")


@contextmanager
def _opened(data: Path) -> Iterator[Store | None]:
    """The store, None where nothing was ever kept: then no file is made. Raises StoreError."""
    url = _address(data)
    if not is_begun(url):
        yield None
        return
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()
