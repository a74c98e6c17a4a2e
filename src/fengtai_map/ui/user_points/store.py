"""The office's own points in a run: the store, the Atlas with them in it, and the layer they are when they are many."""

import logging
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

import streamlit as st

from fengtai_map import clock
from fengtai_map.data.load import DATA
from fengtai_map.model import Atlas, Place, UserKind, UserList, UserPoint
from fengtai_map.problems import DataError, Problem, in_short
from fengtai_map.ui.context import BY_SERIAL, Published
from fengtai_map.user_points.kept import with_kept
from fengtai_map.user_points.merge import places_of, with_place
from fengtai_map.user_points.store import KeptStory, Line, PointChange, Store, StoreError, is_begun, open_store

LOG = logging.getLogger(__name__)
Answer = TypeVar("Answer")
TTL = 600  # seconds that all points or changes are kept in memory, for who looks at them
OPENED: set[str] = set()  # stores that were there once: when the file of one is missing, that is no new beginning
SINCE: list[str] = []  # when that was
LOGGED = in_short(())  # what the log last said of the store


def address() -> str:
    """Where the points are kept: FENGTAI_STORE, else a file beside the data."""
    return os.environ.get("FENGTAI_STORE") or str(DATA.parent / "own.gpkg")


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    opened = open_store(url)
    OPENED.add(url)
    return opened


def store() -> Store:
    """The store of this process. Raises StoreError where it cannot be opened."""
    return _opened(address())


def stories() -> tuple[KeptStory, ...]:
    """The office's own stories that are kept. Raises StoreError."""
    there = _there()
    return _stories(address(), there.stories_state()) if there else ()


def stories_changed() -> bool:
    """Whether there ever was a story of the office's own. Raises StoreError."""
    return bool(_asked(Store.stories_state, ""))


@st.cache_resource(show_spinner=False, max_entries=2)
def _stories(url: str, state: str) -> tuple[KeptStory, ...]:  # noqa: ARG001  # another state is read anew
    return store().stories()


def _there() -> Store | None:
    """The store, None where nothing was ever kept: then no file is made. Raises StoreError."""
    url = address()
    return store() if url in OPENED or is_begun(url) else None


def _asked(ask: Callable[[Store], Answer], otherwise: Answer) -> Answer:
    """What the store answers; `otherwise` where nothing was ever kept. Raises StoreError."""
    there = _there()
    return ask(there) if there else otherwise


def version() -> int:
    """The version of the store, 0 where nothing was ever kept. Raises StoreError."""
    return _asked(Store.version, 0)


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=BY_SERIAL)
def _published(shipped: Atlas, url: str, state: str) -> Published:  # noqa: ARG001  # another state is read anew
    return Published(shipped, *with_kept(shipped, store()))


def published(shipped: Atlas) -> Published:
    """The Atlas with the office's own points; without them, and why, where the store cannot give them."""
    try:
        there = _there()
        found = _published(shipped, address(), there.state()) if there else Published(shipped, shipped)
    except (StoreError, DataError) as error:
        found = Published(shipped, shipped, problems=error.problems)
    _tell(found.problems)
    return found


def _tell(problems: tuple[Problem, ...]) -> None:
    """One line in the log when the store falls ill or recovers, not one for each run."""
    said = in_short(problems)
    if said != LOGGED:
        LOGGED.update(said)
        SINCE[:] = [clock.now()]
        details = [one.particulars["detail"] for one in problems if "detail" in one.particulars]
        LOG.warning("store-fault" if problems else "store-sound", extra={"carried": said | {"details": details}})


def away(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What readers learn who cannot do anything about it: since when, and no address, port or database."""
    if not any(one.code.startswith("store-") for one in problems):
        return problems
    since = datetime.fromisoformat((SINCE or [clock.now()])[0]).astimezone().strftime("%Y-%m-%d %H:%M")
    return (Problem("store-away", "", "", {"since": since}),)


def exists(name: str) -> bool | None:
    """Whether the store holds a point with this id; None while it cannot say."""
    try:
        there = _there()
        return bool(there and there.held([name]))
    except StoreError:
        return None


def layer_place(atlas: Atlas, name: str) -> Place | None:
    """A point of the layer as the record that the Atlas lacks; None for any other id, and without a store."""
    if not name or name in atlas.index:
        return None
    try:
        found = places_of(atlas, store().held([name]), store().kinds())
    except StoreError:
        return None
    return next(iter(found), None)


def with_layer_place(atlas: Atlas, name: str) -> Atlas:
    """The Atlas of a file, or of a stop, that shows a point of the layer: made for that one alone."""
    place = layer_place(atlas, name)
    return with_place(atlas, place, store().photo) if place else atlas


def record_name(atlas: Atlas, id_: str, lang: str) -> str:
    """The name of a record or of a point of the layer; empty where there is neither."""
    place = layer_place(atlas, id_)
    return place.name[lang] if place else atlas.name(id_, lang)


@st.cache_resource(show_spinner=False, max_entries=1, ttl=TTL)
def _points(url: str, state: str) -> tuple[UserPoint, ...]:  # noqa: ARG001  # another state is read anew
    return store().points()


def points() -> tuple[UserPoint, ...]:
    """Every point that is kept. Raises StoreError."""
    there = _there()
    return _points(address(), there.state()) if there else ()


def state() -> str:
    """What tells one state of the store from another, empty where nothing was ever kept. Raises StoreError."""
    return _asked(Store.state, "")


def lists() -> tuple[UserList, ...]:
    """The lists that are kept. Raises StoreError."""
    return _asked(Store.lists, ())


def kinds() -> tuple[UserKind, ...]:
    """The kinds of the office's own. Raises StoreError."""
    return _asked(Store.kinds, ())


def history(limit: int) -> tuple[Line, ...]:
    """The latest changes, newest first. Raises StoreError."""
    return _asked(lambda there: there.lines(limit), ())


def since(version: int) -> tuple[Line, ...]:
    """The changes after a version, newest first. Raises StoreError."""
    return _asked(lambda there: there.lines(newer=version), ())


def touched(change: int, limit: int) -> tuple[PointChange, ...]:
    """At most so many points of a change, before and after it. Raises StoreError."""
    return store().touched(change, limit)


def states(ids: Sequence[str]) -> tuple[tuple[int, UserPoint], ...]:
    """What points with these ids were before each change of theirs, the latest first. Raises StoreError."""
    return _asked(lambda there: there.states(ids), ())


def count() -> int:
    """How many points are kept. Raises StoreError."""
    return _asked(Store.count, 0)


def moment(when: str) -> str:
    """A moment of the history where this server stands."""
    return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M")
