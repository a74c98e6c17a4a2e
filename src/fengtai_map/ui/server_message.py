"""What the server tells the browser, only what the browser cannot work out itself: one record, and how it is filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypedDict

import streamlit as st

from fengtai_map.content import pages
from fengtai_map.content.point_counts import Window, numbers
from fengtai_map.export.qr_code import qr_code_uri
from fengtai_map.i18n import described
from fengtai_map.model import Place, PointColumns
from fengtai_map.problems import Problem
from fengtai_map.ui import permissions
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.session import Session
from fengtai_map.ui.stories import capture
from fengtai_map.ui.user_points import store
from fengtai_map.user_points.merge import places_of
from fengtai_map.user_points.store import StoreError
from fengtai_map.webmap.features import points

Record = Mapping[str, object]  # a point as content/records.py or webmap/features.py writes it
# Where a point would lie, as (longitude, latitude), and what becomes of it; `from` is where the file states it in
# another datum.
PreviewPoint = TypedDict(
    "PreviewPoint", {"what": str, "at": tuple[float, float], "from": tuple[float, float] | None}
)  # fmt: skip
HITS = 4  # names of the office's own points that are found at once
SINGLY = 400  # points of a window that are drawn one by one; the map asks for fewer


class Finding(TypedDict):
    """One thing that was looked at before a meeting. `values` fill the words under [ready]."""

    name: str
    good: bool
    values: Mapping[str, object]


@dataclass(frozen=True)
class PageSays:
    """What a page that the server draws adds: what a file would change, whether a click says where, what was found."""

    preview: Sequence[PreviewPoint] = ()
    placing: bool = False
    findings: Sequence[Finding] = ()


@dataclass(frozen=True)
class ServerMessage(PageSays):
    """All that the browser cannot work out itself.

    `page` is the page that was drawn, `run` how often any was, `n` the number of the last change of the View that was
    heard. `notices` are problems of the store in the reader's language, `code` the picture of a link's QR code, `hits`
    own points of a layer that were asked for by name, `stop` what came of a stop that was taken from the screen.
    `singles` are the points of a layer that the map draws one by one, `records` what is shown of each, `window` the
    part of the map that they fill; none where there are too many.
    """

    page: str = ""
    run: int = 0
    n: int = 0
    notices: Sequence[str] = ()
    code: str = ""
    hits: Sequence[Record] = ()
    stop: Mapping[str, str] | None = None
    singles: Sequence[Record] = ()
    records: Sequence[Record] = ()
    window: Window | None = None

    def written(self) -> Mapping[str, Any]:
        """What travels: an empty field is left out.

        >>> ServerMessage(page="hubs", run=3, placing=True).written()
        {'placing': True, 'page': 'hubs', 'run': 3}
        """
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value}


def server_message(ctx: PageContext, said: Session) -> Mapping[str, Any]:
    """The page it has drawn, how often, and how far it has heard; then what was asked for. Empty parts are left out."""
    says: PageSays = st.session_state.get("page_says") or PageSays()
    near, window = _near(ctx, said)
    message = ServerMessage(
        page=ctx.page,
        run=said.runs,
        n=said.number,
        notices=[" ".join(described(ctx.words, problem)) for problem in _shown(ctx.problems)],
        code=qr_code_uri(said.link) if said.link else "",
        hits=_hits(ctx, said.asked),
        stop=capture.answer(said),
        preview=says.preview,
        placing=says.placing,
        findings=says.findings,
        singles=points(near),
        records=[_record(ctx, place) for place in near],
        window=window,
    )
    return message.written()


def begin() -> None:
    """A page is drawn anew: what the one before it said is over."""
    say(PageSays())


def say(what: PageSays) -> None:
    """What a page of the server tells the browser."""
    st.session_state.page_says = what


def _shown(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What this reader learns about the store; the reasons are for those who run it."""
    return store.away(problems) if problems and permissions.editor().why else problems


def _hits(ctx: PageContext, asked: str) -> list[Record]:
    """Own points of a layer by a part of their name."""
    if ctx.point_layer is None or not asked:
        return []
    try:
        found = places_of(ctx.atlas, store.store().named(asked, HITS))
    except StoreError:
        return []
    return [_record(ctx, place) for place in found]


def _near(ctx: PageContext, said: Session) -> tuple[tuple[Place, ...], Window | None]:
    """The points of a layer that the map draws one by one: those of its window, and the one that is selected.

    None in the place of a window that has too many.
    """
    if ctx.point_layer is None:
        return (), None
    near = _in_window(ctx, ctx.point_layer, said)
    chosen = store.layer_place(ctx.atlas, said.view.selected)
    found = {place.id: place for place in (*(near or ()), *([chosen] if chosen else ()))}
    return tuple(found.values()), None if near is None else said.window


def _in_window(ctx: PageContext, layer: PointColumns, said: Session) -> tuple[Place, ...] | None:
    """The places of the map's window; None where they are too many, or the store does not answer."""
    if said.window is None:
        return None
    shown = pages.kinds(ctx.atlas, said.page if said.page in pages.NAMES else pages.OVERVIEW)
    wanted = numbers(layer, said.view, shown, said.window).tolist()
    if len(wanted) > SINGLY:
        return None
    try:
        return places_of(ctx.atlas, store.store().numbered(wanted))
    except StoreError:
        return None


def _record(ctx: PageContext, place: Place) -> Record:
    from fengtai_map.content.records import point  # noqa: PLC0415

    return point(ctx.atlas, place, ctx.lang)
