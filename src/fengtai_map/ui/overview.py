"""The district at a glance."""

from fengtai_map.panels import subjects
from fengtai_map.panels.figures import figure
from fengtai_map.ui import markup
from fengtai_map.ui.desk import Desk


def key_figures(here: Desk) -> None:
    """What the map itself counts, then the headline figures of the release, each with its quote."""
    atlas, words = here.atlas, here.words
    counts = {
        "clusters": len(atlas.clusters),
        "streets": len(atlas.streets),
        "area": f"{atlas.outline.published_area_km2:g}",
        "hubs": sum(place.kind == "hub" for place in atlas.places),
    }
    figures = [figure(atlas, fact, here.view.lang) for fact in subjects.facts(atlas, here.page)]
    cells = [(number, words(f"strip.{name}")) for name, number in counts.items()]
    markup.put("district", cells=cells, figures=figures, words=words)
