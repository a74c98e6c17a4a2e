"""What goes into a store and what its history tells."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from fengtai_map.model import OwnPoint, Record
from fengtai_map.model.record import Id

Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]  # ISO 8601, UTC


class Draft(Record):
    """A change that somebody wants made: all of it or nothing. `changed` holds the points as they shall be."""

    added: tuple[OwnPoint, ...] = ()
    changed: tuple[OwnPoint, ...] = ()
    removed: tuple[Id, ...] = ()
    who: str
    reason: str
    when: Moment

    def ids(self) -> list[str]:
        """The ids of its points, as often as it names them."""
        return [*(point.id for point in (*self.added, *self.changed)), *self.removed]


class Touched(Record):
    """A point before and after a change; None where there was or is none."""

    id: Id
    before: OwnPoint | None
    after: OwnPoint | None


class Change(Record):
    """A change that was made. `undoes` is the id of the change it took back, None for any other."""

    id: int
    who: str
    reason: str
    when: Moment
    undoes: int | None = None
    touched: tuple[Touched, ...]

    @property
    def added(self) -> int:
        """How many points came with it."""
        return sum(one.before is None for one in self.touched)

    @property
    def removed(self) -> int:
        """How many points went with it."""
        return sum(one.after is None for one in self.touched)

    @property
    def changed(self) -> int:
        """How many points it made different."""
        return len(self.touched) - self.added - self.removed


def touched_by(draft: Draft, held: Mapping[str, OwnPoint]) -> tuple[Touched, ...]:
    """What a draft does to the points held, by id."""
    after = {point.id: point for point in (*draft.added, *draft.changed)} | dict.fromkeys(draft.removed)
    return tuple(Touched(id=name, before=held.get(name), after=after[name]) for name in sorted(after))
