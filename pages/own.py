"""我的数据: the office's own points, read, checked and shown before anything is changed."""

from fengtai_map.ui import mine
from fengtai_map.ui.frame import here

mine.draw(here())
