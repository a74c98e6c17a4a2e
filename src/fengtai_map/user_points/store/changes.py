"""What goes into a store, what a draft may not ask of it, and what its history tells."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import StringConstraints

from fengtai_map.i18n import Text
from fengtai_map.model import Record, Story, UserKind, UserList, UserPoint
from fengtai_map.model.record import Id
from fengtai_map.model.user_points import PhotoId
from fengtai_map.problems import Problem
from fengtai_map.user_points.store.schema import row

Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]  # ISO 8601, UTC
NEAR = 0.0005  # degrees: some 50 metres, as near as no file may have a place twice
NUL = "\0"  # the one character that PostgreSQL cannot keep


class Signed(Record):
    """Who wants a change, why, and when."""

    who: str
    reason: str
    when: Moment


class Made(Signed):
    """A change that was made. `undoes` is the id of the change it took back, None for any other."""

    id: int
    undoes: int | None = None


class ChangeDraft(Signed):
    """A change that somebody wants made: all of it or nothing. `changed` holds the points as they shall be.

    `lists`, `kinds` and `photos` (JPEG or PNG by the id of each) are kept from then on, also when the change is undone:
    it can be made again.
    """

    added: tuple[UserPoint, ...] = ()
    changed: tuple[UserPoint, ...] = ()
    removed: tuple[Id, ...] = ()
    lists: tuple[UserList, ...] = ()
    kinds: tuple[UserKind, ...] = ()
    photos: Mapping[PhotoId, bytes] = {}

    def ids(self) -> list[str]:
        """The ids of its points, as often as it names them."""
        return [*(point.id for point in (*self.added, *self.changed)), *self.removed]


class PointChange(Record):
    """A point before and after a change; None where there was or is none."""

    id: Id
    before: UserPoint | None
    after: UserPoint | None


class StoreChange(Made):
    """A change of points, with each before and after it."""

    touched: tuple[PointChange, ...]


class Line(Made):
    """A change as the history tells it, with how many points it touched and not which.

    `undone_by` is the id of the change that took it back, None where none did or where that was taken back in turn.
    """

    undone_by: int | None = None
    added: int
    changed: int
    removed: int


def come_again(touched: Collection[PointChange], newer: Iterable[UserPoint]) -> list[PointChange]:
    """Those whose point before is there under another id that they do not touch, by kind, name and about position."""
    there: dict[tuple[str, str], list[UserPoint]] = {}
    ids = {one.id for one in touched}
    for one in (one for one in newer if one.id not in ids):
        there.setdefault((one.kind, one.name.zh), []).append(one)

    def again(was: UserPoint) -> bool:
        alike = there.get((was.kind, was.name.zh), ())
        return any(max(abs(one.lon - was.lon), abs(one.lat - was.lat)) <= NEAR for one in alike)

    back = [one for one in touched if one.before and again(one.before)]
    return [one for one in back if not (one.after and again(one.after))]


def touched_by(draft: ChangeDraft, held: Mapping[str, UserPoint]) -> tuple[PointChange, ...]:
    """What a draft does to the points held, by id."""
    after = {point.id: point for point in (*draft.added, *draft.changed)} | dict.fromkeys(draft.removed)
    return tuple(PointChange(id=name, before=held.get(name), after=after[name]) for name in sorted(after))


class StoryDraft(Signed):
    """A story as somebody wants it kept; `after` is None where it is to go."""

    story: Id
    after: Story | None


class StoryChange(Made):
    """A change of one story, with the story before and after it."""

    story: Id
    before: Story | None
    after: Story | None

    @property
    def name(self) -> Text:
        """What the story was called, at last where it is still there."""
        story = self.after or self.before
        return story.name if story else Text(zh=self.story, en=self.story)


class KeptStory(Record):
    """A story as it is kept, and the change that made it so: what a reader saw."""

    story: Story
    change: int


def unsigned(signed: Signed, file: str) -> Iterator[Problem]:
    """What is wrong with name and reason."""
    for key, value in (("who", signed.who), ("reason", signed.reason)):
        if not value.strip():
            yield Problem("store-unsigned", file, key)
        if NUL in value:
            yield Problem("store-text", file, key)


def problems_of(draft: ChangeDraft, held: Collection[str], file: str) -> Iterator[Problem]:
    """Every problem of a draft, given the ids of its points that the store holds."""
    added = [point.id for point in draft.added]
    needed = [*(point.id for point in draft.changed), *draft.removed]
    yield from unsigned(draft, file)
    for point in (*draft.added, *draft.changed):
        if any(NUL in value for value in row(point).values() if isinstance(value, str)):
            yield Problem("store-text", file, point.id)
    yield from (Problem("store-id-twice", file, name) for name, n in Counter(added + needed).items() if n > 1)
    yield from (Problem("store-id-taken", file, name) for name in added if name in held)
    yield from (Problem("store-id-unknown", file, name) for name in needed if name not in held)
