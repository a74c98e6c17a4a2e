"""Where all that a file holds comes from: the release, the day, the datum, sources and layers with their terms."""

from collections.abc import Iterator

from fengtai_map.content.figures import released
from fengtai_map.export.sheet import Sheet, listed, statuses_line
from fengtai_map.model import Atlas

DATUM = "WGS-84"


def source_rows(atlas: Atlas, sheet: Sheet, day: str) -> Iterator[tuple[str, str, str]]:
    """Where all of it comes from: what, its words, its terms. First the release, then datum, sources and layers."""
    words, lang, release = atlas.words[sheet.view.lang], sheet.view.lang, atlas.release
    number = atlas.outline.approval_number
    event = words("list.comma").join((release.event[lang], released(atlas, lang)))
    yield words("source.release"), release.title[lang], release.licence[lang]
    yield words("source.event"), event, release.speaker[lang]
    yield words("export.exported"), day, sheet.title
    if sheet.content.about or sheet.content.filter:
        yield words("export.filter"), words("list.comma").join(sheet.content.filter), sheet.content.about
    if sheet.address:
        yield words("export.column-link"), sheet.address, ""
    yield from ((table.title, note, "") for table in sheet.content.tables for note in table.notes)
    yield words("export.column-datum"), f"{DATUM} (EPSG:4326)", words("export.datum-text")
    yield words("table.status"), statuses_line(atlas, sheet), ""
    yield words("map.sketch"), words("map.approval", number=number) if number else "", atlas.outline.note[lang]
    used = {place.source for place in listed(atlas, sheet)}
    for source in atlas.sources:
        if source.id in used:
            yield words("place.source"), source.name[lang], f"{source.licence[lang]} {source.url or ''}".strip()
    for layer in atlas.layers:
        about = f"{layer.name[lang]} · {words(f'accuracy.{layer.accuracy}')} · {layer.accuracy_note[lang]}"
        yield words("source.layer"), about, layer.licence[lang]
