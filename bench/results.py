"""The table of a run, in Markdown."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median, quantiles
from typing import TypeVar

from clicks import Change

HEAD = (
    "| figure | ours | rebuild | no map | ours ÷ rebuild | ours ÷ no map |",
    "|---|--:|--:|--:|--:|--:|",
)
FOOT = "Written by `make bench`; bench/run.py says what is measured. For no map, «first map» is the first panel."
T = TypeVar("T")
Loads = Mapping[str, Sequence[float]]
Clicks = Mapping[str, Sequence[Change]]


def written(loads: Loads, clicks: Clicks, chromium: str) -> str:
    """All that RESULTS.md holds."""
    figures: dict[str, Mapping[str, float]] = {
        "first map, ms (median)": _each(loads, median),
        "change of filter, ms (median)": _each(clicks, lambda made: median(one.shown for one in made)),
        "change of filter, ms (p90)": _each(clicks, lambda made: _p90([one.shown for one in made])),
        "its panel alone, ms (median)": _each(clicks, lambda made: median(one.panel for one in made)),
        "white in a change, ms (median)": _each(clicks, lambda made: median(one.white for one in made)),
        "white in a change, ms (most)": _each(clicks, lambda made: max(one.white for one in made)),
        "websocket a change, KB (median)": _each(clicks, lambda made: median(one.received for one in made) / 1000),
        "changes that kept the map, %": _each(clicks, lambda made: 100 * sum(one.kept for one in made) / len(made)),
    }
    rows = [_row(figure, values) for figure, values in figures.items()]
    return "\n".join(("# Speed", "", _about(loads, clicks, chromium), "", *HEAD, *rows, "", FOOT, ""))


def _about(loads: Loads, clicks: Clicks, chromium: str) -> str:
    """When, where and how often."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    busy = "/".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    tools = " · ".join(f"{name} {version(name)}" for name in ("streamlit", "streamlit-folium", "folium"))
    counts = f"{len(loads['ours'])} first maps and {len(clicks['ours'])} changes of each way"
    return f"{now} · {os.cpu_count()} CPUs, load {busy} · Chromium {chromium} · {tools} · {counts}, 1440×900"


def _each(measured: Mapping[str, T], figure: Callable[[T], float]) -> dict[str, float]:
    return {name: figure(values) for name, values in measured.items()}


def _p90(values: Sequence[float]) -> float:
    return quantiles(values, n=10)[-1]


def _row(figure: str, values: Mapping[str, float]) -> str:
    ours, rebuild, limit = (values[name] for name in ("ours", "rebuild", "no map"))
    cells = (f"{ours:,.0f}", f"{rebuild:,.0f}", f"{limit:,.0f}", _ratio(ours, rebuild), _ratio(ours, limit))
    return f"| {figure} | {' | '.join(cells)} |"


def _ratio(ours: float, other: float) -> str:
    return f"{ours / other:.2f}" if other else "–"
