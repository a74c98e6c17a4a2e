"""What the press release says: facts, entries, and where each stands."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from fengtai_map.model.record import Id, Named, Record
from fengtai_map.text import Text

Quote = Annotated[str, StringConstraints(min_length=1)]
Locator = Annotated[str, StringConstraints(pattern=r"^[a-z][0-9]{2}$")]
Anywhere = Annotated[str, StringConstraints(pattern=r"^([a-z][0-9]{2}|\*)$")]  # * is every paragraph
DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


def _dated(period: str) -> str:
    """The period. Raises ValueError where it is none, or ends before it begins."""
    if not re.fullmatch(f"{DAY}(/{DAY})?", period):
        raise ValueError("2023, 2023-06, 2023-06-13, 2023-01/2023-03")
    days = [date.fromisoformat(day + "-01-01"[len(day) - 4 :]) for day in period.split("/")]
    if days != sorted(days):
        raise ValueError("it ends before it begins")
    return period


Period = Annotated[str, AfterValidator(_dated)]  # ISO 8601: a day, month, year or an interval of these


class Rank(Record):
    """A place in an order that the release itself gives."""

    position: int
    among: Text
    of: Text
    quote: Quote


class Fact(Record):
    """One figure of the release, with the words that carry it.

    `value` is printed as the release prints it (6000 with unit 万平方米), `period` is ISO 8601 (a day, month, year or
    interval), `locator` the paragraph of the release, `quote` at most 30 characters of that paragraph.
    `counts` names what our own data must hold as many of (clusters, streets, kind:<kind>, parent:<entry>).
    """

    id: Id
    topic: str
    label: Text
    value: float | int
    unit: str
    bound: Literal["exact", "over", "about"]
    status: Literal["reported", "target", "planned", "under-construction"]
    period: Period
    rank: Rank | None = None
    clusters: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    locator: Locator
    quote: Quote
    counts: str | None = None
    note: Text | None = None


class Entry(Named):
    """A plan, industry, organisation, place, policy … that the release names, with where it does."""

    kind: str
    aliases: tuple[str, ...] = ()
    parent: Id | None = None
    status: Literal["existing", "reported", "target", "planned", "under-construction"] | None = None
    period: Period | None = None
    clusters: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    facts: tuple[Id, ...] = ()
    locator: Locator
    quote: Quote
    mentions: tuple[Locator, ...] = ()
    note: Text | None = None


class NamedNumeral(Record):
    """A numeral of the release that counts nothing: part of a name, a date, an idiom."""

    text: str
    locator: tuple[Anywhere, ...]
    why: Text


class Section(Record):
    """A headed part of the release. A locator begins with its id."""

    id: Annotated[str, StringConstraints(pattern="^[a-z]$")]
    title: Text
    locator: Locator


class Release(Record):
    """Where the figures come from."""

    id: str
    title: Text
    event: Text
    speaker: Text
    date: date
    publisher: Text
    note: Text
    licence: Text
    section: tuple[Section, ...]


class Scheme(Record):
    """How far the membership of the clusters is known."""

    locator: Locator
    quote: Quote
    note: Text


class ClusterRow(Named):
    """A functional cluster as the release lists it: a name and its 街镇."""

    order: int
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...]
    basis: Text
    locator: Locator
    quote: Quote


class Edition(Record):
    """What is kept of a release to compare it with another: nothing of it is drawn.

    A fact keeps its id from release to release. Members are named as the 街镇 are on the map today.
    """

    release: Release
    scheme: Scheme
    clusters: tuple[ClusterRow, ...]
    facts: tuple[Fact, ...]
