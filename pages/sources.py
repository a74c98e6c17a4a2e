"""来源: where everything comes from, how precise it is, what is schematic and what is unknown."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
