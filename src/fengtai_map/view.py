"""The View: what the reader is looking at, equal to its own URL. It knows nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from fengtai_map.problems import Problem
from fengtai_map.text import LANGUAGES

STATUSES = ("existing", "under-construction", "planned", "unknown")
UNBUILT = STATUSES[1:]
ON_THE_GROUND = {"reported": "existing", "target": "planned"}  # what a figure's status means for a place
OFFLINE = "offline"
OVERLAYS = ("", "black", "notes", "keys")
CHANGES = ("rose", "fell", "same", "new", "gone", "incomparable")  # of a figure from release to release
THEMES = ("normal", "projector")
LONGEST = 3600  # seconds on a stop of a story that runs by itself
ASKED = 80  # characters of a question
Value = str | int | tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A state of the dashboard. An empty tuple means «no restriction», `selected` is the id of a record.

    `hidden` and `without` are kept as what is left out: a kind of place that the data gains tomorrow is shown.
    `ask` is what is searched for, `ring` how many kilometres around the selected thing are marked (0: none).
    `against` is the earlier release that is compared with the newest ("": the latest before it), `change` the only sort
    of change that is listed.
    A story is being told while `stop` is at least 1; `over` is what covers the screen, `seconds` how long a stop stays
    when the story runs by itself (0: until a key is pressed).
    """

    lang: str = "zh"
    clusters: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    basemap: str = OFFLINE
    selected: str = ""
    topic: str = ""
    ask: str = ""
    ring: int = 0
    against: str = ""
    change: str = ""
    story: str = ""
    stop: int = 0
    over: str = ""
    seconds: int = 0
    theme: str = "normal"

    def query(self) -> dict[str, str]:
        """The URL parameters that open this View again; a default takes no space."""
        default = View()
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: _written(value) for name, value in pairs if value != getattr(default, name)}

    @property
    def built_only(self) -> bool:
        """Whether only what exists is shown: no place, figure or plan that is still to come."""
        return set(self.without) == set(UNBUILT)

    def shows(self, status: str | None) -> bool:
        """Whether a place, figure or entry of this status is shown; one without a status always is."""
        return ON_THE_GROUND.get(status or "", status) not in self.without

    def spoken(self, lang: str) -> "View":
        """The same View in a language."""
        return replace(self, lang=lang)


ALLOWED: dict[str, tuple[str, ...]] = {
    "lang": LANGUAGES,
    "without": STATUSES,
    "change": ("", *CHANGES),
    "over": OVERLAYS,
    "theme": THEMES,
}


def read(query: Mapping[str, str]) -> tuple[View, tuple[Problem, ...]]:
    """The View of a URL. What it does not understand is left at its default and reported.

    Whether the ids exist is for those who hold an Atlas to say: see `checks.url.fit`.
    """
    default = View()
    problems = []
    values = {}
    for name, text in query.items():
        if name not in View.__dataclass_fields__:
            problems.append(Problem("url-unknown", "URL", name))
        elif (value := _read(name, text, getattr(default, name))) is None:
            problems.append(refused(name, text))
        else:
            values[name] = value
    return replace(default, **values), tuple(problems)


def refused(name: str, value: str) -> Problem:
    """The report of a URL value that names nothing."""
    return Problem("url-value", "URL", name, {"value": value[:60]})


def _written(value: Value) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _read(name: str, text: str, default: Value) -> Any:  # noqa: ANN401  # a Value of the default's type, or None
    """The value of a parameter, None where it cannot be one."""
    if isinstance(default, int):
        return int(text) if re.fullmatch(r"[0-9]{1,4}", text) and int(text) <= LONGEST else None
    if name == "ask":
        return text if len(text) <= ASKED else None
    value = tuple(dict.fromkeys(part for part in text.split(",") if part)) if isinstance(default, tuple) else text
    given = value if isinstance(value, tuple) else (value,)
    return value if all(item in ALLOWED.get(name, given) for item in given) else None
