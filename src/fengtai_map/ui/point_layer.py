"""The office's own points where they are too many for records: those that the map draws one by one."""

from collections.abc import Sequence

from fengtai_map.content.point_counts import Window, numbers
from fengtai_map.model import Place
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.session import Session
from fengtai_map.ui.user_points import store
from fengtai_map.user_points.merge import places_of
from fengtai_map.user_points.store import StoreError

SINGLY = 400  # points of a window that are drawn one by one; the map asks for fewer


def closer(ctx: PageContext, said: Session, kinds: Sequence[str]) -> tuple[tuple[Place, ...], Window | None]:
    """The points of the map's window, and the one that is selected; None for a window that has too many."""
    near = _near(ctx, said, kinds) if said.window else None
    chosen = store.layer_place(ctx.atlas, said.view.selected)
    found = {place.id: place for place in (*(near or ()), *([chosen] if chosen else ()))}
    return tuple(found.values()), said.window if near is not None else None


def _near(ctx: PageContext, said: Session, kinds: Sequence[str]) -> tuple[Place, ...] | None:
    """The places of a window; None where they are too many, or the store does not answer."""
    if ctx.point_layer is None or said.window is None:
        return None
    wanted = numbers(ctx.point_layer, said.view, kinds, said.window).tolist()
    if len(wanted) > SINGLY:
        return None
    try:
        return places_of(ctx.atlas, store.store().numbered(wanted))
    except StoreError:
        return None
