"""The search: what is typed is answered while it is typed; a result is selected on the map or opened."""

from typing import NoReturn

import streamlit as st

from fengtai_map.model import Atlas, Cluster, Entry, Fact, Feature, Named
from fengtai_map.panels.reveal import EVERYWHERE, page_of, reveal
from fengtai_map.search import Index, ask, index
from fengtai_map.ui import many, markup, own, session
from fengtai_map.ui.desk import BY_SERIAL, Desk
from fengtai_map.view import ASKED

SHOWN = 7  # results: as many as can be read at a glance
OWN = 4  # more of the layer of own points, where there is one
Found = Named | Fact | Feature
WITHOUT_SELECTION = ("present", "ready")  # pages that would not show what was chosen


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=BY_SERIAL)
def _index(atlas: Atlas) -> Index:
    return index(atlas)


@st.fragment
def draw(here: Desk) -> None:
    """The field and its answers. A fragment: typing runs nothing else of the page."""
    if page := st.session_state.pop("found_on", None):
        _turn(here, page)
    asked = session.now().ask
    st.session_state["w-ask"] = asked
    st.text_input(
        here.words("find.label"),
        key="w-ask",
        type="search",
        max_chars=ASKED,
        live="300ms",
        on_change=lambda: session.change(ask=st.session_state["w-ask"]),
        placeholder=here.words("find.placeholder"),
        label_visibility="collapsed",
    )
    if asked.strip():
        _answer(here, asked)


def _answer(here: Desk, asked: str) -> None:
    answer, own_hits = ask(_index(here.known), asked, SHOWN), many.named(here, asked.strip(), OWN)
    hits = (*(here.known.index[hit.id] for hit in answer.hits), *own_hits)
    near = () if hits else tuple(here.known.index[hit.id] for hit in answer.near)
    head = "find.found" if hits else "find.near" if near else "find.nothing"
    with st.container(key="found", gap=None):
        markup.put("said", text=here.words(head, n=len(hits)))
        for number, record in enumerate(hits or near, 1):
            _result(here, record, number)


def _result(here: Desk, record: Found, number: int) -> None:
    """A button a result. The key is its number, so that a keyboard stays where it is while the answers change."""
    name, about = _told(here, record)
    label = f"**{markup.plain(name)}** :small[:gray[{markup.plain(about)}]]"
    st.button(label, key=f"found-{number}", on_click=_choose, args=(here, record.id), type="tertiary", width="stretch")


def _choose(here: Desk, name: str) -> None:
    atlas = own.with_chosen(here.known, name)
    session.show(reveal(atlas, session.now(), name))
    st.session_state.found_on = EVERYWHERE if here.page in WITHOUT_SELECTION else page_of(atlas, here.page, name)


def _turn(here: Desk, page: str) -> NoReturn:
    """Leave the fragment for the whole page, or for the one that shows what was chosen."""
    if page == here.page:
        st.rerun()
    st.switch_page(f"pages/{page}.py", query_params=session.now().query())


def _told(here: Desk, record: Found) -> tuple[str, str]:
    """A result in words: its name, then what it is and the cluster it lies in."""
    lang = here.view.lang
    if isinstance(record, Fact):
        return record.label[lang], here.words("find.fact")
    number = f"{record.order} " if isinstance(record, Cluster) else ""
    cluster = here.known.name(getattr(record, "cluster", None) or "", lang)
    return number + (record.name[lang] if record.name else ""), " · ".join(
        part for part in (_kind(here, record), cluster) if part
    )


def _kind(here: Desk, record: object) -> str:
    kind = "cluster" if isinstance(record, Cluster) else getattr(record, "kind", "")
    keys = (f"entry.{kind}", f"kind.{kind}") if isinstance(record, Entry) else (f"kind.{kind}", "line.river")
    return next(here.words(key) for key in keys if key in here.words)
