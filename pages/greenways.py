"""绿道与水岸: what the release counts and what the map knows, side by side and never mixed."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, greenways, layout, many, places, selection, topics, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel()
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
    places.table(desk, subject, "cluster", first=190)
with right:
    selection.draw(desk)
    many.draw(desk, subject)
    greenways.counts(desk)
    greenways.rivers(desk)
    topics.entries(desk)
