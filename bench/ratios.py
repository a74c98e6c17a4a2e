"""Ours ÷ each peer, which a machine's speed leaves alone: kept from run to run to find regressions. And budgets."""

import math
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bench.figures import MEMORY, OURS, PROCESSOR, Figures
from bench.ways import ROOT

FILE = ROOT / "bench" / "ratios.toml"
WATCHED = ("cold", "first", "first-bytes", "change", "bytes", "p95")
FEW = 20  # changes; of fewer a p95 says nothing
WORSE = 1.3
BUDGETS = "budgets"
BESIDE = " ÷ "
HEAD = """# Budgets are kept by hand: a figure of ours, or ours ÷ a peer, is at most so much.
# Below: ours ÷ each peer, of the last accepted run, written by `make bench ARGS=--accept`, never by hand.
"""
Ratios = dict[str, dict[str, float]]  # by the key of a figure, then by peer; among them the budgets


def ratios(figures: Figures) -> Ratios:
    """What is kept of a run: every ratio of a watched figure that is a number above zero."""
    kept = {key: found for key in figures if _watched(figures, key) if (found := _beside(figures[key]))}
    return dict(sorted(kept.items()))


def ratio(figure: dict[str, float], peer: str) -> float:
    """Ours ÷ a peer; not a number where there is none, or where either had to be given up."""
    ours, other = (figure.get(way, math.nan) for way in (OURS, peer))
    return ours / other if other > 0 and math.isfinite(ours) and math.isfinite(other) else math.nan


def regressions(now: Ratios, before: Ratios) -> Iterator[str]:
    """A sentence for each ratio that is more than 1.3 times what it was; what was not measured both times is silent."""
    for key, peers in now.items():
        for peer, new in peers.items():
            old = before.get(key, {}).get(peer, math.nan)
            if new > WORSE * old:
                yield f"{key}: ours ÷ {peer} is {new:.3g}, was {old:.3g} ({new / old:.1f} times)"


def spent(figures: Figures, budgets: dict[str, float]) -> dict[str, float]:
    """What a run has used of each budget that it could measure, in the budget's own unit."""
    found = {}
    for name in budgets:
        key, _, peer = name.partition(BESIDE)
        figure = figures.get(key, {})
        value = ratio(figure, peer) if peer else figure.get(OURS, math.nan)
        if not math.isnan(value):
            found[name] = value
    return found


def read(file: Path = FILE) -> Ratios:
    """The budgets, and the ratios of the last accepted run; none where there was none."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def accept(now: Ratios, file: Path = FILE) -> None:
    """Keep these ratios, and budgets and earlier ratios that this run did not measure."""
    merged = sorted((read(file) | now).items(), key=lambda one: (one[0] != BUDGETS, one[0]))
    tables = ("\n".join((f"[{key}]", *(_line(*one) for one in values.items()), "")) for key, values in merged)
    file.write_text("\n".join((HEAD, *tables)), encoding="utf-8")


def _watched(figures: Figures, key: str) -> bool:
    figure, _, number = key.rpartition("-")
    enough = figure != "p95" or min(figures[f"asked-{number}"].values()) >= FEW
    return key in (MEMORY, PROCESSOR) or (figure in WATCHED and enough)


def _beside(figure: dict[str, float]) -> dict[str, float]:
    found = {peer: ratio(figure, peer) for peer in figure if peer != OURS}
    return {peer: value for peer, value in found.items() if value > 0}


def _line(name: str, value: float) -> str:
    return f'"{name}" = {float(f"{value:.3g}"):g}'
