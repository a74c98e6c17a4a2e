"""Ids: each stands once, and whatever is named exists."""

from collections.abc import Iterable, Iterator, Mapping

from fengtai_map.data.raw import CELLS, ENTRY_FILES, Rows
from fengtai_map.problems import Problem, value_refused

Known = Mapping[str, frozenset[str] | None]


def named(rows: Rows) -> Iterator[tuple[str, str]]:
    """Every id that can be selected or referred to, with its file."""
    yield from ((rows.file("facts"), fact.id) for fact in rows.facts)
    yield from ((file, entry.id) for file, entry in rows.entries)
    yield from ((rows.file("clusters"), cluster.id) for cluster in rows.clusters)
    yield from (("geo/manifest.toml", source.id) for source in rows.sources)
    for layer, file in {layer.id: layer.file for layer in rows.layers}.items():
        yield from ((f"geo/{file}", feature.id) for feature in rows.features.get(layer, ()))


def unique(rows: Rows) -> Iterator[Problem]:
    """An id that stands twice would let a click select the wrong thing, or hide the first behind the second."""
    own = (
        ("geo/manifest.toml", rows.layers),
        ("basemaps.toml", rows.basemaps),
        ("pages.toml", rows.pages),
        ("charts.toml", rows.charts),
        ("tour.toml", rows.stories),
        ("reach.toml", rows.targets),
    )
    for ids in (named(rows), *([(file, row.id) for row in group] for file, group in own)):
        seen: dict[str, str] = {}
        for file, name in ids:
            if name in seen:
                yield Problem("id-duplicate", file, name, {"other": seen[name]})
            seen.setdefault(name, file)


def names(rows: Rows) -> Iterator[Problem]:
    """Two places of one kind and name: nobody could tell them apart in a table, and a copied row is left so."""
    seen: dict[tuple[str, str], str] = {}
    for file, place in rows.points():
        other = seen.setdefault((place.kind, place.name.zh), place.id)
        if other != place.id:
            yield Problem("name-twice", file, place.id, {"other": other})


def known(rows: Rows) -> Known:
    """The ids that can be referred to, by sort; None where rows of that sort could not be read, which is reported."""
    entries = [entry for _, entry in rows.entries]
    cells, rivers, lines = (rows.features.get(name, ()) for name in (CELLS, "rivers", "metro-lines"))
    entry_files = tuple(f"{name}.toml" for name in ENTRY_FILES)
    sorts: Mapping[str, tuple[Iterable[str], tuple[str, ...]]] = {
        "facts": ((fact.id for fact in rows.facts), ("facts.toml",)),
        "entries": ((entry.id for entry in entries), entry_files),
        "entry-kinds": ((entry.kind for entry in entries), entry_files),
        "clusters": ((cluster.id for cluster in rows.clusters), ("clusters.toml",)),
        "sections": ((section.id for section in rows.release.section) if rows.release else (), ("source.toml",)),
        "sources": ((source.id for source in rows.sources), ("manifest.toml",)),
        "subdistricts": ((cell.id for cell in cells), (f"{CELLS}.geojson",)),
        "rivers": ((river.id for river in rivers), ("rivers.geojson",)),
        "lines": ((line.id for line in lines), ("metro-lines.geojson",)),
        "places": ((place.id for place in rows.places), ("places.geojson",)),
        "stations": ((station.id for station in rows.stations), ("metro-stations.geojson",)),
        "kinds": ((point.kind for _, point in rows.points()), ("places.geojson", "metro-stations.geojson")),
    }
    return {sort: frozenset(names) if rows.whole(*files) else None for sort, (names, files) in sorts.items()}


def of_release(rows: Rows) -> Iterator[Problem]:
    """Whatever a fact or an entry refers to is the id of something, of the right sort."""
    sorts = known(rows)
    for fact in rows.facts:
        yield from unknown(rows.file("facts"), fact.id, "clusters", fact.clusters, sorts["clusters"])
        yield from unknown(rows.file("facts"), fact.id, "places", fact.places, sorts["places"])
    for file, entry in rows.entries:
        yield from unknown(file, entry.id, "clusters", entry.clusters, sorts["clusters"])
        yield from unknown(file, entry.id, "places", entry.places, sorts["places"])
        yield from unknown(file, entry.id, "facts", entry.facts, sorts["facts"])
        yield from unknown(file, entry.id, "parent", (entry.parent,) if entry.parent else (), sorts["entries"])


def of_ground(rows: Rows) -> Iterator[Problem]:
    """The source of a point or layer is one we name, and a station's lines are lines."""
    sorts = known(rows)
    for file, place in rows.points():
        yield from unknown(file, place.id, "source", (place.source,), sorts["sources"])
        yield from unknown(file, place.id, "lines", place.lines, sorts["lines"])
    for layer in rows.layers:
        yield from unknown("geo/manifest.toml", layer.id, "source", layer.source, sorts["sources"])


