"""A sheet is one page or stop in one language: what the map on it shows, and the words and figures beside the map."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fengtai_map.content import figures, pages, stops, stories
from fengtai_map.content.page_blocks import BlockTable, Content, Part, gathered
from fengtai_map.content.page_content import map_notes, page_content
from fengtai_map.content.pages import OVERVIEW
from fengtai_map.content.places import located, unlocated, visible
from fengtai_map.content.status_at import as_of
from fengtai_map.model import Atlas, Cluster, Entry, Fact, Place, PointColumns, Story
from fengtai_map.view.url import View

MAPPED = ("places", "clusters", "own")  # what a page is about whose map is no background


@dataclass(frozen=True)
class Sheet:
    """One page. `kinds` are the kinds of points its map shows, `zoom` the map's where the View alone would not do.

    `point_layer` are points that are too many for records and are drawn as a whole. `page` is the page of the
    dashboard on which the View was, `story` the story of which this is a stop; each is empty where there is none.
    `content` is all that stands beside the map. `part` stands above the headline; `caveats` below the notes. The map is
    `background` where nothing it tells of has a place on it, and `lead` says what stands large instead: "figures" or
    "list". `named` are the points named on it before all others.
    `base` is the address of the dashboard, empty where it is not known: then nothing can be linked to.
    """

    title: str
    view: View
    kinds: tuple[str, ...]
    notes: str
    number: int
    content: Content = field(default_factory=lambda: Content(title=""))
    zoom: float | None = None
    point_layer: PointColumns | None = None
    page: str = ""
    story: str = ""
    story_name: str = ""
    part: str = ""
    caveats: str = ""
    lead: str = "map"
    named: tuple[str, ...] = ()
    base: str = ""

    @property
    def background(self) -> bool:
        """Whether nothing on the sheet has a position on the map."""
        return self.lead != "map"

    @property
    def figures(self) -> tuple[Fact, ...]:
        """The figures of the page or stop, in their order."""
        return self.content.figures

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Its entries, in their order."""
        return self.content.entries

    @property
    def address(self) -> str:
        """Where the same is seen in the dashboard; empty where its address is not known."""
        view = View(lang=self.view.lang, story=self.story, stop=self.number) if self.story else self.view
        return link(self.base, self.page or "present", view)


def link(base: str, page: str, view: View) -> str:
    """The address of a View on a page of the dashboard at `base`; empty without one.

    >>> link("https://map.example/", "hubs", View(lang="en"))
    'https://map.example/hubs?lang=en'
    """
    if not base:
        return ""
    query = view.address()
    return base.rstrip("/") + "/" + ("" if page == OVERVIEW else page) + (f"?{query}" if query else "")


def of_view(  # noqa: PLR0913  # what a page is asked with
    atlas: Atlas,
    view: View,
    kinds: tuple[str, ...],
    point_layer: PointColumns | None = None,
    page: str = OVERVIEW,
    *,
    extra: tuple[BlockTable, ...] = (),
    base: str = "",
) -> Sheet:
    """The sheet of a View on a page of these kinds (none is all), with exactly what stands on the screen.

    `extra` are tables that only the server has: the history of changes, the findings before a meeting.
    """
    wanted = kinds or pages.kinds(atlas, OVERVIEW)
    content = page_content(atlas, view, page, point_layer, extra)
    return Sheet(
        title=content.title,
        view=view,
        kinds=tuple(kind for kind in wanted if kind not in view.hidden),
        notes="\n".join((*content.filter, *map_notes(atlas, view, wanted, point_layer, content))),
        number=1,
        content=content,
        point_layer=point_layer,
        page=page,
        part=atlas.words[view.lang]("list.clause").join(content.filter[1 if view.clusters else 0 :]),
        lead="map" if content.main in MAPPED or view.selected else "figures" if content.main == "facts" else "list",
        named=tuple(name for one in content.entries for name in one.places) if view.clusters else (),
        base=base,
    )


