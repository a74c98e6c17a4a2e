"""Before anything is changed: what would be, who wants it and why. Then all of it or nothing."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from fengtai_map.model import OwnPoint
from fengtai_map.store import Draft, StoreError
from fengtai_map.text import described, readable
from fengtai_map.ui import markup, own, rights
from fengtai_map.ui.desk import Desk
from fengtai_map.upload import Changes

LISTED = 500  # points of a change that are listed
SIGNS = {"added": "+", "changed": "→", "removed": "−"}
Named = tuple[str, OwnPoint]


def listed(here: Desk, made: Changes) -> None:
    """What would be added, changed and removed, each in a row."""
    words = here.words
    counts = {
        "added": len(made.added),
        "changed": len(made.changed),
        "removed": len(made.removed),
        "same": len(made.same),
    }
    st.markdown(f"**{words('applying.title')}**")
    markup.put("said", text=words("applying.counts", **counts))
    rows: list[Named] = [("added", one) for one in made.added]
    rows += [("changed", new) for _, new in made.changed] + [("removed", one) for one in made.removed]
    if rows:
        table(here, rows, "changes")


def table(here: Desk, rows: Sequence[Named], key: str) -> None:
    """Points, each with what happens to it; of very many the first, which says so."""
    words, lang = here.words, here.lang
    heads = ["±", *(words(f"table.{name}") for name in ("name", "kind", "status", "error")), words("applying.origin")]
    cells = [
        (
            f"{SIGNS[what]} {words(f'applying.{what}')}",
            readable(one.name[lang]),
            words(f"kind.{one.kind}"),
            words(f"status.{one.status}"),
            f"±{one.error_m:,.0f} m",
            readable(one.origin),
        )
        for what, one in rows[:LISTED]
    ]
    st.dataframe(
        pd.DataFrame(cells, columns=heads), hide_index=True, key=f"table-{key}", height=min(38 + 35 * len(cells), 300)
    )
    if len(cells) < len(rows):
        markup.put("said", text=words("applying.first", n=f"{len(cells):,}", total=f"{len(rows):,}"))


def draft_of(made: Changes, who: str, reason: str) -> Draft:
    """The changes as the store takes them: a point that has moved goes under its old id and comes under its new."""
    kept = [(old, new) for old, new in made.changed if old.id == new.id]
    moved = [(old, new) for old, new in made.changed if old.id != new.id]
    return Draft(
        added=(*made.added, *(new for _, new in moved)),
        changed=tuple(new for _, new in kept),
        removed=(*(one.id for one in made.removed), *(old.id for old, _ in moved)),
        who=who,
        reason=reason,
        when=own.now(),
    )


def may(here: Desk, key: str) -> bool:
    """Whether this reader may change anything; who may not is told why, and where that helps may sign in."""
    why = rights.editor().why
    if why:
        st.info(here.words(f"rights.{why}"))
    if why == "sign-in":
        st.button(here.words("rights.enter"), on_click=st.login, key=f"login-{key}")
    return not why


def sign(here: Desk, key: str, act: Callable[[str, str], object], label: str, *, idle: bool = False) -> None:
    """Name, reason and a button that does it; whatever the store refuses is said and nothing is done.

    `act` takes name and reason. A reader who may not change anything is told why instead.
    """
    words, editor = here.words, rights.editor()
    if not may(here, key):
        return
    with st.form(f"sign-{key}", border=True):
        who = editor.name or st.text_input(words("applying.who"), key=f"who-{key}", max_chars=80)
        reason = st.text_input(words("applying.reason"), key=f"reason-{key}", max_chars=200)
        if st.form_submit_button(label, type="primary", disabled=idle):
            _do(here, partial(act, who.strip(), reason.strip()))


def _do(here: Desk, act: Callable[[], object]) -> None:
    try:
        act()
    except StoreError as error:
        for problem in error.problems:
            st.error(markup.plain(" — ".join(described(here.words, problem))))
        return
    st.session_state.done = True
    st.rerun()


def done(here: Desk) -> None:
    """Says once that the last change was made."""
    if st.session_state.pop("done", False):
        st.success(here.words("applying.done", version=own.version()))
