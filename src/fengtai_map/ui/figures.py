"""Facts in the page: cards that open their own quote, without asking the server."""

from collections.abc import Sequence

import streamlit as st

from fengtai_map.model import Entry, Fact
from fengtai_map.panels.figures import figure, sentence, shown
from fengtai_map.ui import markup, pick
from fengtai_map.ui.desk import Desk


def cards(here: Desk, facts: Sequence[Fact]) -> None:
    """The facts that the View shows as a grid of cards; the one that is selected is open."""
    made = [figure(here.atlas, fact, here.view.lang) for fact in shown(here.view, facts)]
    if made:
        markup.put("figures", figures=made, words=here.words, opened=here.view.selected)


def entries(here: Desk, rows: Sequence[Entry]) -> None:
    """Entries of the release that the View shows, grouped by kind, each with its quote; the selected one is open."""
    groups: dict[str, list[tuple[Entry, str]]] = {}
    for entry in shown(here.view, rows):
        whole = sentence(here.atlas.paragraphs.get(entry.locator, ""), entry.quote)
        groups.setdefault(here.words(f"entry.{entry.kind}"), []).append((entry, whole))
    if groups:
        markup.put("entries", groups=groups, lang=here.view.lang, words=here.words, opened=here.view.selected)


def on_map(here: Desk, facts: Sequence[Fact]) -> None:
    """A button for each fact that belongs somewhere: it selects the fact, and the map shows where."""
    tied = [fact for fact in shown(here.view, facts) if fact.clusters or fact.places]
    with st.container(horizontal=True, gap="small"):
        for fact in tied:
            pick.chip(here, fact.id, f"◎ {fact.label[here.view.lang]}", f"fact-{fact.id}")
