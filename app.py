"""The dashboard: the frame of the app. What each page shows stands in src/fengtai_map/content/pages.py."""

from fengtai_map.ui import frame

frame.open_page()
