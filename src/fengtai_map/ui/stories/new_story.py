"""Another story: a copy of one that there is, or one from a file."""

import streamlit as st

from fengtai_map.data.load.story_file import MAX_CHARS, MAX_FILE_BYTES, read_story
from fengtai_map.i18n import Text, described, readable
from fengtai_map.model import Story
from fengtai_map.ui import choice, markup
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.stories import capture, kept, stop_editor


def draw(ctx: PageContext, *, opened: bool) -> None:
    """How to begin; unfolded where there is no story yet."""
    words = ctx.words
    with st.expander(words("story.another"), expanded=opened):
        markup.put("said", text=words("story.how", name=words("top.capture")))
        _copy(ctx)
        _file(ctx)


def _copy(ctx: PageContext) -> None:
    """A shipped story, or one of the office's own, as a new one that can be changed."""
    words = ctx.words
    shipped = [one for one in ctx.atlas.stories if not one.own]
    among = {one.id: one for one in (*shipped, *kept.stories())}
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        choice.keep("w-copy-of", list(among))
        chosen = st.selectbox(
            words("story.copy-of"),
            list(among),
            key="w-copy-of",
            format_func=lambda name: readable(among[name].name[ctx.lang]),
        )
    with right:
        st.button(words("story.copy"), key="w-copy", on_click=_begin_copy, args=(ctx, among[chosen]))


def _begin_copy(ctx: PageContext, story: Story) -> None:
    ends = {
        lang: ctx.atlas.words[lang]("story.copied", name=story.name[lang])[: MAX_CHARS["name"]] for lang in ("zh", "en")
    }
    begin(story.model_copy(update={"id": capture.new_id(), "name": Text(**ends)}))


def begin(story: Story) -> None:
    """A new story in this window, which is edited from now on."""
    kept.changed(story)
    st.session_state["story-wanted"] = story.id
    stop_editor.anew()


def _file(ctx: PageContext) -> None:
    """A file of one story: it can be shown from this window, and kept once it is signed."""
    words, number = ctx.words, st.session_state.setdefault("story-files", 0)
    file = st.file_uploader(words("story.file"), key=f"w-story-open-{number}")
    markup.put("said", text=words("story.file-text"))
    if file is None:
        return
    name = readable(file.name)[:80]
    content = file.getvalue() if file.size <= MAX_FILE_BYTES else b" " * (MAX_FILE_BYTES + 1)
    story, problems = read_story(content, name)
    if story is None:
        rows = [(one.place or name, *described(words, one)) for one in problems]
        heads = [words(f"problems.{key}") for key in ("place", "what", "fix")]
        markup.put("lines", title=words("story.refused"), count="", heads=heads, rows=rows)
        return
    st.session_state["story-files"] = number + 1  # the next one is another widget, without this file
    known = {one.id for one in kept.stories()}
    ours = story.own and story.id not in known
    begin(story if ours else story.model_copy(update={"id": capture.new_id()}))
    st.rerun()
