"""The sidebar: language, cluster filter, what to show, what exists, background. Every widget mirrors the View."""

from collections.abc import Callable, Sequence

import streamlit as st

from fengtai_map.drawing.basemaps import usable
from fengtai_map.panels.subjects import kinds
from fengtai_map.text import LANGUAGES
from fengtai_map.ui import desk, find, handover, markup, session, share
from fengtai_map.ui.desk import Desk
from fengtai_map.view import STATUSES, UNBUILT


def draw(here: Desk) -> None:
    """All of the sidebar."""
    with st.sidebar:
        markup.put("brand", title=here.words("app.title"))
        _language(here)
        find.draw(here)
        _clusters(here)
        _kinds(here)
        _statuses(here)
        with st.container(horizontal=True, gap="small", key="w-files"):
            share.draw(here)
            handover.of_view(here)
        _basemap(here)


def _mirror(key: str, value: object) -> str:
    """A widget's key, its value set to the View's: the View is the only state."""
    st.session_state[key] = value
    return key


def _change(name: str, key: str, of: Callable[[object], object] = lambda value: value) -> None:
    session.change(**{name: of(st.session_state[key])})


def _language(here: Desk) -> None:
    st.segmented_control(
        here.words("sidebar.language"),
        LANGUAGES,
        format_func={"zh": "中文", "en": "English"}.__getitem__,
        key=_mirror("w-lang", here.view.lang),
        on_change=lambda: session.change(lang=st.session_state["w-lang"] or here.view.lang),
        label_visibility="collapsed",
        width="stretch",
    )


def _clusters(here: Desk) -> None:
    names = {cluster.id: f"{cluster.order} {cluster.name[here.view.lang]}" for cluster in here.atlas.clusters}
    st.pills(
        here.words("sidebar.clusters"),
        list(names),
        selection_mode="multi",
        format_func=names.__getitem__,
        key=_mirror("w-clusters", [name for name in names if name in here.view.clusters]),
        on_change=lambda: session.change(clusters=tuple(st.session_state["w-clusters"])),
        help=here.words("sidebar.clusters-help"),
    )
    st.button(
        here.words("sidebar.all"),
        key="w-all",
        on_click=session.change,
        kwargs={"clusters": (), "selected": ""},
        disabled=not here.view.clusters,
        width="stretch",
    )


def _kinds(here: Desk) -> None:
    offered = kinds(here.atlas, here.page)
    _left_out(here, "hidden", "kind", offered, st.pills)


def _statuses(here: Desk) -> None:
    st.toggle(
        here.words("sidebar.built"),
        key=_mirror("w-built", here.view.built_only),
        on_change=lambda: session.change(without=UNBUILT if st.session_state["w-built"] else ()),
        help=here.words("sidebar.built-help"),
    )
    used = {place.status for place in here.atlas.places}
    _left_out(here, "without", "status", [status for status in STATUSES if status in used], st.pills)


def _left_out(here: Desk, name: str, heading: str, offered: Sequence[str], widget: Callable[..., object]) -> None:
    """A choice of what to show, kept in the View as what is left out."""
    key = f"w-{name}-{here.page}"
    given = getattr(here.view, name)

    def changed() -> None:
        elsewhere = [item for item in given if item not in offered]
        session.change(
            **{name: tuple(item for item in offered if item not in st.session_state[key]) + tuple(elsewhere)}
        )

    widget(
        here.words(f"sidebar.{heading}"),
        offered,
        selection_mode="multi",
        format_func=lambda item: here.words(f"{heading}.{item}"),
        key=_mirror(key, [item for item in offered if item not in given]),
        on_change=changed,
    )


def _basemap(here: Desk) -> None:
    offered = {basemap.id: basemap.name[here.view.lang] for basemap in usable(here.atlas.basemaps, desk.keys())}
    st.selectbox(
        here.words("sidebar.basemap"),
        list(offered),
        format_func=offered.__getitem__,
        key=_mirror("w-basemap", here.view.basemap if here.view.basemap in offered else next(iter(offered))),
        on_change=lambda: session.change(basemap=st.session_state["w-basemap"]),
    )
