"""学校与民生: schools, hospitals, youth housing, 便民生活圈, and how well each is known."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
