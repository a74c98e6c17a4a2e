"""The dashboard: the list of pages, the sidebar, and the page that is open."""

from fengtai_map.ui import door

door.open_page()
