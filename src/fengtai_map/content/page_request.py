"""What is asked for when a page is written down: an Atlas, a page, a View; and how a table of it is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from fengtai_map.content.page_blocks import BlockTable, Value
from fengtai_map.content.pages import Page
from fengtai_map.content.places import visible
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, Place, PointColumns
from fengtai_map.view.url import View


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
        """A table whose heads are the words of export.column-… ."""
        named = tuple((key, self.words(f"export.column-{key}")) for key in heads)
        return BlockTable(name, title, named, tuple(tuple(row) for row in rows), notes)
