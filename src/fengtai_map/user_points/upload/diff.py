"""What would change: points that are kept beside points that come in."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Literal

from fengtai_map.model import UserPoint
from fengtai_map.user_points.upload.accept_rows import GivenFields
from fengtai_map.user_points.upload.merging import differ, merged
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.pairing import Pairs, grouped, pair
from fengtai_map.user_points.upload.points import user_point_id
from fengtai_map.user_points.upload.positions import metres

list_ = list  # `list` is what a clerk calls the list a file belongs to
Pair = tuple[UserPoint, UserPoint]
Why = Literal["renamed", "moved", "reclassified"]
ALIKE = 30.0  # metres: the same place under another name
SAME_PLACE = 2.0  # metres: the same place for certain
SIMILAR = 0.5  # of two names
ANYWHERE = 1e6  # metres: farther than anything
STILL = 1.0  # metres: it lies where it lay


@dataclass(frozen=True)
class Alike:
    """A row that may be a kept point under another name, elsewhere, or of another kind.

    `merged` is what the kept point would become; `sure` says that it most likely is that point.
    """

    old: UserPoint
    new: UserPoint
    merged: UserPoint
    why: Why
    sure: bool


@dataclass(frozen=True)
class Changes:
    """`changed` are pairs of before and after under one id, `same` those that stay as they are.

    `alike` are pairs to be decided on: their points are in none of the others. `goes` are ids of kept points that go
    unless they come again, `taken` those of all kept ones.
    """

    added: tuple[UserPoint, ...] = ()
    changed: tuple[Pair, ...] = ()
    same: tuple[UserPoint, ...] = ()
    removed: tuple[UserPoint, ...] = ()
    alike: tuple[Alike, ...] = ()
    goes: frozenset[str] = field(default=frozenset(), repr=False)
    taken: frozenset[str] = field(default=frozenset(), repr=False)


def point_changes(  # noqa: PLR0913  # what a file means for what is kept
    current: Sequence[UserPoint],
    incoming: Sequence[UserPoint],
    *,
    reach: float,
    list: str = "",  # noqa: A002  # what the clerk calls it
    whole: bool = False,
    columns: GivenFields | None = None,
    clears: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Changes:
    r"""What bringing in points would change of what is kept.

    A point is known again by an id that its row states, else as the nearest of its kind and name within `reach`
    metres. The same place under another name, the same name elsewhere and the same name of another kind are offered.
    Points that do not come again are removed only where they are of the `list` and the file is the `whole` of it.

    >>> from fengtai_map.user_points.upload import read
    >>> new = [row.point for row in read("名称,类型,经度,纬度\n园,公园,116.29,39.85".encode(), "a.csv", atlas).rows]
    >>> made = point_changes([], new, reach=50)
    >>> [point.name.zh for point in made.added], made.removed
    (['园'], ())
    """
    advance = progress or (lambda _: None)
    match = _Match(current, incoming, reach)
    advance(0.3)
    sure = match.sure()
    advance(0.6)
    offered = list_(match.offered(sure, list))
    advance(0.8)
    keep = {"still": STILL, "clears": clears, "belongs": list}
    pairs = [(current[sure[at]], one) for at, one in enumerate(incoming) if at in sure]
    after = [(old, merged(old, new, columns, **keep)) for old, new in pairs]  # type: ignore[arg-type]  # as it asks
    alike = tuple(
        Alike(current[o], incoming[n], merged(current[o], incoming[n], columns, **keep), why, likely)  # type: ignore[arg-type]  # as above
        for n, o, why, likely in offered
    )
    left = {current[o].id for o in sure.values()} | {one.old.id for one in alike}
    goes = frozenset(one.id for one in current if whole and list and one.list == list)
    taken = frozenset(one.id for one in current)
    new = {n for n, *_ in offered} | sure.keys()
    advance(1.0)
    return Changes(
        added=tuple(_free([one for at, one in enumerate(incoming) if at not in new], taken)),
        changed=tuple(one for one in after if differ(*one)),
        same=tuple(new for old, new in after if not differ(old, new)),
        removed=tuple(one for one in current if one.id in goes and one.id not in left),
        alike=alike,
        goes=goes,
        taken=taken,
    )


def resolved(made: Changes, accepted: Collection[tuple[str, str]]) -> Changes:
    """The changes with each pair decided on: one point where its ids, old and new, are `accepted`, else two."""
    one_point = [one for one in made.alike if (one.old.id, one.new.id) in accepted]
    two = [one for one in made.alike if (one.old.id, one.new.id) not in accepted]
    changed = [(one.old, one.merged) for one in one_point if differ(one.old, one.merged)]
    used = made.taken | {one.id for one in made.added}
    return replace(
        made,
        added=(*made.added, *_free([one.new for one in two], used)),
        changed=(*made.changed, *changed),
        same=(*made.same, *(one.merged for one in one_point if not differ(one.old, one.merged))),
        removed=(*made.removed, *(one.old for one in two if one.old.id in made.goes)),
        alike=(),
    )


def _free(points: Sequence[UserPoint], taken: Collection[str]) -> Iterator[UserPoint]:
    """The points with ids that nothing has yet: a kept point that was renamed or moved has the id of what it was."""
    used = set(taken)
    for one in points:
        name, number = one.id, 2
        while name in used:
            name, number = f"{one.id}-{number}", number + 1
        used.add(name)
        yield one if name == one.id else one.model_copy(update={"id": name})


class _Match:
    """Which incoming point is which kept one, by their places in the two lists."""

    def __init__(self, current: Sequence[UserPoint], incoming: Sequence[UserPoint], reach: float) -> None:
        self.current, self.incoming, self.reach = current, incoming, reach
        self.old, self.new = (metres([(one.lon, one.lat) for one in group]) for group in (current, incoming))
        self.old_names, self.new_names = ([plainly(one.name.zh) for one in group] for group in (current, incoming))

    def sure(self) -> Pairs:
        """The pairs that are one point for certain."""
        at = {one.id: number for number, one in enumerate(self.current)}
        found = {n: at[one.id] for n, one in enumerate(self.incoming) if one.id in at and _stated(one)}
        old = [(one.kind, name) for one, name in zip(self.current, self.old_names, strict=True)]
        new = [(one.kind, name) for one, name in zip(self.incoming, self.new_names, strict=True)]
        return found | self._pairs(found, old, new, self.reach)

    def offered(self, sure: Pairs, belongs: str) -> Iterator[tuple[int, int, Why, bool]]:
        """The pairs to be decided on: the new and the old one, why, and whether it is likely."""
        found = dict(sure)
        kinds = [one.kind for one in self.current], [one.kind for one in self.incoming]
        again = self._pairs(found, self.old_names, self.new_names, self.reach)
        found |= again
        yield from ((n, o, "reclassified", True) for n, o in again.items())
        moved = list_(self._moved(found, belongs))
        found |= {n: o for n, o, _ in moved}
        yield from ((n, o, "moved", alone) for n, o, alone in moved)
        again = self._pairs(found, *kinds, ALIKE)
        for n, o in again.items():
            near = float(((self.new[n] - self.old[o]) ** 2).sum()) <= SAME_PLACE**2
            yield n, o, "renamed", near or _similar(self.new_names[n], self.old_names[o])

    def _pairs(self, found: Pairs, old: Sequence[object], new: Sequence[object], reach: float) -> Pairs:
        """Pairs of what is left, of the same key within reach."""
        here, there = self._left(found)
        kept = grouped(old, there)
        pairs: Pairs = {}
        for name, group in grouped(new, here).items():
            if name in kept:
                pairs |= pair(self.new, self.old, group, kept[name], reach)
        return pairs

    def _moved(self, found: Pairs, belongs: str) -> Iterator[tuple[int, int, bool]]:
        """Pairs of one kind and name, anywhere, and whether one of each is left; of several, the list's only."""
        here, there = self._left(found)
        kept = grouped([(one.kind, name) for one, name in zip(self.current, self.old_names, strict=True)], there)
        come = grouped([(one.kind, name) for one, name in zip(self.incoming, self.new_names, strict=True)], here)
        for name, group in come.items():
            alone = len(group) == len(kept.get(name, ())) == 1
            old = [at for at in kept.get(name, ()) if alone or self.current[at].list == belongs]
            yield from ((n, o, alone) for n, o in pair(self.new, self.old, group, old, ANYWHERE).items())

    def _left(self, found: Pairs) -> tuple[list[int], list[int]]:
        used = set(found.values())
        here = [at for at in range(len(self.incoming)) if at not in found]
        return here, [at for at in range(len(self.current)) if at not in used]


def _stated(point: UserPoint) -> bool:
    """Whether a point has an id that its row states, or that of a known place: none that follows from what it is."""
    return point.id != user_point_id(point.kind, point.name.zh, point.lon, point.lat)


def _similar(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= SIMILAR
