"""我的汇报: the office's own stories, edited stop by stop, kept, taken away and opened again."""

from fengtai_map.ui.frame import ctx
from fengtai_map.ui.stories import page

page.draw(ctx())
