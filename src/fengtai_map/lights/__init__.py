"""Lights of projects (挂图作战): what the office's columns say of progress and days, and what follows on a day.

Only what a list says is read, nothing is guessed: see data/lights.toml for the heads and the rule. The browser has the
same rule in client/view/lights.js; both are held to tests/client/lights.json.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from fengtai_map.lights.cells import FULL, amount, day_of
from fengtai_map.model import Atlas, Light, LightRules, Place
from fengtai_map.model.lights import ColumnName, LightRule, Progress

BRACKETED = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=4096)  # the same heads stand at every place of a list
def head_key(head: str) -> str:
    """A head without brackets, blanks and case: 完成进度（%） is 完成进度."""
    plain = unicodedata.normalize("NFKC", head).casefold()
    return re.sub(r"[\s:_]+", "", BRACKETED.sub("", plain))


def column_of(head: str, rules: LightRules) -> ColumnName | None:
    """Which column a head is, None for any other."""
    key = head_key(head)
    return next((one.id for one in rules.columns if key in map(head_key, one.names)), None)


class _Said(NamedTuple):
    head: str
    text: str


def progress_of(fields: Iterable[tuple[str, str]], rules: LightRules) -> Progress | None:
    """What the columns of a record say of its progress; None where it says nothing that a light could come from."""
    said = _columns({head: text for head, text in fields if text}, rules)
    if not said.keys() & {"planned", "reached", "due"}:
        return None
    planned, reached = (amount(said[c].text, rules.words) if c in said else None for c in ("planned", "reached"))
    due, reported = (day_of(said[c].text) if c in said else None for c in ("due", "reported"))
    read = {"planned": planned, "reached": reached, "due": due, "reported": reported}
    return Progress(
        planned=planned,
        reached=reached,
        due=due.isoformat() if due else "",
        reported=reported.isoformat() if reported else "",
        said=tuple((column, one.text) for column, one in said.items()),
        heads=tuple((column, one.head) for column, one in said.items()),
        unread=tuple(column for column in said if read.get(column, column) is None),
    )


def _columns(texts: Mapping[str, str], rules: LightRules) -> dict[ColumnName, _Said]:
    """The text of each column, in the order of the rules."""
    by_key = {head_key(head): _Said(head, text) for head, text in reversed(list(texts.items()))}
    found = (
        (one.id, next((by_key[key] for key in map(head_key, one.names) if key in by_key), None))
        for one in rules.columns
    )
    return {column: said for column, said in found if said}


def light(said: Progress, rule: LightRule, today: str) -> Light:
    """The light of a project on a day, ISO 8601."""
    if said.reached == FULL:
        return Light(level="done", reasons=(("done", 0),))
    if unread := next((c for c in said.unread if c != "reported"), None):
        return Light(level="unknown", reasons=((f"unread-{unread}", 0),))
    reasons = tuple(_reasons(said, rule, _days(today, said.due), _days(said.reported, today)))
    codes = {code for code, _ in reasons}
    if said.reached is None:
        return Light(level="unknown", reasons=reasons)
    if codes & {"overdue", "far-behind"}:
        level = "red"
    elif codes & {"behind", "due-soon"}:
        level = "amber"
    else:
        level = "unknown" if "no-plan" in codes else "stale" if "stale" in codes else "green"
    return Light.model_validate({"level": level, "reasons": reasons})


def _reasons(said: Progress, rule: LightRule, left: int | None, silent: int | None) -> Iterator[tuple[str, float]]:
    """Why: days `left` to the due date, days `silent` since the last report, None where there is no such day."""
    if left is not None and left < 0:
        yield ("overdue" if said.reached is not None else "past"), -left
    if said.reached is None:
        yield "no-reached", 0
    elif said.planned is not None:
        yield from _beside(math.floor((said.planned - said.reached) * 10 + 0.5) / 10, rule)
    if left is not None and left >= 0:
        yield ("due-soon" if left <= rule.due else "due-in"), left
    if said.reached is not None and said.planned is None and left is None:
        yield "no-plan", 0
    if silent is not None and silent > rule.stale:
        yield "stale", silent
    if "reported" in said.unread:
        yield "unread-reported", 0


def _beside(behind: float, rule: LightRule) -> Iterator[tuple[str, float]]:
    """How reached progress stands beside the plan, in percentage points."""
    if behind > 0:
        yield ("far-behind" if behind >= rule.red else "behind" if behind >= rule.amber else "little-behind"), behind
    else:
        yield ("ahead", -behind) if behind < 0 else ("on-plan", 0)


def _days(first: str, last: str) -> int | None:
    """The days from one day to another; None where one is not known."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days if first and last else None


def on(atlas: Atlas, today: str) -> Atlas:
    """The Atlas with the light of each place on a day, ISO 8601; the same Atlas where no place has one."""
    lit = {place.id: made for place in atlas.places if (made := of(place, atlas.lights, today))}
    if not lit:
        return atlas
    places = tuple(
        place.model_copy(update={"light": lit[place.id]}) if place.id in lit else place for place in atlas.places
    )
    return atlas.having(places=places)


def has_lights(atlas: Atlas) -> bool:
    """Whether any place says of its progress what a light could come from."""
    return any(progress_of(place.fields, atlas.lights) for place in atlas.places if place.fields)


def of(place: Place, rules: LightRules, today: str) -> Light | None:
    """The light of a place on a day, None for one of which no list says how far it is."""
    said = progress_of(place.fields, rules) if place.fields else None
    return light(said, rules.rule, today) if said else None
