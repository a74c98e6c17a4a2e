"""What is on the screen becomes a stop of a story: the browser asks, and is answered in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex

import streamlit as st

from fengtai_map import clock
from fengtai_map.content.pages import NAMES, OVERVIEW
from fengtai_map.content.story_edits import captured, put, replaced
from fengtai_map.data.load.story_file import MAX_CHARS, MAX_STOPS
from fengtai_map.i18n import Text, described, readable
from fengtai_map.model import Stop, Story
from fengtai_map.model.stories import OWN_STORY
from fengtai_map.ui import permissions, session
from fengtai_map.ui.context import PageContext
from fengtai_map.ui.made_once import Latest
from fengtai_map.ui.session import Session
from fengtai_map.ui.stories import kept
from fengtai_map.ui.user_points import store
from fengtai_map.user_points.store import StaleVersion, StoreError, StoryDraft

SIGNED = 80  # characters of a name
DONE: Latest[Mapping[str, str]] = Latest(500)  # what was answered: a browser may ask again after a cut


@dataclass(frozen=True)
class Wanted:
    """What is asked: of the story with this id, or of a new one that is to be called `name`.

    `key` tells one press from another, `page` is the one on the screen, `place` the stop that is to be replaced, 0 for
    a new one at the end.
    """

    key: str
    story: str
    name: str
    place: int
    who: str
    page: str


def taken(ctx: PageContext) -> bool:
    """Do what the browser asks, once; whether a story is another now."""
    wanted = _wanted(session.now().stop)
    if wanted is None or DONE.get(wanted.key):
        return False
    said, changed = _take(ctx, wanted)
    answered = {"key": wanted.key, "said": said, "added": "yes" if changed else ""}
    DONE.of(wanted.key, lambda: answered)
    return changed


def answer(said: Session) -> Mapping[str, str]:
    """What came of it, for the browser."""
    wanted = _wanted(said.stop)
    answered = DONE.get(wanted.key) if wanted else None
    return answered or {}


def new_id() -> str:
    """An id that no other story has."""
    return f"{OWN_STORY}{token_hex(4)}"


def _wanted(said: Mapping[str, object] | None) -> Wanted | None:
    """What the browser asks, as far as it can be understood: it is text from outside."""
    if said is None or not (key := str(said.get("key", ""))[:64]):
        return None
    place = said.get("place")
    number = place if isinstance(place, int) and 0 <= place <= MAX_STOPS else 0
    story, name, who = (readable(str(said.get(one, ""))).strip() for one in ("story", "name", "who"))
    page = page if (page := str(said.get("page", ""))) in NAMES else OVERVIEW
    return Wanted(key, story[:64], name[: MAX_CHARS["name"]], number, who[:SIGNED], page)


def _take(ctx: PageContext, wanted: Wanted) -> tuple[str, bool]:
    words, held = ctx.words, {story.id: story for story in kept.stories()}
    if wanted.story and wanted.story not in held:
        return words("capture.gone"), False
    if not (wanted.story or wanted.name):
        return words("capture.unnamed"), False
    said = session.now()
    atlas = store.with_layer_place(ctx.atlas, said.view.selected)
    stop = captured(atlas, said.view, wanted.page, ctx.point_layer)
    story = held.get(wanted.story) or Story(id=new_id(), name=Text(zh=wanted.name, en=wanted.name), stop=())
    if not wanted.place and len(story.stop) >= MAX_STOPS:
        return words("capture.full", n=MAX_STOPS), False
    made, number = _with(story, stop, wanted.place)
    return _keep(ctx, wanted, made, number)


def _with(story: Story, stop: Stop, place: int) -> tuple[Story, int]:
    """The story with the stop at its end, or in the place of one; and where it stands."""
    if 0 < place <= len(story.stop):
        return put(story, place, replaced(story.stop[place - 1], stop)), place
    return story.model_copy(update={"stop": (*story.stop, stop)}), len(story.stop) + 1


def _keep(ctx: PageContext, wanted: Wanted, story: Story, number: int) -> tuple[str, bool]:
    """Into the store; into this window alone where the story is only there, or may not be kept."""
    words, why, name = ctx.words, permissions.editor().why, readable(story.name[ctx.lang])
    done = words("capture.replaced" if wanted.place else "capture.added", name=name, n=number)
    held, refused = kept.kept().get(story.id), words(f"rights.{why}") if why else ""
    if story.id in kept.drafts():
        kept.changed(story)
        return f"{done} {words('capture.window')}", True
    if not refused:
        try:
            return _signed(ctx, wanted, story, number) or done, _is_kept(story)
        except StaleVersion:
            return words("capture.stale", name=name), False
        except StoreError as error:
            refused = " — ".join(described(words, store.away(error.problems)[0]))
    if held:
        return words("capture.refused", name=name, why=refused), False
    kept.changed(story)
    return f"{done} {words('capture.only-window', why=refused)}", True


def _is_kept(story: Story) -> bool:
    """Whether a story is now kept as it is."""
    held = kept.kept().get(story.id)
    return held is not None and held.story == story


def _signed(ctx: PageContext, wanted: Wanted, story: Story, number: int) -> str:
    """Keep a story; why not, where nobody signed. Raises StoreError."""
    words, held, who = ctx.words, kept.kept().get(story.id), permissions.editor().name or wanted.who
    if not who:
        return words("capture.unsigned")
    key, headline = "replaced" if wanted.place else "added", readable(story.stop[number - 1].headline[ctx.lang])
    reason = words(f"capture.reason-{key}", n=number, headline=headline)[:200]
    draft = StoryDraft(story=story.id, after=story, who=who, reason=reason, when=clock.now())
    store.store().tell(draft, held.change if held else 0)
    st.session_state["last-who"] = who
    return ""
