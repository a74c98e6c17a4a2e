"""Points that are there beside points that come in, paired nearest first, or by names that may be one corrected."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import shapely

from fengtai_map.user_points.upload.positions import Array

ROUNDS = 32  # of nearest pairs; what is left then is so alike that any pair is as good
Pairs = dict[int, int]
Shapes = npt.NDArray[np.object_]
COUNTING = frozenset(
    "0123456789abcdefgh一二三四五六七八九十甲乙丙丁戊东西南北上下前后左右新老大小"
)  # tell places apart
SHORTEST = 3  # signs of a name that is long enough to be known again
MOST = 1_000_000  # corrected_pairs that are looked at; of more nobody would read the table


def grouped(keys: Sequence[Hashable], left: Sequence[int]) -> Mapping[Hashable, list[int]]:
    """The places of those that are left, by key."""
    groups: dict[Hashable, list[int]] = {}
    for at in left:
        groups.setdefault(keys[at], []).append(at)
    return groups


def pair(new: Array, old: Array, here: Sequence[int], there: Sequence[int], reach: float) -> Pairs:
    """Pairs of a new and an old point within `reach` metres, by their places in the arrays, each used once.

    Nearest pairs go first. Takes n log n time for n points, and for points that all lie at one position.
    """
    found: Pairs = {}
    free, held = _exact(new, old, list(here), list(there), found)
    for _ in range(ROUNDS):
        if not free or not held:
            return found
        mutual = _mutual(new[free], old[held], reach)
        if not mutual:
            return found
        found |= {free[n]: held[o] for n, o in mutual}
        used, taken = {n for n, _ in mutual}, {o for _, o in mutual}
        free = [one for at, one in enumerate(free) if at not in used]
        held = [one for at, one in enumerate(held) if at not in taken]
    return found | _in_order(new, old, free, held, reach)


def _exact(new: Array, old: Array, here: list[int], there: list[int], found: Pairs) -> tuple[list[int], list[int]]:
    """Pair points at the very same position; what is left of both."""
    at: dict[tuple[float, float], list[int]] = {}
    for one in reversed(there):
        at.setdefault(_rounded(old[one]), []).append(one)
    for one in here:
        if same := at.get(_rounded(new[one])):
            found[one] = same.pop()
    used = set(found.values())
    return [one for one in here if one not in found], [one for one in there if one not in used]


def _rounded(point: Array) -> tuple[float, float]:
    return round(float(point[0]), 1), round(float(point[1]), 1)


def _mutual(new: Array, old: Array, reach: float) -> list[tuple[int, int]]:
    """The pairs of which each is the nearest of the other."""
    here, there = np.asarray(shapely.points(new)), np.asarray(shapely.points(old))
    to_old = _nearest(here, there, reach)
    to_new = _nearest(there, here, reach)
    return [(n, o) for n, o in to_old.items() if to_new.get(o) == n]


def _nearest(points: Shapes, others: Shapes, reach: float) -> Mapping[int, int]:
    tree = shapely.STRtree(others)
    mine, nearest = tree.query_nearest(points, max_distance=reach, all_matches=False)
    return dict(zip(mine.tolist(), nearest.tolist(), strict=True))


def _in_order(new: Array, old: Array, free: Sequence[int], held: Sequence[int], reach: float) -> Pairs:
    first, second = (sorted(left, key=lambda one: tuple(there[one])) for left, there in ((free, new), (held, old)))
    near = zip(first, second, strict=False)
    return {n: o for n, o in near if float(np.hypot(*(new[n] - old[o]))) <= reach}


def corrected(one: str, other: str) -> bool:
    """Whether two plain names differ by one sign that tells no places apart, or by more of them in one place."""
    short, long = sorted((one, other), key=len)
    if short == long or len(short) < SHORTEST:
        return False
    ahead = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    behind = next((at for at, (a, b) in enumerate(zip(short[::-1], long[::-1], strict=False)) if a != b), len(short))
    left = [name[ahead : len(name) - min(behind, len(short) - ahead)] for name in (short, long)]
    return len(left[0]) <= (len(left[1]) == 1) and not COUNTING.issuperset("".join(left))


def corrected_pairs(  # noqa: PLR0913, PLR0917  # both sides, with what is left of each
    new: Array,
    old: Array,
    names: Sequence[str],
    kept: Sequence[str],
    here: Sequence[int],
    there: Sequence[int],
    reach: float,
) -> Pairs:
    """Points whose names may be one corrected, nearest first, within `reach` metres; none where very many are left."""
    if not here or not there or len(here) * len(there) > MOST:
        return {}
    away = np.hypot(*(new[list(here)][:, None] - old[list(there)][None]).transpose(2, 0, 1))
    close = ((here[n], there[o], float(away[n, o])) for n, o in np.argwhere(away <= reach).tolist())
    near = sorted((off, n, o) for n, o, off in close if corrected(names[n], kept[o]))
    found: Pairs = {}
    used = set[int]()
    for _, n, o in near:
        if n not in found and o not in used:
            found[n] = o
            used.add(o)
    return found
