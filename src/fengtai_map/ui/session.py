"""The reader's View as the server knows it: from the URL at first, then as the browser says it, late and quietly."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from fengtai_map.content.point_counts import Window
from fengtai_map.export.minutes import Minutes
from fengtai_map.export.minutes import read_remarks as read_minutes
from fengtai_map.export.qr_code import MAX_ADDRESS_BYTES
from fengtai_map.model import Atlas
from fengtai_map.ui.context import PageContext
from fengtai_map.view.fit import Exists, fit
from fengtai_map.view.url import MAX_QUERY_CHARS, MAX_VALUE_CHARS, View, parameters, read

READ = 20 * MAX_VALUE_CHARS  # characters of an address: there are eighteen parameters
FAR = 1e6  # no degree is beyond


@dataclass
class Session:
    """One tab of a reader. A plain object: a file that is asked for later is made outside of any run.

    `number` is that of the last change the browser said; an older one is not listened to. `runs` counts those of the
    whole page. `asked` is what the browser asks of the office's own points by name, `link` the address whose code it
    wants, `file` the file: a story's id, "view" or "remarks", and a form. `minutes` are the remarks of the last of
    these and are sent for it alone. `window` is what the map shows of a layer of many points, `placed` where a click
    was, `stop` asks that what is on the screen becomes a stop of a story.
    """

    view: View
    page: str = ""
    number: int = 0
    runs: int = 0
    asked: str = ""
    link: str = ""
    file: str = ""
    minutes: Minutes | None = None
    window: Window | None = None
    placed: tuple[float, float] | None = None
    stop: Mapping[str, object] | None = None

    def hear(self, said: object, atlas: Atlas, exists: Exists) -> None:
        """Take over what the browser says. It is text from outside: what does not fit the Atlas is left out."""
        if not isinstance(said, Mapping):
            return
        number = said.get("n")
        if not isinstance(number, int) or number <= self.number:
            return
        self.number = number
        self.view = _view(str(said.get("view", "")), atlas, exists)
        self.page = str(said.get("page", ""))
        self.asked, link = str(said.get("asked", ""))[:MAX_QUERY_CHARS], str(said.get("link", ""))
        self.link = link if len(link.encode()) <= MAX_ADDRESS_BYTES else ""  # a longer one has no code
        self.file = str(said.get("file", ""))
        self.minutes = read_minutes(said.get("minutes"))
        self.window = _numbers(said.get("window"), 4)
        self.placed = _numbers(said.get("placed"), 2)
        self.stop = one if isinstance(one := said.get("stop"), Mapping) else None

    def turned(self, ctx: PageContext) -> bool:
        """Whether the whole page has to run again: it was drawn in another language, or for another click."""
        return self.view.lang != ctx.lang or self.placed != ctx.placed


def current(atlas: Atlas, exists: Exists) -> Session:
    """The Session of this run; a new one looks at its URL. `exists` is asked about an id that the Atlas lacks."""
    state = st.session_state
    if "session" not in state:
        asked, _ = read(st.query_params.to_dict())
        state.session = Session(fit(asked, atlas, exists)[0])
    found: Session = state.session
    found.view = fit(found.view, atlas, exists)[0]  # the data, or the office's points, may have changed since
    found.runs += 1
    return found


def now() -> Session:
    """The Session, for callbacks and fragments."""
    found: Session = st.session_state.session
    return found


def lang() -> str:
    """The reader's language, also while there is no Atlas that a View could be of."""
    found = st.session_state.get("session")
    return found.view.lang if isinstance(found, Session) else read(st.query_params.to_dict())[0].lang


def _view(query: str, atlas: Atlas, exists: Exists) -> View:
    asked, _ = read(parameters(query[:READ]))
    return fit(asked, atlas, exists)[0]


def _numbers(given: object, length: int) -> Any:  # noqa: ANN401  # a tuple of so many floats, or None
    if not isinstance(given, list) or len(given) != length:
        return None
    return tuple(map(float, given)) if all(isinstance(one, int | float) and abs(one) < FAR for one in given) else None
