"""Two releases figure by figure: what rose, fell, stayed, is new, is no longer mentioned, or cannot be compared."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fengtai_map.model import Atlas, Edition, Fact
from fengtai_map.view.url import CHANGES, PROMISED

SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
UNIT = re.compile("(万亿|万|亿)?(.+)")
RATIOS = ("%", "个百分点")  # what is a share already has no growth rate of its own
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Result = Literal["rose", "fell", "same", "new", "gone", "incomparable"]
Sureness = Literal["exact", "at-least", "about"]
Reason = Literal["", "unit", "period", "status"]


@dataclass(frozen=True)
class FigureChange:
    """A figure in two releases; `older` or `newer` is None where only one has it.

    `difference` is newer less older in the newer one's unit, `share` that difference as a share of the older value:
    both None where they make no sense. `sureness` says how the difference is to be read: a bound (超, 余, 约) on either
    side makes it «at least» or «about». `reason` says why two figures cannot be compared.
    """

    id: str
    result: Result
    older: Fact | None
    newer: Fact | None
    difference: Decimal | None = None
    sureness: Sureness = "exact"
    share: float | None = None
    reason: Reason = ""

    @property
    def fact(self) -> Fact:
        """The figure as the newer release has it, else as the older."""
        fact = self.newer or self.older
        assert fact  # noqa: S101  # one of the two is always there
        return fact


def newest(atlas: Atlas) -> Edition:
    """The release that is shown, as it is compared with others.

    >>> newest(atlas).release == atlas.release
    True
    """
    return Edition(release=atlas.release, scheme=atlas.scheme, clusters=atlas.clusters, facts=atlas.facts)


def figure_changes(older: Edition, newer: Edition) -> tuple[FigureChange, ...]:
    """Every figure of two releases, matched by id: in the order of the newer, then those it no longer mentions.

    >>> figure_changes(newest(atlas), newest(atlas))[0].result
    'same'
    """
    before, after = ({fact.id: fact for fact in edition.facts} for edition in (older, newer))
    return tuple(_change(name, before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before]))


def by_result(made: Iterable[FigureChange]) -> Mapping[str, tuple[FigureChange, ...]]:
    """The changes by result, in the order of CHANGES; a result that none has is left out."""
    made = tuple(made)
    groups = {result: tuple(one for one in made if one.result == result) for result in CHANGES}
    return {result: group for result, group in groups.items() if group}


def base(unit: str) -> tuple[str, int]:
    """A unit without its scale, and the scale: 亿元 is 元, 100,000,000."""
    match = UNIT.fullmatch(unit)
    return (match[2], SCALES[match[1] or ""]) if match else (unit, 1)


def stretch(period: str | None) -> str:
    """What two periods must have in common: both a day or not printed, or the same stretch of a year or of years.

    >>> stretch("2023-01/2023-03"), stretch("2024-01/2024-03")
    ('-01/-03+0', '-01/-03+0')
    """
    if period is None or DAY.fullmatch(period):
        return "day"
    start, _, end = period.partition("/")
    years = int(end[:4]) - int(start[:4]) if end else 0
    return f"{start[4:]}/{end[4:]}+{years}"


def _change(name: str, older: Fact | None, newer: Fact | None) -> FigureChange:
    if older is None or newer is None:
        return FigureChange(name, "new" if older is None else "gone", older, newer)
    if reason := next(_obstacles(older, newer), ""):
        return FigureChange(name, "incomparable", older, newer, reason=reason)  # type: ignore[arg-type]  # "" is none
    scale = base(newer.unit)[1]
    before, after = (Decimal(str(fact.value)) * base(fact.unit)[1] for fact in (older, newer))
    sureness = _sureness(older, newer, after - before)
    exact = sureness == "exact" and before > 0 and newer.unit not in RATIOS
    return FigureChange(
        id=name,
        result="same" if before == after else "rose" if after > before else "fell",
        older=older,
        newer=newer,
        difference=(after - before) / scale,
        sureness=sureness,
        share=float((after - before) / before) if exact and before != after else None,
    )


def _obstacles(older: Fact, newer: Fact) -> Iterator[Reason]:
    """Why two figures cannot be compared."""
    if base(older.unit)[0] != base(newer.unit)[0]:
        yield "unit"
    if (older.status in PROMISED) != (newer.status in PROMISED):
        yield "status"
    if stretch(older.period) != stretch(newer.period):
        yield "period"


def _sureness(older: Fact, newer: Fact, rise: Decimal) -> Sureness:
    """An exact figure below a «more than» one, or above it: the true difference is at least as large."""
    bounds = (older.bound, newer.bound)
    if bounds == ("exact", "exact"):
        return "exact"
    certain = (bounds == ("exact", "over") and rise > 0) or (bounds == ("over", "exact") and rise < 0)
    return "at-least" if certain else "about"
