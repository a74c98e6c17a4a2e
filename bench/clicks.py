"""Clicks on the filter, and what each of them cost."""

from dataclasses import dataclass
from typing import Any

from bench.process import busy
from bench.visits import LATE, Opened
from bench.ways import State, state
from fengtai_map.model import Atlas


@dataclass(frozen=True)
class Change:
    """One change of the filter.

    Milliseconds until everything and until the panel is shown, milliseconds of white, bytes received, milliseconds
    of the server's processor, whether the map stayed the same.
    """

    shown: float
    panel: float
    white: float
    received: int
    python: float
    kept: bool


def change(opened: Opened, pill: int, clusters: tuple[str, ...], atlas: Atlas) -> Change:
    """Press a pill, wait until its filter is shown and all is at rest again."""
    before, used = opened.received, busy(opened.server.pid)
    shown = state(opened.way, clusters, atlas)
    seen = _pressed(opened, pill, shown)
    if seen and "lost" in seen:
        seen = _pressed(opened, pill, shown)
    if not seen or "lost" in seen:
        return Change(LATE, LATE, LATE, 0, LATE, kept=False)
    opened.asked("bench.rest()")
    python = 1000 * (busy(opened.server.pid) - used)
    return Change(seen["shown"], seen["panel"], seen["white"], opened.received - before, python, seen["kept"])


def _pressed(opened: Opened, pill: int, shown: State) -> dict[str, Any] | None:
    opened.page.evaluate("state => bench.expect(state)", shown)
    opened.page.locator(opened.way.pills).nth(pill).click()
    seen: dict[str, Any] | None = opened.asked("bench.changed")
    return seen
