"""A page written down, as plain values: what is asked for, and what it consists of; every file is made from these."""

from collections.abc import Iterable
from dataclasses import dataclass

from fengtai_map.content.pages import Page
from fengtai_map.content.places import visible
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, Entry, Fact, Place, PointColumns
from fengtai_map.view.url import View

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


def decimals(table: BlockTable, at: int) -> int | None:
    """How many decimals the numbers of a column are all printed with; None where each row is of a measure of its own.

    >>> decimals(BlockTable("t", "T", (("area", "A"),), ((38.0,), (9.4,), (None,))), 0)
    1
    """
    column = [row[at] for row in table.rows]
    found = [len(f"{one:.10g}".partition(".")[2]) for one in column if isinstance(one, float)]
    return None if table.heads[at][0] == "value" else max(found, default=0)


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


@dataclass(frozen=True)
class PageRequest:
    """A page as a View shows it. `kinds` are those of its map, `point_layer` own points that are no records."""

    atlas: Atlas
    page: Page
    view: View
    kinds: tuple[str, ...]
    point_layer: PointColumns | None = None

    @property
    def words(self) -> Words:
        """The catalogue of the View's language."""
        return self.atlas.words[self.view.lang]

    @property
    def points(self) -> tuple[Place, ...]:
        """The places and stations that the View shows on the page, with or without a position."""
        return visible(self.view, self.atlas.points, self.kinds)

    @property
    def carded(self) -> str:
        """What has its card on the page: what is selected, else the filter's one cluster; as client/view/filter.js."""
        if self.view.selected in self.atlas.index:
            return self.view.selected
        alone = self.view.clusters if len(self.view.clusters) == 1 and "clusters" in self.page.panel else ()
        return "".join(alone)

    def table(
        self, name: str, title: str, heads: Iterable[str], rows: Iterable[Iterable[Value]], notes: tuple[str, ...] = ()
    ) -> BlockTable:
        """A table whose heads are the words of export.column-… , of its own ones where the catalogue has them."""
        named = tuple((key, self._head(name, key)) for key in heads)
        return BlockTable(name, title, named, tuple(tuple(row) for row in rows), notes)

    def _head(self, table: str, key: str) -> str:
        own = f"export.column-{table}-{key}"
        return self.words(own if own in self.words else f"export.column-{key}")
