"""来源: where everything comes from, how precise it is, what is schematic and what is unknown."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, layout, selection, sources, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk, subject)
left, right = layout.map_and_panel(wide=0.8, form="short")
with left:
    canvas.draw(desk, subject, errors=True)
    twin.draw(desk, subject)
    selection.draw(desk)
    sources.unknown(desk)
with right:
    sources.release(desk)
    sources.layers(desk)
    sources.origins(desk)
