"""总览: the whole district, its key figures, and the panel of what is selected."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, clusters, layout, many, overview, places, selection, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
overview.key_figures(desk)
left, right = layout.map_and_panel(wide=2.1, form="figures")
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
with right:
    if not selection.draw(desk):
        clusters.names(desk)
    many.draw(desk, subject)
    places.table(desk, subject, first=124)
    places.nowhere(desk, places.chosen(desk, subject))
