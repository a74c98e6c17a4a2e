"""What is counted on the pages: of the district, by cluster, by kind, by topic; and clusters side by side."""

from collections.abc import Iterator

from fengtai_map.content.card_rows import card
from fengtai_map.content.cluster_comparison import MeasureCell, MeasureRow, compare
from fengtai_map.content.figures import concerning, of_district
from fengtai_map.content.figures import topics as all_topics
from fengtai_map.content.nearest import point_index
from fengtai_map.content.page_blocks import BlockTable, PageRequest, Part, Value
from fengtai_map.content.pages import facts
from fengtai_map.content.places import kind_of_several
from fengtai_map.content.point_counts import tally
from fengtai_map.content.status_at import shown as status_shown
from fengtai_map.content.status_at import stated
from fengtai_map.content.straight_lines import printed
from fengtai_map.geo.hubs import HUB
from fengtai_map.view.url import STATUSES

GREEN = ("green-space", "pocket-park")
CLUSTERS = (
    "order", "cluster", "area", "share", "subdistricts", "subdistrict-names", "places", "stations", "facts", "entries",
)  # fmt: skip


def shown(asked: PageRequest) -> Iterator[Part]:
    """How many points the map shows, kind by kind, and how many of them have no position."""
    seen = [point for point in asked.points if not point.outside]
    rows = [
        (
            asked.words(f"kind.{kind}"),
            sum(p.kind == kind and p.lon is not None for p in seen),
            sum(p.kind == kind and p.lon is None for p in seen),
            sum(p.kind == kind and not p.outside for p in asked.atlas.points),
        )
        for kind in asked.kinds
    ]
    total: tuple[Value, ...] = (asked.words("figure.all"), *(sum(int(row[at]) for row in rows) for at in (1, 2, 3)))
    heads = ("kind", "shown", "unlocated", "all")
    yield asked.table("shown", asked.words("export.sheet-shown"), heads, (*rows, total))


def layer(asked: PageRequest) -> Iterator[Part]:
    """The office's own points where they are a layer: how many are shown, by kind and by cluster."""
    if asked.point_layer is None:
        return
    made, words = tally(asked.point_layer, asked.view, asked.kinds), asked.words
    rows: list[tuple[Value, ...]] = [(words("many.title"), made.shown), (words("figure.all"), made.total)]
    rows += [(kind_of_several(words, kind), n) for kind, n in made.kinds.items()]
    rows += [(asked.atlas.name(name, asked.view.lang) or words("many.nowhere"), n) for name, n in made.clusters.items()]
    yield asked.table("layer", words("many.title"), ("what", "count"), rows)


def district(asked: PageRequest) -> Iterator[Part]:
    """The district at a glance, what the filter is about, and the headline figures; nothing beside a card."""
    if asked.carded:
        return
    atlas, words = asked.atlas, asked.words
    hubs = status_shown(asked.view, [place for place in atlas.places if place.kind == HUB])
    area = float(atlas.outline.published_area_km2)
    rows: list[tuple[Value, ...]] = [
        (words("strip.clusters"), len(atlas.clusters)),
        (words("strip.subdistricts"), len(atlas.subdistricts)),
        (words("strip.area"), area),
        (words("strip.hubs"), len(hubs)),
    ]
    by_status = [(status, sum(stated(hub, asked.view) == status for hub in hubs)) for status in STATUSES]
    rows += [
        (words("export.pair", label=words("strip.hubs"), value=words(f"status.{name}")), n)
        for name, n in by_status
        if n
    ]
    yield asked.table("counts", words("district.name"), ("what", "count"), rows, (atlas.outline.note[asked.view.lang],))
    for name in asked.view.clusters:
        own = status_shown(asked.view, concerning(atlas, name))
        yield from sorted(own, key=lambda fact, name=name: of_district(atlas, fact, name))  # type: ignore[misc]  # mypy and a default
    yield from (fact for fact in status_shown(asked.view, facts(atlas, asked.page.id)) if fact.listed)


def clusters(asked: PageRequest) -> Iterator[Part]:
    """The clusters of the filter with what is counted of each."""
    atlas, view, comma = asked.atlas, asked.view, asked.words("list.comma")
    rows: list[tuple[Value, ...]] = []
    for cluster in atlas.clusters:
        if not view.clusters or cluster.id in view.clusters:
            one = card(atlas, cluster, view)
            numbers = (len(one.places), one.stations, len(one.facts), len(one.entries))
            area, share = round(cluster.area_km2, 1), f"{one.share:.0%}"
            names = comma.join(one.subdistricts)
            rows.append((cluster.order, cluster.name[view.lang], area, share, len(one.subdistricts), names, *numbers))
    yield asked.table(
        "clusters", asked.words("page.clusters.title"), CLUSTERS, rows, (asked.words("cluster.schematic"),)
    )


