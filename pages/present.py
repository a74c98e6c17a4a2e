"""汇报: choose a story and begin, or tell the one that is begun."""

from fengtai_map.panels.subjects import kinds
from fengtai_map.ui import canvas, handover, layout, talk, twin
from fengtai_map.ui.door import here

desk = here()

if talk.telling(desk):
    talk.tell(desk)
else:
    layout.headline(desk)
    left, right = layout.map_and_panel(form="short")
    with left:
        canvas.draw(desk, kinds(desk.atlas, desk.page))
        twin.draw(desk, kinds(desk.atlas, desk.page))
        talk.keys(desk)
    with right:
        talk.choose(desk)
        handover.of_story(desk)
        talk.outline(desk)
