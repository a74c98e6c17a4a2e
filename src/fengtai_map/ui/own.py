"""The office's own points in a run: the store, and the Atlas with them in it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from fengtai_map.load import DATA
from fengtai_map.model import Atlas, OwnPoint
from fengtai_map.own import with_own
from fengtai_map.problems import DataError, Problem
from fengtai_map.store import Store, StoreError, open_store


def address() -> str:
    """Where the points are kept: FENGTAI_STORE, else a file beside the data."""
    return os.environ.get("FENGTAI_STORE") or str(DATA.parent / "own.gpkg")


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return open_store(url)


def store() -> Store:
    """The store of this process. Raises StoreError where it cannot be opened."""
    return _opened(address())


def version() -> int:
    """The version of the store, 0 where nothing was ever kept: then no file is made. Raises StoreError."""
    url = address()
    return store().version() if "://" in url or Path(url).exists() else 0


@st.cache_resource(show_spinner=False, max_entries=2)
def _points(url: str, number: int) -> tuple[OwnPoint, ...]:  # noqa: ARG001  # a new version is read anew
    return store().points()


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs={Atlas: id})
def _joined(atlas: Atlas, url: str, number: int) -> Atlas:
    return with_own(atlas, _points(url, number))


def joined(atlas: Atlas) -> tuple[Atlas, tuple[Problem, ...]]:
    """The Atlas with the office's own points; without them, and why, where the store cannot give them."""
    try:
        number = version()
        return (_joined(atlas, address(), number) if number else atlas), ()
    except (StoreError, DataError) as error:
        return atlas, error.problems


def points() -> tuple[OwnPoint, ...]:
    """Every point that is kept. Raises StoreError."""
    number = version()
    return _points(address(), number) if number else ()


def now() -> str:
    """The moment of a change, ISO 8601 in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
