"""The timeline: an axis of the plan's periods, then what is promised in each, and what has no year."""

import streamlit as st

from fengtai_map.panels.places import located, visible
from fengtai_map.panels.subjects import kinds
from fengtai_map.panels.timeline import TO_COME, Span, Timeline, Year, timeline
from fengtai_map.ui import figures, markup, pick
from fengtai_map.ui.desk import Desk


def draw(here: Desk) -> None:
    """Everything the release promises, in the order of its years."""
    made = timeline(here.atlas, here.view)
    if made.spans:  # a release may name no period of the plan
        _axis(here, made)
    for span in made.spans:
        _period(here, span)
    _undated(here, made)


def places(here: Desk) -> None:
    """The places of the filter that are being built or planned; choosing one shows it."""
    shown = located(visible(here.view, here.known.places, kinds(here.atlas, here.page)))
    with st.container(key="panel-to-come", gap=None):
        st.markdown(f"**{here.words('timeline.places')}**")
        for place in (one for one in shown if one.status in TO_COME):
            name, status = place.name[here.view.lang], here.words(f"status.{place.status}")
            pick.row(here, place.id, name, status, f"to-come-{place.id}")


def _axis(here: Desk, made: Timeline) -> None:
    """The periods side by side to scale, with a mark for the release and at the end of each year it names."""
    lang, published = here.view.lang, here.atlas.release.date
    spans = [(span.entry.name[lang], span.first, span.last) for span in made.spans]
    marks = [(year.year, made.share(year.year + 1)) for span in made.spans for year in span.years]
    released = made.share(published.year + (published.month - 0.5) / 12)
    markup.put("axis", spans=spans, marks=marks, released=released, words=here.words)


def _period(here: Desk, span: Span) -> None:
    name = span.entry.name[here.view.lang]
    title = here.words("timeline.period", name=name, first=span.first, last=span.last)
    st.markdown(f"#### {markup.plain(title)}")
    for year in span.years:
        _year(here, year)
    if not span.years:
        st.caption(markup.plain(here.words("timeline.nothing")))


def _year(here: Desk, year: Year) -> None:
    n = len(year.facts) + len(year.entries)
    st.markdown(f"**{here.words('timeline.by', year=year.year)}** · {n}")
    figures.cards(here, year.facts)
    figures.entries(here, year.entries)


def _undated(here: Desk, made: Timeline) -> None:
    n = len(made.undated_facts) + len(made.undated_entries)
    st.markdown(f"#### {markup.plain(here.words('timeline.undated'))}")
    st.markdown(markup.plain(here.words("timeline.undated-text", n=n)))
    figures.cards(here, made.undated_facts)
    with st.expander(here.words("timeline.undated-entries", n=len(made.undated_entries))):
        figures.entries(here, made.undated_entries)
