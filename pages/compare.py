"""比较: clusters side by side, each number with how it was computed."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, compare, layout, selection, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel(wide=0.5, form="tall")
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
    selection.draw(desk)
with right:
    compare.draw(desk)
