"""What the release promises, by when: the periods of the plan, the years it names, and what has none."""

import re
from dataclasses import dataclass

from fengtai_map.model import Atlas, Entry, Fact
from fengtai_map.panels.figures import shown
from fengtai_map.view import View

PERIODS = "plan-period"  # the kind of the entries that are the plan's own periods
TO_COME = ("target", "planned", "under-construction")
YEAR = re.compile(r"^(?:.*/)?([0-9]{4})$")  # a year, or the last of an interval; a day of the release is no promise


@dataclass(frozen=True)
class Year:
    """A year the release names, and what is promised by then."""

    year: int
    facts: tuple[Fact, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Span:
    """A period of the plan, first and last year, with the years inside it that the release names."""

    entry: Entry
    first: int
    last: int
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Timeline:
    """The periods in their order, and the promises for which the release names no year."""

    spans: tuple[Span, ...]
    undated_facts: tuple[Fact, ...]
    undated_entries: tuple[Entry, ...]

    def share(self, year: float) -> float:
        """How far along the axis of all periods a moment lies, from 0 to 1; 2023.5 is the middle of 2023."""
        first, last = self.spans[0].first, self.spans[-1].last + 1
        return (year - first) / (last - first)


def timeline(atlas: Atlas, view: View) -> Timeline:
    """The promises that a View shows: targets, plans and what is being built."""
    facts = shown(view, tuple(fact for fact in atlas.facts if fact.status in TO_COME))
    entries = shown(view, tuple(entry for entry in atlas.entries if entry.status in TO_COME))
    return Timeline(
        spans=tuple(_span(entry, facts, entries) for entry in atlas.entries if entry.kind == PERIODS),
        undated_facts=tuple(fact for fact in facts if not year_of(fact)),
        undated_entries=tuple(entry for entry in entries if not year_of(entry)),
    )


def year_of(row: Fact | Entry) -> int | None:
    """The year by which something is promised, None where the release names none."""
    match = YEAR.match(row.period or "")
    return int(match.group(1)) if match else None


def _span(period: Entry, facts: tuple[Fact, ...], entries: tuple[Entry, ...]) -> Span:
    first, last = (int(year) for year in (period.period or "").split("/"))
    rows: tuple[Fact | Entry, ...] = (*facts, *entries)
    years = sorted({year for row in rows if (year := year_of(row)) and first <= year <= last})
    return Span(period, first, last, tuple(_year(year, facts, entries) for year in years))


def _year(year: int, facts: tuple[Fact, ...], entries: tuple[Entry, ...]) -> Year:
    return Year(
        year,
        tuple(fact for fact in facts if year_of(fact) == year),
        tuple(entry for entry in entries if year_of(entry) == year),
    )
