"""What was changed, by whom, when and why; each change can be taken back, and that is a change as well."""

import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.stories import history
from fengtai_map.ui.user_points import apply, differences, signature, store
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.store import Line, StoreError

LATEST = 20  # changes of a page; the button below leads to earlier ones


def draw(ctx: PageContext) -> None:
    """The latest changes, newest first, and the way to every earlier one."""
    apply.done(ctx)
    shown = st.session_state.setdefault("history-shown", LATEST)
    try:
        version = store.version()
        lines = store.history(shown)
        may = not lines or signature.may(ctx, "undo")
        for line in lines:
            _change(ctx, line, version, may=may)
        drawn = history.draw(ctx)
    except StoreError as error:
        signature.refused(ctx, error.problems)
        return
    if not (lines or drawn):
        st.info(ctx.words("history.none"))
    if version > shown:  # changes are numbered without a gap
        st.button(ctx.words("history.earlier", n=f"{version - shown:,}"), key="w-earlier", on_click=_earlier)


def _earlier() -> None:
    st.session_state["history-shown"] += LATEST


def _change(ctx: PageContext, line: Line, version: int, *, may: bool) -> None:
    """A change in a card; its points are asked for when they are wanted."""
    words = ctx.words
    counts = words("history.counts", **{name: f"{getattr(line, name):,}" for name in ("added", "changed", "removed")})
    notes = [words("history.undoes", n=line.undoes)] if line.undoes else []
    notes += [words("history.undone")] if line.undone_by else []
    rows = [(words("applying.who"), readable(line.who)), (words("applying.reason"), readable(line.reason))]
    rows.append(("±", counts))
    title = words("history.change", n=line.id)
    markup.put("card", title=title, kind=store.moment(line.when), rows=rows, notes=notes, number="", colour="")
    touched = line.added + line.changed + line.removed
    box = st.expander(words("history.more", n=f"{touched:,}"), key=f"w-change-{line.id}", on_change="rerun")
    if box.open:
        with box:
            differences.of_touched(ctx, store.touched(line.id, differences.LISTED), touched)
            if may:
                _undo(ctx, line, version)


def _undo(ctx: PageContext, line: Line, version: int) -> None:
    """The way to take a change back."""
    shown = Shown(f"undo-{line.id}", version)

    def act(who: str, reason: str) -> None:
        made = store.store().undo(line.id, who, reason, store.now(), expected_version=shown.version)
        apply.made_known(made.id)

    signature.sign(ctx, shown, act, ctx.words("history.undo", n=line.id))
