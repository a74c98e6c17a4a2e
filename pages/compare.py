"""比较: clusters side by side, each number with how it was computed."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
