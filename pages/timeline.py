"""时间线: what the release promises, by which year, told apart from what exists."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
