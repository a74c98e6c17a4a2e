"""The card of what is selected, written down: what it is, what the report says of it, how far it is from the rest."""

from collections.abc import Iterator

from fengtai_map.content import figures, lights, nearest
from fengtai_map.content.card_rows import card as counted
from fengtai_map.content.card_rows import cluster_rows, place_rows, subdistrict_rows
from fengtai_map.content.nearest import Nearest
from fengtai_map.content.page_blocks import PageRequest, Part, Value
from fengtai_map.content.places import kind_of_several, row
from fengtai_map.content.status_at import shown, since
from fengtai_map.content.straight_lines import KILOMETRE, printed
from fengtai_map.geo.hubs import STATION
from fengtai_map.model import Cluster, Entry, Fact, Place, Source, Subdistrict


def card(asked: PageRequest) -> Iterator[Part]:
    """What has its card; nothing where nothing has."""
    record = asked.atlas.index.get(asked.carded)
    if isinstance(record, Fact | Entry):
        yield record
        yield from (fact for fact in asked.atlas.facts if isinstance(record, Entry) and fact.id in record.facts)
    elif isinstance(record, Source):
        pairs = [(asked.words("source.licence"), record.licence[asked.view.lang]), ("URL", record.url or "")]
        yield asked.table("card", record.name[asked.view.lang], ("what", "text"), pairs)
    elif isinstance(record, Place | Subdistrict | Cluster):
        yield from _on_the_ground(asked, record)


def cluster_cards(asked: PageRequest) -> Iterator[Part]:
    """With one cluster in the filter its whole card; of the others the table of clusters says as much."""
    alone = asked.view.clusters if len(asked.view.clusters) == 1 else ()
    for name in alone if asked.view.selected not in alone else ():
        record = asked.atlas.index[name]
        if isinstance(record, Cluster):
            yield from _on_the_ground(asked, record)


def _on_the_ground(asked: PageRequest, record: Place | Subdistrict | Cluster) -> Iterator[Part]:
    lang = asked.view.lang
    pairs = {Place: _place, Subdistrict: _subdistrict, Cluster: _cluster}[type(record)](asked, record)  # type: ignore[operator]  # each its own
    yield asked.table("card", record.name[lang], ("what", "text"), pairs)
    found = shown(asked.view, figures.concerning(asked.atlas, record.id))
    yield from sorted(found, key=lambda fact: figures.of_district(asked.atlas, fact, record.id))
    yield from shown(asked.view, figures.entries_concerning(asked.atlas, record.id))
    distances = nearest.nearest_of(
        nearest.point_index(asked.atlas), asked.atlas, record.id, asked.view.without, asked.view.time
    )
    if distances:
        heads = ("target", "nearest", "distance", "metres", "direction", "inside", "within", "note")
        rows = [_near(asked, one) for one in distances]
        yield asked.table("near", asked.words("near.title"), heads, rows)


def _place(asked: PageRequest, place: Place) -> Iterator[tuple[Value, ...]]:
    words, one = asked.words, row(asked.atlas, place, asked.view.lang, asked.view.time)
    yield words("table.kind"), one.kind_name
    yield words("table.status"), f"{one.status_name} ({one.as_of})" if one.as_of else one.status_name
    yield words("table.cluster"), one.cluster
    yield from lights.rows(asked.atlas, place, asked.view.lang)
    yield from place_rows(asked.atlas, place, one, asked.view.lang)
    yield from ((words("export.column-since"), text) for text in since(asked.atlas, place, asked.view.lang))
    yield from ((words("export.column-note"), text) for text in (one.note, one.doubt) if text)


def _subdistrict(asked: PageRequest, subdistrict: Subdistrict) -> Iterator[tuple[Value, ...]]:
    words, lang = asked.words, asked.view.lang
    yield words("table.kind"), words(f"kind.{subdistrict.kind}")
    yield words("table.cluster"), asked.atlas.name(subdistrict.cluster or "", lang)
    yield from subdistrict_rows(asked.atlas, subdistrict, lang)
    yield words("export.column-note"), words("cluster.schematic")


def _cluster(asked: PageRequest, cluster: Cluster) -> Iterator[tuple[Value, ...]]:
    words, lang = asked.words, asked.view.lang
    made = counted(asked.atlas, cluster, asked.view)
    yield from cluster_rows(asked.atlas, cluster, lang)
    yield kind_of_several(words, STATION, made.stations), f"{made.stations}"
    yield words("table.places"), f"{len(made.places)}"
    yield from ((kind_of_several(words, kind, n), f"{n}") for kind, n in made.counts.items() if n)
    for key, names in (("aliases", cluster.aliases), ("contains", cluster.contains)):
        others = [name for name in names if name not in cluster.name.zh]
        if others:
            yield words(f"cluster.{key}"), words("list.comma").join(others)
    yield words("export.column-note"), words("list.sentence").join((words("cluster.schematic"), cluster.basis[lang]))


def _near(asked: PageRequest, one: Nearest) -> tuple[Value, ...]:
    """A line of the distances: what is nearest, how far and where, how many lie around."""
    words, known = asked.words, one.nearest is not None and one.metres is not None
    away = one.metres if known and not one.stands_in else None
    return (
        words(f"reach.{one.target}"),
        asked.atlas.name(one.nearest or "", asked.view.lang) or words("near.none"),
        "" if away is None else printed(words, away),
        None if away is None else round(float(away)),
        words(f"compass.{one.direction}") if one.direction and away is not None else "",
        int(one.inside) or None,
        words("list.comma").join(
            words("near.within", km=f"{radius / KILOMETRE:g}", n=n) for radius, n in one.within if n
        ),
        nearest.nearest_line(asked.atlas, one, asked.view.lang) if known else "",
    )
