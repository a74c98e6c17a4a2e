"""Facts in the page: cards that open their own quote, without asking the server."""

from collections.abc import Sequence

import streamlit as st

from fengtai_map.model import Entry, Fact
from fengtai_map.panels.figures import figure
from fengtai_map.ui import markup, pick
from fengtai_map.ui.desk import Desk


def cards(here: Desk, facts: Sequence[Fact]) -> None:
    """The facts as a grid of cards."""
    if facts:
        markup.put("figures", figures=[figure(here.atlas, fact, here.view.lang) for fact in facts], words=here.words)


def entries(here: Desk, rows: Sequence[Entry]) -> None:
    """Entries of the release, grouped by kind, each with its quote."""
    groups: dict[str, list[Entry]] = {}
    for entry in rows:
        groups.setdefault(here.words(f"entry.{entry.kind}"), []).append(entry)
    if groups:
        markup.put("entries", groups=groups, lang=here.view.lang, words=here.words)


def on_map(here: Desk, facts: Sequence[Fact]) -> None:
    """A button for each fact that belongs somewhere: it selects the fact, and the map shows where."""
    tied = [fact for fact in facts if fact.clusters or fact.places]
    with st.container(horizontal=True, gap="small"):
        for fact in tied:
            pick.chip(here, fact.id, f"◎ {fact.label[here.view.lang]}", f"fact-{fact.id}")
