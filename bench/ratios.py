"""Ours ÷ each peer, which a machine's speed leaves alone: kept from run to run, a regression is told."""

import math
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bench.figures import MEMORY, OURS, Figures
from bench.ways import ROOT

FILE = ROOT / "bench" / "ratios.toml"
WATCHED = ("first", "first-bytes", "change", "bytes", "python", "p95")
FEW = 20  # changes; of fewer a p95 says nothing
WORSE = 1.3
HEAD = "# Ours ÷ each peer, of the last accepted run. Written by `make bench ARGS=--accept`, never by hand.\n"
Ratios = dict[str, dict[str, float]]  # by the key of a figure, then by peer


def ratios(told: Figures) -> Ratios:
    """What is kept of a run: every ratio of a watched figure that is a number above zero."""
    kept = {key: found for key in told if _watched(told, key) if (found := _beside(told[key]))}
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


def read(file: Path = FILE) -> Ratios:
    """The ratios of the last accepted run; none where there was none."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def accept(now: Ratios, file: Path = FILE) -> None:
    """Keep these ratios, and the earlier ones of what this run did not measure."""
    merged = dict(sorted((read(file) | now).items()))
    tables = ("\n".join((f"[{key}]", *(_line(*one) for one in peers.items()), "")) for key, peers in merged.items())
    file.write_text("\n".join((HEAD, *tables)), encoding="utf-8")


def _watched(told: Figures, key: str) -> bool:
    figure, _, number = key.rpartition("-")
    enough = figure != "p95" or min(told[f"asked-{number}"].values()) >= FEW
    return key == MEMORY or (figure in WATCHED and enough)


def _beside(figure: dict[str, float]) -> dict[str, float]:
    found = {peer: ratio(figure, peer) for peer in figure if peer != OURS}
    return {peer: value for peer, value in found.items() if value > 0}


def _line(peer: str, value: float) -> str:
    return f'"{peer}" = {float(f"{value:.3g}")}'
