"""Names that may be one that was corrected: 王佐小学 and 王佐镇小学 or 王佑小学, and not 第一小学 and 第二小学."""

from collections.abc import Sequence

import numpy as np

from fengtai_map.user_points.upload.pairing import Pairs
from fengtai_map.user_points.upload.positions import Array

COUNTING = frozenset(
    "0123456789abcdefgh一二三四五六七八九十甲乙丙丁戊东西南北上下前后左右新老大小"
)  # tell places apart
SHORTEST = 3  # signs of a name that is long enough to be known again
MOST = 1_000_000  # pairs that are looked at; of more nobody would read the table


def corrected(one: str, other: str) -> bool:
    """Whether two plain names differ by one sign that tells no places apart, or by more of them in one place."""
    short, long = sorted((one, other), key=len)
    if short == long or len(short) < SHORTEST:
        return False
    ahead = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    behind = next((at for at, (a, b) in enumerate(zip(short[::-1], long[::-1], strict=False)) if a != b), len(short))
    left = [name[ahead : len(name) - min(behind, len(short) - ahead)] for name in (short, long)]
    return len(left[0]) <= (len(left[1]) == 1) and not COUNTING.issuperset("".join(left))


def pairs(  # noqa: PLR0913, PLR0917  # both sides, with what is left of each
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
