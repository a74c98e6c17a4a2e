"""A reader's file of any format, datum and way of writing becomes points; no file and no name does harm."""

import io
import json

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Transformer

from fengtai_map.datums import to_bd09, to_gcj02
from fengtai_map.metres import GEOD
from fengtai_map.model import OwnPoint
from fengtai_map.text import LANGUAGES, Text
from fengtai_map.upload import FORMATS, Choice, bad_rows_file, changes, own_id, read, read_table, readings_of, template
from fengtai_map.upload.degrees import number, pair
from fengtai_map.upload.positions import Position, wgs84
from tests import office, raw
from tests.usual import FILES, LAT, LON, csv, plain, workbook

DISTRICT = st.tuples(st.floats(116.0, 116.5), st.floats(39.7, 39.95))
TOWARDS = {"WGS-84": lambda at: at, "GCJ-02": to_gcj02, "BD-09": to_bd09}  # latitude first
WRITTEN = {  # what people write -> degrees or metres
    "116.29": 116.29,
    " １１６．２９ ": 116.29,
    "116,29": 116.29,
    "116.29°": 116.29,
    "116.29°E": 116.29,
    "E116.29": 116.29,
    "东经116.29度": 116.29,
    "西经116.29": -116.29,
    "39.85 N": 39.85,
    "39°51'30\"N": 39.858333333,
    "39°51′30″": 39.858333333,
    "39° 51' 30''": 39.858333333,
    "39º51’30”": 39.858333333,
    "39度51分30秒": 39.858333333,
    "北纬39度51分": 39.85,
    "39°51.5'": 39.858333333,
    "39:51:30": 39.858333333,
    "4,413,000.5": 4413000.5,
    "12,945,000": 12945000,
    "4413000": 4413000,
}
UNWRITTEN = [
    "",
    "x",
    "1e5",
    "nan",
    "inf",
    "39°60'",
    "39°10'60\"",
    "--1",
    "1.2.3",
    "N39E",
    "39°51'30\"extra",
    "=1",
    "٣",
    "1" * 99,
]
PAIRS = [
    "116.29,39.85",
    "116.29 39.85",
    "116.29，39.85",
    "(116.29, 39.85)",
    "116,29; 39,85",
    "116.29、39.85",
    "东经116.29 北纬39.85",
    "116°17'24\" 39°51'",
]
GRIDS = ["EPSG:4548", "EPSG:4509", "EPSG:4527", "EPSG:4498", "EPSG:3857"]


def metres(one, other):
    """Between two positions, latitude first."""
    return GEOD.inv(one[1], one[0], other[1], other[0])[2]


@pytest.mark.parametrize("name", FILES)
def test_every_format_holds_the_same_points(atlas, tmp_path, name):
    reading = read(FILES[name](tmp_path), name, atlas)
    assert reading.problems == ()
    held = [(row.number, row.point.name.zh, row.point.kind, row.point.lon, row.point.lat) for row in reading.rows]
    assert held == [(2, "试造园", "green-space", LON, LAT), (3, "试造校", "school", 116.3, LAT)]


def test_every_format_is_tried():
    assert {name.rpartition(".")[2].lower() for name in FILES} == set(FORMATS)


def test_a_row_becomes_a_point_with_all_it_says(atlas):
    head = ("Name (Chinese)", "英文名", "kind", "LNG", "lat", "error_m", "状态", "备注", "地址", "街镇")
    row = ("试造园", "Made Park", "Green space", f"{LON}", f"{LAT}", "12", "Being built", "说明", "某路1号", "某街道")
    (only,) = read(csv(head, row), "表.csv", atlas).rows
    assert only.point == OwnPoint(
        id=own_id("green-space", "试造园", LON, LAT), name=Text(zh="试造园", en="Made Park"), kind="green-space",
        lon=LON, lat=LAT, error_m=12, basis="office-wgs-84", status="under-construction",
        note="说明 · 某街道 · 某路1号", origin="表.csv#2",
    )  # fmt: skip


def test_an_id_stays_the_same_from_release_to_release():
    assert own_id("school", "试造校", 116.29, 39.85) == own_id("school", "试造校", 116.290012, 39.850049)
    assert own_id("school", "试造校", 116.29, 39.85) == "own-db993a8a2279"


@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_is_read_as_people_write_it(text):
    assert number(text) == pytest.approx(WRITTEN[text], abs=1e-8)


@pytest.mark.parametrize("text", UNWRITTEN)
def test_what_is_no_number_is_none(text):
    assert number(text) is None


