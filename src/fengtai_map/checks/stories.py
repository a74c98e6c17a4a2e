"""A story names only what exists, and each stop has as many figures as a slide can carry."""

from collections.abc import Iterator

from fengtai_map.checks.names import named, unknown
from fengtai_map.model import Stop
from fengtai_map.problems import Problem
from fengtai_map.rows import Rows

FILE = "tour.toml"
FIGURES = range(5)


def stops(rows: Rows) -> Iterator[Problem]:
    """Every stop of every story."""
    for story in rows.stories:
        if not story.stop:
            yield Problem("key-missing", FILE, story.id, {"key": "stop"})
        for number, stop in enumerate(story.stop, 1):
            yield from _stop(rows, stop, f"{story.id} #{number}")


def _stop(rows: Rows, stop: Stop, place: str) -> Iterator[Problem]:
    yield from unknown(FILE, place, "clusters", stop.clusters, {cluster.id for cluster in rows.clusters})
    yield from unknown(FILE, place, "figures", stop.figures, {fact.id for fact in rows.facts})
    yield from unknown(FILE, place, "entries", stop.entries, {entry.id for _, entry in rows.entries})
    yield from unknown(FILE, place, "kinds", stop.kinds, {one.kind for one in (*rows.places, *rows.stations)})
    if stop.selected:
        yield from unknown(FILE, place, "selected", (stop.selected,), {name for _, name in named(rows)})
    if len(stop.figures) not in FIGURES:
        given = {"key": "figures", "value": f"{len(stop.figures)}", "detail": f"0–{FIGURES[-1]}"}
        yield Problem("value-refused", FILE, place, given)
