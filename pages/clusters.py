"""功能组团: a card a cluster with everything the map and the release know of it."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
