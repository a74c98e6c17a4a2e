"""What counts as near: the things to which distances are given, and the radii within which they are counted."""

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field, PositiveInt

from fengtai_map.model.record import Id, Record
from fengtai_map.reasons import RefusedError


def _ascending(metres: tuple[int, ...]) -> tuple[int, ...]:
    """The radii. Raises ValueError where one is not larger than the one before it."""
    if any(one >= other for one, other in pairwise(metres)):
        raise RefusedError("ascending")
    return metres


class Target(Record):
    """A sort of thing that is near or far: every point of its kinds, or places named one by one.

    Of one that is `partial` we know only some: the nearest is named, but not how many there are.
    """

    id: Id
    kinds: tuple[str, ...] = ()
    places: tuple[Id, ...] = ()
    partial: bool = False


class Radii(Record):
    """The radii within which things are counted, in metres, smallest first."""

    metres: Annotated[tuple[PositiveInt, ...], Field(min_length=1), AfterValidator(_ascending)]
