"""What is made of the ground of an Atlas alone is made once for it, however often it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import TypeVar

from fengtai_map.model import Atlas

T = TypeVar("T")


@dataclass(frozen=True)
class _Given:
    """An Atlas as a cache key: equal for all that share the parts which make the ground, whatever points they have."""

    key: tuple[int, ...]
    atlas: Atlas = field(compare=False)  # kept, so that nothing else can come to have these ids


def once_per_ground(make: Callable[[Atlas], T]) -> Callable[[Atlas], T]:
    """Cache a function of the ground of an Atlas, for the last four. All share the result: never change it."""

    @lru_cache(maxsize=4)
    def kept(given: _Given) -> T:
        return make(given.atlas)

    @wraps(make)
    def asked(atlas: Atlas) -> T:
        parts = (atlas.geometry, atlas.clusters, atlas.subdistricts, atlas.ground, atlas.radii)
        return kept(_Given(tuple(map(id, parts)), atlas))

    return asked
