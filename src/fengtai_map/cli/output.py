"""What a command prints: problems as lines of the error stream; for other programs records as JSON, hits as lines."""

import sys
from collections.abc import Iterable
from typing import Any

from fengtai_map.i18n import Words, described, readable
from fengtai_map.model import Atlas, Cluster, Entry, Fact, Feature, Place, Subdistrict
from fengtai_map.problems import Problem
from fengtai_map.search import Hit

Json = dict[str, Any]
LISTS = ("facts", "entries", "places", "stations", "clusters")  # what an Atlas calls them
KINDS = {Cluster: "cluster", Fact: "fact", Feature: "river"}  # of the records that have no kind of their own


def tell(problems: Iterable[Problem], words: Words) -> None:
    """Print each problem once: where it is, what is wrong, what to do, its code."""
    for problem in dict.fromkeys(problems):
        what, fix = described(words, problem)
        line = f"{problem.file} [{problem.place}] {what} → {fix} ({problem.code})"
        print(readable(line), file=sys.stderr)


def found(atlas: Atlas, hit: Hit) -> str:
    """A hit as a line: id, kind and the names in Chinese and English, with tabs between."""
    record = atlas.index[hit.id]
    name = record.label if isinstance(record, Fact) else record.name
    kind = record.kind if isinstance(record, Place | Subdistrict | Entry) else KINDS[type(record)]
    return "\t".join([hit.id, kind, *((name.zh, name.en) if name else ("", ""))])


def records(atlas: Atlas, name: str) -> list[Json]:
    """The records of one of LISTS; a place or station with the facts and entries that name it."""
    rows = getattr(atlas, name)
    return [row.model_dump(mode="json") | (_named_by(atlas, row) if isinstance(row, Place) else {}) for row in rows]


def _named_by(atlas: Atlas, place: Place) -> Json:
    facts = [fact.id for fact in atlas.facts if place.id in fact.places]
    return {"facts": facts, "entries": [entry.id for entry in atlas.entries if place.id in entry.places]}
