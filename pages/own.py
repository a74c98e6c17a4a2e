"""我的数据: the office's own points, read, checked and shown before anything is changed."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, layout, many, mine, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel(wide=1.0, form="tall")
with right:
    incoming, place = mine.choose(desk)
    many.draw(desk, subject)
with left:
    canvas.draw(desk, subject, **mine.preview(incoming, place))
    twin.draw(desk, subject)
