"""What a file would change, drawn on the map before anything is."""

from collections.abc import Mapping
from math import ceil

from fengtai_map.model import OwnPoint
from fengtai_map.ui import markup
from fengtai_map.ui.desk import Desk
from fengtai_map.ui.incoming import Incoming
from fengtai_map.upload import stated

PREVIEWED = 2000  # points of a file that the map shows at most


def _drawn(incoming: Incoming) -> list[tuple[str, OwnPoint]]:
    """What becomes of each point; of very many every so manieth, so that the page stays quick."""
    made = incoming.changes
    all_ = [("added", one) for one in made.added]
    all_ += [("changed", new) for _, new in made.changed] + [("removed", one) for one in made.removed]
    return all_[:: ceil(len(all_) / PREVIEWED) or 1]


def sampled(here: Desk, incoming: Incoming) -> None:
    """That the map shows some of the points only, where they are too many to be drawn one by one."""
    made, drawn = incoming.changes, len(_drawn(incoming))
    every = len(made.added) + len(made.changed) + len(made.removed)
    if drawn < every:
        markup.put("said", text=here.words("incoming.sampled", n=f"{drawn:,}", total=f"{every:,}"))


def preview(incoming: Incoming) -> list[Mapping[str, object]]:
    """What the map shows of it: where each point would lie, and where the file states it in another datum."""
    drawn, datum = _drawn(incoming), incoming.reading.datum
    return [{"what": what, "at": (one.lon, one.lat), "from": stated(one.lon, one.lat, datum)} for what, one in drawn]
