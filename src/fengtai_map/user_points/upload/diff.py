"""What would change: points that are kept beside points that come in."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from fengtai_map.model import UserPoint
from fengtai_map.user_points.upload.matching import Match, Why
from fengtai_map.user_points.upload.merging import differ, left, merged
from fengtai_map.user_points.upload.parsed_file import GivenFields

list_ = list  # `list` is what a clerk calls the list a file belongs to
Pair = tuple[UserPoint, UserPoint]
STILL = 1.0  # metres: it lies where it lay


@dataclass(frozen=True)
class Alike:
    """A row that may be a kept point under another name, elsewhere, of another kind, or of another list.

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

    `alike` are pairs to be decided on: their points are in none of the others. `goes` are ids of kept points that the
    list `of` has no more unless they come again, `taken` those of all kept ones.
    """

    added: tuple[UserPoint, ...] = ()
    changed: tuple[Pair, ...] = ()
    same: tuple[UserPoint, ...] = ()
    removed: tuple[UserPoint, ...] = ()
    alike: tuple[Alike, ...] = ()
    of: str = ""
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
    metres. The same place under another name, the same name elsewhere, the same name of another kind and the same place
    of another list are offered. Points that do not come again are removed only where they are of the `list` alone and
    the file is the `whole` of it; what another list has too stays there.

    >>> from fengtai_map.user_points.upload import read
    >>> new = [row.point for row in read("名称,类型,经度,纬度\n园,公园,116.29,39.85".encode(), "a.csv", atlas).rows]
    >>> made = point_changes([], new, reach=50)
    >>> [point.name.zh for point in made.added], made.removed
    (['园'], ())
    """
    advance = progress or (lambda _: None)
    match = Match(current, incoming, reach, list)
    advance(0.3)
    sure = match.sure()
    advance(0.6)
    offered = list_(match.offered(sure))
    advance(0.8)
    merge = partial(merged, given=columns, still=STILL, clears=clears, belongs=list)
    pairs = [(current[sure[at]], one) for at, one in enumerate(incoming) if at in sure]
    after = [(old, merge(old, new)) for old, new in pairs]
    alike = tuple(
        Alike(current[o], incoming[n], merge(current[o], incoming[n]), why, likely) for n, o, why, likely in offered
    )
    again = {current[o].id for o in sure.values()} | {one.old.id for one in alike}
    goes = frozenset(one.id for one in current if whole and list and one.of_list(list))
    gone, stay = left((one for one in current if one.id in goes and one.id not in again), list)
    taken = frozenset(one.id for one in current)
    new = {n for n, *_ in offered} | sure.keys()
    advance(1.0)
    return Changes(
        added=tuple(_free([one for at, one in enumerate(incoming) if at not in new], taken)),
        changed=(*(one for one in after if differ(*one)), *stay),
        same=tuple(new for old, new in after if not differ(old, new)),
        removed=tuple(gone),
        alike=alike,
        of=list,
        goes=goes,
        taken=taken,
    )


def resolved(made: Changes, accepted: Collection[tuple[str, str]]) -> Changes:
    """The changes with each pair decided on: one point where its ids, old and new, are `accepted`, else two."""
    one_point = [one for one in made.alike if (one.old.id, one.new.id) in accepted]
    two = [one for one in made.alike if (one.old.id, one.new.id) not in accepted]
    changed = [(one.old, one.merged) for one in one_point if differ(one.old, one.merged)]
    used = made.taken | {one.id for one in made.added}
    gone, stay = left((one.old for one in two if one.old.id in made.goes), made.of)
    return replace(
        made,
        added=(*made.added, *_free([one.new for one in two], used)),
        changed=(*made.changed, *changed, *stay),
        same=(*made.same, *(one.merged for one in one_point if not differ(one.old, one.merged))),
        removed=(*made.removed, *gone),
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
