"""The View: what the reader is looking at, equal to its own URL. It knows nothing else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode

from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import Status
from fengtai_map.model.lights import LEVELS
from fengtai_map.model.stories import WHERE
from fengtai_map.problems import Problem

STATUSES: tuple[Status, ...] = get_args(Status)
UNBUILT = STATUSES[1:]
PROMISED = ("target", "planned")  # of a figure or an entry: what is not so yet
TO_COME = ("under-construction", *PROMISED)
ON_THE_GROUND = {"reported": "existing", "target": "planned"}  # what a figure's status means for a place
OFFLINE = "offline"
OVERLAYS = ("", "black", "notes", "keys", "grid", "remarks")
CHANGES = ("rose", "fell", "same", "new", "gone", "incomparable")  # of a figure from release to release
THEMES = ("normal", "projector")
MAX_STOP_SECONDS = 3600  # seconds on a stop of a story that runs by itself
MAX_QUERY_CHARS = 80  # characters of a question
MAX_VALUE_CHARS = 2000  # characters of a parameter; what is longer is read no further
TIMES = ("release", "now")  # of which day a status is shown
Value = str | int | bool | tuple[str, ...]


@dataclass(frozen=True)
class View:
    """A state of the dashboard. An empty tuple means «no restriction», `selected` is the id of a record.

    `hidden` and `without` are kept as what is left out: a kind of place that the data gains tomorrow is shown.
    `ask` is what is searched for, `ring` how many kilometres around the selected thing are marked (0: none).
    `against` is the earlier release that is compared with the newest ("": the latest before it), `change` the only sort
    of change that is listed.
    A talk is on while `stop` is at least 1; `over` is what covers the screen, `seconds` how long a stop stays
    when the story runs by itself (0: until a key is pressed).
    `errors` draws the circle of error of every point, `time` says whether statuses are those of the release or the
    latest that are known. `at` is longitude, latitude (WGS-84) and zoom of a map that the reader moved by hand. `where`
    filters the office's records by its own columns, see content/facets.py; `lights` leaves only what has such a light.

    >>> View(clusters=("lize", "hexi"), errors=True).address()
    'clusters=lize,hexi&errors=1'
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
    errors: bool = False
    time: str = "release"
    at: str = ""
    where: tuple[str, ...] = ()
    lights: tuple[str, ...] = ()

    def query(self) -> dict[str, str]:
        """The URL parameters that open this View again; a default takes no space."""
        default = View()
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: _written(value) for name, value in pairs if value != getattr(default, name)}

    def address(self) -> str:
        """The query of the URL, as the browser writes it: client/view/address.js is held to the same table of cases."""
        return urlencode(self.query(), safe=",")

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
    "time": TIMES,
    "lights": LEVELS,
}


def parameters(query: str) -> dict[str, str]:
    """The parameters of a query. Of a list that is given twice both parts count, as in client/view/address.js.

    >>> parameters("clusters=lize&clusters=hexi&ring=1&ring=2")
    {'clusters': 'lize,hexi', 'ring': '2'}
    """
    given: dict[str, str] = {}
    for name, value in parse_qsl(query):
        listed = name in given and isinstance(getattr(View(), name, None), tuple)
        given[name] = f"{given[name]},{value}" if listed else value
    return given


def read(query: Mapping[str, str]) -> tuple[View, tuple[Problem, ...]]:
    """The View of a URL. What it does not understand is left at its default and reported.

    A name that is none of ours passes unsaid: whoever hands a link on may add their own to it.
    Whether the ids exist is not checked here: that takes an Atlas, see `view.fit.fit`.

    >>> view, problems = read({"clusters": "lize,hexi", "ring": "many"})
    >>> view.address(), view.ring
    ('clusters=lize,hexi', 0)
    >>> problems[0].code, problems[0].place
    ('url-value', 'ring')
    """
    default = View()
    problems = []
    values = {}
    for name, text in query.items():
        if name not in View.__dataclass_fields__:
            continue
        if (value := _read(name, text, getattr(default, name))) is None:
            problems.append(refused(name, text))
        else:
            values[name] = value
    return replace(default, **values), tuple(problems)


def refused(name: str, value: str) -> Problem:
    """The report of a URL value that names nothing.

    >>> refused("ring", "many").particulars["value"]
    'many'
    """
    return Problem("url-value", "URL", name, {"value": value[:60]})


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _read(name: str, text: str, default: Value) -> Any:  # noqa: ANN401  # a Value of the default's type, or None
    """The value of a parameter, None where it cannot be one."""
    if len(text) > MAX_VALUE_CHARS:
        return None
    if isinstance(default, bool):
        return {"1": True, "0": False}.get(text)
    if isinstance(default, int):
        return int(text) if re.fullmatch(r"[0-9]{1,4}", text) and int(text) <= MAX_STOP_SECONDS else None
    if name == "ask":
        return text if len(text) <= MAX_QUERY_CHARS else None
    if name == "at":
        return text if re.fullmatch(WHERE, text) else None
    value = tuple(dict.fromkeys(part for part in text.split(",") if part)) if isinstance(default, tuple) else text
    given = value if isinstance(value, tuple) else (value,)
    return value if all(item in ALLOWED.get(name, given) for item in given) else None
