"""What a page consists of, as plain values: the one model from which every file of it is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from fengtai_map.model import Entry, Fact

Value = str | float | None


@dataclass(frozen=True)
class BlockTable:
    """Rows under heads, each a key that programs use and the word a reader sees. `id` is unique in a page.

    >>> BlockTable("rivers", "河流", (("name", "名称"),), (("永定河",),)).rows
    (('永定河',),)
    """

    id: str
    title: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


Part = BlockTable | Fact | Entry


@dataclass(frozen=True)
class Content:
    """A page, or a stop of a story, in one language and as one View shows it.

    `title` heads it, `about` is the line below, `filter` says in words what the View leaves out. `figures` and
    `entries` are those in sight, in their order; `tables` whatever else stands there. `main` names the table a plain
    file holds: the id of one of `tables`, or "places", "facts", "entries". `bare` says that no place has to be listed
    beside it.
    """

    title: str
    about: str = ""
    filter: tuple[str, ...] = ()
    figures: tuple[Fact, ...] = ()
    entries: tuple[Entry, ...] = ()
    tables: tuple[BlockTable, ...] = ()
    main: str = "places"
    bare: bool = False

    def table(self, name: str) -> BlockTable | None:
        """The table of this id."""
        return next((table for table in self.tables if table.id == name), None)


def gathered(parts: Iterable[Part]) -> tuple[tuple[Fact, ...], tuple[Entry, ...], tuple[BlockTable, ...]]:
    """Parts by their sorts, each thing once, in the order in which they come first."""
    facts: dict[str, Fact] = {}
    entries: dict[str, Entry] = {}
    tables: dict[str, BlockTable] = {}
    for part in parts:
        if isinstance(part, Fact):
            facts.setdefault(part.id, part)
        elif isinstance(part, Entry):
            entries.setdefault(part.id, part)
        else:
            tables.setdefault(part.id, part)
    return tuple(facts.values()), tuple(entries.values()), tuple(tables.values())
