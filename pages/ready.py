"""会前检查: one green light before the meeting, or what to mend."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, layout, ready, talk, twin
from fengtai_map.ui.door import here

desk = here()

layout.headline(desk)
left, right = layout.map_and_panel(form="short")
with left:
    canvas.draw(desk, kinds(desk.atlas, desk.page), probe=True)
    twin.draw(desk, kinds(desk.atlas, desk.page))
    talk.keys(desk)
with right:
    ready.draw(desk)
