"""The office's own stories in a run: those that are kept, and what this window alone has of them.

A story that is being changed, and one that was opened from a file, are of this window until they are signed: they are
listed, shown and exported here as all others, and nobody else sees them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from fengtai_map.content import stories as content
from fengtai_map.data.checks.story_references import with_stories
from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import Atlas, Story
from fengtai_map.ui.made_once import Latest
from fengtai_map.ui.user_points import store
from fengtai_map.user_points.store import KeptStory, StoreError

WITH_STORIES: Latest[Atlas] = Latest(8)  # Atlases with stories in them


@dataclass(frozen=True)
class WindowStory:
    """A story as this window has it. `base` is the change that made what it began with, 0 where none is kept."""

    story: Story
    base: int = 0


def drafts() -> dict[str, WindowStory]:
    """What is not kept yet, by the id of the story."""
    mine: dict[str, WindowStory] = st.session_state.setdefault("story-drafts", {})
    return mine


def kept() -> Mapping[str, KeptStory]:
    """The stories that are kept, by their ids; none where the store does not answer."""
    try:
        return {one.story.id: one for one in store.stories()}
    except StoreError:
        return {}


def stories() -> tuple[Story, ...]:
    """Every story of the office's own as this window has it: those that are kept first."""
    mine, held = drafts(), kept()
    ours = {name: one.story for name, one in held.items()} | {name: one.story for name, one in mine.items()}
    return tuple(ours.values())


def in_hand(drawn: Story) -> Story:
    """A story as this window has it now, `drawn` where nothing of it was changed here.

    What was drawn may be behind a text that was typed just before the press, and ahead of one that is deleted.
    """
    mine = drafts().get(drawn.id)
    return mine.story if mine else drawn


def seen_change() -> dict[str, int]:
    """The change that made what this window shows of a story that is kept, by its id."""
    shown: dict[str, int] = st.session_state.setdefault("story-seen", {})
    return shown


def changed(story: Story) -> None:
    """Have a story so in this window; one that is as it is kept is no draft."""
    held, mine = kept().get(story.id), drafts()
    base = mine[story.id].base if story.id in mine else seen_change().get(story.id, held.change if held else 0)
    if held and held.story == story and base == held.change:
        mine.pop(story.id, None)
    else:
        mine[story.id] = WindowStory(story, base)


def forget_story(name: str) -> None:
    """What this window had of a story is over: it is as it is kept."""
    drafts().pop(name, None)


def with_window_stories(ground: Atlas) -> Atlas:
    """The Atlas with the stories of this window in it."""
    ours = stories()
    if not ours:
        return ground
    return WITH_STORIES.of((ground.serial, ours), lambda: with_stories(ground, ours, store.exists))


def values(atlas: Atlas) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """What is sent to the browser of them, by language: they travel beside the books, which they leave as they are."""
    ours = tuple(one for one in atlas.stories if one.own)
    return {lang: content.values(atlas, lang, ours) for lang in LANGUAGES} if ours else {}
