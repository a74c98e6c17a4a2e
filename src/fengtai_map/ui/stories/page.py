"""The page of the office's own stories: which there are, the one that is edited, and how it is kept."""

from hashlib import sha256

import streamlit as st

from fengtai_map.data.checks.story_references import fit
from fengtai_map.data.load.story_file import LONGEST, written
from fengtai_map.export.file_names import of_story
from fengtai_map.i18n import Text, readable
from fengtai_map.model import Story
from fengtai_map.ui import markup, permissions
from fengtai_map.ui.context import Desk
from fengtai_map.ui.downloads import today
from fengtai_map.ui.stories import kept as told
from fengtai_map.ui.stories import new_story, stop_editor
from fengtai_map.ui.user_points import signature, store
from fengtai_map.ui.user_points.signature import Shown
from fengtai_map.user_points.store import StoreError, StoryDraft


def draw(here: Desk) -> None:
    """The stories, the chosen one with its stops, and the ways to begin another."""
    _done(here)
    try:
        store.stories()
    except StoreError as error:
        signature.refused(here, error.problems)
    listed = told.stories()
    story = _chosen(here, listed)
    if story:
        _edited(here, story)
    else:
        markup.put("said", text=here.words("story.none"))
    new_story.draw(here, opened=not listed)


def say(text: str) -> None:
    """Let the next run of the page say that something was done."""
    st.session_state["story-done"] = text


def _done(here: Desk) -> None:
    if text := st.session_state.pop("story-done", None):
        ways = [("present", here.words("page.present.title")), ("history", here.words("applying.to-history"))]
        markup.put("done", text=text, ways=ways)


def _chosen(here: Desk, listed: tuple[Story, ...]) -> Story | None:
    """The story that is edited: the one that was begun last, else the first."""
    if not listed:
        return None
    ids, wanted = [one.id for one in listed], st.session_state.pop("story-wanted", None)
    before = st.session_state.get("w-story")
    # Said anew in each run: the browser would go on showing the words that the story had before.
    st.session_state["w-story"] = wanted if wanted in ids else before if before in ids else ids[0]
    named = {one.id: readable(one.name[here.lang]) for one in listed}
    kept = told.kept()
    unkept = {name: here.words("story.unkept") for name in told.drafts()}
    st.selectbox(
        here.words("story.which"),
        ids,
        key="w-story",
        format_func=lambda name: f"{named[name]} {unkept.get(name, '')}".strip(),
        help=None if kept else here.words("story.window"),
    )
    return next(one for one in listed if one.id == st.session_state["w-story"])


def _edited(here: Desk, story: Story) -> None:
    words, held = here.words, told.kept().get(story.id)
    if held and story.id not in told.drafts():
        told.seen()[story.id] = held.change
    _, gone = fit(story, here.ground, store.exists)
    _names(here, story)
    stop_editor.draw(here, story, {one.place.rpartition("#")[2] for one in gone})
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            words("story.download"),
            written(story),
            of_story(story, here.lang, today(), "json"),
            "application/json",
            key="w-story-file",
            on_click="ignore",
        )
    _keep(here, story)
    _remove(here, story)


def _names(here: Desk, story: Story) -> None:
    """What the story is called, in each language."""
    left, right = st.columns(2)
    for column, lang in ((left, "zh"), (right, "en")):
        key = f"w-story-name-{lang}-{stop_editor.round_of(story)}"
        with column:
            st.text_input(
                here.words(f"story.name-{lang}"),
                story.name[lang],
                key=key,
                max_chars=LONGEST["name"],
                on_change=_rename,
                args=(story, lang, key),
            )


def _rename(story: Story, lang: str, key: str) -> None:
    name = {**story.name.model_dump(), lang: str(st.session_state[key]).strip()}
    if name[lang]:
        told.changed(story.model_copy(update={"name": Text(**name)}))


def _keep(here: Desk, story: Story) -> None:
    """What was changed is kept with a name and a reason, or let go; without a right it is told from this window."""
    words, draft, held = here.words, told.drafts().get(story.id), told.kept().get(story.id)
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
        _tell(StoryDraft(story=story.id, after=story, who=who, reason=reason, when=store.now()), version)
        say(words("story.kept", name=readable(story.name[here.lang])))

    signature.sign(here, shown, act, words("story.keep"), idle=not story.stop)
    st.button(words("story.drop"), key=f"w-drop-{story.id}", on_click=_drop, args=(story.id,))


def _tell(draft: StoryDraft, version: int) -> None:
    store.store().tell(draft, version)
    told.let_go(draft.story)
    stop_editor.anew()


def _drop(name: str) -> None:
    told.let_go(name)
    signature.forget(f"story-{name}")
    stop_editor.anew()


def _remove(here: Desk, story: Story) -> None:
    """A story that is kept can be deleted, and that can be undone."""
    words, held = here.words, told.kept().get(story.id)
    if held is None:
        return
    box = st.expander(words("story.remove"), key=f"w-remove-{story.id}", on_change="rerun")
    if not box.open:
        return

    def act(who: str, reason: str) -> None:
        _tell(StoryDraft(story=story.id, after=None, who=who, reason=reason, when=store.now()), held.change)
        say(words("story.removed", name=readable(story.name[here.lang])))

    with box:
        signature.sign(here, Shown(f"remove-{story.id}", held.change, story=story.id), act, words("story.remove"))
