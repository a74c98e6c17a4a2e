"""What was changed of stories, by whom, when and why; each change can be taken back."""

from collections.abc import Sequence

import streamlit as st

from fengtai_map.i18n import readable
from fengtai_map.ui import markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.stories import kept as kept_stories
from fengtai_map.ui.stories import stop_editor
from fengtai_map.ui.user_points import signature, store
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.store import StoryChange

LATEST = 20


def draw(ctx: PageContext) -> bool:
    """The latest changes of stories, newest first; whether there ever was one. Raises StoreError."""
    if not store.stories_changed():
        return False
    words, found = ctx.words, store.store().story_changes(LATEST)
    heads = [words("history.number"), words("history.moment"), words("history.story")]
    heads += [words("history.stops"), words("applying.who"), words("applying.reason")]
    rows = [_row(ctx, one) for one in found]
    markup.put("lines", title=words("history.stories"), count="", heads=heads, rows=rows)
    if signature.may(ctx, "undo-story"):
        _choose(ctx, found)
    return True


def _choose(ctx: PageContext, found: Sequence[StoryChange]) -> None:
    words = ctx.words
    numbers = [one.id for one in found]
    named = {one.id: f"{one.id} · {readable(one.name[ctx.lang])} · {readable(one.reason)}" for one in found}
    box = st.expander(words("history.undo-story"), key="w-undo-story", on_change="rerun")
    if box.open:
        with box:
            chosen = st.selectbox(words("history.which"), numbers, key="w-undo-which", format_func=named.__getitem__)
            _undo(ctx, next(one for one in found if one.id == chosen))


def _row(ctx: PageContext, one: StoryChange) -> tuple[str, ...]:
    many = [str(len(side.stop)) if side else "–" for side in (one.before, one.after)]
    reason = readable(one.reason) + (f" ({ctx.words('history.undoes', n=one.undoes)})" if one.undoes else "")
    return (
        f"{one.id}",
        store.moment(one.when),
        readable(one.name[ctx.lang]),
        " → ".join(many),
        readable(one.who),
        reason,
    )


def _undo(ctx: PageContext, one: StoryChange) -> None:
    def act(who: str, reason: str) -> None:
        store.store().undo_story(one.id, who, reason, store.now())
        kept_stories.forget_story(one.story)
        stop_editor.anew()

    kept = kept_stories.kept().get(one.story)
    shown = Shown(f"undo-story-{one.id}", kept.change if kept else 0)
    signature.sign(ctx, shown, act, ctx.words("history.undo", n=one.id))
