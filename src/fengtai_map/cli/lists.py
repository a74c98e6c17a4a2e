"""What is printed for other programs: records as JSON, hits as lines."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fengtai_map.model import Atlas, Cluster, Entry, Fact, Feature, Place, Subdistrict
from fengtai_map.search import Hit

Json = dict[str, Any]
KINDS = {Cluster: "cluster", Fact: "fact", Feature: "river"}  # of the records that have no kind of their own


def found(atlas: Atlas, hit: Hit) -> str:
    """A hit as a line: id, kind and the names in Chinese and English, with tabs between."""
    record = atlas.index[hit.id]
    name = record.label if isinstance(record, Fact) else record.name
    kind = record.kind if isinstance(record, Place | Subdistrict | Entry) else KINDS[type(record)]
    return "\t".join([hit.id, kind, *((name.zh, name.en) if name else ("", ""))])


def _facts(atlas: Atlas) -> Iterable[Json]:
    return (fact.model_dump(mode="json") for fact in atlas.facts)


def _entries(atlas: Atlas) -> Iterable[Json]:
    return (entry.model_dump(mode="json") for entry in atlas.entries)


def _clusters(atlas: Atlas) -> Iterable[Json]:
    return (cluster.model_dump(mode="json") for cluster in atlas.clusters)


def _places(atlas: Atlas) -> Iterable[Json]:
    return (_place(atlas, place) for place in atlas.places)


def _stations(atlas: Atlas) -> Iterable[Json]:
    return (_place(atlas, place) for place in atlas.stations)


def _place(atlas: Atlas, place: Place) -> Json:
    """A place with the facts and entries that name it."""
    facts = [fact.id for fact in atlas.facts if place.id in fact.places]
    entries = [entry.id for entry in atlas.entries if place.id in entry.places]
    return place.model_dump(mode="json") | {"facts": facts, "entries": entries}


LISTS: Mapping[str, Callable[[Atlas], Iterable[Json]]] = {
    "facts": _facts,
    "entries": _entries,
    "places": _places,
    "stations": _stations,
    "clusters": _clusters,
}
