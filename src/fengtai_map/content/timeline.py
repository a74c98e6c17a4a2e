"""What the release promises, by when: the periods of the plan, the years it names in them or not, and what has none."""

import re
from dataclasses import dataclass
from typing import Any

from fengtai_map.content.status_at import shown, stated
from fengtai_map.model import Atlas, Entry, Fact
from fengtai_map.view.url import TO_COME, View

PERIODS = "plan-period"  # the kind of the entries that are the plan's own periods
YEAR = re.compile(r"^(?:.*/)?([0-9]{4})$")  # a year, or the last of an interval; a day of the release is no promise


@dataclass(frozen=True)
class Year:
    """A year the release names, and what is promised by then: facts, then entries."""

    year: int
    promises: tuple[Fact | Entry, ...]


@dataclass(frozen=True)
class Span:
    """A period of the plan, first and last year, with the years inside it that the release names."""

    entry: Entry
    first: int
    last: int
    years: tuple[Year, ...]


@dataclass(frozen=True)
class Timeline:
    """The periods in their order, the years in none of them, and the promises for which the release names no year."""

    spans: tuple[Span, ...]
    others: tuple[Year, ...]
    undated: tuple[Fact | Entry, ...]

    def share(self, year: float) -> float:
        """How far along the axis of all periods a moment lies, from 0 to 1; 2023.5 is the middle of 2023."""
        first, last = self.spans[0].first, self.spans[-1].last + 1
        return (year - first) / (last - first)


def timeline(atlas: Atlas, view: View) -> Timeline:
    """The promises that a View shows: targets, plans and what is being built.

    >>> [(span.first, span.last) for span in timeline(atlas, View()).spans]
    [(2021, 2025), (2026, 2030), (2031, 2035)]
    """
    facts = shown(view, tuple(fact for fact in atlas.facts if fact.listed and fact.status in TO_COME))
    entries = shown(view, tuple(entry for entry in atlas.entries if stated(entry, view) in TO_COME))
    promises: tuple[Fact | Entry, ...] = (*facts, *entries)
    numbers = sorted({year for one in promises if (year := year_of(one))})
    years = [Year(number, tuple(one for one in promises if year_of(one) == number)) for number in numbers]
    spans = tuple(_span(entry, years) for entry in atlas.entries if entry.kind == PERIODS)
    return Timeline(
        spans=spans,
        others=tuple(year for year in years if not any(span.first <= year.year <= span.last for span in spans)),
        undated=tuple(one for one in promises if not year_of(one)),
    )


def year_of(row: Fact | Entry) -> int | None:
    """The year by which something is promised, None where the release names none.

    >>> fact = next(fact for fact in atlas.facts if fact.id == "hall-completion-2025")
    >>> year_of(fact)
    2025
    """
    match = YEAR.match(row.period or "")
    return int(match.group(1)) if match else None


def _span(period: Entry, years: list[Year]) -> Span:
    first, last = (int(year) for year in (period.period or "").split("/"))
    return Span(period, first, last, tuple(year for year in years if first <= year.year <= last))


def values(atlas: Atlas, lang: str) -> dict[str, Any]:
    """The timeline of all statuses in ids; the browser hides what its filter leaves out.

    `released` and the `marks` are shares of the axis: of the release, and of the end of each year the release names.
    Both are empty where the release names no period of the plan.
    """
    made = timeline(atlas, View())
    published = atlas.release.date
    released = made.share(published.year + (published.month - 0.5) / 12) if made.spans else None
    years = [year.year for span in made.spans for year in span.years]
    return {
        "spans": [_span_values(span, lang) for span in made.spans],
        "others": [_year_values(year) for year in made.others],
        "undated": _ids(made.undated),
        "released": None if released is None else round(released, 4),
        "marks": [{"year": year, "share": round(made.share(year + 1), 4)} for year in years],
    }


def _span_values(span: Span, lang: str) -> dict[str, Any]:
    years = [_year_values(year) for year in span.years]
    name = span.entry.name[lang]
    return {"id": span.entry.id, "name": name, "first": span.first, "last": span.last, "years": years}


def _year_values(year: Year) -> dict[str, Any]:
    return {"year": year.year, **_ids(year.promises)}


def _ids(promises: tuple[Fact | Entry, ...]) -> dict[str, list[str]]:
    sorts: dict[str, type[Fact | Entry]] = {"facts": Fact, "entries": Entry}
    return {key: [one.id for one in promises if isinstance(one, sort)] for key, sort in sorts.items()}