def green(asked: PageRequest) -> Iterator[Part]:
    """The sites the report counts, and apart from them the green spaces and rivers the map knows."""
    yield from (fact for fact in status_shown(asked.view, facts(asked.atlas, asked.page.id)) if fact.listed)
    points = status_shown(asked.view, asked.atlas.places)
    known = {point.kind for point in asked.atlas.places}
    rows: list[tuple[Value, ...]] = [
        (kind_of_several(asked.words, kind), sum(p.kind == kind for p in points)) for kind in GREEN if kind in known
    ]
    rows.append((asked.words("green.rivers"), len(_rivers(asked))))
    note = f"{asked.words('green.apart')} {asked.words('green.apart-text')}"
    yield asked.table("green", asked.words("green.known"), ("what", "count"), rows, (note,))


def rivers(asked: PageRequest) -> Iterator[Part]:
    """The rivers by name."""
    yield asked.table("rivers", asked.words("green.rivers"), ("name",), [(name,) for name in _rivers(asked)])


def _rivers(asked: PageRequest) -> list[str]:
    return [river.name[asked.view.lang] for river in asked.atlas.ground.get("rivers", ()) if river.name]


def topics(asked: PageRequest) -> Iterator[Part]:
    """How many figures there are of each topic."""
    facts_shown = [fact for fact in status_shown(asked.view, asked.atlas.facts) if fact.listed]
    rows: list[tuple[Value, ...]] = [
        (asked.words(f"topic.{topic}"), sum(fact.topic == topic for fact in facts_shown))
        for topic in all_topics(asked.atlas)
    ]
    rows.append((asked.words("figure.all"), len(facts_shown)))
    yield asked.table("topics", asked.words("figure.topic"), ("topic", "count"), rows)


def compared(asked: PageRequest) -> Iterator[Part]:
    """Clusters side by side as on the screen, and the same as numbers, a line for each cluster and measure."""
    atlas, view = asked.atlas, asked.view
    chosen = [one for one in atlas.clusters if not view.clusters or one.id in view.clusters]
    made = compare(atlas, point_index(atlas), [one.id for one in chosen], view)
    heads = (
        ("measure", asked.words("compare.measure")),
        *((one.id, one.name[view.lang]) for one in chosen),
        ("how", asked.words("compare.how")),
    )
    side = [(asked.words(row.label), *(_said(asked, row, one) for one in row.cells), _how(asked, row)) for row in made]
    note = (asked.words("cluster.schematic"),)
    yield BlockTable("compare", asked.words("page.compare.title"), heads, tuple(side), note)
    numbers = [
        (one.name[view.lang], asked.words(row.label), *_numbers(asked, row, cell))
        for row in made
        for one, cell in zip(chosen, row.cells, strict=True)
    ]
    yield asked.table(
        "measures",
        asked.words("export.sheet-measures"),
        ("cluster", "measure", "value", "unit", "share", "rank", "nearest"),
        numbers,
    )


def _said(asked: PageRequest, row: MeasureRow, cell: MeasureCell) -> str:
    """A cell as on the screen: value, what is nearest, share, rank."""
    words, lang = asked.words, asked.view.lang
    if cell.value is None:
        return words("near.none")
    if cell.near:
        away = words("compare.inside") if cell.near.inside else printed(words, cell.value)
        parts = [away, asked.atlas.name(cell.near.nearest or "", lang)]
    else:
        parts = [words("compare.area", n=f"{cell.value:.1f}") if row.measure == "area" else f"{cell.value:g}"]
    if cell.share is not None:
        parts.append(words("compare.share", share=f"{cell.share:.0%}"))
    if cell.rank is not None:
        parts.append(words("compare.rank", position=cell.rank, among=len(asked.atlas.clusters)))
    return " · ".join(parts)


def _numbers(asked: PageRequest, row: MeasureRow, cell: MeasureCell) -> tuple[Value, ...]:
    unit = "m" if cell.near else "km²" if row.measure == "area" else ""
    value = None if cell.value is None else round(cell.value, 1 if row.measure == "area" else 0)
    share = None if cell.share is None else round(cell.share, 4)
    nearest = asked.atlas.name(cell.near.nearest or "", asked.view.lang) if cell.near else ""
    return value, unit, share, cell.rank, nearest


def _how(asked: PageRequest, row: MeasureRow) -> str:
    key = f"{row.how}-nowhere"
    return asked.words(row.how) + (asked.words(key, n=row.nowhere) if row.nowhere and key in asked.words else "")
