"""Facts and entries by topic: the choice of the figures page, and what belongs to the subject of the others."""

import streamlit as st

from fengtai_map.panels import subjects
from fengtai_map.panels.figures import of_topic, shown, topics
from fengtai_map.ui import figures, markup, session
from fengtai_map.ui.desk import Desk


def draw(here: Desk) -> None:
    """The figures and entries of the release that belong to this page."""
    st.markdown(f"**{here.words('panel.release')}**")
    figures.cards(here, subjects.facts(here.atlas, here.page))
    entries(here)


def entries(here: Desk) -> None:
    """The entries of the release that belong to this page."""
    figures.entries(here, subjects.entries(here.atlas, here.page))


def choose(here: Desk) -> None:
    """The filter of the figures page; nothing chosen shows all."""
    st.session_state["w-topic"] = here.view.topic or None
    st.pills(
        here.words("figure.topic"),
        topics(here.atlas),
        format_func=lambda topic: here.words(f"topic.{topic}"),
        key="w-topic",
        on_change=lambda: session.change(topic=st.session_state["w-topic"] or ""),
    )


def figures_of(here: Desk) -> None:
    """Every figure of the chosen topic, or of all, under its topic."""
    atlas = here.atlas
    groups = {topic: shown(here.view, of_topic(atlas, topic)) for topic in topics(atlas)}
    groups = {topic: facts for topic, facts in groups.items() if facts and here.view.topic in ("", topic)}
    n = sum(len(facts) for facts in groups.values())
    markup.put("said", text=here.words("figure.shown", n=n, total=len(atlas.facts)))
    for topic, facts in groups.items():
        st.markdown(f"**{here.words(f'topic.{topic}')}** · {len(facts)}")
        figures.cards(here, facts)
        figures.on_map(here, facts)
