"""Where a run begins: data or a clear page about its faults, then navigation, sidebar and the open page."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from fengtai_map.problems import DataError, Problem
from fengtai_map.serving.uploads import keep_in_memory
from fengtai_map.text import Words, described
from fengtai_map.ui import desk, markup, own, session, sidebar, talk
from fengtai_map.ui.desk import Desk

PAGES = (
    "overview",
    "clusters",
    "compare",
    "hubs",
    "schools",
    "greenways",
    "figures",
    "timeline",
    "releases",
    "sources",
    "own",
    "history",
    "present",
    "ready",
)

keep_in_memory()
AGAIN = 2  # seconds until a page of faults looks whether they were mended


def open_page() -> None:
    """Everything of one run."""
    st.set_page_config(page_title="丰台区功能组团地图", page_icon="🗺️", layout="wide")
    try:
        base = desk.atlas()
    except DataError as error:
        faults(error.problems)
        return
    kept = own.kept(base)
    view = session.view(kept.atlas, own.exists)
    atlas = own.with_chosen(kept.atlas, view.selected) if kept.many else kept.atlas
    markup.style(view.lang, atlas.words[view.lang].below("streamlit"))
    bare = st.context.is_embedded
    page = _unnamed() if bare else _navigation(atlas.words[view.lang])
    here = Desk(atlas, view, page.url_path or PAGES[0], base, kept.atlas, kept.many, kept.problems)
    st.session_state.desk = here
    if bare:
        markup.sheet("embed")
    elif not talk.telling(here):
        sidebar.draw(here)
    page.run()


def _navigation(words: Words) -> StreamlitPage:
    return st.navigation(_pages({name: words(f"page.{name}.title") for name in PAGES}), position="top")


def _pages(titles: Mapping[str, str]) -> list[StreamlitPage]:
    return [st.Page(f"pages/{name}.py", title=titles[name], url_path=name, default=name == PAGES[0]) for name in PAGES]


def _unnamed() -> StreamlitPage:
    """Navigation without words, for a run that has none or shows none."""
    return st.navigation(_pages({name: name for name in PAGES}), position="hidden")


def here() -> Desk:
    """The desk of this run, for the page that is open."""
    if "desk" not in st.session_state:
        # The first request of a fresh server was a deep link: Streamlit runs the files of pages/ by themselves
        # until navigation has been called once.
        _unnamed()
        st.rerun()
    laid: Desk = st.session_state.desk
    return laid


def faults(problems: tuple[Problem, ...]) -> None:
    """The page shown when the data cannot be: every fault with its place and its mend, the reader's language first.

    It looks by itself whether that has changed; the address stays what it was, and with it the reader's View.
    """
    _unnamed()
    first = session.lang()
    markup.style(first)
    catalogues = desk.catalogues()
    for words in sorted(catalogues.values(), key=lambda words: words.lang != first):
        rows = [(f"{problem.file} {problem.place}", *described(words, problem)) for problem in problems]
        st.subheader(words.pattern("fault.title"))
        markup.put("table", heads=[words.pattern(f"fault.{key}") for key in ("place", "what", "mend")], rows=rows)
    _watch(problems)


@st.fragment(run_every=AGAIN)
def _watch(problems: tuple[Problem, ...]) -> None:
    if desk.problems() != problems:
        st.rerun()
