"""两次发布: what changed from one release to the next, figure by figure."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