@pytest.mark.parametrize("text", PAIRS)
def test_two_numbers_are_read_from_one_cell(text):
    assert pair(text) == pytest.approx((116.29, 39.85))


@pytest.mark.parametrize("crs", GRIDS)
@pytest.mark.parametrize("order", [1, -1])
def test_metres_are_told_apart_and_converted_in_either_order(atlas, crs, order):
    x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(LON, LAT)
    reading = read(csv(("名称", "类型", "x", "y"), ("园", "公园", *[f"{x:.3f}", f"{y:.3f}"][::order])), "a.csv", atlas)
    (row,) = reading.rows
    assert (row.point.lon, row.point.lat) == pytest.approx((LON, LAT), abs=1e-6)
    assert [notice.code for notice in reading.notices] == ["upload-projected"]


def test_a_grid_of_the_same_ranges_is_taken_when_the_reader_names_it(atlas):
    x, y = Transformer.from_crs("EPSG:4326", "EPSG:32650", always_xy=True).transform(LON, LAT)
    content = csv(("名称", "类型", "x", "y"), ("园", "公园", f"{x:.3f}", f"{y:.3f}"))
    (row,) = read(content, "a.csv", atlas, Choice(grid="EPSG:32650")).rows
    assert (row.point.lon, row.point.lat) == pytest.approx((LON, LAT), abs=1e-6)


def test_swapped_degrees_are_taken_when_the_reader_says_so(atlas):
    content = csv(("名称", "类型", "经度", "纬度"), ("园", "公园", f"{LAT}", f"{LON}"))
    (row,) = read(content, "a.csv", atlas, Choice(swapped=True)).rows
    assert (row.point.lon, row.point.lat) == (LON, LAT)


@given(DISTRICT)
def test_a_position_of_any_datum_comes_back_within_a_metre(at):
    for datum, towards in TOWARDS.items():
        lat, lon = towards((at[1], at[0]))
        back = wgs84(Position(lon, lat), datum)
        assert metres((at[1], at[0]), back[::-1]) < 1


def known_rows(datum, count):
    places = [one for one in raw.PLACES if one["geometry"] and (one["properties"]["error_m"] or 1e9) <= 400][:count]
    rows = []
    for one in places:
        lon, lat = one["geometry"]["coordinates"]
        north, east = TOWARDS[datum]((lat, lon))
        rows.append((one["properties"]["name_zh"], "公园", f"{east:.6f}", f"{north:.6f}"))
    return csv(("名称", "类型", "经度", "纬度"), *rows)


@pytest.mark.parametrize("datum", TOWARDS)
def test_the_datum_is_told_by_known_places(atlas, datum):
    table, _ = read_table(known_rows(datum, 9), "a.csv", atlas.upload.limits)
    readings = readings_of(table, atlas, Choice())
    assert readings.best == datum
    assert {one.datum: one.matched for one in readings.tried} == dict.fromkeys(TOWARDS, 9)
    assert next(one.metres for one in readings.tried if one.datum == datum) < 1


@pytest.mark.parametrize("content", [known_rows("WGS-84", 1), plain(), b"a\nb"])
def test_a_datum_is_not_told_where_it_cannot_be(atlas, content):
    table, _ = read_table(content, "a.csv", atlas.upload.limits)
    assert readings_of(table, atlas, Choice()).best == ""


def test_columns_and_words_can_be_given_by_hand(atlas):
    content = csv(("甲", "乙", "丙"), ("园", f"{LON}", f"{LAT}"))
    choice = Choice(mapping={"name": "甲", "lon": "乙", "lat": "丙"}, defaults={"kind": "green-space"})
    (row,) = read(content, "a.csv", atlas, choice).rows
    assert (row.point.name.zh, row.point.kind, row.point.lon) == ("园", "green-space", LON)


def two_sheets():
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for title in ("甲", "乙"):
        book.create_sheet(title).append(["名称", "类型", "经度", "纬度"])
        book[title].append([f"园{title}", "飞碟", LON, LAT])
    book.remove(book.worksheets[0])
    book.save(packed)
    return packed.getvalue()


