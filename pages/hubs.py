"""交通枢纽: the three stations and the terminal, the metro at each, and what is planned around them."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
