"""The dashboard: the frame of the app.

Which pages there are, what each is made of, and HOW TO ADD A PAGE: on top of src/fengtai_map/content/pages.py.
"""

from fengtai_map.ui import frame

frame.open_page()
