"""学校与民生: schools, hospitals, youth housing, 便民生活圈, and how well each is known."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, layout, many, places, selection, topics, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel()
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
    places.table(desk, subject, "status", "cluster", first=190)
with right:
    selection.draw(desk)
    many.draw(desk, subject)
    places.groups(desk, subject)
    topics.draw(desk)
