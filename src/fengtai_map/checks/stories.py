"""A story names only what exists, and each stop has as many figures as a slide can carry."""

from collections.abc import Iterator

from fengtai_map.checks.names import Known, known, unknown
from fengtai_map.model import Stop
from fengtai_map.problems import Problem
from fengtai_map.rows import Rows

FILE = "tour.toml"
FIGURES = range(5)
SELECTABLE = ("facts", "entries", "clusters", "streets", "places", "stations", "sources", "rivers")


def stops(rows: Rows) -> Iterator[Problem]:
    """Every stop of every story."""
    sorts = known(rows)
    for story in rows.stories:
        if not story.stop:
            yield Problem("key-missing", FILE, story.id, {"key": "stop"})
        for number, stop in enumerate(story.stop, 1):
            yield from _stop(sorts, stop, f"{story.id} #{number}")


def _stop(sorts: Known, stop: Stop, place: str) -> Iterator[Problem]:
    yield from unknown(FILE, place, "clusters", stop.clusters, sorts["clusters"])
    yield from unknown(FILE, place, "figures", stop.figures, sorts["facts"])
    yield from unknown(FILE, place, "entries", stop.entries, sorts["entries"])
    yield from unknown(FILE, place, "kinds", stop.kinds, sorts["kinds"])
    sure = [ids for sort in SELECTABLE if (ids := sorts[sort]) is not None]
    if stop.selected and len(sure) == len(SELECTABLE):
        yield from unknown(FILE, place, "selected", (stop.selected,), frozenset().union(*sure))
    if len(stop.figures) not in FIGURES:
        given = {"key": "figures", "value": f"{len(stop.figures)}", "detail": f"0–{FIGURES[-1]}"}
        yield Problem("value-refused", FILE, place, given)
