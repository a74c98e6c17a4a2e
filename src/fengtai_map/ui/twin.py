"""The text twin of the map: the same as an ordered table, for a keyboard and for a screen reader."""

from fengtai_map.panels.twin import twin
from fengtai_map.ui import many, markup
from fengtai_map.ui.desk import Desk


def draw(here: Desk, kinds: tuple[str, ...]) -> None:
    """What the map shows, folded below it: nearest first, then what has no position."""
    markup.put("twin", twin=twin(here.atlas, here.view, kinds), words=here.words, layer=many.told(here, kinds))
