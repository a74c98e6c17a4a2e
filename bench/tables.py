"""The tables of a run, in Markdown: all of them for RESULTS.md, the short one for the README."""

import math
import re
from collections.abc import Mapping, Sequence

from bench.figures import CROWDED, GROWTH, MEMORY, OURS, SIZED, Figures, growth
from bench.markdown import table
from bench.process import SLOWEST
from bench.ratios import ratio
from bench.visits import PATIENCE
from bench.ways import WAYS

NAMES = [way.name for way in WAYS]
PEERS = [name for name in NAMES if name != OURS]
SHORT = {"first": "first map", "change": "change of filter"}
MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
NONE = "–"
WAITED = ("cold", "first", "change", "narrow", "wide")  # figures that are waiting times


def results(told: Figures, sizes: Sequence[int], sessions: Sequence[int], about: str) -> str:
    """All that RESULTS.md holds."""
    parts = ["# Speed", about]
    for size in sizes:
        rows = [[words, *_cells(told[f"{key}-{size}"], _late(key))] for key, (words, _) in SIZED.items()]
        parts += [f"## {size:,} points", table(["", *NAMES], rows)]
    if sessions:
        rows = [
            [f"{count} at once: {words}", *_cells(told[f"{key}-{count}"], f"> {SLOWEST} s")]
            for count in sessions
            for key, (words, _) in CROWDED.items()
        ]
        rows += [["memory a session, MB", *_cells(told[MEMORY])]] if MEMORY in told else []
        parts += [f"## Sessions, {min(sizes):,} points", table(["", *NAMES], rows)]
    if budgets := _budgets(told, sizes):
        parts += ["## Budgets", table(["", OURS], [row[:2] for row in budgets])]
    return "\n\n".join((*parts, ""))


def short(told: Figures, sizes: Sequence[int], sessions: Sequence[int], day: str) -> str:
    """The table of the README: ours, and ours ÷ each peer."""
    rows = [
        _beside(f"{words}, {size:,} points, ms", told[f"{key}-{size}"])
        for key, words in SHORT.items()
        for size in sizes
    ]
    if sessions:
        rows.append(_beside(f"p95 of a change, {max(sessions)} sessions, ms", told[f"p95-{max(sessions)}"]))
    if MEMORY in told:
        rows.append(_beside("memory a session, MB", told[MEMORY]))
    head = [day, OURS, *(f"÷ {name}" for name in PEERS)]
    return table(head, [*rows, *_budgets(told, sizes)]) + "\n"


def put(readme: str, written: str) -> str:
    """The README with this table between its marks."""
    return MARKED.sub(lambda _: written, readme)


def over(told: Figures, sizes: Sequence[int]) -> list[str]:
    """A sentence for each budget that ours does not keep."""
    return [
        f"{SHORT[key]}: {found:.2f} times as long with {max(sizes):,} points, budget {GROWTH[key]}"
        for key, found in growth(told, sizes).items()
        if not found <= GROWTH[key]
    ]


def number(value: float, late: str = NONE) -> str:
    """A figure as it is read; `late` stands for what was waited for in vain."""
    if math.isnan(value):
        return NONE
    if math.isinf(value):
        return late
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"


def _times(value: float) -> str:
    """A ratio as it is read."""
    if math.isnan(value):
        return NONE
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _cells(figure: Mapping[str, float], late: str = NONE) -> list[str]:
    return [number(figure.get(name, math.nan), late) for name in NAMES]


def _late(key: str) -> str:
    """What stands for a figure of a way that was given up: only a time that was waited for is known to be longer."""
    return f"> {PATIENCE} s" if key in WAITED else NONE


def _beside(words: str, figure: dict[str, float]) -> list[str]:
    found = [ratio(figure, name) for name in PEERS]
    return [words, number(figure[OURS]), *map(_times, found)]


def _budgets(told: Figures, sizes: Sequence[int]) -> list[list[str]]:
    """How much slower ours gets, beside its budget."""
    return [
        [
            f"{SHORT[key]}, {max(sizes):,} ÷ {min(sizes):,} points (budget {GROWTH[key]})",
            f"{found:.2f}{'' if found <= GROWTH[key] else ' ✗'}",
            *[""] * len(PEERS),
        ]
        for key, found in growth(told, sizes).items()
    ]
