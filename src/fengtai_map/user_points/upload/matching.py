"""Which point that comes in is which that is kept: for certain, or to be decided on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import numpy as np

from fengtai_map.model import UserPoint
from fengtai_map.user_points.upload.names import plainly
from fengtai_map.user_points.upload.pairing import Pairs, corrected_pairs, grouped, pair
from fengtai_map.user_points.upload.points import user_point_id
from fengtai_map.user_points.upload.positions import SAME_PLACE, metres

Why = Literal["renamed", "moved", "reclassified", "shared"]
ALIKE = 30.0  # metres: the same place under another name

SIMILAR = 0.5  # of two names
ANYWHERE = 1e6  # metres: farther than anything


class Match:
    """Which incoming point is which kept one, by their places in the two; `belongs` is the list that comes in."""

    def __init__(self, current: Sequence[UserPoint], incoming: Sequence[UserPoint], reach: float, belongs: str) -> None:
        self.current, self.incoming, self.reach, self.belongs = current, incoming, reach, belongs
        self.old, self.new = (metres([(one.lon, one.lat) for one in group]) for group in (current, incoming))
        self.old_names, self.new_names = ([plainly(one.name.zh) for one in group] for group in (current, incoming))

    def sure(self) -> Pairs:
        """The pairs that are one point for certain: by an id, or of the same list, or of none."""
        at = {one.id: number for number, one in enumerate(self.current)}
        found = {n: at[one.id] for n, one in enumerate(self.incoming) if one.id in at and _stated(one)}
        ours = [at for at, one in enumerate(self.current) if not self.belongs or self._ours(one)]
        found |= self._pairs(found, *self._called(), self.reach, ours)
        again = self._pairs(found, *self._called(), self.reach)  # a row of our own export names its list itself
        return found | {n: o for n, o in again.items() if self.incoming[n].list}

    def _ours(self, point: UserPoint) -> bool:
        return not point.list or point.of_list(self.belongs)

    def _called(self) -> tuple[Sequence[object], Sequence[object]]:
        """What is the same of the same point: its kind and its name."""
        both = (self.current, self.old_names), (self.incoming, self.new_names)
        old, new = ([(one.kind, name) for one, name in zip(*side, strict=True)] for side in both)
        return old, new

    def offered(self, sure: Pairs) -> Iterator[tuple[int, int, Why, bool]]:
        """The pairs to be decided on: the new and the old one, why, and whether it is likely."""
        found = dict(sure)
        kinds = [one.kind for one in self.current], [one.kind for one in self.incoming]
        shared = self._pairs(found, *self._called(), self.reach)
        found |= shared
        old, new = self._called()
        often = Counter(old), Counter(new)
        for n, o in shared.items():  # it lies there, or each list has one of its name only
            yield n, o, "shared", self._apart(n, o) <= ALIKE or often[0][old[o]] == often[1][new[n]] == 1
        again = self._pairs(found, self.old_names, self.new_names, self.reach)
        found |= again
        yield from ((n, o, "reclassified", True) for n, o in again.items())
        moved = list(self._moved(found))
        found |= {n: o for n, o, _ in moved}
        yield from ((n, o, "moved", alone) for n, o, alone in moved)
        again = self._pairs(found, *kinds, ALIKE)
        found |= again
        for n, o in again.items():
            yield n, o, "renamed", self._apart(n, o) <= SAME_PLACE or _similar(self.new_names[n], self.old_names[o])

        yield from ((n, o, "renamed", False) for n, o in self._corrected(found))

    def _corrected(self, found: Pairs) -> Iterator[tuple[int, int]]:
        """Pairs of one kind in this list whose name may have been corrected while the point was moved a little."""
        here, there = self._left(found)
        kept = grouped([one.kind for one in self.current], [at for at in there if self._ours(self.current[at])])
        for kind, group in grouped([one.kind for one in self.incoming], here).items():
            old = kept.get(kind, ())
            names = self.new_names, self.old_names
            yield from corrected_pairs(self.new, self.old, *names, group, old, self.reach).items()

    def _apart(self, n: int, o: int) -> float:
        return float(np.hypot(*(self.new[n] - self.old[o])))

    def _pairs(
        self,
        found: Pairs,
        old: Sequence[object],
        new: Sequence[object],
        reach: float,
        among: Sequence[int] | None = None,
    ) -> Pairs:
        """Pairs of what is left, of the same key within reach; of kept points only those `among` which it is looked."""
        here, there = self._left(found)
        if among is not None:
            there = sorted({*there} & {*among})
        kept = grouped(old, there)
        pairs: Pairs = {}
        for name, group in grouped(new, here).items():
            if name in kept:
                pairs |= pair(self.new, self.old, group, kept[name], reach)
        return pairs

    def _moved(self, found: Pairs) -> Iterator[tuple[int, int, bool]]:
        """Pairs of one kind and name, anywhere, and whether one of each is left; of several, the list's only."""
        here, there = self._left(found)
        old_keys, new_keys = self._called()
        kept, come = grouped(old_keys, there), grouped(new_keys, here)
        for name, group in come.items():
            alone = len(group) == len(kept.get(name, ())) == 1
            old = [at for at in kept.get(name, ()) if alone or self.current[at].of_list(self.belongs)]
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
