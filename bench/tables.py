"""The tables of a run, in Markdown: all of them for RESULTS.md, the short one for the README."""

import math
import re
from collections.abc import Mapping, Sequence

from bench.figures import CROWDED, OURS, SIZED, WHOLE, Figures, words
from bench.markdown import table
from bench.process import SLOWEST
from bench.ratios import BESIDE, ratio, spent
from bench.visits import PATIENCE
from bench.ways import WAYS

NAMES = [way.name for way in WAYS]
PEERS = [name for name in NAMES if name != OURS]
ALWAYS = ("first", "change")  # of the README, at every number of points
ONCE = ("cold", "change-p95", "page", "early")  # with the fewest
MARKED = re.compile(r"(?<=<!-- bench -->\n).*?(?=<!-- /bench -->)", re.DOTALL)
NONE = "–"
WAITED = ("cold", "first", "change", "change-p95")  # figures that are waiting times
Budgets = Mapping[str, float]


def results(figures: Figures, sizes: Sequence[int], sessions: Sequence[int], about: str, budgets: Budgets) -> str:
    """All that RESULTS.md holds."""
    parts = ["# Speed", about]
    for size in sizes:
        rows = [[said, *_cells(figures[f"{key}-{size}"], _late(key))] for key, (said, _) in SIZED.items()]
        parts += [f"## {size:,} points", table(["", *NAMES], rows)]
    if any(key in figures for key in WHOLE):
        crowded = [f"{key}-{count}" for count in sessions for key in CROWDED]
        rows = [[words(key), *_cells(figures[key], f"> {SLOWEST} s")] for key in (*crowded, *WHOLE) if key in figures]
        parts += [f"## Sessions, {min(sizes):,} points", table(["", *NAMES], rows)]
    if used := spent(figures, budgets):
        rows = [[_named(name), _used(value, budgets[name])] for name, value in used.items()]
        parts += ["## Budgets", table(["", OURS], rows)]
    return "\n\n".join((*parts, ""))


def short(figures: Figures, sizes: Sequence[int], sessions: Sequence[int], day: str, budgets: Budgets) -> str:
    """The table of the README: ours, and ours ÷ each peer, with its budget where it has one."""
    keys = [f"{key}-{size}" for key in ALWAYS for size in sizes]
    keys += [f"{key}-{min(sizes)}" for key in ONCE]
    keys += [*(f"p95-{max(sessions)}" for _ in sessions[:1]), *WHOLE]
    rows = [[words(key), *_beside(key, figures[key], budgets)] for key in keys if key in figures]
    return table([day, OURS, *(f"÷ {name}" for name in PEERS)], rows) + "\n"


def put(readme: str, written: str) -> str:
    """The README with this table between its marks."""
    return MARKED.sub(lambda _: written, readme)


def over(figures: Figures, budgets: Budgets) -> list[str]:
    """A sentence for each budget that ours does not keep."""
    found = spent(figures, budgets).items()
    return [f"{_named(name)}: {_used(value, budgets[name])}" for name, value in found if value > budgets[name]]


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


def _beside(key: str, figure: dict[str, float], budgets: Budgets) -> list[str]:
    """Ours, then ours ÷ each peer."""
    values = {key: figure[OURS]} | {f"{key}{BESIDE}{name}": ratio(figure, name) for name in PEERS}
    shown = [number(figure[OURS]), *(_times(ratio(figure, name)) for name in PEERS)]
    return [cell + _mark(value, budgets.get(name)) for cell, (name, value) in zip(shown, values.items(), strict=True)]


def _mark(value: float, budget: float | None) -> str:
    """What stands behind a figure that has a budget."""
    if budget is None or math.isnan(value):
        return ""
    return f" (≤ {budget:g}{'' if value <= budget else ' ✗'})"


def _used(value: float, budget: float) -> str:
    return f"{value:.3g}{_mark(value, budget)}"


def _named(name: str) -> str:
    key, *peer = name.split(BESIDE)
    return BESIDE.join([words(key), *peer])
