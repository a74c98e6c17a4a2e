"""Colours and looks. Meaning never hangs on a colour alone: clusters carry number, name and outline, kinds a shape."""

from dataclasses import asdict, dataclass

from fengtai_map.drawing import shapes
from fengtai_map.drawing.shapes import Outline

INK = "#1b2733"
MARK = "#d7263d"

CLUSTERS = ("#ec6545", "#f7c226", "#8b7bfb", "#57c1a1", "#a6fbb4", "#5b96a3", "#c8ebf5", "#9ebafb")
"""One fill a cluster, in their order. The closest two stay at least 19 apart (CAM02-UCS) for full colour vision,
deuteranopia and protanopia alike, and dark ink reads on each at 4.5:1; the tests of this module measure both."""


@dataclass(frozen=True)
class Look:
    """How a kind of point is drawn: pixels at zoom 12.5, from which zoom it is labelled, who is labelled first."""

    shape: Outline | None
    colour: str
    radius: float
    label: float
    priority: int


KINDS = {
    "hub": Look(shapes.SQUARE, "#12263a", 11, 0, 800),
    "school": Look(shapes.regular(3), "#1f4e9e", 11, 11.9, 600),
    "hospital": Look(shapes.CROSS, "#b3001b", 10, 11.9, 590),
    "youth-housing": Look(shapes.HOUSE, "#6a2c91", 10, 12.2, 580),
    "culture": Look(shapes.regular(4), "#8a4b08", 10, 12.2, 570),
    "heritage": Look(shapes.regular(5, inner=0.45), "#7d1d1d", 11, 12.2, 560),
    "business-park": Look(shapes.BAR, "#274690", 10, 12.6, 550),
    "commercial-district": Look(shapes.regular(6), "#a8326e", 9.5, 12.6, 540),
    "renewal-area": Look(shapes.regular(5), "#5c4033", 10, 12.6, 530),
    "market": Look(shapes.regular(3, turn=0.5 * 3), "#6b5900", 10, 12.2, 520),
    "green-space": Look(shapes.LEAF, "#1b6e3c", 8.5, 12.8, 350),
    "metro-station": Look(None, "#5b6b7a", 4, 13.2, 200),
}

OUTLINE = {"color": INK, "weight": 2, "dashArray": "7 4", "opacity": 0.9}
STREET = {"color": INK, "weight": 0.9, "dashArray": "2 3", "opacity": 0.45, "fill": False}
MASK = {"stroke": False, "fillColor": "#eceff1", "fillOpacity": 0.78}
WATER = {"stroke": False, "fillColor": "#8fc1de", "fillOpacity": 0.9, "opacity": 1}

LINES = {
    "river": {"color": "#6aa9d0", "weight": 2.2, "opacity": 0.95},
    "ring_road": {"color": "#ffffff", "weight": 3.4, "opacity": 0.95},
    "expressway": {"color": "#fff6dc", "weight": 3, "opacity": 0.95},
    "road": {"color": "#ffffff", "weight": 1.8, "opacity": 0.9},
    "railway": {"color": "#4a5560", "weight": 1.4, "dashArray": "9 4", "opacity": 0.75},
    "metro": {"color": "#5b6b7a", "weight": 1.6, "opacity": 0.7},
}

LEGEND_LINES = (
    {"name": "river", "color": "#4f95c2", "weight": 3},
    {"name": "road", "color": "#c3c9cf", "weight": 4},
    {"name": "railway", "color": "#4a5560", "weight": 2, "dashArray": "6 3"},
    {"name": "metro", "color": "#009bc0", "weight": 3},
)


DENSITY = {"color": "#1f4e79", "fillColor": "#ffffff"}  # a circle that stands for many points

PREVIEW = {  # what a file would do to the map, told apart by shape as well
    "added": {"fillColor": "#0b6e3f", "shape": None},
    "changed": {"fillColor": "#8a4b08", "shape": shapes.regular(4)},
    "removed": {"fillColor": "#b3001b", "shape": shapes.CROSS},
    "placed": {"fillColor": "#1f4e79", "shape": shapes.regular(5, inner=0.45)},
}


def kinds() -> dict[str, dict[str, object]]:
    """The looks of every kind as plain values."""
    return {kind: asdict(look) for kind, look in KINDS.items()}
