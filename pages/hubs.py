"""交通枢纽: the three stations and the terminal, the metro at each, and what is planned around them."""

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
    places.table(desk, subject, "status", "lines", first=190)
with right:
    selection.draw(desk)
    many.draw(desk, subject)
    places.groups(desk, subject)
    topics.draw(desk)