def whole(atlas: Atlas, sheets: Sequence[Sheet]) -> Sheet:
    """All stops of a story as one sheet, for a table: its stops, all their figures and entries. One sheet is itself."""
    first = sheets[0]
    if not first.story:
        return first
    shown: list[Part] = [fact for one in sheets for fact in one.figures]
    facts, entries, _ = gathered([*shown, *(entry for one in sheets for entry in one.entries)])
    comma = atlas.words[first.view.lang]("list.comma")
    labels = {fact.id: figures.figure(atlas, fact, first.view.lang) for fact in facts}
    rows = tuple(
        (
            one.number,
            one.part,
            one.title,
            comma.join(f"{labels[fact.id].label} {labels[fact.id].amount}" for fact in one.figures),
            comma.join(entry.name[first.view.lang] for entry in one.entries),
            one.notes,
            one.caveats,
            one.address,
        )
        for one in sheets
    )
    heads = ("order", "part", "headline", "figures", "entries", "notes", "caveats", "link")
    named = tuple((key, atlas.words[first.view.lang](f"export.column-{key}")) for key in heads)
    stops = BlockTable("stops", first.story_name, named, rows)
    content = Content(first.story_name, figures=facts, entries=entries, tables=(stops,), main="stops", bare=True)
    return replace(first, title=first.story_name, view=View(lang=first.view.lang), kinds=(), content=content)


def of_story(atlas: Atlas, story: Story, lang: str, base: str = "") -> tuple[Sheet, ...]:
    """The sheets of a story, one a stop that is not hidden, in its order. It need not be one of the Atlas."""
    return tuple(_of_stop(atlas, story, number, lang, base) for number, _ in stories.shown_stops(story))


def _of_stop(atlas: Atlas, story: Story, number: int, lang: str, base: str) -> Sheet:
    stop = story.stop[number - 1]
    facts, entries = stories.figures(atlas, stop), stories.entries(atlas, stop)
    about: tuple[Fact | Entry, ...] = (*entries, *facts)
    lead = stops.layout(atlas, story, number)
    return Sheet(
        title=stop.headline[lang],
        view=replace(stories.stop_view(stop, View(lang=lang)), clusters=tuple(sorted(stop.clusters))),
        kinds=tuple(one for one in stop.kinds or pages.kinds(atlas, OVERVIEW) if one not in stop.away),
        content=Content(title=stop.headline[lang], figures=facts, entries=entries, bare=lead != "map"),
        notes=stop.notes[lang],
        number=number,
        zoom=stop.zoom,
        story=story.id,
        story_name=story.name[lang],
        part=stop.part[lang] if stop.part else "",
        caveats=stop.caveats[lang] if stop.caveats else "",
        lead=lead,
        named=tuple(dict.fromkeys(name for one in about for name in one.places)),
        base=base,
    )


def small(sheet: Sheet) -> Sheet:
    """The same with a map that only says where the district is: no points on it."""
    return replace(sheet, view=replace(sheet.view, at=""), kinds=(), named=(), point_layer=None, zoom=None)


def places(atlas: Atlas, sheet: Sheet) -> tuple[Place, ...]:
    """Exactly the points that the map of a sheet shows: places first, then stations where they are among its kinds."""
    return located(visible(sheet.view, atlas.points, sheet.kinds))


def listed(atlas: Atlas, sheet: Sheet) -> tuple[Place, ...]:
    """The places of a sheet: exactly those its map shows, then those that have no position to be shown at."""
    missing = unlocated(visible(sheet.view, atlas.points, sheet.kinds))
    return (*places(atlas, sheet), *missing)


def statuses_line(atlas: Atlas, sheet: Sheet) -> str:
    """Of which day the statuses of a sheet are."""
    return as_of(atlas, sheet.kinds, sheet.view.time, sheet.view.lang)


def of_district(atlas: Atlas, sheet: Sheet, fact: Fact) -> bool:
    """Whether a figure is one of the whole district on a sheet about clusters."""
    about = atlas.index.get(sheet.view.selected)
    chosen = (about.id,) if isinstance(about, Cluster) else sheet.view.clusters
    return bool(chosen) and all(figures.of_district(atlas, fact, name) for name in chosen)
