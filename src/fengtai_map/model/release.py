"""What the report says: facts, entries, and where each stands; and what became known of it later."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from fengtai_map.i18n import Text
from fengtai_map.model.record import Alias, Id, Named, Record
from fengtai_map.reasons import RefusedError

Quote = Annotated[str, StringConstraints(min_length=1)]
Locator = Annotated[str, StringConstraints(pattern=r"^[a-z][0-9]{2}$")]
Anywhere = Annotated[str, StringConstraints(pattern=r"^([a-z][0-9]{2}|\*)$")]  # * is every paragraph
DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


def _dated(period: str) -> str:
    """The period. Raises ValueError where it is none, or ends before it begins."""
    if not re.fullmatch(f"{DAY}(/{DAY})?", period):
        raise RefusedError("period")
    try:
        days = [date.fromisoformat(day + "-01-01"[len(day) - 4 :]) for day in period.split("/")]
    except ValueError as error:  # a thirteenth month, the thirtieth of February
        raise RefusedError("no-day") from error
    if days != sorted(days):
        raise RefusedError("backwards")
    return period


Period = Annotated[str, AfterValidator(_dated)]  # ISO 8601: a day, month, year or an interval of these
Status = Literal["existing", "under-construction", "planned", "unknown"]  # of what stands on the ground


class LaterStatus(Record):
    """What became known after the release, on which day, from whom, and how far that may be trusted."""

    as_of: Period
    what: Text
    source: Text
    confidence: Literal["high", "medium", "low"]


class Later(LaterStatus):
    """A status that a place or an entry has had since."""

    status: Status


class LaterRow(Later):
    """The same as data/later.toml has it: `of` names the places and entries it is about."""

    of: Annotated[tuple[Id, ...], Field(min_length=1)]


class Rank(Record):
    """A place in an order that the release itself gives, and how that is said."""

    position: int
    said: Text
    quote: Quote


class Fact(Record):
    """One figure of the release, with the words that carry it.

    `value` is printed as the release prints it (6000 with unit 万平方米), `period` is ISO 8601 (a day, month, year or
    interval; the day of the release is no period but a state reported that day; None where none is printed),
    `locator` the paragraph of the release, `quote` at most 30 characters of that paragraph.
    `counts` names what our own data must hold as many of (clusters, streets, kind:<kind>, parent:<entry>).
    One that is not `listed` is kept for the proof only: its numeral is part of a name, and nobody asks for it.
    `aliases` are what people call it who look for it.
    """

    id: Id
    topic: str
    label: Text
    aliases: tuple[Alias, ...] = ()
    value: float | int
    unit: str
    bound: Literal["exact", "over", "about", "estimate"]
    status: Literal["reported", "target", "planned", "under-construction"]
    period: Period | None = None
    listed: bool = True
    rank: Rank | None = None
    clusters: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    locator: Locator
    quote: Quote
    counts: str | None = None
    note: Text | None = None


class Entry(Named):
    """A plan, industry, organisation, place, policy … that the release names, with where it does.

    `later` is what became known of it afterwards, the latest last.
    """

    kind: str
    aliases: tuple[Alias, ...] = ()
    parent: Id | None = None
    status: Literal["existing", "reported", "target", "planned", "under-construction"] | None = None
    period: Period | None = None
    later: tuple[Later, ...] = ()
    clusters: tuple[Id, ...] = ()
    places: tuple[Id, ...] = ()
    facts: tuple[Id, ...] = ()
    locator: Locator
    quote: Quote
    mentions: tuple[Locator, ...] = ()
    note: Text | None = None

    @property
    def now(self) -> str | None:
        """The latest status that is known."""
        return self.later[-1].status if self.later else self.status


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
    """How far the membership of the clusters is known, and what became of the scheme afterwards."""

    locator: Locator
    quote: Quote
    note: Text
    since: tuple[LaterStatus, ...] = ()


class ClusterRow(Named):
    """A functional cluster as the release lists it: a name and its 街镇. `short` is what a map has room for.

    `aliases` are other names of it, `contains` names of parts of it by which it is looked for.
    """

    short: Text
    order: int
    aliases: tuple[Alias, ...] = ()
    contains: tuple[Alias, ...] = ()
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
