"""Where the release counts something that our data lists, the two must agree."""

from collections.abc import Iterator

from fengtai_map.data.raw import CELLS, ENTRY_FILES, Rows
from fengtai_map.problems import Problem


def same(rows: Rows) -> Iterator[Problem]:
    """A fact with `counts` has as many as it says."""
    if not rows.whole("clusters.toml", f"{CELLS}.geojson", *(f"{name}.toml" for name in ENTRY_FILES)):
        return
    for fact in rows.facts:
        if fact.counts and (held := _held(rows, fact.counts)) != fact.value:
            yield Problem("count-differs", rows.file("facts"), fact.id, {"said": f"{fact.value:g}", "held": str(held)})


def orders(rows: Rows) -> Iterator[Problem]:
    """The clusters are numbered from 1 on, each once: the number is its colour, its key and its place in every list."""
    if not rows.whole("clusters.toml"):
        return
    holder: dict[int, str] = {}
    for cluster in rows.clusters:
        held, given = holder.setdefault(cluster.order, cluster.id), {"key": "order", "value": f"{cluster.order}"}
        if not 1 <= cluster.order <= len(rows.clusters):
            given |= {"detail": f"1–{len(rows.clusters)}"}
        elif held != cluster.id:
            given |= {"reason": "held", "other": held}
        else:
            continue
        yield Problem("value-refused", rows.file("clusters"), cluster.id, given)


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
