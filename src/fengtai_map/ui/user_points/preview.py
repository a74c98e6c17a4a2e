"""What a file would change, drawn on the map before anything is."""

from math import ceil

from fengtai_map.model import UserPoint
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.server_message import PreviewPoint
from fengtai_map.ui.user_points import differences
from fengtai_map.user_points.upload import Changes, stated

PREVIEWED = 2000  # points of a file that the map shows at most


def sampled(ctx: PageContext, made: Changes) -> None:
    """That the map shows some of the points only, where they are too many to be drawn one by one."""
    drawn, every = len(_drawn(made)), differences.count(made)
    if drawn < every:
        markup.put("said", text=ctx.words("incoming.sampled", n=f"{drawn:,}", total=f"{every:,}"))


def preview(made: Changes, datum: str) -> list[PreviewPoint]:
    """What the map shows of it: where each point would lie, and where the file states it in another datum."""
    return [
        {"what": what, "at": (one.lon, one.lat), "from": stated(one.lon, one.lat, datum) if datum else None}
        for what, one in _drawn(made)
    ]


def _drawn(made: Changes) -> list[tuple[str, UserPoint]]:
    """What becomes of each point; of more than PREVIEWED an even sample, so that the page stays quick."""
    all_ = [("added", one) for one in made.added]
    all_ += [("changed", new) for _, new in made.changed] + [("removed", one) for one in made.removed]
    return all_[:: ceil(len(all_) / PREVIEWED) or 1]
