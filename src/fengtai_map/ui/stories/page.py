"""The page of the office's own stories: which there are, the one that is edited, and how it is kept."""

from hashlib import sha256

import streamlit as st

from fengtai_map import clock
from fengtai_map.data.checks.story_references import fit
from fengtai_map.data.load.story_file import MAX_CHARS, story_bytes
from fengtai_map.export.file_names import of_story
from fengtai_map.i18n import Text, readable
from fengtai_map.model import Story
from fengtai_map.ui import markup, permissions
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.stories import kept as kept_stories
from fengtai_map.ui.stories import new_story, stop_editor
from fengtai_map.ui.user_points import signature, store
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.store import StoreError, StoryDraft


def draw(ctx: PageContext) -> None:
    """The stories, the chosen one with its stops, and the ways to begin another."""
    _done(ctx)
    try:
        store.stories()
    except StoreError as error:
        signature.refused(ctx, error.problems)
    listed = kept_stories.stories()
    story = _chosen(ctx, listed)
    if story:
        _edited(ctx, story)
    else:
        markup.put("said", text=ctx.words("story.none"))
    new_story.draw(ctx, opened=not listed)


def say(text: str) -> None:
    """Let the next run of the page say that something was done."""
    st.session_state["story-done"] = text


def _done(ctx: PageContext) -> None:
    if text := st.session_state.pop("story-done", None):
        ways = [("present", ctx.words("page.present.title")), ("history", ctx.words("applying.to-history"))]
        markup.put("done", text=text, ways=ways)


def _chosen(ctx: PageContext, listed: tuple[Story, ...]) -> Story | None:
    """The story that is edited: the one that was begun last, else the first."""
    if not listed:
        return None
    ids, wanted = [one.id for one in listed], st.session_state.pop("story-wanted", None)
    before = st.session_state.get("w-story")
    # Said anew in each run: the browser would go on showing the words that the story had before.
    st.session_state["w-story"] = wanted if wanted in ids else before if before in ids else ids[0]
    named = {one.id: readable(one.name[ctx.lang]) for one in listed}
    kept = kept_stories.kept()
    unkept = {name: ctx.words("story.unkept") for name in kept_stories.drafts()}
    st.selectbox(
        ctx.words("story.which"),
        ids,
        key="w-story",
        format_func=lambda name: f"{named[name]} {unkept.get(name, '')}".strip(),
        help=None if kept else ctx.words("story.window"),
    )
    return next(one for one in listed if one.id == st.session_state["w-story"])


def _edited(ctx: PageContext, story: Story) -> None:
    words, held = ctx.words, kept_stories.kept().get(story.id)
    if held and story.id not in kept_stories.drafts():
        kept_stories.seen_change()[story.id] = held.change
    _, gone = fit(story, ctx.atlas, store.exists)
    _names(ctx, story)
    stop_editor.draw(ctx, story, {one.place.rpartition("#")[2] for one in gone})
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            words("story.download"),
            story_bytes(story),
            of_story(story, ctx.lang, clock.today(), "json"),
            "application/json",
            key="w-story-file",
            on_click="ignore",
        )
    _keep(ctx, story)
    _remove(ctx, story)


def _names(ctx: PageContext, story: Story) -> None:
    """What the story is called, in each language."""
    left, right = st.columns(2)
    for column, lang in ((left, "zh"), (right, "en")):
        key = f"w-story-name-{lang}-{stop_editor.round_of(story)}"
        with column:
            st.text_input(
                ctx.words(f"story.name-{lang}"),
                story.name[lang],
                key=key,
                max_chars=MAX_CHARS["name"],
                on_change=_rename,
                args=(story, lang, key),
            )


def _rename(story: Story, lang: str, key: str) -> None:
    story = kept_stories.in_hand(story)
    name = {**story.name.model_dump(), lang: str(st.session_state[key]).strip()}
    if name[lang]:
        kept_stories.changed(story.model_copy(update={"name": Text(**name)}))


def _keep(ctx: PageContext, story: Story) -> None:
    """What was changed is signed with name and reason, or dropped; who may not sign can show it from this window."""
    words, draft, held = ctx.words, kept_stories.drafts().get(story.id), kept_stories.kept().get(story.id)
    if draft is None:
        return
    markup.put("said", text=words("story.draft" if held else "story.draft-new"))
    if permissions.editor().why:
        markup.put("said", text=words("story.window"))
    deed, version = f"story-{story.id}", held.change if held else 0
    signature.begun(deed, draft.base)
    digest = sha256(story.model_dump_json().encode()).hexdigest()[:12]
    shown = Shown(deed, version, digest, story=story.id)

    def act(who: str, reason: str) -> None:
        _tell(StoryDraft(story=story.id, after=story, who=who, reason=reason, when=clock.now()), version)
        say(words("story.kept", name=readable(story.name[ctx.lang])))

    signature.sign(ctx, shown, act, words("story.keep"), idle=not story.stop)
    st.button(words("story.drop"), key=f"w-drop-{story.id}", on_click=_drop, args=(story.id,))


def _tell(draft: StoryDraft, version: int) -> None:
    store.store().tell(draft, version)
    kept_stories.forget_story(draft.story)
    stop_editor.anew()


def _drop(name: str) -> None:
    kept_stories.forget_story(name)
    signature.forget(f"story-{name}")
    stop_editor.anew()


def _remove(ctx: PageContext, story: Story) -> None:
    """A story that is kept can be deleted, and that can be undone."""
    words, held = ctx.words, kept_stories.kept().get(story.id)
    if held is None:
        return
    box = st.expander(words("story.remove"), key=f"w-remove-{story.id}", on_change="rerun")
    if not box.open:
        return

    def act(who: str, reason: str) -> None:
        _tell(StoryDraft(story=story.id, after=None, who=who, reason=reason, when=clock.now()), held.change)
        say(words("story.removed", name=readable(story.name[ctx.lang])))

    with box:
        signature.sign(ctx, Shown(f"remove-{story.id}", held.change, story=story.id), act, words("story.remove"))
