"""Ids: each stands once, and whatever is named exists."""

from collections.abc import Iterator

from fengtai_map.problems import Problem
from fengtai_map.rows import Rows


def named(rows: Rows) -> Iterator[tuple[str, str]]:
    """Every id that can be selected or referred to, with its file."""
    yield from ((rows.file("facts"), fact.id) for fact in rows.facts)
    yield from ((file, entry.id) for file, entry in rows.entries)
    yield from ((rows.file("clusters"), cluster.id) for cluster in rows.clusters)
    yield from (("geo/manifest.toml", source.id) for source in rows.sources)
    for layer in rows.layers:
        yield from ((f"geo/{layer.file}", str(feature["id"])) for feature in rows.features[layer.id])


def unique(rows: Rows) -> Iterator[Problem]:
    """An id that stands twice would let a click select the wrong thing."""
    seen: dict[str, str] = {}
    for file, name in named(rows):
        if name in seen:
            yield Problem("id-duplicate", file, name, {"other": seen[name]})
        seen.setdefault(name, file)


def references(rows: Rows) -> Iterator[Problem]:
    """Every id that is referred to is the id of something, of the right sort."""
    clusters = {cluster.id for cluster in rows.clusters}
    places = {place.id for place in rows.places}
    facts = {fact.id for fact in rows.facts}
    entries = {entry.id for _, entry in rows.entries}
    sources = {source.id for source in rows.sources}
    lines = {str(feature["id"]) for feature in rows.features.get("metro-lines", ())}
    for fact in rows.facts:
        yield from unknown(rows.file("facts"), fact.id, "clusters", fact.clusters, clusters)
        yield from unknown(rows.file("facts"), fact.id, "places", fact.places, places)
    for file, entry in rows.entries:
        yield from unknown(file, entry.id, "clusters", entry.clusters, clusters)
        yield from unknown(file, entry.id, "places", entry.places, places)
        yield from unknown(file, entry.id, "facts", entry.facts, facts)
        yield from unknown(file, entry.id, "parent", (entry.parent,) if entry.parent else (), entries)
    for place in (*rows.places, *rows.stations):
        yield from unknown("geo", place.id, "source", (place.source,), sources)
        yield from unknown("geo", place.id, "lines", place.lines, lines)
    for page in rows.pages:
        yield from unknown("pages.toml", page.id, "facts", page.facts, facts)
        yield from unknown("pages.toml", page.id, "named", page.named, entries)
    for chart in rows.charts:
        yield from unknown("charts.toml", chart.id, "facts", chart.facts, facts)
    for layer in rows.layers:
        yield from unknown("geo/manifest.toml", layer.id, "source", layer.source, sources)


def unknown(file: str, place: str, key: str, given: tuple[str, ...], known: set[str]) -> Iterator[Problem]:
    """A problem for each id given that is not known."""
    for name in given:
        if name not in known:
            yield Problem("reference-unknown", file, place, {"key": key, "value": name})
