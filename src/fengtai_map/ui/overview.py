"""The district at a glance."""

from collections.abc import Sequence

from fengtai_map.model import Fact
from fengtai_map.panels import subjects
from fengtai_map.panels.figures import figure, shown
from fengtai_map.panels.hubs import HUB
from fengtai_map.ui import markup
from fengtai_map.ui.desk import Desk


def key_figures(here: Desk) -> None:
    """What the map itself counts, then the headline figures of the release, each with what stands behind it."""
    atlas = here.known
    hubs = sum(place.kind == HUB for place in atlas.places)
    cells = [
        _cell(here, "clusters", len(atlas.clusters), [fact for fact in atlas.facts if fact.counts == "clusters"]),
        _cell(here, "streets", len(atlas.streets), [fact for fact in atlas.facts if fact.counts == "streets"]),
        _cell(here, "area", f"{atlas.outline.published_area_km2:g}", [], atlas.outline.note[here.view.lang]),
        _cell(here, "hubs", hubs, subjects.facts(atlas, "hubs")),
    ]
    facts = shown(here.view, subjects.facts(atlas, here.page))
    markup.put(
        "district",
        cells=cells,
        figures=[figure(atlas, fact, here.view.lang) for fact in facts],
        words=here.words,
        opened="",
    )


def _cell(here: Desk, name: str, number: object, facts: Sequence[Fact], note: str = "") -> markup.Cell:
    figures = tuple(figure(here.atlas, fact, here.view.lang) for fact in facts)
    return markup.Cell(str(number), here.words(f"strip.{name}"), figures, note)
