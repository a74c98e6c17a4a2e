"""A bar while a file is read: how far it has come, and nothing once it is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from streamlit.delta_generator import DeltaGenerator

from fengtai_map.ui.context import PageContext


class ProgressBar(Protocol):
    """A callback for progress: how far something has come, from 0 to 1, and how many wait before it."""

    def __call__(self, done: float, ahead: int = 0) -> None:
        """Show it."""


@contextmanager
def bar(ctx: PageContext, place: DeltaGenerator, what: str) -> Iterator[ProgressBar]:
    """Yield a callback for progress: how far it has come, from 0 to 1, and how many wait before it.

    The bar is there from the first word on: what is ready needs none.
    """
    slot = place.empty()

    def advance(done: float, ahead: int = 0) -> None:
        text = ctx.words("waiting.ahead", n=ahead) if ahead else ctx.words(f"waiting.{what}")
        slot.progress(min(max(done, 0.0), 1.0), text=text)

    try:
        yield advance
    finally:
        slot.empty()
