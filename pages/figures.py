"""数字: every figure of the release by topic, with its quote, and on the map where it belongs."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, charts, layout, selection, topics, twin
from fengtai_map.ui.door import here

desk = here()
subject = kinds(desk.atlas, desk.page)

layout.headline(desk)
left, right = layout.map_and_panel(wide=0.8, form="short")
with left:
    canvas.draw(desk, subject)
    twin.draw(desk, subject)
    selection.draw(desk)
    charts.draw(desk)
with right:
    topics.choose(desk)
    topics.figures_of(desk)
