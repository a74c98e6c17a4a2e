"""The file in a clerk's hand and what they have said of it: kept by the session while Streamlit forgets its widgets.

Streamlit drops the state of a widget as soon as a page without it is drawn, and of one whose words change with the
language. So what a hand has chosen is written down here, and the widgets show it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import count
from typing import Any

import streamlit as st

NUMBERS = count(1)
Said = dict[str, Any]
# An answer and those that it makes void: columns that were chosen are those of one sheet, with its heads.
VOIDS: Mapping[str, Sequence[str]] = {
    "encoding": ("head_row", "mapping", "unread"),
    "sheet": ("head_row", "mapping", "unread"),
    "head_row": ("mapping", "unread"),
}


@dataclass
class BroughtFiles:
    """Files that were brought together, by name, and what was said of them; a new file begins with nothing said."""

    files: Mapping[str, bytes]
    said: Said = field(default_factory=dict)
    number: int = field(default_factory=lambda: next(NUMBERS))

    @property
    def name(self) -> str:
        """What the files are called: by the first of them."""
        return next(iter(self.files))

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(map(len, self.files.values()))

    @cached_property
    def digest(self) -> str:
        """The same for the same names and bytes only."""
        stamp = sha256()
        for name, content in sorted(self.files.items()):
            stamp.update(f"{len(content)} {name}\n".encode())
            stamp.update(content)
        return stamp.hexdigest()


def current() -> BroughtFiles | None:
    """The file in hand, None where there is none."""
    return st.session_state.get("brought")


def take(files: Sequence[tuple[str, bytes]]) -> BroughtFiles:
    """Hold these files from now on. Two of one name are both kept."""
    named: dict[str, bytes] = {}
    for name, content in files:
        named[name if name not in named else f"{len(named) + 1}-{name}"] = content
    held = BroughtFiles(named)
    st.session_state.brought = held
    return held


def drop() -> None:
    """Forget the file, and every choice that was made about it."""
    st.session_state.pop("brought", None)


def ask(said: Said, draw: Callable[..., Any], name: str, label: str, *, shown: object, **more: object) -> Any:  # noqa: ANN401  # as the widget has it
    """Draw a widget that shows what was said under this name, else `shown`; only what a hand chooses is written down.

    An answer of VOIDS makes others void.
    """
    key = f"w-{name}"
    value = said.get(name, shown)
    options = more.get("options")
    if isinstance(options, Sequence) and not isinstance(value, list) and value not in options:
        value = shown  # it was said of another sheet, or of words that are no longer asked
    if options or st.session_state.get(key, ...) != value:
        st.session_state[key] = value  # a choice in each run: see choice.py
    return draw(label, key=key, on_change=_heard, args=(said, name, key, options), **more)


def say(said: Said, name: str, answer: object) -> None:
    """Write an answer down."""
    said[name] = answer
    for other in VOIDS.get(name, ()):
        said.pop(other, None)


def _heard(said: Said, name: str, key: str, options: object) -> None:
    answer = st.session_state[key]
    if not isinstance(options, Sequence) or isinstance(answer, list) or answer in options:
        say(said, name, answer)
