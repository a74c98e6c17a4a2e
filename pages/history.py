"""修改记录: every change of the office's own points, with who, when and why, each to be taken back."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, history, layout, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel(wide=1.0, form="short")
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
with right:
    history.draw(desk)
