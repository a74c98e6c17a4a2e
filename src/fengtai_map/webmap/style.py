"""Colours and looks. Meaning never hangs on a colour alone: clusters have number and name, kinds a pictogram."""

from dataclasses import asdict, dataclass
from typing import Any

from fengtai_map.webmap import symbols

Style = dict[str, Any]  # as Leaflet names it: color, weight, opacity, dashArray, fillColor, fillOpacity, stroke, fill

INK = "#16242f"
DARK = "#24323f"  # the borders of clusters, the edge of their discs, the scale bar
MARK = "#123a6b"  # what is selected, and how far off it may be
PAPER = "#f3f2ee"
WHITE = "#ffffff"

CLUSTERS = ("#e7825f", "#e5bf3a", "#7b96f5", "#70c0a5", "#d5e799", "#b087a8", "#cceaf4", "#abc4eb")
"""One fill a cluster, in their order. Neighbours stay at least 17 apart, any two 14 (CAM02-UCS), for full colour
vision, deuteranopia and protanopia alike, and ink reads on each at 4.5:1; the tests of this module measure all three.
Number and name say which is which, so that the fills may be calm."""


@dataclass(frozen=True)
class SymbolStyle:
    """How a kind of point is drawn: pixels at zoom 12.5, from which zoom it is labelled, who is labelled first.

    One without a path is a plain dot, white with an edge of its colour. `small` says that it is one of many.
    """

    path: str
    colour: str
    radius: float
    label: float
    priority: int
    small: bool = False

    @property
    def stroke(self) -> bool:
        """Whether the path is stroked, not filled."""
        return self.path in symbols.STROKED


KINDS = {
    "hub": SymbolStyle(symbols.TRAIN, "#16324f", 9.6, 0, 800),
    "school": SymbolStyle(symbols.SCHOOL, "#2457a6", 9.6, 12.2, 600),
    "hospital": SymbolStyle(symbols.CROSS, "#c02637", 9.6, 12.2, 590),
    "youth-housing": SymbolStyle(symbols.HOUSE, "#7a3fa0", 9.6, 12.4, 580),
    "culture": SymbolStyle(symbols.MUSEUM, "#9a5a10", 9.6, 12.4, 570),
    "heritage": SymbolStyle(symbols.GATE, "#8d2b2b", 9.6, 12.4, 560),
    "business-park": SymbolStyle(symbols.TOWERS, "#2b4fb0", 9.6, 12.6, 550),
    "commercial-district": SymbolStyle(symbols.BAG, "#b23a78", 9.6, 12.6, 540),
    "renewal-area": SymbolStyle(symbols.CYCLE, "#6b4a3a", 9.6, 12.6, 530),
    "market": SymbolStyle(symbols.BASKET, "#7a6a00", 9.6, 12.4, 520),
    "green-space": SymbolStyle(symbols.TREE, "#2a7d49", 7.2, 12.8, 350, small=True),
    "pocket-park": SymbolStyle(symbols.SPROUT, "#5b8f3a", 6, 13.6, 300, small=True),
    "metro-station": SymbolStyle("", "#5b6b7a", 3.3, 13.2, 200, small=True),
}
OTHER = SymbolStyle(symbols.POINT, "#55636f", 9.6, 12.8, 340)  # a kind that nobody has given a look yet

OUTSIDE = "#9aa2a8"  # a point beyond the district, which counts nowhere

PREVIEW = {  # what a file would do to the map
    "added": SymbolStyle(symbols.PLUS, "#0b6e3f", 8, 0, 0),
    "changed": SymbolStyle(symbols.WAVES, "#8a4b08", 8, 0, 0),
    "removed": SymbolStyle(symbols.MINUS, "#b3001b", 8, 0, 0),
    "placed": SymbolStyle(symbols.PIN, "#1f4e79", 8, 0, 0),
}


def look(kind: str) -> SymbolStyle:
    """How a kind of point is drawn; one that is not known has a plain look of its own.

    >>> look("school") == KINDS["school"], look("lighthouse") == OTHER
    (True, True)
    """
    return KINDS.get(kind, OTHER)


