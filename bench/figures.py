"""What is told of a run: each figure by its key and by way."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median

from bench.browsing import Browsed
from bench.sessions import Crowd
from bench.visits import LATE

Figures = dict[str, dict[str, float]]  # by key, then by way; a way without the figure is left out
SIZED: dict[str, tuple[str, Callable[[Browsed], float]]] = {  # the words of a figure at a number of points
    "cold": ("first map of a server just started, ms", lambda seen: seen.cold.shown),
    "first": ("first map, ms (median)", lambda seen: _median([one.shown for one in seen.warm])),
    "first-bytes": ("received by then, KB", lambda seen: _median([one.received for one in seen.warm]) / 1000),
    "change": ("change of filter, ms (median of pairs)", lambda seen: _median(_pairs(seen, "shown"))),
    "narrow": ("to one cluster, ms (median)", lambda seen: _median(_each(seen, "shown")[::2])),
    "wide": ("back to all, ms (median)", lambda seen: _median(_each(seen, "shown")[1::2])),
    "panel": ("its panel alone, ms (median of pairs)", lambda seen: _median(_pairs(seen, "panel"))),
    "white": ("white in a change, ms (median of pairs)", lambda seen: _median(_pairs(seen, "white"))),
    "bytes": ("received in a change, KB (median of pairs)", lambda seen: _median(_pairs(seen, "received")) / 1000),
    "python": ("server’s processor a change, ms (mean)", lambda seen: _mean(_each(seen, "python"))),
    "kept": ("changes that kept the map, %", lambda seen: 100 * _mean(_each(seen, "kept"))),
    "visits": ("first maps counted", lambda seen: len(seen.warm)),
    "changes": ("changes counted", lambda seen: len(seen.counted)),
}
CROWDED: dict[str, tuple[str, Callable[[Crowd], float]]] = {  # the same with a number of sessions
    "p50": ("p50, ms", lambda seen: seen.p50),
    "p95": ("p95, ms", lambda seen: seen.p95),
    "asked": ("changes", lambda seen: seen.changes),
    "wrong": ("of them wrong", lambda seen: seen.wrong),
    "lost": ("of them lost", lambda seen: seen.lost),
}
GROWTH = {"change": 1.5, "first": 1.3}  # budgets: ours with the most points ÷ ours with the fewest
MEMORY = "memory"
OURS = "ours"


def figures(browsed: Mapping[int, Mapping[str, Browsed]], crowds: Sequence[Crowd]) -> Figures:
    """Every figure of a run: `change-250` with 250 points, `p95-30` with 30 sessions, `memory` in MB a session."""
    told: Figures = {
        f"{key}-{size}": {way: figure(seen) for way, seen in ways.items() if seen.changes}
        for size, ways in browsed.items()
        for key, (_, figure) in SIZED.items()
    }
    for one in crowds:
        for key, (_, number) in CROWDED.items():
            told.setdefault(f"{key}-{one.sessions}", {})[one.way] = number(one)
    most, least = (edge((one.sessions for one in crowds), default=0) for edge in (max, min))
    if most > least:
        memory = {(one.way, one.sessions): one.memory for one in crowds}
        grown = {one.way: memory[one.way, most] - memory[one.way, least] for one in crowds}
        told[MEMORY] = {way: more / (most - least) for way, more in grown.items()}
    return told


def growth(told: Figures, sizes: Sequence[int]) -> dict[str, float]:
    """How much slower ours is with the most points than with the fewest, for each budget."""
    few, many = min(sizes), max(sizes)
    return {key: told[f"{key}-{many}"][OURS] / told[f"{key}-{few}"][OURS] for key in GROWTH} if many > few else {}


def _each(seen: Browsed, name: str) -> list[float]:
    return [getattr(one, name) for one in seen.counted]


def _pairs(seen: Browsed, name: str) -> list[float]:
    """A cluster and back to all is a pair: either alone is much more or much less."""
    values = _each(seen, name)
    return [_mean(values[start : start + 2]) for start in range(0, len(values), 2)]


def _median(values: Sequence[float]) -> float:
    """The median; of nothing it is late: a way that was given up before it made any."""
    return median(values) if values else LATE


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
