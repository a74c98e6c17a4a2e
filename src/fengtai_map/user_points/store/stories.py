"""The office's own stories in a store: each with its own history, beside that of the points and numbered by itself.

So a stop that is added while somebody looks through a list of points does not ask them to look again.
"""

from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from fengtai_map.model import Story
from fengtai_map.problems import Problem
from fengtai_map.user_points.store import statements
from fengtai_map.user_points.store.changes import KeptStory, Signed, StoryChange, StoryDraft, unsigned
from fengtai_map.user_points.store.errors import StaleVersion, StoreError
from fengtai_map.user_points.store.schema import STORIES, STORY_CHANGES


def kept(connection: Connection) -> tuple[KeptStory, ...]:
    """Every story as it is now, in the order in which they were first kept."""
    latest = select(STORY_CHANGES.c.story, func.max(STORY_CHANGES.c.id), func.min(STORY_CHANGES.c.id)).group_by(
        STORY_CHANGES.c.story
    )
    made = {story: (change, first) for story, change, first in connection.execute(latest)}
    stories = [Story.model_validate_json(text) for text in connection.scalars(select(STORIES.c.kept))]
    return tuple(
        KeptStory(story=one, change=made[one.id][0]) for one in sorted(stories, key=lambda story: made[story.id][1])
    )


def state(connection: Connection) -> str:
    """What tells one state of the stories from another; empty before the first."""
    asked = select(STORY_CHANGES.c.id, STORY_CHANGES.c.when, STORY_CHANGES.c.who)
    found = connection.execute(asked.order_by(STORY_CHANGES.c.id.desc()).limit(1)).first()
    return " ".join(map(str, found)) if found else ""


def select_story_changes(connection: Connection, asked: Select[Any]) -> tuple[StoryChange, ...]:
    """The changes that a question about STORY_CHANGES finds."""
    return tuple(_change(dict(found)) for found in connection.execute(asked).mappings())


def _change(found: dict[str, Any]) -> StoryChange:
    sides = {side: Story.model_validate_json(found[side]) if found[side] else None for side in ("before", "after")}
    return StoryChange(**(found | sides))


def latest(limit: int) -> Select[Any]:
    """A question for the latest changes, newest first."""
    return select(STORY_CHANGES).order_by(STORY_CHANGES.c.id.desc()).limit(limit)


def since(story: str, change: int) -> Select[Any]:
    """A question for the changes of a story after one, newest first."""
    asked = select(STORY_CHANGES).where(STORY_CHANGES.c.story == story, STORY_CHANGES.c.id > change)
    return asked.order_by(STORY_CHANGES.c.id.desc())


def keep_story(connection: Connection, draft: StoryDraft, expected: int, file: str) -> StoryChange:
    """Keep a story, or let it go. `expected` is the change that made what was seen, 0 for none."""
    statements.version(connection, lock=True)  # one writer at a time
    _check_signed(draft, file)
    seen = _last(connection, draft.story)
    if seen != expected:
        raise StaleVersion(file, seen)
    return _write(connection, draft, _held(connection, draft.story), None)


def undo(connection: Connection, change: int, signed: Signed, file: str) -> StoryChange:
    """Take a change of a story back; only where the story is still as the change left it."""
    statements.version(connection, lock=True)
    _check_signed(signed, file)
    found = select_story_changes(connection, select(STORY_CHANGES).where(STORY_CHANGES.c.id == change))
    if not found:
        raise StoreError((Problem("store-change-unknown", file, str(change)),))
    held, one = _held(connection, found[0].story), found[0]
    if held != one.after:
        later = ", ".join(str(other.id) for other in select_story_changes(connection, since(one.story, change)))
        particulars = {"change": str(change), "name": one.name.zh, "later": later}
        raise StoreError((Problem("story-conflict", file, "", particulars),))
    draft = StoryDraft(story=one.story, after=one.before, **signed.model_dump())
    return _write(connection, draft, held, change)


def _check_signed(signed: Signed, file: str) -> None:
    if problems := tuple(unsigned(signed, file)):
        raise StoreError(problems)


def _last(connection: Connection, story: str) -> int:
    asked = select(func.coalesce(func.max(STORY_CHANGES.c.id), 0)).where(STORY_CHANGES.c.story == story)
    return connection.scalar(asked) or 0


def _held(connection: Connection, story: str) -> Story | None:
    text = connection.scalar(select(STORIES.c.kept).where(STORIES.c.name == story))
    return Story.model_validate_json(text) if text else None


def _write(connection: Connection, draft: StoryDraft, before: Story | None, undoes: int | None) -> StoryChange:
    number = (connection.scalar(select(func.coalesce(func.max(STORY_CHANGES.c.id), 0))) or 0) + 1
    signed = draft.model_dump(include={"who", "reason", "when", "story"})
    change = StoryChange(id=number, before=before, after=draft.after, undoes=undoes, **signed)
    sides = {side: one.model_dump_json() if one else None for side, one in (("before", before), ("after", draft.after))}
    connection.execute(insert(STORY_CHANGES).values(**(change.model_dump() | sides)))
    connection.execute(delete(STORIES).where(STORIES.c.name == draft.story))
    if draft.after:
        connection.execute(insert(STORIES).values(name=draft.story, kept=sides["after"]))
    return change