def fill(order: int) -> str:
    """The fill of the cluster of this number, from 1.

    >>> fill(1) == CLUSTERS[0], fill(9) == fill(1)
    (True, True)
    """
    return CLUSTERS[(order - 1) % len(CLUSTERS)]


def grown(zoom: float) -> float:
    """How much larger than at zoom 12.5 a symbol is at another; the map's own script has the same rule.

    >>> grown(12.5), grown(18)
    (1.0, 1.35)
    """
    return min(1.35, max(0.7, 1 + (zoom - 12.5) * 0.13))


# The ground: what lies around the district, and what lies in it above the fills of the clusters.

CONTEXT: dict[str, Style] = {
    "water": {"stroke": False, "fillColor": "#c5dcea", "fillOpacity": 1},
    "river": {"color": "#c5dcea", "weight": 1.6},
    "canal": {"color": "#c5dcea", "weight": 1.0},
    "railway": {"color": "#d3d3cf", "weight": 1.4},
    "trunk-casing": {"color": "#dcdad3", "weight": 3.2},
    "motorway-casing": {"color": "#dcdad3", "weight": 4.0},
    "trunk": {"color": WHITE, "weight": 1.8},
    "motorway": {"color": WHITE, "weight": 2.6},
    "district": {"color": "#b9b7b0", "weight": 1.0, "dashArray": "1 4"},
}
WATER: Style = {"stroke": False, "fillColor": "#eaf4fa", "fillOpacity": 0.75}
LINES: dict[str, Style] = {
    "river": {"color": "#eaf4fa", "weight": 2.0, "opacity": 0.8},
    "ring_road": {"color": WHITE, "weight": 2.2, "opacity": 0.62},
    "expressway": {"color": WHITE, "weight": 2.2, "opacity": 0.62},
    "road": {"color": WHITE, "weight": 1.4, "opacity": 0.62},
    "railway": {"color": "#33414d", "weight": 1.1, "opacity": 0.22},
    "metro": {"color": "#5b6b7a", "weight": 1.2, "opacity": 0.35},
}
ALONE: dict[str, Style] = {  # the same where a filter makes the fills translucent
    "water": {"fillColor": "#c5dcea", "fillOpacity": 1},
    "river": {"color": "#bcd6e6", "opacity": 1},
    "ring_road": {"opacity": 0.95},
    "expressway": {"opacity": 0.95},
    "road": {"opacity": 0.95},
}

# The district and its clusters.

HALO: Style = {"color": WHITE, "weight": 11, "opacity": 0.9, "fill": False}
FILL: Style = {"stroke": False, "fillOpacity": 1}
FILL_CHOSEN: Style = {"fillOpacity": 0.38}
FILL_NEAR: Style = {"fillOpacity": 0.55}
NEAR = 13.2  # the zoom from which fills are translucent without a filter, too: there it is the ground that is looked at
FILL_QUIET: Style = {"fillColor": "#e9ebec", "fillOpacity": 0.7}
CASING: Style = {"color": WHITE, "weight": 3.2, "opacity": 1, "fill": False}
EDGE: Style = {"stroke": False, "weight": 7, "opacity": 0.9, "fill": False}
OUTLINE: Style = {"color": DARK, "weight": 1.3, "dashArray": "5 3", "opacity": 1, "fill": False}
OUTLINE_QUIET: Style = {"color": "#aab0b5", "weight": 0.8}
SUBDISTRICT: Style = {"color": INK, "weight": 0.8, "dashArray": "2 3", "opacity": 0.35, "fill": False}
SUBDISTRICT_QUIET: Style = {"opacity": 0.12}

LEGEND_METRO: Style = {"color": "#5b6b7a", "weight": 2}  # the only lines that the legend names

POINT_LAYER = {"color": "#1f4e79", "fillColor": WHITE}  # a circle that stands for many points


def symbol(one: SymbolStyle) -> dict[str, object]:
    """A look as plain values, as the map's script, the page and the legend take it."""
    return asdict(one) | {"stroke": one.stroke}
