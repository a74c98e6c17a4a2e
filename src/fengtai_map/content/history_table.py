"""The history of the office's own points as a table: who changed how much, when and why."""

from collections.abc import Iterable
from typing import Protocol

from fengtai_map.content.page_blocks import BlockTable
from fengtai_map.model import Atlas

HEADS = ("order", "when", "who", "reason", "added", "changed", "removed", "undoes")


class Changed(Protocol):
    """A change as the store tells it."""

    @property
    def id(self) -> int: ...  # noqa: D102  # the store says what each is
    @property
    def who(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def when(self) -> str: ...  # noqa: D102
    @property
    def undoes(self) -> int | None: ...  # noqa: D102
    @property
    def added(self) -> int: ...  # noqa: D102
    @property
    def changed(self) -> int: ...  # noqa: D102
    @property
    def removed(self) -> int: ...  # noqa: D102


def changes(atlas: Atlas, lang: str, made: Iterable[Changed]) -> BlockTable:
    """The changes in their order, a row each; `when` is ISO 8601 in UTC."""
    words = atlas.words[lang]
    rows = tuple(
        (one.id, one.when, one.who, one.reason, one.added, one.changed, one.removed, one.undoes) for one in made
    )
    heads = tuple((key, words(f"export.column-{key}")) for key in HEADS)
    return BlockTable("changes", words("page.history.title"), heads, rows)
