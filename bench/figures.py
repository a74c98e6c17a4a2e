"""What is found of a run: each figure by its key and by way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import nan
from statistics import fmean, median

from bench.browsing import Browsed
from bench.markdown import quantile
from bench.sessions import Crowd

Figures = dict[str, dict[str, float]]  # by key, then by way; a way without the figure is left out
SIZED: dict[str, tuple[str, Callable[[Browsed], float]]] = {  # the words of a figure at a number of points
    "cold": ("first map of a server just started, ms", lambda seen: _median([one.shown for one in seen.cold])),
    "first": ("first map, ms", lambda seen: _median([one.shown for one in seen.visits])),
    "first-bytes": ("received by then, KB", lambda seen: _median([one.received for one in seen.visits]) / 1000),
    "change": ("change of filter, ms", lambda seen: _median(_each(seen, "shown"))),
    "change-p95": ("p95 of a change of filter, ms", lambda seen: quantile(_each(seen, "shown"), 0.95)),
    "floor": ("a bare button that changes one word, ms", lambda seen: _median(seen.floor)),
    "over-floor": ("change of filter ÷ that, times", lambda seen: _median(_each(seen, "shown")) / _median(seen.floor)),
    "map": ("its map alone, ms", lambda seen: _median(_each(seen, "map"))),
    "panel": ("its panel alone, ms", lambda seen: _median(_each(seen, "panel"))),
    "event": ("next paint after the press by Event Timing, ms", lambda seen: _median(_each(seen, "next"))),
    "event-p95": ("p95 of that, ms", lambda seen: quantile(_each(seen, "next"), 0.95)),
    "one": ("of changes shown whole in it, %", lambda seen: 100 * _mean([n == 1 for n in _each(seen, "paints")])),
    "kept": ("changes that kept the map, %", lambda seen: 100 * _mean(_each(seen, "kept"))),
    "early": ("most sent within 250 ms of a press, bytes", lambda seen: max(_each(seen, "early"), default=nan)),
    "sent": ("sent for a change, bytes", lambda seen: _median(_each(seen, "sent"))),
    "bytes": ("received for a change, KB (mean)", lambda seen: _mean(_each(seen, "received")) / 1000),
    "page": ("another page, ms", lambda seen: _median(seen.turns)),
    "visits": ("first maps counted", lambda seen: len(seen.visits)),
    "changes": ("changes counted", lambda seen: len(seen.counted)),
}
CROWDED: dict[str, tuple[str, Callable[[Crowd], float]]] = {  # the same with a number of sessions
    "p50": ("p50, ms", lambda seen: seen.p50),
    "p95": ("p95, ms", lambda seen: seen.p95),
    "asked": ("changes", lambda seen: seen.changes),
    "wrong": ("of them wrong", lambda seen: seen.wrong),
    "lost": ("of them lost", lambda seen: seen.lost),
}
MEMORY, PROCESSOR = "memory", "processor"
WHOLE = {MEMORY: "memory a session, MB", PROCESSOR: "server’s processor a change, ms"}  # of all sessions together
OURS = "ours"


def figures(browsed: Mapping[int, Mapping[str, Browsed]], crowds: Sequence[Crowd]) -> Figures:
    """Every figure of a run: `change-250` with 250 points, `p95-30` with 30 sessions, `memory` in MB a session."""
    found: Figures = {
        f"{key}-{size}": {way: figure(seen) for way, seen in ways.items() if seen.visits}
        for size, ways in browsed.items()
        for key, (_, figure) in SIZED.items()
    }
    for one in crowds:
        for key, (_, number) in CROWDED.items():
            found.setdefault(f"{key}-{one.sessions}", {})[one.way] = number(one)
        found.setdefault(PROCESSOR, {})[one.way] = one.processor
    if memory := dict(_memory(crowds)):
        found[MEMORY] = memory
    return found


def words(key: str) -> str:
    """A figure's words, by its key."""
    if key in WHOLE:
        return WHOLE[key]
    figure, _, number = key.rpartition("-")
    if figure in CROWDED:
        return f"{int(number):,} sessions at once: {CROWDED[figure][0]}"
    said, _, unit = SIZED[figure][0].rpartition(", ")
    return f"{said}, {int(number):,} points, {unit}"


def _memory(crowds: Sequence[Crowd]) -> Iterator[tuple[str, float]]:
    """What a session more takes, by way, where there were few and many."""
    for way in dict.fromkeys(one.way for one in crowds):
        seen = sorted((one.sessions, one.memory) for one in crowds if one.way == way)
        (few, before), (point_layer, after) = seen[0], seen[-1]
        if point_layer > few:
            yield way, (after - before) / (point_layer - few)


def _each(seen: Browsed, name: str) -> list[float]:
    return [getattr(one, name) for one in seen.counted]


def _median(values: Sequence[float]) -> float:
    return median(values) if values else nan


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else nan
