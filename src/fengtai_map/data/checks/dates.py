"""Dates fit what they date: a target lies ahead, a report does not, and what became known later says when."""

import re
from collections import defaultdict
from collections.abc import Iterator

from fengtai_map.content.timeline import PERIODS
from fengtai_map.data.checks.references import known, unknown
from fengtai_map.data.raw import Rows
from fengtai_map.model import Fact, Place
from fengtai_map.problems import Problem, value_refused

FILE, MANIFEST = "later.toml", "geo/manifest.toml"
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
YEARS = re.compile(r"\d{4}/\d{4}")


def ahead(rows: Rows) -> Iterator[Problem]:
    """A target lies in the year of the release or ahead of it, a report does not lie ahead."""
    for fact in rows.facts:
        if not _fits(fact, rows.day):
            given = {"period": fact.period or "", "status": fact.status, "release": rows.day}
            yield Problem("period-ahead", rows.file("facts"), fact.id, given)


def _fits(fact: Fact, release: str) -> bool:
    until = (fact.period or release).split("/")[-1]
    if fact.status == "reported":
        return until <= release
    return fact.status != "target" or until >= release[:4]


def plan_periods(rows: Rows) -> Iterator[Problem]:
    """A period of the plan is two years: the axis of the timeline is made of them."""
    for file, entry in rows.entries:
        if entry.kind == PERIODS and not YEARS.fullmatch(entry.period or ""):
            yield value_refused(file, entry.id, "period", entry.period or "", "2021/2025")


def later(rows: Rows) -> Iterator[Problem]:
    """What became known later names a record that exists, has a date after the release, and the latest stands last."""
    sorts = known(rows)
    named = sorts["places"], sorts["stations"], sorts["entries"]
    before = defaultdict(lambda: rows.day, {place.id: day for _, place, day in _dated(rows)})
    yield from _since(rows)
    for row in rows.later:
        if all(ids is not None for ids in named):
            yield from unknown(FILE, row.of[0], "of", row.of, frozenset().union(*(ids or () for ids in named)))
        for name in row.of:
            if row.as_of[: len(before[name])] < before[name][: len(row.as_of)]:
                yield Problem("later-order", FILE, name, {"value": row.as_of, "before": before[name]})
            before[name] = row.as_of


def _since(rows: Rows) -> Iterator[Problem]:
    """What became of the scheme of the clusters is told by date, from the release on."""
    before = rows.day
    for row in rows.scheme.since if rows.scheme else ():
        if row.as_of[: len(before)] < before[: len(row.as_of)]:
            yield Problem("later-order", rows.file("clusters"), "scheme", {"value": row.as_of, "before": before})
        before = row.as_of


def unbegun(rows: Rows, today: str) -> Iterator[Problem]:
    """No status is of a day that has not come.

    For who checks the data, never for who shows them: the clock of a machine without a network may be years behind.
    """
    said = [(FILE, row.of[0], row.as_of) for row in rows.later]
    said += [(rows.file("clusters"), "scheme", one.as_of) for one in (rows.scheme.since if rows.scheme else ())]
    said += [(file, place.id, place.as_of) for file, place in rows.points() if place.as_of]
    said += [(MANIFEST, layer.id, layer.as_of) for layer in rows.layers if layer.as_of]
    for file, place, day in said:
        if day.split("/")[-1] > today[: len(day.split("/")[-1])]:
            yield Problem("date-ahead", file, place, {"value": day, "today": today})


def noted(rows: Rows) -> Iterator[Problem]:
    """The note of a place speaks of no later year than its status does: what came later has a date and a source."""
    since = {name: row.as_of for row in rows.later for name in row.of}
    for file, place, day in _dated(rows):
        latest = max(day, since.get(place.id, ""))
        years = YEAR.findall(f"{place.note.zh} {place.note.en}") if place.note else []
        if years and max(years) > latest[:4]:
            yield Problem("note-later", file, place.id, {"value": max(years), "as_of": latest})


def _dated(rows: Rows) -> Iterator[tuple[str, Place, str]]:
    """Every place and station with its file and the day of its status."""
    layers = {f"geo/{layer.file}": layer.as_of for layer in rows.layers}
    for file, place in rows.points():
        yield file, place, place.as_of or layers.get(file) or rows.day
