"""Where the release counts something that our data lists, the two must agree."""

from collections.abc import Iterator

from fengtai_map.problems import Problem
from fengtai_map.rows import CELLS, Rows


def same(rows: Rows) -> Iterator[Problem]:
    """A fact with `counts` has as many as it says."""
    for fact in rows.facts:
        if fact.counts and (held := _held(rows, fact.counts)) != fact.value:
            yield Problem("count-differs", rows.file("facts"), fact.id, {"said": f"{fact.value:g}", "held": str(held)})


def _held(rows: Rows, what: str) -> int:
    sort, _, name = what.partition(":")
    entries = [entry for _, entry in rows.entries]
    held = {
        "clusters": len(rows.clusters),
        "streets": len(rows.features.get(CELLS, ())),
        "kind": sum(entry.kind == name for entry in entries),
        "parent": sum(entry.parent == name for entry in entries),
    }
    return held.get(sort, -1)
