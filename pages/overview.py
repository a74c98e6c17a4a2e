"""总览: the whole district, its key figures, and the card of what is selected."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
