"""绿道与水岸: what the release counts and what the map knows, side by side and never mixed."""

from fengtai_map.ui import frame

frame.drawn_by_the_browser(__file__)
