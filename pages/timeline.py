"""时间线: what the release promises, by which year, told apart from what exists."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, layout, selection, timeline, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel(wide=0.8, form="short")
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
    selection.draw(desk)
    timeline.places(desk)
with right:
    timeline.draw(desk)
