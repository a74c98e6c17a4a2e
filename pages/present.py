"""汇报: choose a story and begin; the browser tells it."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
