"""What a sheet shows, as rows: a workbook (.xlsx) and a plain table (.csv). Whatever the data holds stays text."""

import csv
import errno
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO, StringIO

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fengtai_map.content.figures import figure, period, scaled
from fengtai_map.content.places import row, unlocated, visible
from fengtai_map.content.records import body
from fengtai_map.content.said import since
from fengtai_map.export import sheet as sheets
from fengtai_map.export.sheet import Sheet
from fengtai_map.export.undated import undated
from fengtai_map.model import Atlas, Fact, Place
from fengtai_map.text import readable

Value = str | float | None
Row = dict[str, Value]

DATUM = "WGS-84"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for the beginning of a formula
WIDEST = 48  # characters of a column of the workbook
HEAD, BODY = (Font(name="Microsoft YaHei", size=10, bold=bold) for bold in (True, False))
WRAPPED = Alignment(vertical="top", wrap_text=True)


def listed(atlas: Atlas, sheet: Sheet) -> tuple[Place, ...]:
    """The places of a sheet: exactly those its map shows, then those that have no position to be shown at."""
    missing = unlocated(visible(sheet.view, (*atlas.places, *atlas.stations), sheet.kinds))
    return (*sheets.places(atlas, sheet), *missing)


def place_row(atlas: Atlas, place: Place, lang: str) -> Row:
    """A place in the words of a language; the keys are the columns `export.column-…` of the catalogue.

    `status` is that of the day `as-of`, whatever the View looks at; beside it stands what is known by now.
    """
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
        "fields": "\n".join(f"{head}: {said}" for head, said in place.fields if said),
        "list": place.list,
        "note": words("list.sentence").join(part for part in (one.note, one.doubt) if part),
        "source": one.source,
        "licence": source.licence[lang] if source else "",
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
        "scope": words("figure.district") if sheets.of_district(atlas, sheet, fact) else "",
        "concerns": words("list.comma").join(one.places),
        "quote": one.quote,
        "paragraph": one.locator,
        "section": one.section,
        "note": one.note,
    }


def source_rows(atlas: Atlas, sheet: Sheet, day: str) -> Iterator[tuple[str, str, str]]:
    """Where all of it comes from: what, its words, its terms. First the release, then datum, sources and layers."""
    words, lang, release = atlas.words[sheet.view.lang], sheet.view.lang, atlas.release
    number = atlas.outline.approval_number
    event = words("list.comma").join((release.event[lang], period(atlas, release.date.isoformat(), lang)))
    yield words("source.release"), release.title[lang], release.licence[lang]
    yield words("source.event"), event, release.speaker[lang]
    yield words("export.handed"), day, sheet.title
    yield words("export.column-datum"), f"{DATUM} (EPSG:4326)", words("export.datum-text")
    yield words("table.status"), sheets.statuses_line(atlas, sheet), ""
    yield words("map.sketch"), words("map.approval", number=number) if number else "", atlas.outline.note[lang]
    used = {place.source for place in listed(atlas, sheet)}
    for source in atlas.sources:
        if source.id in used:
            yield words("place.source"), source.name[lang], f"{source.licence[lang]} {source.url or ''}".strip()
    for layer in atlas.layers:
        about = f"{layer.name[lang]} · {words(f'accuracy.{layer.accuracy}')} · {layer.accuracy_note[lang]}"
        yield words("source.layer"), about, layer.licence[lang]


def workbook(atlas: Atlas, sheet: Sheet, day: str) -> bytes:
    """The .xlsx of a sheet: its places, its figures, and where they come from. `day` is that of the hand-over.

    Raises OSError where there is no room for temporary files.
    """
    words = atlas.words[sheet.view.lang]
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill(book.create_sheet(words("export.sheet-places")), *_places(atlas, sheet))
    facts = [fact_row(atlas, sheet, fact) for fact in sheet.figures]
    heads = [words(f"export.column-{key}") for key in facts[0]] if facts else []
    _fill(book.create_sheet(words("export.sheet-facts")), heads, [list(one.values()) for one in facts])
    heads = [words(f"export.column-{key}") for key in ("what", "text", "terms")]
    _fill(book.create_sheet(words("export.sheet-sources")), heads, source_rows(atlas, sheet, day))
    book.properties.title, book.properties.creator = sheet.title, words("app.title")
    packed = BytesIO()
    try:
        book.save(packed)
    except SerialisationError as error:  # openpyxl passes every sheet through a temporary file
        raise OSError(errno.ENOSPC, "No space left for a temporary file") from error
    return undated(packed.getvalue(), day)


def _places(atlas: Atlas, sheet: Sheet) -> tuple[list[str], list[list[Value]]]:
    """The heads and rows of the places of a sheet; each column that the office brings is one, behind ours."""
    lang, words, places = sheet.view.lang, atlas.words[sheet.view.lang], listed(atlas, sheet)
    rows = [place_row(atlas, place, lang) for place in places]
    keys = [key for key in rows[0] if key != "fields"] if rows else []
    brought = list(dict.fromkeys(head for place in places for head, _ in place.fields))
    own = [dict(place.fields) for place in places]
    heads = [*(words(f"export.column-{key}") for key in keys), *brought]
    made = zip(rows, own, strict=True)
    return heads, [[*(row[key] for key in keys), *(said.get(head, "") for head in brought)] for row, said in made]


def _fill(page: Worksheet, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    widths = [len(head) for head in heads]
    for y, values in enumerate((heads, *rows), 1):
        for x, value in enumerate(values, 1):
            _write(page, y, x, value)
            widths[x - 1] = max(widths[x - 1], sum(1 + (sign > "⺀") for sign in str(value or "")))
    for x, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(x)].width = min(width, WIDEST) + 2
    page.freeze_panes = "A2"


def _write(page: Worksheet, y: int, x: int, value: Value) -> None:
    """A cell: a number is a number, everything else text, also where it looks like a formula or an error."""
    cell = page.cell(y, x)
    cell.font, cell.alignment = HEAD if y == 1 else BODY, WRAPPED
    if isinstance(value, str):
        cell.value, cell.data_type = readable(value), "s"
        cell.quotePrefix = value.startswith(FORMULA)  # text it stays, also when somebody edits the cell
    else:
        cell.value = value


def plain(atlas: Atlas, sheet: Sheet) -> bytes:
    """The places of a sheet as .csv: UTF-8 with the mark by which Excel knows it. One place a line, with its terms."""
    heads, rows = _places(atlas, sheet)
    text = StringIO()
    write = csv.writer(text, lineterminator="\r\n")
    if rows:
        write.writerow(map(_quoted, heads))
    write.writerows(map(_quoted, one) for one in rows)
    return text.getvalue().encode("utf-8-sig")


def _quoted(value: Value) -> Value:
    """A text that a spreadsheet would calculate gets an apostrophe before it; a .csv has no other way to say text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
