import csv
import io
import json
import sqlite3

import openpyxl
import pyogrio
import pytest
from shapely.geometry import mapping, shape

from fengtai_map.export import sheet as sheets
from fengtai_map.export.geodata import geojson, geopackage
from fengtai_map.export.sheet import listed
from fengtai_map.export.workbook import plain, workbook
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.safe_cells import FORMULA_STARTS
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.view.url import View
from tests.user_points import point

DAY = "2026-11-23"
VIEWS = {
    "all": View(),
    "two clusters": View(clusters=("hexi", "lize")),
    "no parks, none planned": View(hidden=("green-space",), without=("planned",)),
    "English": View(lang="en", clusters=("lize",)),
}
HOSTILE = ('=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)", "#N/A", "<b>'\"&\\ \u0007", "\t=1")


@pytest.fixture(params=VIEWS.values(), ids=VIEWS)
def sheet(request, atlas):
    return sheets.of_view(atlas, request.param, ())


@pytest.fixture
def hostile(atlas):
    """The Atlas with names that a spreadsheet would calculate."""
    names = (Text(zh=HOSTILE[n % len(HOSTILE)], en=HOSTILE[n % len(HOSTILE)]) for n in range(len(atlas.places)))
    places = tuple(place.model_copy(update={"name": next(names)}) for place in atlas.places)
    return atlas.model_copy(update={"places": places})


def opened(atlas, sheet):
    return openpyxl.load_workbook(io.BytesIO(workbook(atlas, sheet, DAY)))


def rows(page):
    """The rows of a worksheet by the words of its heads."""
    heads, *others = page.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in others]


def heads(atlas, sheet, *keys):
    return [atlas.words[sheet.view.lang](f"export.column-{key}") for key in keys]


def lines(atlas, sheet):
    content = plain(atlas, sheet)
    assert content.startswith(b"\xef\xbb\xbf")  # by this Excel knows that it is UTF-8
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_what_is_listed_is_what_the_map_shows_and_what_has_no_position(atlas, sheet):
    shown = listed(atlas, sheet)
    assert [place for place in shown if place.lon is not None] == list(sheets.places(atlas, sheet))
    for place in atlas.places:
        if place.lon is None:
            wanted = place.kind in sheet.kinds and place.status not in sheet.view.without
            assert (place in shown) == (wanted and not sheet.view.clusters)  # it is in no cluster's list


def test_a_workbook_holds_every_place_with_its_position(atlas, sheet):
    book = opened(atlas, sheet)
    name, lon, lat, error = heads(atlas, sheet, "name-zh", "lon", "lat", "error")
    held = [(row[name], row[lon], row[lat], row[error]) for row in rows(book.worksheets[0])]
    assert held == [(place.name.zh, place.lon, place.lat, place.error_m) for place in listed(atlas, sheet)]


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(), "无，全部列出"),
        (View(clusters=("lize", "hexi"), hidden=("school",)), "组团：丽泽金融商务区、河西地区；未显示类别：学校"),
    ],
)
def test_a_workbook_says_by_what_it_is_filtered_a_clause_each(atlas, view, said):
    held = dict(row[:2] for row in opened(atlas, sheets.of_view(atlas, view, ())).worksheets[-1].values)
    assert held[atlas.words["zh"]("export.filter")] == said


def test_a_workbook_holds_the_figures_with_their_quotes(atlas, sheet):
    value, quote, where = heads(atlas, sheet, "value", "quote", "paragraph")
    held = [(row[value], row[where]) for row in rows(opened(atlas, sheet).worksheets[1])]
    assert held == [(fact.value, fact.locator) for fact in sheet.figures]
    assert held
    quotes = [row[quote] for row in rows(opened(atlas, sheet).worksheets[1])]
    assert all(fact.quote in quote for fact, quote in zip(sheet.figures, quotes, strict=True))


def test_a_workbook_names_sources_licences_and_datum(atlas, sheet):
    last = opened(atlas, sheet).worksheets[-1]
    said = " ".join(str(cell) for row in last.iter_rows(values_only=True) for cell in row)
    lang = sheet.view.lang
    used = {place.source for place in listed(atlas, sheet)}
    for source in atlas.sources:
        assert (source.name[lang] in said) == (source.id in used) or source.id == "osm"
    for wanted in ("WGS-84", "EPSG:4326", "ODbL 1.0", DAY, atlas.release.title[lang]):
        assert wanted in said


def test_the_approval_number_is_in_the_workbook(atlas):
    number = "GS(2026)1234"
    other = atlas.model_copy(update={"outline": atlas.outline.model_copy(update={"approval_number": number})})
    sheet = sheets.of_view(other, View(), ())
    assert any(number in str(row) for row in opened(other, sheet).worksheets[-1].iter_rows(values_only=True))


def test_nothing_in_a_workbook_is_calculated(hostile):
    sheet = sheets.of_view(hostile, View(), ())
    book = opened(hostile, sheet)
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    named = {cell.value: cell for cell in cells if cell.value in HOSTILE}
    assert {'=HYPERLINK("http://x","y")', "+1+1", "-2", "@SUM(A1)", "#N/A"} <= set(named)
    assert all(named[text].quotePrefix for text in ("+1+1", "-2", "@SUM(A1)"))


