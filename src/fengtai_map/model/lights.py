"""Lights of projects: the rule, what a list says of a project, and what follows on a day."""

from typing import Annotated, Literal, get_args

from pydantic import Field, PositiveFloat, PositiveInt

from fengtai_map.model.record import Record

Level = Literal["red", "amber", "stale", "unknown", "green", "done"]
LEVELS: tuple[Level, ...] = get_args(Level)  # as they are sorted
ColumnName = Literal["planned", "reached", "due", "by", "reported"]
COLUMNS: tuple[ColumnName, ...] = get_args(ColumnName)
Names = Annotated[tuple[str, ...], Field(min_length=1)]


class LightRule(Record):
    """From how many percentage points behind the plan a light is `amber` or `red`.

    One that is not finished is amber `due` days before its day as well; after `stale` days without a report a green
    one is no longer believed.
    """

    amber: PositiveFloat
    red: PositiveFloat
    due: PositiveInt
    stale: PositiveInt


class LightWords(Record):
    """Words for all of it and for none of it, where a cell has no number."""

    done: Names
    none: Names


class LightColumn(Record):
    """The heads under which a column comes, the usual first: of two columns the earlier name wins."""

    id: ColumnName
    names: Names


class LightRules(Record):
    """All that data/lights.toml says."""

    rule: LightRule
    words: LightWords
    columns: tuple[LightColumn, ...]


class Progress(Record):
    """What the office says of a project: percentages, days as ISO 8601, each None or empty where it says nothing.

    `said` are its own words by column, `heads` its own heads; `unread` the columns that say something nobody can read.
    """

    planned: float | None = None
    reached: float | None = None
    due: str = ""
    reported: str = ""
    said: tuple[tuple[ColumnName, str], ...] = ()
    heads: tuple[tuple[ColumnName, str], ...] = ()
    unread: tuple[ColumnName, ...] = ()


class Light(Record):
    """The light of a project on a day; `reasons` are words of [light.reason] with their numbers, weightiest first."""

    level: Level
    reasons: tuple[tuple[str, float], ...]
