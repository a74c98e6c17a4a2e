"""Presses in a page, as a hand makes them, and what each of them cost."""

from dataclasses import dataclass
from typing import Any

from bench.visits import LATE, Opened
from bench.ways import State

HELD = 80  # milliseconds that a hand holds the button down
PAGE = '.ft-nav a[data-page="{page}"]'  # of ours: to another page


@dataclass(frozen=True)
class Change:
    """One change of the filter.

    Milliseconds from the press until the map and until the panel is painted, and until the browser's Event Timing says
    that anything is (at least 16, in steps of 8); the number of paints until both are; bytes sent in the first quarter
    of a second and in all, bytes received; whether the map stayed the same.
    """

    map: float
    panel: float
    next: float
    paints: float
    early: float
    sent: float
    received: float
    kept: bool

    @property
    def shown(self) -> float:
        """Milliseconds until all of it is painted."""
        return max(self.map, self.panel)


NEVER = Change(LATE, LATE, LATE, LATE, LATE, LATE, LATE, kept=False)


def change(opened: Opened, button: str, shown: State) -> Change:
    """Press a button of the filter, wait until its state is shown and all is at rest again."""
    before = opened.received
    seen = _pressed(opened, button, "state => bench.expect(state)", shown)
    if not seen or (cost := opened.asked("bench.rest()")) is None:
        return NEVER
    times = (seen["map"], seen["panel"], cost["next"], seen["paints"])
    return Change(*times, cost["early"], cost["sent"], opened.received - before, kept=seen["kept"])


def turn(opened: Opened, page: str) -> float:
    """Press a page of ours: milliseconds until its panel is painted, never when the map did not stay the same."""
    seen = _pressed(opened, PAGE.format(page=page), "page => bench.page(page)", page)
    opened.asked("bench.rest()")
    return seen["panel"] if seen and seen["kept"] else LATE


def _pressed(opened: Opened, button: str, expect: str, wanted: object) -> dict[str, Any] | None:
    target = opened.page.locator(button)
    target.scroll_into_view_if_needed()
    box = target.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    opened.page.evaluate(f"wanted => {{ ({expect})(wanted); }}", wanted)
    opened.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, delay=HELD)
    seen: dict[str, Any] | None = opened.asked("bench.changed")
    return seen
