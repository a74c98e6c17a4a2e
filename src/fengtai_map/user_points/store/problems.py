"""What a draft may not ask of a store."""

from collections import Counter
from collections.abc import Collection, Iterator

from fengtai_map.problems import Problem
from fengtai_map.user_points.store.changes import ChangeDraft
from fengtai_map.user_points.store.schema import row

NUL = "\0"  # the one character that PostgreSQL cannot keep


def problems_of(draft: ChangeDraft, held: Collection[str], file: str) -> Iterator[Problem]:
    """Every problem of a draft, given the ids of its points that the store holds."""
    added = [point.id for point in draft.added]
    needed = [*(point.id for point in draft.changed), *draft.removed]
    for key, value in (("who", draft.who), ("reason", draft.reason)):
        if not value.strip():
            yield Problem("store-unsigned", file, key)
        if NUL in value:
            yield Problem("store-text", file, key)
    for point in (*draft.added, *draft.changed):
        if any(NUL in value for value in row(point).values() if isinstance(value, str)):
            yield Problem("store-text", file, point.id)
    yield from (Problem("store-id-twice", file, name) for name, n in Counter(added + needed).items() if n > 1)
    yield from (Problem("store-id-taken", file, name) for name in added if name in held)
    yield from (Problem("store-id-unknown", file, name) for name in needed if name not in held)