def test_of_several_sheets_the_one_chosen_is_read_and_the_others_are_named(atlas):
    reading = read(two_sheets(), "a.xlsx", atlas, Choice(sheet="乙"))
    assert reading.problems[0].particulars["sheet"] == "乙"
    assert [(one.code, one.particulars["others"]) for one in reading.notices] == [("upload-sheets", "甲")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_template_is_read_without_a_fault_and_its_example_is_left_out(atlas, lang):
    content = template(atlas.words[lang], atlas)
    reading = read(content, "a.xlsx", atlas)
    assert (reading.rows, reading.problems) == ((), ())
    assert {notice.code for notice in reading.notices} == {"upload-sheets"}
    book, packed = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    page = book.worksheets[0]
    assert len(page.data_validations.dataValidation) == 3
    head = [cell.value for cell in page[1]]
    page.append([None if word.value is None else word.value for word in page[2]])
    page.cell(3, 1, "另一处")
    book.save(packed)
    changed = read(packed.getvalue(), "a.xlsx", atlas)
    assert [row.number for row in changed.rows] == [3]
    assert changed.problems == ()
    assert len(changed.mapping) == len(head)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_what_is_written_back_is_text(atlas, form, sign):
    head = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": None, "properties": {"名称": f"x{sign}1", "公式": f"{sign}1+1"}}
            ],
        }
    )
    reading = read(head.encode(), "a.geojson", atlas)
    content = bad_rows_file(reading, atlas.words["zh"], form)
    if form == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0] for cell in row]
        assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    else:
        text = content.decode("utf-8-sig")
        assert not [
            part for line in text.splitlines() for part in line.split(",") if part.strip('"')[:1] in set("=+-@")
        ]


@given(st.binary(max_size=400), st.one_of(st.text(max_size=20), st.sampled_from([f"a.{ending}" for ending in FORMATS])))
@example(b"", "a.xlsx")
@example(b'{"features": [1]}', "a.json")
@example(b'{"features": [{"properties": [1]}]}', "a.json")
@example(b"[" * 100_000, "a.json")
@example(b'"', "a.csv")
@example(b"\x00", "a.csv")
def test_no_bytes_and_no_name_raise(atlas, content, name):
    reading = read(content, name, atlas)
    assert reading.problems or reading.rows or reading.table.rows == ()


@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), max_size=4))
def test_no_cells_raise_and_each_row_is_taken_or_told(atlas, cells):
    features = [{"properties": dict(zip(("名称", "类型", "经度", "纬度"), row, strict=True))} for row in cells]
    reading = read(json.dumps({"features": features}).encode(), "a.json", atlas)
    told = {int(one.particulars["row"]) for one in reading.problems if "row" in one.particulars}
    assert not told & {row.number for row in reading.rows}
    for form in ("xlsx", "csv"):
        assert bad_rows_file(reading, atlas.words["en"], form)


@given(st.integers(0, 4000), st.integers(0, 255))
def test_a_broken_workbook_does_not_raise(atlas, at, byte):
    content = bytearray(WORKBOOK)
    content[at % len(content)] = byte
    read(bytes(content), "a.xlsx", atlas)


WORKBOOK = workbook()


def own(name, lon=LON, kind="school", note=""):
    return OwnPoint(
        id=own_id(kind, name, lon, LAT), name=Text(zh=name, en=name), kind=kind, lon=lon, lat=LAT, error_m=20,
        basis="office-wgs-84", status="existing", note=note,
    )  # fmt: skip


def test_changes_know_a_point_again_by_id_then_by_kind_and_name_nearby():
    current = [own("同"), own("改"), own("移"), own("远"), own("去"), own("类")]
    incoming = [
        own("同").model_copy(update={"origin": "b.csv#2"}), own("改", note="新"), own("移", LON + 0.003),
        own("远", LON + 0.02), own("类", LON + 0.001, kind="hospital"), own("新"),
    ]  # fmt: skip
    found = changes(current, incoming, reach=500)
    assert [one.name.zh for one in found.same] == ["同"]
    assert [(old.name.zh, new.lon) for old, new in found.changed] == [("改", LON), ("移", LON + 0.003)]
    assert [one.name.zh for one in found.added] == ["远", "类", "新"]
    assert found.removed == ()
    assert [one.name.zh for one in changes(current, incoming, reach=500, replaces=True).removed] == ["远", "去", "类"]


def test_the_nearest_of_a_name_is_the_one_that_moved():
    current = [own("园", LON), own("园", LON + 0.004)]
    found = changes(current, [own("园", LON + 0.003)], reach=500)
    assert [old.lon for old, _ in found.changed] == [LON + 0.004]


def test_the_messy_workbook_is_told_from_its_datum(atlas):
    content, _ = office.workbook()
    table, _ = read_table(content, "a.xlsx", atlas.upload.limits)
    assert readings_of(table, atlas, Choice()).best == ""  # its known names are put at invented places
