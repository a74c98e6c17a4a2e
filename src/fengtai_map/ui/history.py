"""What was changed, by whom, when and why; each change can be taken back, and that is a change as well."""

from datetime import datetime

import streamlit as st

from fengtai_map.store import Change, StoreError
from fengtai_map.text import described, readable
from fengtai_map.ui import applying, markup, own
from fengtai_map.ui.desk import Desk

LATEST = 50  # changes


def draw(here: Desk) -> None:
    """The latest changes, newest first."""
    try:
        applying.done(here)
        changes = own.history(LATEST)
    except StoreError as error:
        for problem in error.problems:
            st.error(markup.plain(" — ".join(described(here.words, problem))))
        return
    if not changes:
        st.info(here.words("history.none"))
    for change in changes:
        _change(here, change, {one.undoes for one in changes if one.undoes})


def _change(here: Desk, change: Change, undone: set[int]) -> None:
    words = here.words
    counts = words("history.counts", **{name: f"{getattr(change, name):,}" for name in ("added", "changed", "removed")})
    notes = [words("history.undoes", n=change.undoes)] if change.undoes else []
    notes += [words("history.undone")] if change.id in undone else []
    rows = [(words("applying.who"), readable(change.who)), (words("applying.reason"), readable(change.reason))]
    rows.append(("±", counts))
    title = words("history.change", n=change.id)
    markup.put("card", title=title, kind=_moment(change.when), rows=rows, notes=notes, number="", colour="")
    with st.expander(words("history.more", n=f"{len(change.touched):,}")):
        _touched(here, change)
        applying.sign(
            here,
            f"undo-{change.id}",
            lambda who, reason: own.store().undo(change.id, who, reason, own.now()),
            words("history.undo", n=change.id),
        )


def _touched(here: Desk, change: Change) -> None:
    rows = []
    for one in change.touched:
        what = "added" if one.before is None else "removed" if one.after is None else "changed"
        point = one.after or one.before
        if point:
            rows.append((what, point))
    applying.table(here, rows, f"change-{change.id}")


def _moment(when: str) -> str:
    """A moment of the history where this server stands."""
    return datetime.fromisoformat(when).astimezone().strftime("%Y-%m-%d %H:%M")
