"""A sheet is one page or slide in one language: what the map on it shows, and the words and figures beside the map."""

from collections.abc import Iterator
from dataclasses import dataclass

from fengtai_map.content import figures, stories, subjects
from fengtai_map.content.many import tally
from fengtai_map.content.places import located, row, unlocated, visible
from fengtai_map.content.said import as_of, shown, since
from fengtai_map.model import Atlas, Cluster, Fact, Many, Place, Stop, Story
from fengtai_map.view import View

FIGURES = 4  # as many as can be read from the back of a room
OVERVIEW = "overview"


@dataclass(frozen=True)
class Sheet:
    """One page. `kinds` are the kinds of points its map shows, `zoom` the map's where the View alone would not do.

    `many` is a layer of points that are too many for records, and are drawn as a whole. `page` is the page of the
    dashboard on which the View was, `story` the story of which this is a stop; each is empty where there is none.
    The map is `background` where nothing that is told has a place on it.
    """

    title: str
    view: View
    kinds: tuple[str, ...]
    figures: tuple[Fact, ...]
    notes: str
    number: int
    total: int
    zoom: float | None = None
    many: Many | None = None
    page: str = ""
    story: str = ""
    background: bool = False


def of_view(atlas: Atlas, view: View, kinds: tuple[str, ...], many: Many | None = None, page: str = OVERVIEW) -> Sheet:
    """The sheet of a View on a page of these kinds (none is all): headed by what is selected, else by the filter."""
    return Sheet(
        title=_title(atlas, view),
        view=view,
        kinds=tuple(kind for kind in kinds or subjects.kinds(atlas, OVERVIEW) if kind not in view.hidden),
        figures=_figures(atlas, view)[:FIGURES],
        notes="\n".join(_notes(atlas, view, kinds or subjects.kinds(atlas, OVERVIEW), many)),
        number=1,
        total=1,
        many=many,
        page=page,
    )


def of_story(atlas: Atlas, story: Story, lang: str) -> tuple[Sheet, ...]:
    """The sheets of a story, one a stop, in its order."""
    return tuple(_of_stop(atlas, story, stop, lang, number) for number, stop in enumerate(story.stop, 1))


def _of_stop(atlas: Atlas, story: Story, stop: Stop, lang: str, number: int) -> Sheet:
    named = (*stop.figures, *stop.entries)
    return Sheet(
        title=stop.headline[lang],
        view=View(lang=lang, clusters=tuple(sorted(stop.clusters)), selected=stop.selected),
        kinds=stop.kinds or subjects.kinds(atlas, OVERVIEW),
        figures=stories.figures(atlas, stop),
        notes=stop.notes[lang],
        number=number,
        total=len(story.stop),
        zoom=stop.zoom,
        story=story.id,
        background=not stop.clusters and not stop.selected and not any(atlas.index[name].places for name in named),  # type: ignore[union-attr]  # facts and entries
    )


def places(atlas: Atlas, sheet: Sheet) -> tuple[Place, ...]:
    """Exactly the points that the map of a sheet shows: places first, then stations where they are among its kinds."""
    return located(visible(sheet.view, (*atlas.places, *atlas.stations), sheet.kinds))


def statuses_line(atlas: Atlas, sheet: Sheet) -> str:
    """Of which day the statuses of a sheet are."""
    return as_of(atlas, sheet.kinds, sheet.view.time, sheet.view.lang)


def of_district(atlas: Atlas, sheet: Sheet, fact: Fact) -> bool:
    """Whether a figure is one of the whole district on a sheet about clusters."""
    about = atlas.index.get(sheet.view.selected)
    chosen = (about.id,) if isinstance(about, Cluster) else sheet.view.clusters
    return bool(chosen) and all(figures.of_district(atlas, fact, name) for name in chosen)


def _title(atlas: Atlas, view: View) -> str:
    record = atlas.index.get(view.selected)
    if isinstance(record, Fact):
        return record.label[view.lang]
    words = atlas.words[view.lang]
    chosen = words("list.comma").join(c.name[view.lang] for c in atlas.clusters if c.id in view.clusters)
    return atlas.name(view.selected, view.lang) or chosen or words("app.title")


def _figures(atlas: Atlas, view: View) -> tuple[Fact, ...]:
    """The figures of what is selected, else of the filter; the headline figures where nothing is chosen."""
    record = atlas.index.get(view.selected)
    if isinstance(record, Fact):
        return (record,)
    names = (view.selected,) if record else view.clusters
    found = {fact.id: fact for name in names for fact in figures.concerning(atlas, name)}
    return shown(view, tuple(found.values()) if names else subjects.facts(atlas, OVERVIEW))


def _notes(atlas: Atlas, view: View, kinds: tuple[str, ...], many: Many | None) -> Iterator[str]:
    """What stands behind the map, a line each: the card of what is selected, and what could not be drawn."""
    words = atlas.words[view.lang]
    if many:
        made = tally(many, view, kinds)
        yield words("export.density", n=f"{made.shown:,}", total=f"{made.total:,}")
    record = atlas.index.get(view.selected)
    if isinstance(record, Place):
        one = row(atlas, record, view.lang, view.time)
        yield " · ".join(part for part in (one.kind_name, one.status_name, one.precision, one.cluster) if part)
        yield words("export.pair", label=words("place.basis"), value=one.basis)
        yield words("export.pair", label=words("place.source"), value=one.source)
        yield from (text for text in (*since(atlas, record, view.lang), one.note, one.doubt) if text)
    chosen = (view.selected,) if isinstance(record, Cluster) else view.clusters
    yield from (_cluster(atlas, cluster, view.lang) for cluster in atlas.clusters if cluster.id in chosen)
    missing = unlocated(visible(view, atlas.places, kinds))
    if missing and not record:
        names = words("list.comma").join(place.name[view.lang] for place in missing)
        yield words("export.pair", label=words("place.unlocated"), value=names)


def _cluster(atlas: Atlas, cluster: Cluster, lang: str) -> str:
    words = atlas.words[lang]
    area, share = f"{cluster.area_km2:.1f}", f"{cluster.area_km2 / atlas.area_km2:.0%}"
    streets = words("list.comma").join(street.name[lang] for street in atlas.streets if street.id in cluster.streets)
    text = words("cluster.area-value", area=area, share=share)
    return words("export.cluster", name=cluster.name[lang], area=text, streets=streets)
