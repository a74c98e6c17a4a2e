"""The lists of the pages: figures, entries, charts, the timeline, two releases, sources, stories, own points."""

from collections.abc import Iterable, Iterator

from fengtai_map.content import pages, release_diff_words
from fengtai_map.content import sources as source_pages
from fengtai_map.content.figures import figure, period, scaled
from fengtai_map.content.page_blocks import PageRequest, Part, Value
from fengtai_map.content.page_counts import topics
from fengtai_map.content.places import located, row
from fengtai_map.content.status_at import shown, shows_status, stated
from fengtai_map.content.stories import shown_stops
from fengtai_map.content.timeline import timeline as promised
from fengtai_map.model import Entry, Fact
from fengtai_map.model.user_points import SOURCE

BUILDING = "under-construction"
TIMELINE = ("period", "by", "what", "amount", "kind", "status", "quote")


def figures(asked: PageRequest) -> Iterator[Part]:
    """The figures of the page; on the page of figures all there are, of the topic that is looked at."""
    facts = pages.facts(asked.atlas, asked.page.id) or asked.atlas.facts
    topic = asked.view.topic if "topics" in asked.page.panel else ""
    yield from (fact for fact in shown(asked.view, facts) if fact.listed and topic in ("", fact.topic))


def entries(asked: PageRequest) -> Iterator[Part]:
    """The entries of the page."""
    yield from shown(asked.view, pages.entries(asked.atlas, asked.page.id))


def charts(asked: PageRequest) -> Iterator[Part]:
    """The charts as numbers."""
    by_id = {fact.id: fact for fact in asked.atlas.facts}
    rows: list[tuple[Value, ...]] = []
    for chart in asked.atlas.charts:
        facts = shown(asked.view, [by_id[name] for name in chart.facts])
        if asked.view.topic in ("", *(fact.topic for fact in facts)):
            rows += [(chart.name[asked.view.lang], *_bar(asked, fact)) for fact in facts]
    yield asked.table("charts", asked.words("export.sheet-charts"), ("chart", "label", "value", "unit", "period"), rows)


def _bar(asked: PageRequest, fact: Fact) -> tuple[Value, ...]:
    one = figure(asked.atlas, fact, asked.view.lang)
    return one.label, scaled(asked.atlas, fact, asked.view.lang), one.unit, one.period


def timeline(asked: PageRequest) -> Iterator[Part]:
    """What is promised: by year, first in the plan's periods, then without a year, then the places still to come."""
    made, words, lang = promised(asked.atlas, asked.view), asked.words, asked.view.lang
    rows: list[tuple[Value, ...]] = []
    for span in made.spans:
        name = words("timeline.period", name=span.entry.name[lang], first=span.first, last=span.last)
        for year in span.years:
            rows += _promises(asked, name, year.year, year.promises)
    for year in made.others:
        rows += _promises(asked, "", year.year, year.promises)
    for title, building in ((words("timeline.building"), True), (words("timeline.ahead"), False)):
        undated = [one for one in made.undated if (stated(one, asked.view) == BUILDING) == building]
        rows += _promises(asked, title, None, undated)
    for status, key in ((BUILDING, "timeline.places-building"), ("planned", "timeline.places-planned")):
        rows += [
            (words(key), None, place.name[lang], "", words(f"kind.{place.kind}"), words(f"status.{status}"), "")
            for place in located(asked.points)
            if stated(place, asked.view) == status
        ]
    yield asked.table("timeline", words("page.timeline.title"), TIMELINE, rows)


def _promises(
    asked: PageRequest, name: str, year: int | None, promises: Iterable[Fact | Entry]
) -> Iterator[tuple[Value, ...]]:
    words, lang = asked.words, asked.view.lang
    for one in promises:
        status = stated(one, asked.view)
        said = words(f"status.{status}") if status else ""
        if isinstance(one, Fact):
            made = figure(asked.atlas, one, lang)
            yield name, year, made.label, made.amount, words(f"topic.{one.topic}"), said, made.quote
        else:
            yield name, year, one.name[lang], "", words(f"entry.{one.kind}"), said, one.quote


