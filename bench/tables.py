"""The tables of a run, in Markdown: all of them for RESULTS.md, the short one for the README."""

import math
import re
from collections.abc import Mapping, Sequence

from bench.figures import CROWDED, GROWTH, MEMORY, OURS, SIZED, Figures, growth
from bench.ratios import ratio
from bench.visits import PATIENCE
from bench.ways import WAYS

NAMES = [way.name for way in WAYS]
PEERS = [name for name in NAMES if name != OURS]
SHORT = {"first": "first map", "change": "change of filter"}
MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
NONE = "–"


def results(told: Figures, sizes: Sequence[int], sessions: Sequence[int], about: str) -> str:
    """All that RESULTS.md holds."""
    parts = ["# Speed", about]
    for size in sizes:
        rows = [[words, *_cells(told[f"{key}-{size}"])] for key, (words, _) in SIZED.items()]
        parts += [f"## {size:,} points", table(["", *NAMES], rows)]
    if sessions:
        rows = [
            [f"{count} at once: {words}", *_cells(told[f"{key}-{count}"])]
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


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, numbers to the right."""
    lines = [names, ["---", *["--:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """A figure as it is read: what was waited for in vain is «more than»."""
    if math.isnan(value):
        return NONE
    if math.isinf(value):
        return f"> {PATIENCE} s"
    return f"{value:,.0f}" if abs(value) >= 10 or value == int(value) else f"{value:.1f}"


def _cells(figure: Mapping[str, float]) -> list[str]:
    return [number(figure.get(name, math.nan)) for name in NAMES]


def _beside(words: str, figure: dict[str, float]) -> list[str]:
    found = [ratio(figure, name) for name in PEERS]
    return [words, number(figure[OURS]), *(NONE if math.isnan(one) else f"{one:.2g}" for one in found)]


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
