"""The reader's View in their session: read from the URL, written back whenever it changes."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from fengtai_map.checks.url import fit
from fengtai_map.model import Atlas
from fengtai_map.problems import Problem
from fengtai_map.view import View, read


def view(atlas: Atlas, exists: Callable[[str], bool]) -> View:
    """The View of this session. Problems of its URL are kept for `problems`.

    `exists` is asked about a selected id that the Atlas does not know.
    """
    state = st.session_state
    if "view" not in state or _moved():
        asked, unread = read(st.query_params.to_dict())
        fitted, unknown = fit(asked, atlas, exists)
        state.view, state.url_problems = fitted, (*unread, *unknown)
    _write(state.view)
    return now()


def _moved() -> bool:
    """Whether the reader went back or forward: the URL is not the one we wrote last.

    A click on another page drops the query; that is no wish to lose the filter.
    """
    asked = st.query_params.to_dict()
    same_page = _page() == st.session_state.written_page
    return asked != st.session_state.written and (bool(asked) or same_page)


def now() -> View:
    """The View as it stands, also while only a part of the page is drawn again."""
    view: View = st.session_state.view
    return view


def lang() -> str:
    """The reader's language, also while there is no Atlas that a View could be of."""
    view = st.session_state.get("view")
    return view.lang if isinstance(view, View) else read(st.query_params.to_dict())[0].lang


def change(**values: object) -> None:
    """Set parts of the View; for callbacks, which run before the page is drawn."""
    show(replace(now(), **values))  # type: ignore[arg-type]  # named by their fields


def show(view: View) -> None:
    """Go to a View; for callbacks too."""
    st.session_state.view = view
    st.session_state.url_problems = ()
    _write(view)


def stay() -> None:
    """Stay at the View, for callbacks of what the browser says by itself.

    It may have said so before it had the URL of the reader's last change: that old URL is no wish to go back.
    """
    _write(now())


def select(name: str) -> None:
    """Select a record by id, or nothing; selecting it again lets it go."""
    change(selected="" if name == now().selected else name)


def problems() -> tuple[Problem, ...]:
    """What was not understood in the URL this session began with, until the reader's first change."""
    return tuple(st.session_state.get("url_problems", ()))


def _write(view: View) -> None:
    """Write the View into the URL, and remember what was written where."""
    if st.query_params.to_dict() != view.query():
        st.query_params.from_dict(view.query())
    st.session_state.written, st.session_state.written_page = view.query(), _page()


def _page() -> str:
    return urlsplit(st.context.url or "").path