def editions(asked: PageRequest) -> Iterator[Part]:
    """Two releases figure by figure and cluster by cluster; with one release how many figures it has of each topic."""
    made = release_diff_words.release_changes(asked.atlas, asked.view.lang)
    if made is None:
        yield from topics(asked)
        return
    pair = made["of"].get(asked.view.against) or made["of"][made["against"][0]["id"]]
    heads = ("change", "label", "topic", "older", "newer", "result", "note")
    results = [one for one in pair["results"] if asked.view.change in ("", one["id"])]
    rows = [
        (one["name"], r["label"], r["topic"], _edition(r["older"]), _edition(r["newer"]), r["change"], r["note"])
        for one in results
        for r in one["rows"]
        if asked.view.shows(r["status"])
    ]
    yield asked.table("editions", asked.words("page.releases.title"), heads, rows, (pair["pair"],))
    moved = [(one["older"], one["newer"], one["change"], "\n".join(one["moves"])) for one in pair["clusters"]]
    yield asked.table("regrouped", asked.words("editions.clusters"), ("older", "newer", "result", "moved"), moved)


def _edition(said: dict[str, str] | None) -> str:
    return f"{said['printed']} · {said['about']}" if said else "—"


def sources(asked: PageRequest) -> Iterator[Part]:
    """Where everything comes from, and what is not known."""
    lang, words = asked.view.lang, asked.words
    made = source_pages.sources(asked.atlas, lang, asked.point_layer)
    yield asked.table(
        "release", made["release"]["kind"], ("what", "text"), made["release"]["rows"], tuple(made["release"]["notes"])
    )
    for name, heads in (
        ("layers", ("layer", "accuracy", "precision", "licence")),
        ("origins", ("source", "count", "licence")),
    ):
        about = made[name]
        notes = tuple(about["schematic"]["notes"]) if name == "layers" else ()
        yield asked.table(name, about["title"], heads, about["rows"], notes)
    heard = [(period(asked.atlas, s.as_of, lang), s.what[lang], s.source[lang]) for s in asked.atlas.scheme.since]
    yield asked.table("since", words("since.title"), ("as-of", "text", "source"), heard)
    for name in ("unlocated", "doubtful", "unpublished"):
        rows = [(one["name"], one["about"]) for one in made[name]["rows"]]
        yield asked.table(name, made[name]["title"], ("name", "text"), rows)


def stories(asked: PageRequest) -> Iterator[Part]:
    """The stories with their stops; on the page where they are edited the office's own."""
    lang, comma = asked.view.lang, asked.words("list.comma")
    labels = {fact.id: figure(asked.atlas, fact, lang) for fact in asked.atlas.facts}
    rows = [
        (
            story.name[lang],
            number,
            stop.part[lang] if stop.part else "",
            stop.headline[lang],
            comma.join(f"{labels[name].label} {labels[name].amount}" for name in stop.figures),
            comma.join(asked.atlas.name(name, lang) for name in stop.entries),
            stop.notes[lang],
            stop.caveats[lang] if stop.caveats else "",
        )
        for story in asked.atlas.stories
        if story.own or asked.page.id != "stories"
        for number, stop in shown_stops(story)
    ]
    heads = ("story", "order", "part", "headline", "figures", "entries", "notes", "caveats")
    yield asked.table("stories", asked.words(f"page.{asked.page.id}.title"), heads, rows)


def own(asked: PageRequest) -> Iterator[Part]:
    """The office's own points that are records; where they are a layer, its counts stand beside."""
    rows = [
        (one.id, one.name, one.kind_name, one.cluster, one.status_name, place.lon, place.lat, one.precision, one.note)
        for place in asked.atlas.places
        if place.source == SOURCE and shows_status(place, asked.view)
        for one in [row(asked.atlas, place, asked.view.lang, asked.view.time)]
    ]
    heads = ("id", "name", "kind", "cluster", "status", "lon", "lat", "precision", "note")
    yield asked.table("own", asked.words("page.own.title"), heads, rows)
