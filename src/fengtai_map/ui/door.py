"""Where a run begins: data or a clear page about its faults, then navigation, sidebar and the open page."""

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from fengtai_map.problems import DataError, Problem
from fengtai_map.text import Words, described
from fengtai_map.ui import desk, markup, session, sidebar, talk
from fengtai_map.ui.desk import Desk
from fengtai_map.view import View

PAGES = ("overview", "clusters", "hubs", "schools", "greenways", "figures", "sources", "present")


def open_page() -> None:
    """Everything of one run."""
    st.set_page_config(page_title="丰台区功能组团地图", page_icon="🗺️", layout="wide")
    try:
        atlas = desk.atlas()
    except DataError as error:
        faults(error.problems)
        return
    view = session.view(atlas)
    markup.style(view.lang)
    page = _navigation(atlas.words[view.lang])
    here = Desk(atlas, view, page.url_path or PAGES[0])
    st.session_state.desk = here
    if not talk.telling(here):
        sidebar.draw(here)
    page.run()


def _navigation(words: Words) -> StreamlitPage:
    titles = {name: words(f"page.{name}.title") for name in PAGES}
    pages = [st.Page(f"pages/{n}.py", title=titles[n], url_path=n, default=n == PAGES[0]) for n in PAGES]
    return st.navigation(pages, position="top")


def here() -> Desk:
    """The desk of this run, for the page that is open."""
    if "desk" not in st.session_state:
        # The first request of a fresh server was a deep link: Streamlit runs the files of pages/ by themselves
        # until navigation has been called once.
        _navigation(desk.atlas().words[View().lang])
        st.rerun()
    laid: Desk = st.session_state.desk
    return laid


def faults(problems: tuple[Problem, ...]) -> None:
    """The page shown when the data cannot be: every fault with its place and its mend, in both languages."""
    markup.style("zh")
    for lang, words in desk.catalogues().items():
        heads = [words(key) if key in words else "" for key in ("fault.place", "fault.what", "fault.mend")]
        title = words("fault.title") if "fault.title" in words else f"data/text/{lang}.toml"
        rows = [(f"{problem.file} {problem.place}", *described(words, problem)) for problem in problems]
        st.subheader(title)
        markup.put("table", heads=heads, rows=rows)
