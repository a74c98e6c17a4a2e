"""两次发布: what changed from one release to the next, figure by figure, and how the clusters were regrouped."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, editions, layout, selection, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk)
left, right = layout.map_and_panel(wide=0.6, form="short")
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
    selection.draw(desk)
with right:
    editions.draw(desk)
