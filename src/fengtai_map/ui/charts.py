"""Charts where people would rather look than read. Which facts they compare stands in data/charts.toml."""

from fengtai_map.model import Chart
from fengtai_map.panels.figures import figure, scaled, shown
from fengtai_map.ui import markup
from fengtai_map.ui.desk import Desk


def draw(here: Desk) -> None:
    """The charts whose facts belong to the chosen topic, all of them where none is chosen."""
    for chart in here.atlas.charts:
        topics = {fact.topic for fact in here.atlas.facts if fact.id in chart.facts}
        if here.view.topic in ("", *topics):
            _bars(here, chart)


def _bars(here: Desk, chart: Chart) -> None:
    """A bar a fact, from zero, in the order of the chart; each opens its own quote."""
    atlas, lang = here.atlas, here.view.lang
    by_id = {fact.id: fact for fact in atlas.facts}
    facts = shown(here.view, [by_id[name] for name in chart.facts])
    longest = max((scaled(atlas, fact, lang) for fact in facts), default=0)
    bars = [(figure(atlas, fact, lang), scaled(atlas, fact, lang) / longest) for fact in facts]
    if bars:
        markup.put("bars", title=chart.name[lang], bars=bars, words=here.words)
