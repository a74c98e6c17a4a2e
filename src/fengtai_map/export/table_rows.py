"""What a sheet shows as tables: its places, figures, entries, what else stands on its page, and where it comes from.

The same tables make the workbook, the plain file and the tables of a GeoPackage. Whatever the data holds stays text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fengtai_map.content import lights
from fengtai_map.content.card_rows import body
from fengtai_map.content.figures import figure, period, released, scaled
from fengtai_map.content.page_blocks import BlockTable, Value
from fengtai_map.content.pages import OVERVIEW
from fengtai_map.content.places import row
from fengtai_map.content.status_at import since
from fengtai_map.export.sheet import Sheet, link, listed, of_district, statuses_line
from fengtai_map.geo.projection import DEGREES
from fengtai_map.model import Atlas, Entry, Fact, Place
from fengtai_map.view.url import View

Row = dict[str, Value]

PLACES = (
    "id", "name-zh", "name-en", "kind", "cluster", "status", "as-of", "status-now", "since", "lon", "lat", "datum",
    "error", "precision", "basis", "lines", "opened", "size", "light", "fields", "list", "note", "source", "licence",
    "link",
)  # fmt: skip
FACTS = (
    "id", "label", "value", "unit", "printed", "bound", "status", "period", "rank", "scope", "concerns", "quote",
    "paragraph", "section", "note",
)  # fmt: skip
ENTRIES = (
    "id", "name-zh", "name-en", "kind", "status", "status-now", "since", "period", "concerns", "quote", "paragraph",
    "section", "note",
)  # fmt: skip
SOURCES = ("what", "text", "terms")
DATUM = "WGS-84"


def tables(atlas: Atlas, sheet: Sheet, day: str) -> tuple[BlockTable, ...]:
    """Every table of a sheet, the one that a plain file holds first, sources last. `day` is that of the export."""
    words, content = atlas.words[sheet.view.lang], sheet.content
    made = [
        _places(atlas, sheet),
        _table(atlas, sheet, "facts", FACTS, (fact_row(atlas, sheet, fact) for fact in sheet.figures)),
        _table(atlas, sheet, "entries", ENTRIES, (entry_row(atlas, sheet, entry) for entry in sheet.entries)),
    ]
    kept = [one for one in made if one.rows or one.id == content.main or (one.id == "places" and not content.bare)]
    if content.bare:
        kept = [one for one in kept if one.id != "places"]
    heads = tuple((key, words(f"export.column-{key}")) for key in SOURCES)
    sources = BlockTable("sources", words("export.sheet-sources"), heads, tuple(source_rows(atlas, sheet, day)))
    every = sorted((*kept, *content.tables), key=lambda table: table.id != content.main)
    return (*every, sources)


def _places(atlas: Atlas, sheet: Sheet) -> BlockTable:
    """The places of a sheet; each column that the office brings is one, behind ours."""
    places = listed(atlas, sheet)
    keys = tuple(key for key in lights.columns(PLACES, places) if key != "fields")
    made = _table(atlas, sheet, "places", keys, (place_row(atlas, sheet, place) for place in places))
    brought = dict.fromkeys(head for place in places for head, _ in place.fields)
    own = [dict(place.fields) for place in places]
    rows = ((*one, *(said.get(head, "") for head in brought)) for one, said in zip(made.rows, own, strict=True))
    return replace(made, heads=(*made.heads, *((head, head) for head in brought)), rows=tuple(rows))


def _table(atlas: Atlas, sheet: Sheet, name: str, keys: tuple[str, ...], rows: Iterator[Row]) -> BlockTable:
    """Rows as a table; without the column of addresses where there are none."""
    words, wanted = atlas.words[sheet.view.lang], [key for key in keys if key != "link" or sheet.base]
    heads = tuple((key, words(f"export.column-{key}")) for key in wanted)
    cells = tuple(tuple(one[key] for key in wanted) for one in rows)
    return BlockTable(name, words(f"export.sheet-{name}"), heads, cells)


def place_row(atlas: Atlas, sheet: Sheet, place: Place) -> Row:
    """A place in the words of the sheet's language; the keys are the columns `export.column-…` of the catalogue.

    `status` is that of the day `as-of`, whatever the View looks at; beside it stands what is known by now.
    """
    lang = sheet.view.lang
    one, words = row(atlas, place, lang), atlas.words[lang]
    source = next((source for source in atlas.sources if source.id == place.source), None)
    return {
        "id": place.id,
        "name-zh": place.name.zh,
        "name-en": place.name.en,
        "kind": one.kind_name,
        "cluster": one.cluster,
        "status": one.status_name,
        "as-of": place.as_of or "",
        "status-now": words(f"status.{place.now}") if place.later else "",
        "since": "\n".join(since(atlas, place, lang)),
        "lon": place.lon,
        "lat": place.lat,
        "datum": DATUM if place.lon is not None else "",
        "error": round(place.error_m) if place.error_m else None,
        "precision": one.precision,
        "basis": one.basis,
        "lines": one.lines,
        "opened": place.opened.isoformat() if place.opened else "",
        "size": "; ".join(said for _, said in body(atlas, place, lang)),
        "light": lights.light_text(words, place.light) if place.light else "",
        "fields": "\n".join(f"{head}: {said}" for head, said in place.fields if said),
        "list": place.list,
        "note": words("list.sentence").join(part for part in (one.note, one.doubt) if part),
        "source": one.source,
        "licence": source.licence[lang] if source else "",
        "link": link(sheet.base, OVERVIEW, View(lang=lang, selected=place.id)),
    }


def fact_row(atlas: Atlas, sheet: Sheet, fact: Fact) -> Row:
    """A figure of a sheet in its language, with the words of the release that carry it."""
    lang = sheet.view.lang
    one, words = figure(atlas, fact, lang), atlas.words[lang]
    return {
        "id": fact.id,
        "label": one.label,
        "value": scaled(atlas, fact, lang),
        "unit": words(f"unit.{fact.unit}"),
        "printed": one.printed,
        "bound": one.bound,
        "status": words(f"status.{fact.status}"),
        "period": one.period,
        "rank": one.rank,
        "scope": words("figure.district") if of_district(atlas, sheet, fact) else "",
        "concerns": words("list.comma").join(one.places),
        "quote": one.quote,
        "paragraph": one.locator,
        "section": one.section,
        "note": one.note,
    }


def entry_row(atlas: Atlas, sheet: Sheet, entry: Entry) -> Row:
    """A plan, project, company … of a sheet, with the words of the report that name it."""
    lang = sheet.view.lang
    words = atlas.words[lang]
    sections: Mapping[str, str] = {section.id: section.title[lang] for section in atlas.release.section}
    return {
        "id": entry.id,
        "name-zh": entry.name.zh,
        "name-en": entry.name.en,
        "kind": words(f"entry.{entry.kind}"),
        "status": words(f"status.{entry.status}") if entry.status else "",
        "status-now": words(f"status.{entry.now}") if entry.later else "",
        "since": "\n".join(since(atlas, entry, lang)),
        "period": period(atlas, entry.period, lang) if entry.period else "",
        "concerns": words("list.comma").join(atlas.name(name, lang) for name in (*entry.clusters, *entry.places)),
        "quote": entry.quote,
        "paragraph": entry.locator,
        "section": sections[entry.locator[0]],
        "note": entry.note[lang] if entry.note else "",
    }


def source_rows(atlas: Atlas, sheet: Sheet, day: str) -> Iterator[tuple[str, str, str]]:
    """Where all of it comes from: what, its words, its terms. First the release, then datum, sources and layers."""
    words, lang, release = atlas.words[sheet.view.lang], sheet.view.lang, atlas.release
    number = atlas.outline.approval_number
    event = words("list.comma").join((release.event[lang], released(atlas, lang)))
    yield words("source.release"), release.title[lang], release.licence[lang]
    yield words("source.event"), event, release.speaker[lang]
    yield words("export.exported"), day, sheet.title
    if sheet.content.about or sheet.content.filter:
        said = words("list.clause").join(sheet.content.filter) or words("export.filter-none")
        yield words("export.filter"), said, sheet.content.about
    if sheet.address:
        yield words("export.column-link"), sheet.address, ""
    yield from ((table.title, note, "") for table in sheet.content.tables for note in table.notes)
    yield words("export.column-datum"), f"{DATUM} ({DEGREES})", words("export.datum-text")
    yield words("table.status"), statuses_line(atlas, sheet), ""
    yield words("map.sketch"), words("map.approval", number=number) if number else "", atlas.outline.note[lang]
    used = {place.source for place in listed(atlas, sheet)}
    for source in atlas.sources:
        if source.id in used:
            yield words("place.source"), source.name[lang], f"{source.licence[lang]} {source.url or ''}".strip()
    for layer in atlas.layers:
        about = f"{layer.name[lang]} · {words(f'accuracy.{layer.accuracy}')} · {layer.accuracy_note[lang]}"
        yield words("source.layer"), about, layer.licence[lang]
