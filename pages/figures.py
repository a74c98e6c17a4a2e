"""数字: every figure of the release by topic, with its quote, and on the map where it belongs."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
