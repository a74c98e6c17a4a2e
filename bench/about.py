"""When, where and with what a run was made."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version

from bench.markdown import memory
from bench.process import SLOWEST
from bench.visits import PATIENCE

TOOLS = ("streamlit", "streamlit-folium", "folium", "dash", "dash-leaflet")
LINES = """{now} · {cpus} CPUs, {memory} GB, load {load} · {system} · Python {python} · Chromium {chromium} · {tools}

Written by `make bench`; bench/run.py says what is measured. For no map, «first map» is the first panel. A cluster of
the filter and back to all is a pair of changes. Bytes are HTTP as it travelled and WebSocket messages unpacked;
Streamlit sends no large message twice, so that back to all costs little. A way that is slow makes fewer visits and
changes, never less than one pair; after {patience} seconds it is given up. Sessions: {seconds:.0f} seconds each, on a
server of their own; lost is a change that did not come within {slowest} seconds."""


def about(chromium: str, seconds: float) -> str:
    """The lines below the title."""
    load = "/".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return LINES.format(
        now=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        cpus=os.cpu_count(),
        memory=memory(),
        load=load,
        system=platform.system(),
        python=platform.python_version(),
        chromium=chromium,
        tools=" · ".join(f"{name} {version(name)}" for name in TOOLS),
        patience=PATIENCE,
        seconds=seconds,
        slowest=SLOWEST,
    )


def today() -> str:
    """The day of a run."""
    return str(datetime.now(UTC).date())
