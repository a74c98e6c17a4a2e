"""What was changed of points and of stories, by whom, when and why; each can be taken back: a change as well."""

from collections.abc import Sequence

import streamlit as st

from fengtai_map import clock
from fengtai_map.i18n import readable
from fengtai_map.ui import choice, markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.stories import kept as kept_stories
from fengtai_map.ui.stories import stop_editor
from fengtai_map.ui.user_points import apply, differences, signature, store
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.store import Line, StoreError, StoryChange

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
        drawn = _stories(ctx)
    except StoreError as error:
        signature.refused(ctx, error.problems)
        return
    if not (lines or drawn):
        markup.put("said", text=ctx.words("history.none"))
    if version > shown:  # changes are numbered without a gap
        st.button(ctx.words("history.earlier", n=f"{version - shown:,}"), key="w-earlier", on_click=_earlier)


def _earlier() -> None:
    st.session_state["history-shown"] += LATEST


def _change(ctx: PageContext, line: Line, version: int, *, may: bool) -> None:
    """A change in a card; its points are asked for when they are wanted."""
    words = ctx.words
    counts = words("history.counts", **{name: f"{getattr(line, name):,}" for name in ("added", "changed", "removed")})
    notes = [words("history.undoes", n=line.undoes)] if line.undoes else []
    notes += [words("history.undone", n=line.undone_by)] if line.undone_by else []
    rows = [(words("applying.who"), readable(line.who)), (words("applying.reason"), readable(line.reason))]
    rows.append((words("history.points"), counts))
    title = words("history.change", n=line.id)
    markup.put("card", title=title, kind=store.moment(line.when), rows=rows, notes=notes, number="", colour="")
    touched = line.added + line.changed + line.removed
    may = may and not line.undone_by  # what is undone is brought back by undoing that
    label = words("history.more" if may else "history.look", n=f"{touched:,}")
    box = st.expander(label, key=f"w-change-{line.id}", on_change="rerun")
    if box.open:
        with box:
            differences.of_touched(ctx, store.touched(line.id, differences.LISTED), touched)
            if may:
                _undo(ctx, line, version)


def _undo(ctx: PageContext, line: Line, version: int) -> None:
    """The way to take a change back."""
    shown = Shown(f"undo-{line.id}", version)

    def act(who: str, reason: str) -> None:
        made = store.store().undo(line.id, who, reason, clock.now(), expected_version=shown.version)
        apply.made_known(made.id)

    signature.sign(ctx, shown, act, ctx.words("history.undo", n=line.id))


def _stories(ctx: PageContext) -> bool:
    """The latest changes of stories, newest first, and a way to take one back; whether there ever was one.

    Raises StoreError.
    """
    if not store.stories_changed():
        return False
    words, found = ctx.words, store.store().story_changes(LATEST)
    heads = [words("history.number"), words("history.moment"), words("history.story")]
    heads += [words("history.stops"), words("applying.who"), words("applying.reason")]
    rows = [_story_row(ctx, one) for one in found]
    markup.put("lines", title=words("history.stories"), count="", heads=heads, rows=rows)
    if signature.may(ctx, "undo-story"):
        _choose_story_change(ctx, found)
    return True


def _choose_story_change(ctx: PageContext, found: Sequence[StoryChange]) -> None:
    words = ctx.words
    numbers = [one.id for one in found]
    named = {one.id: f"{one.id} · {readable(one.name[ctx.lang])} · {readable(one.reason)}" for one in found}
    box = st.expander(words("history.undo-story"), key="w-undo-story", on_change="rerun")
    if box.open:
        with box:
            choice.keep("w-undo-which", numbers)
            chosen = st.selectbox(words("history.which"), numbers, key="w-undo-which", format_func=named.__getitem__)
            _undo_story(ctx, next(one for one in found if one.id == chosen))


def _story_row(ctx: PageContext, one: StoryChange) -> tuple[str, ...]:
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


def _undo_story(ctx: PageContext, one: StoryChange) -> None:
    def act(who: str, reason: str) -> None:
        store.store().undo_story(one.id, who, reason, clock.now())
        kept_stories.forget_story(one.story)
        stop_editor.anew()

    kept = kept_stories.kept().get(one.story)
    shown = Shown(f"undo-story-{one.id}", kept.change if kept else 0)
    signature.sign(ctx, shown, act, ctx.words("history.undo", n=one.id))
