"""Charts where people would rather look than read. Which facts they compare stands in data/charts.toml."""

import altair as alt
import pandas as pd
import streamlit as st

from fengtai_map.model import Fact
from fengtai_map.panels.figures import amount
from fengtai_map.ui.desk import Desk
from fengtai_map.ui.markup import FONT

INK = "#1f4e79"


def draw(here: Desk) -> None:
    """The charts whose facts belong to the chosen topic, all of them where none is chosen."""
    for chart in here.atlas.charts:
        facts = [fact for name in chart.facts for fact in here.atlas.facts if fact.id == name]
        if here.view.topic in ("", *(fact.topic for fact in facts)):
            st.markdown(f"**{chart.name[here.view.lang]}**")
            st.altair_chart(bars(here, facts), width="stretch", key=f"chart-{chart.id}")


def bars(here: Desk, facts: list[Fact]) -> alt.LayerChart:
    """A bar a fact, from zero, in the order of the chart; its figure, with bound and unit, at its end."""
    lang = here.view.lang
    rows = [(fact.label[lang], fact.value, " ".join(amount(here.atlas, fact, lang))) for fact in facts]
    table = pd.DataFrame(rows, columns=["label", "value", "text"])
    base = alt.Chart(table).encode(y=alt.Y("label:N", sort=None, axis=None))
    scale = alt.Scale(domain=[0, float(table["value"].max()) * 1.25])
    bar = base.mark_bar(color=INK, height=14, yOffset=9).encode(x=alt.X("value:Q", axis=None, scale=scale))
    figures = bar.mark_text(align="left", dx=5, yOffset=9, fontSize=14, fontWeight="bold").encode(text="text:N")
    labels = base.mark_text(align="left", yOffset=-8, fontSize=13).encode(x=alt.value(0), text="label:N")
    chart = (bar + figures + labels).properties(height=44 * len(facts))
    shown: alt.LayerChart = chart.configure(font=FONT[lang]).configure_view(stroke=None)
    return shown
