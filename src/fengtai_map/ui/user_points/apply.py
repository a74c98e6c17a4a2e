"""From a list of changes to the store: the draft of a file, what is said afterwards, and the way to the map."""

import streamlit as st

from fengtai_map import clock
from fengtai_map.model import UserList, UserPoint
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.user_points import lists, store, word_meanings
from fengtai_map.ui.user_points.incoming_file import IncomingFile
from fengtai_map.user_points.store import ChangeDraft, StoreChange


def apply(draft: ChangeDraft, version: int) -> StoreChange:
    """Make a change of the store that was seen at this version; the page says so in its next run.

    Raises StaleVersion where the store has changed since, StoreError where it refuses.
    """
    made = store.store().apply(draft, version)
    made_known(made.id)
    return made


def made_known(version: int) -> None:
    """Let the next run say that a change was made."""
    st.session_state.done = version


def done(ctx: PageContext) -> None:
    """Says once that a change was made, and leads to the map and to the history."""
    version = st.session_state.pop("done", None)
    if version is None:
        return
    words = ctx.words
    ways = [("overview", words("applying.to-map")), ("history", words("applying.to-history"))]
    markup.put("done", text=words("applying.done", version=f"{version:,}"), ways=[w for w in ways if w[0] != ctx.page])


def draft_of(case: IncomingFile, who: str, reason: str) -> ChangeDraft:
    """The changes as the store takes them: every point in a list, with what is remembered of that for its next file."""
    belongs, kept, made = case.belongs, case.kept, case.made.changes

    def listed(point: UserPoint) -> UserPoint:
        return point if point.list else point.model_copy(update={"list": belongs.name})

    added = tuple(map(listed, made.added))
    changed = tuple(listed(new) for _, new in made.changed)
    ours = lists.kept_of(belongs, kept.lists, case.read.reading, case.read.choice)
    known = {one.name for one in (ours, *kept.lists)}
    named = sorted(
        {name for one in (*added, *changed) for name in one.lists} - known
    )  # our own export names the list of each point
    return ChangeDraft(
        added=added,
        changed=changed,
        removed=tuple(one.id for one in made.removed),
        who=who,
        reason=reason,
        when=clock.now(),
        lists=(ours, *(UserList(name=name, owner="") for name in named)),
        kinds=word_meanings.new_kinds(case.held.said),
        photos=case.made.photos,
    )
