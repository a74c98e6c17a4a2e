"""功能组团: a card per cluster with everything the map and the release know of it."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, clusters, layout, many, selection, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel()
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
    clusters.table(desk)
with right:
    selection.beside(desk)
    many.draw(desk, subject)
    clusters.cards(desk)
