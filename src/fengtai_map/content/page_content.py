"""A page written down: its title, its filter in words, its figures, entries and tables, exactly those on the screen."""

from collections.abc import Callable, Iterator, Mapping

from fengtai_map.content import lights, page_cards, page_counts, page_lists, pages
from fengtai_map.content.card_rows import cluster_rows
from fengtai_map.content.facets import wanted
from fengtai_map.content.figures import released
from fengtai_map.content.page_blocks import BlockTable, Content, PageRequest, Part, gathered
from fengtai_map.content.pages import CARD, LAYER, MAP_TEXT, OVERVIEW, PAGES, Page
from fengtai_map.content.places import unlocated, visible
from fengtai_map.content.point_counts import tally
from fengtai_map.model import Atlas, Cluster, Fact, Place, PointColumns, Subdistrict
from fengtai_map.view.url import View

SECTIONS: Mapping[str, Callable[[PageRequest], Iterator[Part]]] = {  # by the names of content/pages.py
    CARD: page_cards.card,
    LAYER: page_counts.layer,
    MAP_TEXT: page_counts.shown,
    "charts": page_lists.charts,
    "check": lambda _: iter(()),  # what the server finds is passed in with the page
    "clustercards": page_cards.cluster_cards,
    "clusters": page_counts.clusters,
    "clustertable": page_counts.clusters,
    "compare": page_counts.compared,
    "district": page_counts.district,
    "editions": page_lists.editions,
    "entries": page_lists.entries,
    "figures": page_lists.figures,
    "lights": lights.table,
    "greencounts": page_counts.green,
    "places": lambda _: iter(()),  # every file lists the places of its map
    "remarks": lambda _: iter(()),  # the browser alone has them; their file is the minutes
    "rivers": page_counts.rivers,
    "sources": page_lists.sources,
    "table": lambda _: iter(()),  # the places again
    "talkstart": page_lists.stories,
    "timeline": page_lists.timeline,
    "topics": page_counts.topics,
    "unlocated": lambda _: iter(()),  # they are among the places of every file
}


def page_of(name: str) -> Page:
    """The page of this id, the first where there is none."""
    return next((page for page in PAGES if page.id == name), PAGES[0])


def page_content(
    atlas: Atlas, view: View, page: str, point_layer: PointColumns | None = None, extra: tuple[BlockTable, ...] = ()
) -> Content:
    """A page as a View shows it. `extra` are the tables of a page that the server draws: changes, findings.

    >>> page_content(atlas, View(lang="en"), "figures").title
    'Figures'
    """
    asked = PageRequest(atlas, page_of(page), view, pages.kinds(atlas, page), point_layer)
    sections = (*asked.page.panel, *asked.page.below, *([] if asked.page.layout == "wide" else [MAP_TEXT]))
    parts = [part for name in sections for part in SECTIONS[name](asked)]
    parts += page_lists.own(asked) if page == "own" else page_lists.stories(asked) if page == "stories" else ()
    figures, entries, tables = gathered([*extra, *parts])
    made = {table.id for table in tables} | {"facts"}
    return Content(
        title=title(atlas, view, page),
        about=asked.words(f"page.{page}.text"),
        filter=tuple(filtered(atlas, view)),
        figures=figures,
        entries=entries,
        tables=tables,
        main=next((name for name in asked.page.main if name in made), "places"),
        bare=asked.page.layout == "wide",
    )


def title(atlas: Atlas, view: View, page: str = OVERVIEW) -> str:
    """What heads a page: what is selected, else the page and the clusters of the filter.

    >>> title(atlas, View(lang="en", clusters=("lize",)), "hubs")
    'Hubs: Lize Financial Business District'
    """
    words, record = atlas.words[view.lang], atlas.index.get(view.selected)
    chosen = words("list.comma").join(c.name[view.lang] for c in atlas.clusters if c.id in view.clusters)
    if record:
        about = record.label[view.lang] if isinstance(record, Fact) else atlas.name(view.selected, view.lang)
        own = page in (OVERVIEW, "clusters") if isinstance(record, Cluster) else page == OVERVIEW
        return about if own else words("export.pair", label=words(f"page.{page}.title"), value=about)
    if page == OVERVIEW:
        return chosen or words("app.title")
    named = words(f"page.{page}.title")
    return words("export.pair", label=named, value=chosen) if chosen else named


def filtered(atlas: Atlas, view: View) -> Iterator[str]:
    """What a View leaves out or looks at, a phrase each; nothing where it shows everything.

    >>> list(filtered(atlas, View(lang="en", clusters=("lize",), hidden=("school",))))
    ['Clusters: Lize Financial Business District', 'Kinds not shown: School']
    """
    words, comma = atlas.words[view.lang], atlas.words[view.lang]("list.comma")
    if view.clusters:
        names = comma.join(c.name[view.lang] for c in atlas.clusters if c.id in view.clusters)
        yield words("export.filter-clusters", names=names)
    if view.hidden:
        yield words("export.filter-hidden", names=comma.join(words(f"kind.{kind}") for kind in view.hidden))
    if view.built_only:
        yield words("sidebar.built")
    elif view.without:
        yield words("export.filter-without", names=comma.join(words(f"status.{one}") for one in view.without))
    if view.lights:
        yield words("export.filter-lights", names=comma.join(words(f"light.{one}") for one in view.lights))
    for head, texts in wanted(view.where):
        yield words("export.pair", label=head, value=comma.join(texts))
    if view.topic:
        yield words("export.filter-topic", name=words(f"topic.{view.topic}"))
    if view.change:
        yield words("export.filter-change", name=words(f"change.{view.change}"))
    if view.time == "now":
        yield words("time.as-of-now", day=released(atlas, view.lang))


def map_notes(
    atlas: Atlas, view: View, kinds: tuple[str, ...], point_layer: PointColumns | None, content: Content
) -> Iterator[str]:
    """What stands behind the map, a line each: the card that `content` has, and what could not be drawn."""
    words = atlas.words[view.lang]
    if point_layer:
        made = tally(point_layer, view, kinds)
        yield words("export.point-layer", n=f"{made.shown:,}", total=f"{made.total:,}")
    record, card = atlas.index.get(view.selected), content.table("card")
    if card and isinstance(record, Place | Subdistrict | Cluster):
        yield from (words("export.pair", label=what, value=said) for what, said, *_ in card.rows if said)
    for cluster in atlas.clusters:
        if cluster.id in view.clusters and cluster is not record:
            (_, area), (_, names) = cluster_rows(atlas, cluster, view.lang)
            yield words("export.cluster", name=cluster.name[view.lang], area=area, subdistricts=names)
    missing = unlocated(visible(view, atlas.places, kinds))
    if missing and not record:
        names = words("list.comma").join(place.name[view.lang] for place in missing)
        yield words("export.pair", label=words("place.unlocated"), value=names)
