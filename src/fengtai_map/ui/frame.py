"""The frame of the app: data or a clear page about its problems, then the client, the open page, and the one map.

What is drawn here stays mounted when the page changes; pages/ put their part between.
"""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from fengtai_map.content.pages import NAMES, OVERVIEW, PAGES
from fengtai_map.i18n import described, interface_words
from fengtai_map.model import Atlas
from fengtai_map.problems import DataError, Problem
from fengtai_map.server.streamlit_options import keep_in_memory, keep_silent
from fengtai_map.ui import client_mount, context, map_component, markup, server_message, session
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.stories import kept as kept_stories
from fengtai_map.ui.user_points import store

keep_in_memory()  # as serve.py does, for who starts `streamlit run`
keep_silent()
AGAIN = 2  # seconds until a page of problems looks whether they were put right


def open_page() -> None:
    """Everything of one run."""
    st.set_page_config(page_title="丰台区功能组团地图", page_icon="🗺️", layout="wide")
    markup.style()
    try:
        shipped = context.atlas()
    except DataError as error:
        problems_page(error.problems)
        return
    page = _navigation()
    ctx = _context(shipped, page)
    st.session_state.ctx = ctx
    server_message.begin()
    client_mount.draw(ctx)
    slot = st.container(key="map")
    with st.container(key="server"):
        _headline(ctx)
        page.run()
    with slot:
        map_component.draw(ctx)


def _context(shipped: Atlas, page: StreamlitPage) -> PageContext:
    published = store.published(shipped)
    atlas = kept_stories.with_window_stories(published.atlas)
    said = session.current(atlas, store.exists)
    said.page = page.url_path or OVERVIEW
    return PageContext(atlas=atlas, lang=said.view.lang, page=said.page, published=published, placed=said.placed)


def _navigation() -> StreamlitPage:
    """The pages by their addresses. The client draws the way from one to another."""
    entries = [st.Page(f"pages/{name}.py", title=name, url_path=name, default=name == OVERVIEW) for name in NAMES]
    return st.navigation(entries, position="hidden")


def _headline(ctx: PageContext) -> None:
    title, text = (ctx.words(f"page.{ctx.page}.{part}") for part in ("title", "text"))
    markup.put("headline", title=title, text=text)


def ctx() -> PageContext:
    """The context of this run, for the page that is open."""
    if "ctx" not in st.session_state:
        # The first request of a fresh server was a deep link: Streamlit runs the files of pages/ by themselves
        # until navigation has been called once.
        _navigation()
        st.rerun()
    laid: PageContext = st.session_state.ctx
    return laid


def drawn_by_the_browser(file: str) -> None:
    """What a page says whose panel the client draws. Raises ValueError where content/pages.py has it otherwise."""
    ctx()  # on a fresh server Streamlit may run a file of pages/ alone, without app.py
    name = Path(file).stem
    if not any(page.id == name and not page.server for page in PAGES):
        raise ValueError(f"{name}: content/pages.py does not list it as drawn by the browser")


def problems_page(problems: tuple[Problem, ...]) -> None:
    """The page shown when the data cannot be: every problem with its place and what to do, the reader's language first.

    It looks by itself whether that has changed; the address stays what it was, and with it the reader's View.
    """
    _navigation()
    first = session.lang()
    with st.container(key="problems"):
        for words in sorted(interface_words().values(), key=lambda words: words.lang != first):
            rows = [(f"{problem.file} {problem.place}", *described(words, problem)) for problem in problems]
            st.subheader(words.pattern("problems.title"))
            markup.put("table", heads=[words.pattern(f"problems.{key}") for key in ("place", "what", "fix")], rows=rows)
        _watch(problems)


@st.fragment(run_every=AGAIN)
def _watch(problems: tuple[Problem, ...]) -> None:
    if context.problems() != problems:
        st.rerun()