def of_sources(rows: Rows) -> Iterator[Problem]:
    """Every source is used: one that is not was forgotten, or is misspelt where it is."""
    if not rows.whole("manifest.toml", "places.geojson", "metro-stations.geojson"):
        return
    used = {place.source for _, place in rows.points()} | {name for layer in rows.layers for name in layer.source}
    ids = {source.id for source in rows.sources}
    for source in rows.sources if used <= ids else ():  # else one is misspelt, which is reported already
        if source.id not in used:
            yield Problem("source-unused", "geo/manifest.toml", source.id)


def of_pages(rows: Rows) -> Iterator[Problem]:
    """A page or a chart asks for what exists."""
    sorts = known(rows)
    for page in rows.pages:
        yield from unknown("pages.toml", page.id, "kinds", page.kinds, sorts["kinds"])
        yield from unknown("pages.toml", page.id, "facts", page.facts, sorts["facts"])
        yield from unknown("pages.toml", page.id, "entries", page.entries, sorts["entry-kinds"])
        yield from unknown("pages.toml", page.id, "named", page.named, sorts["entries"])
    for chart in rows.charts:
        yield from unknown("charts.toml", chart.id, "facts", chart.facts, sorts["facts"])


def of_reach(rows: Rows) -> Iterator[Problem]:
    """A target names kinds or places that exist, at least one."""
    sorts = known(rows)
    for target in rows.targets:
        yield from unknown("reach.toml", target.id, "kinds", target.kinds, sorts["kinds"])
        yield from unknown("reach.toml", target.id, "places", target.places, sorts["places"])
        if not (*target.kinds, *target.places):
            yield Problem("key-missing", "reach.toml", target.id, {"key": "kinds"})


def located(rows: Rows) -> Iterator[Problem]:
    """The paragraph something stands in is of a section of the release."""
    at: list[tuple[str, str, tuple[str, ...]]]
    at = [(rows.file("facts"), fact.id, (fact.locator,)) for fact in rows.facts]
    at += [(file, entry.id, (entry.locator, *entry.mentions)) for file, entry in rows.entries]
    at += [(rows.file("clusters"), cluster.id, (cluster.locator,)) for cluster in rows.clusters]
    at += [(rows.file("clusters"), "scheme", (scheme.locator,)) for scheme in [rows.scheme] if scheme]
    at += [(rows.file("numerals"), name.text, tuple(set(name.locator) - {"*"})) for name in rows.numerals]
    at += [(rows.file("source"), part.id, (part.locator,)) for part in (rows.release.section if rows.release else ())]
    sections = known(rows)["sections"]
    for file, place, locators in at:
        strange = (locator for locator in locators if sections is not None and locator[0] not in sections)
        yield from (Problem("reference-unknown", file, place, {"key": "locator", "value": one}) for one in strange)


def ancestors(rows: Rows) -> Iterator[Problem]:
    """No entry is part of itself, however far up."""
    parents = {entry.id: entry.parent for _, entry in rows.entries}
    for file, entry in rows.entries:
        seen, name = {entry.id}, entry.parent
        while name and name not in seen:
            seen.add(name)
            name = parents.get(name)
        if name == entry.id:
            yield Problem("entry-circle", file, entry.id)


def mentioned(rows: Rows) -> Iterator[Problem]:
    """A mention is another paragraph than the entry's own, and stands once."""
    for file, entry in rows.entries:
        if len({entry.locator, *entry.mentions}) <= len(entry.mentions):
            yield Problem("mention-idle", file, entry.id)


def dated(rows: Rows) -> Iterator[Problem]:
    """A release is named like its folder, by its date: a link names it so."""
    if rows.release:
        for key, value in (("id", rows.release.id), ("date", rows.release.date.isoformat())):
            if value != rows.day:
                yield value_refused(rows.file("source"), "source", key, value, rows.day)


def earlier_references(rows: Rows, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; where an id is unknown because only an earlier release has it, that is said."""
    now = {name for _, name in named(rows)} | _kinds(rows)
    before = {name: one.day for one in reversed(rows.earlier) for name in {n for _, n in named(one)} | _kinds(one)}
    for problem in problems:
        release = before.get(problem.particulars.get("value", ""))
        if problem.code == "reference-unknown" and release and problem.particulars["value"] not in now:
            yield Problem("reference-earlier", problem.file, problem.place, {**problem.particulars, "release": release})
        else:
            yield problem


def _kinds(rows: Rows) -> set[str]:
    return {entry.kind for _, entry in rows.entries}


def unknown(file: str, place: str, key: str, given: tuple[str, ...], ids: frozenset[str] | None) -> Iterator[Problem]:
    """A problem for each given id that stands twice, or is not among `ids`; the latter not where `ids` is None."""
    for name in dict.fromkeys(name for at, name in enumerate(given) if name in given[:at]):
        yield Problem("reference-twice", file, place, {"key": key, "value": name})
    for name in given:
        if ids is not None and name not in ids:
            yield Problem("reference-unknown", file, place, {"key": key, "value": name})