def test_a_csv_holds_the_same_as_the_workbook(atlas, sheet):
    book = [
        {head: "" if cell is None else str(cell) for head, cell in row.items()}
        for row in rows(opened(atlas, sheet).worksheets[0])
    ]
    assert lines(atlas, sheet) == book


def test_a_csv_gives_a_spreadsheet_nothing_to_calculate(hostile):
    sheet = sheets.of_view(hostile, View(), ())
    values = [value for line in lines(hostile, sheet) for value in line.values()]
    assert not [value for value in values if value[:1] in set("=+-@\t\r")]
    assert "'+1+1" in values


def test_the_heads_that_the_office_brings_are_not_calculated_either(atlas):
    brought = tuple((head, "1") for head in HOSTILE if head.startswith(FORMULA_STARTS))
    full = with_user_points(atlas, [point("own-0123456789ab", fields=brought)])
    content = plain(full, sheets.of_view(full, View(), ()))
    heads, *_ = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert [head for head in heads if head.startswith(FORMULA_STARTS)] == []
    assert sum(head.startswith("'") for head in heads) == len(brought)


def test_geojson_is_rfc_7946(atlas, sheet):
    collection = json.loads(geojson(atlas, sheet, DAY).decode("utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    held = {one["id"]: one["geometry"] for one in collection["features"]}
    wanted = {
        place.id: {"type": "Point", "coordinates": [place.lon, place.lat]} if place.lon else None
        for place in listed(atlas, sheet)
    }
    assert held == wanted
    for one in collection["features"]:
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert one["properties"]["name_zh"] == atlas.name(one["id"], "zh")
    assert [fact["id"] for fact in collection["facts"]] == [fact.id for fact in sheet.figures]
    assert "ODbL" in json.dumps(collection["sources"])


def test_a_geopackage_holds_places_clusters_figures_and_sources(atlas, sheet, tmp_path):
    file = tmp_path / "sheet.gpkg"
    file.write_bytes(geopackage(atlas, sheet, DAY))
    others = {f"page_{table.id}": None for table in sheet.content.tables}
    assert dict(pyogrio.list_layers(file)) == {
        "places": "Point",
        "clusters": "MultiPolygon",
        "facts": None,
        "sources": None,
        **others,
        **({"page_entries": None} if sheet.entries else {}),
    }
    assert others
    places = pyogrio.read_dataframe(file, layer="places")
    assert places.crs.to_epsg() == 4326
    held = [(row.id, row.geometry and mapping(row.geometry)["coordinates"]) for row in places.itertuples()]
    assert held == [(place.id, (place.lon, place.lat) if place.lon else None) for place in listed(atlas, sheet)]
    clusters = pyogrio.read_dataframe(file, layer="clusters")
    assert list(clusters.id) == [one.id for one in atlas.clusters if one.id in (sheet.view.clusters or atlas.geometry)]
    for row in clusters.itertuples():
        assert row.geometry.equals(shape(atlas.geometry[row.id]))
    assert list(pyogrio.read_dataframe(file, layer="facts").id) == [fact.id for fact in sheet.figures]
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_a_sheet_without_places_can_be_exported(atlas, tmp_path):
    kinds = tuple(dict.fromkeys(place.kind for place in (*atlas.places, *atlas.stations)))
    sheet = sheets.of_view(atlas, View(hidden=kinds), ())
    assert rows(opened(atlas, sheet).worksheets[1])
    assert lines(atlas, sheet) == []
    assert heads(atlas, sheet, "name-zh")[0] in plain(atlas, sheet).decode("utf-8-sig").splitlines()[0]
    assert json.loads(geojson(atlas, sheet, DAY))["features"] == []
    file = tmp_path / "none.gpkg"
    file.write_bytes(geopackage(atlas, sheet, DAY))
    assert {"places", "clusters"} <= set(dict(pyogrio.list_layers(file)))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("export", [workbook, lambda *given: plain(*given[:2]), geojson, geopackage])
def test_the_same_sheet_gives_the_same_bytes(export, lang, atlas):
    sheet = sheets.of_view(atlas, View(lang=lang, clusters=("lize",)), ())
    assert export(atlas, sheet, DAY) == export(atlas, sheet, DAY)


def test_the_numbers_of_a_column_are_printed_with_as_many_decimals_but_not_those_of_unlike_measures(atlas):
    book = opened(atlas, sheets.of_view(atlas, View(), ()))
    words = atlas.words["zh"]
    formats = {
        head.value: {cell.number_format for cell in column if isinstance(cell.value, int | float)}
        for page in book
        for head, *column in page.iter_cols()
    }
    assert formats[words("export.column-area")] == {"0.0"}
    assert formats[words("export.column-value")] == {"General"}


def test_a_cluster_of_a_table_of_clusters_does_not_lie_in_itself(atlas):
    page = next(one for one in opened(atlas, sheets.of_view(atlas, View(), ())) if one.title == "功能组团")
    assert [cell.value for cell in page[1]][1] == "功能组团"
