"""When, where and with what a run was made, and how its figures are to be read."""

from importlib.metadata import version

from bench.markdown import machine
from bench.process import SLOWEST
from bench.visits import PATIENCE

TOOLS = ("streamlit", "streamlit-folium", "folium", "dash", "dash-leaflet")
LINES = """{machine} {tools}.

Written by `make bench`; bench/run.py says what is measured. Times are medians where nothing else is said; where there
is no map, its panel counts. Event Timing counts to the next paint, in steps of 8 ms and from 16 on: where the server
answers, that is only the pressed button. Bytes are HTTP as it travelled and WebSocket messages unpacked; Streamlit
sends no large message twice, so that back to all costs little. A way that is slow makes fewer visits and changes; after
{patience} seconds it is given up. Sessions: {seconds:.0f} seconds each, on a server of their own; lost is a change that
did not come within {slowest} seconds."""


def about(chromium: str, seconds: float) -> str:
    """The lines below the title."""
    tools = ", ".join([f"Chromium {chromium}", *(f"{name} {version(name)}" for name in TOOLS)])
    return LINES.format(machine=machine(), tools=tools, patience=PATIENCE, seconds=seconds, slowest=SLOWEST)
