"""我的数据: the office's own points, read, checked and shown before anything is changed."""

from fengtai_map.ui.frame import ctx
from fengtai_map.ui.user_points import page

page.draw(ctx())
