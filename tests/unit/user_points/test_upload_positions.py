"""Where rows lie: every way people write a position, every datum and grid; recognised, or asked for, never guessed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from fengtai_map.geo.datum import to_bd09, to_gcj02
from fengtai_map.geo.projection import GEOD
from fengtai_map.i18n import Text
from fengtai_map.model import UserList, UserPoint
from fengtai_map.user_points.list_memory import remembering
from fengtai_map.user_points.upload import Choice, from_datum, read, user_point_id
from fengtai_map.user_points.upload.coordinates import number, pair
from tests import data_rows, messy_workbook
from tests.every import every
from tests.sample_files import LAT, LON, csv

HEAD = ("名称", "类型", "经度", "纬度")
DISTRICT = st.tuples(st.floats(116.0, 116.5), st.floats(39.7, 39.95))
TOWARDS = {"WGS-84": lambda at: at, "GCJ-02": to_gcj02, "BD-09": to_bd09}  # latitude first
WRITTEN = {  # what people write -> degrees or metres
    "116.29": 116.29,
    " １１６．２９ ": 116.29,
    "116,29": 116.29,
    "116。29": 116.29,
    "116·29": 116.29,
    "116.29°": 116.29,
    "116.29°E": 116.29,
    "E116.29": 116.29,
    "E 116.29": 116.29,
    "lng:116.29": 116.29,
    "经度：116.29": 116.29,
    "经度:116.29E": 116.29,
    "东经：116.29": 116.29,
    "东经116.29度": 116.29,
    "西经116.29": -116.29,
    "-116.29": -116.29,
    "116.29，": 116.29,
    "1.1629E+02": 116.29,
    "39.85 N": 39.85,
    "39°51'30\"N": 39.858333333,
    "39°51′30″": 39.858333333,
    "39° 51' 30''": 39.858333333,
    "39º51’30”": 39.858333333,
    "39゜51´30〃": 39.858333333,
    "39˚51´30´´": 39.858333333,
    "39度51分30秒": 39.858333333,
    "北纬39度51分": 39.85,
    "N39°51′0″": 39.85,
    "39°51.5'": 39.858333333,
    "39°51′30": 39.858333333,
    "39:51:30": 39.858333333,
    "39-51-30": 39.858333333,
    "39 51 30": 39.858333333,
    "39d51m30s": 39.858333333,
    "39deg51'30\"N": 39.858333333,
    "4,413,000.5": 4413000.5,
    "12,945,000": 12945000,
    "4413000": 4413000,
    "439261.93米": 439261.93,
    "439261.93 m": 439261.93,
}
UNWRITTEN = [
    "", "x", "1e5", "nan", "inf", "39°60'", "39°10'60\"", "--1", "1.2.3", "N39E", "E116.29N", "39°51'30\"extra", "=1",
    "٣", "1" * 99, "116.28-116.30", "116.29 39", "116.29/39.85", "东边路口", "39 99", "39-51.5-30", "1.1629E2",
]  # fmt: skip
PAIRS = [
    "116.29,39.85", "116.29 39.85", "116.29，39.85", "(116.29, 39.85)", "[116.29,39.85]", "116,29; 39,85",
    "116,29 39,85", "116.29、39.85", "116.29|39.85", "116.29/39.85", "116.29;39.85", "116.29\t39.85", "116.29，39.85，",
    "116.29，39.85。", "116.29,39.85,0", "116.29 39.85 45.3", "116。29，39。85", "1.1629E+02,3.985E+01",
    "东经116.29 北纬39.85", "东经：116.29 北纬：39.85", "经度116.29纬度39.85", "经度:116.29E 纬度:39.85N",
    "E116.29N39.85", "116.29E39.85N", "116.29°E, 39.85°N", "lng:116.29,lat:39.85", "'lng': 116.29, 'lat': 39.85",
    "lng=116.29&lat=39.85", "X:116.29 Y:39.85", "116°17'24\" 39°51'", "116°17′24″39°51′0″",
    "116° 17′ 24″ E, 39° 51′ 0″ N", "东经116度17分24秒北纬39度51分0秒", "116-17-24 39-51-00", "116-17-24,39-51-00",
    "E116-17-24 N39-51-00", "116:17:24 39:51:00", "116 17 24 39 51 00", "116 17.4 39 51.0",
]  # fmt: skip
NO_PAIRS = ["116.29", "116 17 24", "116 39 50", "东边", "116.29-39.85", "1,2,3,4,5", "116,29,39,85", "116.29,39.85,1,2"]
LETTERED = ["N39°51′0″，E116°17′24″", "北纬39.85，东经116.29", "39.85N116.29E", "lat:39.85,lng:116.29"]


def metres(one, other):
    """Between two positions, latitude first."""
    return GEOD.inv(one[1], one[0], other[1], other[0])[2]


def codes(problems):
    return [one.code for one in problems]


def asked(reading):
    return {one.what: one for one in reading.choices}


def test_numbers_are_read_as_people_write_them():
    wrong = {
        text: number(text) for text, value in WRITTEN.items() if abs((number(text) or _none()).value - value) > 1e-8
    }
    assert wrong == {}


def _none():
    return replace(number("0"), value=float("inf"))


def test_what_is_no_number_is_none():
    assert {text: number(text) for text in UNWRITTEN if number(text)} == {}


def test_two_numbers_are_read_from_one_cell():
    held = {text: pair(text) for text in PAIRS}
    assert {text: found for text, found in held.items() if not found or _off(found) > 1e-8} == {}


def _off(found):
    return abs(found[0].value - LON) + abs(found[1].value - LAT)


def test_what_is_not_two_numbers_is_none():
    assert {text: pair(text) for text in NO_PAIRS if pair(text)} == {}


@every("text", [*PAIRS, *LETTERED, "39.85,116.29", "POINT(116.29 39.85)", "POINT Z (116.29 39.85 12)"])
def test_a_cell_is_never_read_as_another_place(atlas, text):
    content = csv(("名称", "类型", "坐标"), ("园", "公园", text), delimiter="\x1f" if "\t" in text else "\t").replace(
        b"\x1f", b"|"
    )
    if "\t" in text:
        content = json.dumps([{"名称": "园", "类型": "公园", "坐标": text}]).encode()
    (row,) = read(content, "a.json" if "\t" in text else "a.csv", atlas).rows
    assert (row.point.lon, row.point.lat) == pytest.approx((LON, LAT), abs=1e-6)


SHAPES = {
    "wkt": "POINT(116.29 39.85)",
    "wide wkt": "POINT（116.29 39.85）",
    "ewkt": "SRID=32650;POINT(439261.9297 4411350.0523)",
    "geojson": '{"type": "Point", "coordinates": [116.29, 39.85]}',
    "feature": '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [116.29, 39.85]}}',
    "object": '{"lng": 116.29, "lat": 39.85}',
    "latitude first": "POINT(39.85 116.29)",
}


@every("name", SHAPES)
def test_a_shape_in_a_cell_is_read(atlas, name):
    content = json.dumps([{"名称": "园", "类型": "公园", "geom": SHAPES[name]}], ensure_ascii=False).encode()
    (row,) = read(content, "a.json", atlas).rows
    assert (row.point.lon, row.point.lat, row.point.shape) == (pytest.approx(LON), pytest.approx(LAT), "")


ERRORS = {  # the digits written -> the error shown
    ("116°17′", "39°51′"): 900,
    ("116°17.4′", "39°51.0′"): 90,
    ("116°17′24″", "39°51′0″"): 20,
    ("116.3", "39.9"): 5000,
    ("116.29", "39.85"): 500,
    ("116.291", "39.851"): 50,
    ("116.2912", "39.8512"): 20,
    ("116.3", "39.851234"): 5000,
}


@every("written", ERRORS, " ".join)
def test_the_error_follows_from_the_digits_written(atlas, written):
    (row,) = read(csv(HEAD, ("园", "公园", *written)), "a.csv", atlas).rows
    assert row.point.error_m == ERRORS[written]


def test_zeros_that_a_program_dropped_are_no_error(atlas):
    content = csv(HEAD, ("园", "公园", "116.3", "39.851234"), ("校", "学校", "116.291234", "39.85"))
    assert [row.point.error_m for row in read(content, "a.csv", atlas).rows] == [20, 20]


def test_whole_degrees_are_no_position(atlas):
    assert codes(read(csv(HEAD, ("园", "公园", "116", "40")), "a.csv", atlas).problems) == ["upload-position-coarse"]


def test_letters_decide_the_order_and_heads_are_believed_otherwise(atlas):
    lettered = read(csv(HEAD, ("园", "公园", "N39.85", "E116.29")), "a.csv", atlas)
    assert [(row.point.lon, row.point.lat) for row in lettered.rows] == [(LON, LAT)]
    plain = read(csv(HEAD, ("园", "公园", f"{LAT}", f"{LON}")), "a.csv", atlas)
    assert codes(plain.problems) == ["upload-swapped"]
    surveyed = read(csv(("名称", "类型", "X", "Y"), ("园", "公园", f"{LAT}", f"{LON}")), "a.csv", atlas)
    assert [(row.point.lon, row.point.lat) for row in surveyed.rows] == [(LON, LAT)]
    assert "upload-latitude-first" in codes(surveyed.notices)


def test_columns_that_are_turned_throughout_are_one_question(atlas):
    content = csv(HEAD, *[(f"园{n}", "公园", f"{LAT}", f"{LON + n / 100:.2f}") for n in range(4)])
    reading = read(content, "a.csv", atlas)
    assert (list(asked(reading)), reading.problems, reading.waiting) == (["axes"], (), 4)
    assert len(read(content, "a.csv", atlas, Choice(axes="lat-lon")).rows) == 4
    assert len(read(content, "a.csv", atlas, Choice(axes="lon-lat")).problems) == 4


# --- Datums -----------------------------------------------------------------------------------------------------------


@given(DISTRICT)
def test_a_position_of_any_datum_comes_back_within_a_metre(at):
    for datum, towards in TOWARDS.items():
        lat, lon = towards((at[1], at[0]))
        ((back_lon, back_lat),) = from_datum(datum)([(lon, lat)])
        assert metres((at[1], at[0]), (back_lat, back_lon)) < 1


def known_rows(datum, count, crs=None):
    places = [one for one in data_rows.PLACES if one["geometry"] and (one["properties"]["error_m"] or 1e9) <= 400][
        :count
    ]
    rows = []
    for one in places:
        lon, lat = one["geometry"]["coordinates"]
        north, east = TOWARDS[datum]((lat, lon))
        x, y = project(crs, lon, lat) if crs else (east, north)
        rows.append((one["properties"]["name_zh"], "公园", f"{x:.6f}", f"{y:.6f}"))
    return rows


def project(crs, lon, lat):
    return Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(lon, lat)


def own(number, lon, lat, name=None):
    zh = name or f"试造点{number}"
    return UserPoint(
        id=user_point_id("school", zh, lon, lat), name=Text(zh=zh, en=zh), kind="school", lon=lon, lat=lat, error_m=20,
        basis="office-wgs-84", status="existing",
    )  # fmt: skip


KEPT = [own(n, 116.25 + n / 200, 39.83 + n % 5 / 200) for n in range(20)]


def rows_of(points, way):
    return [(one.name.zh, "学校", *(f"{value:.6f}" for value in way(one.lon, one.lat))) for one in points]


def shifted(datum):
    return lambda lon, lat: tuple(reversed(TOWARDS[datum]((lat, lon))))


@every("datum", TOWARDS)
def test_the_datum_is_recognised_by_known_places(atlas, datum):
    content = csv(HEAD, *known_rows(datum, 9), ("新园", "公园", f"{LON}", f"{LAT}"))
    reading = read(content, "a.csv", atlas)
    assert (reading.datum, reading.choices) == (datum, ())
    notice = next(one for one in reading.notices if one.code == "upload-datum-shown")
    assert (notice.particulars["n"], notice.particulars["off"]) == ("9", "0")
    assert [row.point.basis for row in reading.rows] == [f"office-{datum.lower()}"]


@every("datum", TOWARDS)
def test_next_years_list_is_recognised_by_the_kept_points(atlas, datum):
    reading = read(csv(HEAD, *rows_of(KEPT, shifted(datum))), "a.csv", atlas, kept=KEPT)
    assert reading.datum == datum
    assert len(reading.rows) == len(KEPT)
    for row, one in zip(reading.rows, KEPT, strict=True):
        assert metres((row.point.lat, row.point.lon), (one.lat, one.lon)) < 1


def test_one_kept_point_makes_a_datum_likely_and_it_is_asked_for(atlas):
    rows = rows_of(KEPT[:1], shifted("GCJ-02"))
    reading = read(csv(HEAD, *rows, ("新", "学校", "116.300001", "39.850001")), "a.csv", atlas, kept=KEPT)
    assert (asked(reading)["datum"].options[0], reading.rows, reading.waiting) == ("GCJ-02", (), 2)
    assert dict(asked(reading)["datum"].particulars)["GCJ-02"] == "0"
    chosen = read(csv(HEAD, *rows), "a.csv", atlas, Choice(datum="GCJ-02"), kept=KEPT)
    assert (len(chosen.rows), chosen.choices) == (1, ())


@every("datum", ["GCJ-02", "BD-09"])
def test_a_list_is_read_as_its_last_file_was_and_that_is_said(atlas, datum):
    content = csv(HEAD, ("园", "公园", "116.290001", "39.850001"))
    reading = read(content, "a.csv", atlas, Choice(list="园林", before=datum), kept=KEPT)
    assert (reading.datum, reading.choices) == (datum, ())
    assert codes(reading.notices) == ["upload-datum-remembered"]
    assert read(content, "a.csv", atlas, Choice(before=datum, datum="WGS-84")).datum == "WGS-84"


def test_what_is_remembered_is_asked_for_where_the_places_of_the_list_speak_against_it(atlas):
    far = [one.model_copy(update={"lon": one.lon + 0.02}) for one in KEPT[2:6]]
    rows = rows_of(far, shifted("GCJ-02"))  # all of them were moved
    reading = read(csv(HEAD, *rows), "a.csv", atlas, Choice(before="BD-09"), kept=KEPT)
    assert (asked(reading)["datum"].options[0], reading.rows) == ("BD-09", ())
    some = rows_of(KEPT[:2], shifted("GCJ-02"))  # two lie where they lay, most do not
    reading = read(csv(HEAD, *some, *rows), "a.csv", atlas, Choice(before="BD-09"), kept=KEPT)
    assert (asked(reading)["datum"].options[0], reading.rows) == ("GCJ-02", ())


def north(metres_, fixed=0):
    """Rows of the kept points moved north, but the first ones."""
    moved = [one.model_copy(update={"lat": one.lat + metres_ / 111_000}) for one in KEPT[fixed:]]
    return rows_of([*KEPT[:fixed], *moved], lambda *at: at)


@every("metres_", [80, 300, 600])
def test_kept_points_that_would_all_move_the_same_way_settle_no_datum_and_that_is_said(atlas, metres_):
    reading = read(csv(HEAD, *north(metres_)), "a.csv", atlas, kept=KEPT)
    assert codes(reading.notices)[0] == "upload-datum-assumed"
    said = next(one.particulars for one in reading.notices if one.code == "upload-shifted")
    assert (said["n"], round(int(said["off"]), -1)) == ("20", metres_)


def test_kept_points_that_move_together_are_told_where_the_file_states_its_system_too(atlas):
    rows = [({"名称": name, "类型": kind}, [float(lon), float(lat)]) for name, kind, lon, lat in north(300)]
    held = [
        {"type": "Feature", "properties": said, "geometry": {"type": "Point", "coordinates": at}} for said, at in rows
    ]
    crs = {"type": "name", "properties": {"name": "EPSG:4490"}}
    content = json.dumps({"type": "FeatureCollection", "crs": crs, "features": held}).encode()
    assert codes(read(content, "a.geojson", atlas, kept=KEPT).notices) == ["upload-shifted"]


def test_places_that_were_put_right_one_by_one_do_not_move_together(atlas):
    apart = [one.model_copy(update={"lat": one.lat + (n % 5 - 2) / 1000}) for n, one in enumerate(KEPT)]
    for rows in (north(0), north(300, fixed=10), north(300)[:2], rows_of(apart, lambda *at: at)):
        reading = read(csv(HEAD, *rows), "a.csv", atlas, kept=KEPT)
        assert codes(reading.notices) == ["upload-datum-shown"]


@every("before", ["", "GCJ-02", "BD-09"])
def test_a_list_whose_places_have_new_names_is_not_read_in_a_datum_by_which_all_of_them_are_new(atlas, before):
    came = "GCJ-02" if before != "GCJ-02" else "WGS-84"
    way = shifted(came) if came in TOWARDS else (lambda *at: at)
    rows = [(f"新{name}", *more) for name, *more in rows_of(KEPT, way)]
    reading = read(csv(HEAD, *rows), "a.csv", atlas, Choice(list="学校", before=before), kept=KEPT)
    assert (asked(reading)["datum"].options[0], reading.rows) == (came, ())


def test_a_plain_file_is_taken_in_the_usual_datum_with_a_note(atlas):
    reading = read(csv(HEAD, ("园", "公园", "116.290001", "39.850001")), "a.csv", atlas)
    assert (reading.datum, len(reading.rows), reading.choices) == ("WGS-84", 1, ())
    assert codes(reading.notices) == ["upload-datum-assumed"]


def test_the_messy_workbook_is_not_recognised_by_names_at_invented_places(atlas):
    content, _ = messy_workbook.workbook()
    reading = read(content, "a.xlsx", atlas)
    assert (reading.datum, "upload-datum-shown" in codes(reading.notices)) == ("WGS-84", False)


@every("name", ["高德导出.csv", "poi_gcj02.csv"])
def test_a_name_that_hints_at_a_datum_is_a_question(atlas, name):
    content = csv(HEAD, ("园", "公园", "116.290001", "39.850001"))
    assert asked(read(content, name, atlas))["datum"].options[0] == "GCJ-02"
    assert read(content, name, atlas, Choice(datum="WGS-84")).choices == ()


def test_the_columns_of_a_map_service_are_a_question(atlas):
    content = csv(
        ("name", "type", "location", "adcode", "typecode"), ("园", "公园", "116.290001|39.850001", "110106", "1")
    )
    assert asked(read(content, "a.csv", atlas))["datum"].options[0] == "GCJ-02"


STATED = {  # heads, and a line above them -> the datum
    (("名称", "类型", "高德经度", "高德纬度"), ""): "GCJ-02",
    (("名称", "类型", "经度(GCJ02)", "纬度(GCJ02)"), ""): "GCJ-02",
    (("名称", "类型", "百度经度", "百度纬度"), ""): "BD-09",
    (("名称", "类型", "经度（WGS84）", "纬度（WGS84）"), ""): "WGS-84",
    (("name", "type", "bd09_lng", "bd09_lat"), ""): "BD-09",
    (("name", "type", "bd_lng", "bd_lat"), ""): "BD-09",
    (("name", "type", "gcj_x", "gcj_y"), ""): "GCJ-02",
    (("name", "type", "gd_lon", "gd_lat"), ""): "GCJ-02",
    (("名称", "类型", "火星经度", "火星纬度"), ""): "GCJ-02",
    (HEAD, "口袋公园台账（坐标系：GCJ-02）"): "GCJ-02",
    (HEAD, "坐标取自百度地图"): "BD-09",
}


@every("stated", STATED)
def test_the_datum_is_as_heads_and_titles_state_it(atlas, stated):
    (heads, title), datum = stated, STATED[stated]
    at = shifted(datum)(LON, LAT)
    content = csv(*([(title, "", "", "")] if title else []), heads, ("园", "公园", *(f"{value:.6f}" for value in at)))
    (row,) = read(content, "a.csv", atlas).rows
    assert metres((row.point.lat, row.point.lon), (LAT, LON)) < 1
    assert row.point.basis == f"office-{datum.lower()}"


def test_a_title_states_the_datum_of_a_list_without_names_of_columns_too(atlas):
    rows = csv(("坐标系：GCJ-02", "", "", ""), ("园", "公园", "116.296043", "39.851255"))
    choice = Choice(mapping={"name": "A", "kind": "B", "lon": "C", "lat": "D"})
    (row,) = read(rows, "a.csv", atlas, choice).rows
    assert (row.number, row.point.basis) == (2, "office-gcj-02")


@every("order", [("116.29", "39.85"), ("39.85", "116.29"), ("441234.5", "4412345.6")])
def test_a_position_over_two_columns_with_one_name_is_read(atlas, order):
    reading = read(csv(("名称", "类型", "坐标", ""), ("园", "公园", *order)), "a.csv", atlas)
    assert (reading.problems, {*reading.mapping.values()}) == ((), {"名称", "类型", "坐标", "D"})
    assert reading.rows or [one.what for one in reading.choices] == ["grid"]


def test_one_number_where_a_position_should_be_is_asked_for(atlas):
    reading = read(csv(("名称", "类型", "坐标", "另"), ("园", "公园", "116.29", "39.85")), "a.csv", atlas)
    assert [one.options for one in reading.choices] == [("坐标",), ("另",)]


WORDS = [
    "WGS84",
    "WGS-84",
    "国家2000",
    "CGCS2000",
    "GCJ-02",
    "火星坐标",
    "高德",
    "腾讯地图",
    "BD09",
    "百度坐标系（BD-09）",
]


def test_a_column_of_datums_is_used_row_by_row(atlas):
    datums = ["WGS-84"] * 4 + ["GCJ-02"] * 4 + ["BD-09"] * 2
    rows = [
        (f"园{n}", "公园", *(f"{value:.6f}" for value in shifted(datum)(LON + n / 500, LAT)), word)
        for n, (word, datum) in enumerate(zip(WORDS, datums, strict=True))
    ]
    reading = read(csv((*HEAD, "坐标系"), *rows), "a.csv", atlas)
    assert (reading.choices, reading.datum) == ((), "")
    for n, row in enumerate(reading.rows):
        assert metres((row.point.lat, row.point.lon), (LAT, LON + n / 500)) < 1, WORDS[n]


def test_a_datum_nobody_knows_is_asked_for_and_only_its_rows_wait(atlas):
    content = csv(
        (*HEAD, "坐标系"),
        ("甲", "公园", "116.290001", "39.850001", "WGS84"),
        ("乙", "公园", "116.3", "39.85", "独立系"),
    )
    reading = read(content, "a.csv", atlas)
    assert ([row.number for row in reading.rows], reading.waiting) == ([2], 1)
    assert asked(reading)["datum"].particulars["words"] == "独立系"
    assert len(read(content, "a.csv", atlas, Choice(datum="GCJ-02")).rows) == 2


def test_degrees_of_another_frame_are_converted_with_its_error(atlas):
    lon, lat = project("EPSG:4214", LON, LAT)
    (row,) = read(csv((*HEAD, "坐标系"), ("园", "公园", f"{lon:.7f}", f"{lat:.7f}", "北京54")), "a.csv", atlas).rows
    assert metres((row.point.lat, row.point.lon), (LAT, LON)) < 1
    assert row.point.error_m == 100


OLD = {  # what a file states -> the error of its positions
    "EPSG:2436": 100,
    "EPSG:2384": 100,
    "EPSG:4214": 100,
    "EPSG:4548": 20,
    "EPSG:32650": 20,
}


@every("crs", OLD)
def test_a_stated_system_has_the_error_it_has_by_name(atlas, crs):
    at = {"type": "Point", "coordinates": project(crs, LON + 1e-9, LAT)}
    feature = {"type": "Feature", "properties": {"名称": "园", "类型": "公园"}, "geometry": at}
    about = {"type": "name", "properties": {"name": crs}}
    stated = json.dumps({"type": "FeatureCollection", "features": [feature], "crs": about}).encode()
    shape = f"SRID={crs[5:]};POINT({at['coordinates'][0]} {at['coordinates'][1]})"
    cell = json.dumps([{"名称": "园", "类型": "公园", "geom": shape}]).encode()
    for content, name in ((stated, "a.geojson"), (cell, "a.json")):
        (row,) = read(content, name, atlas).rows
        assert (metres((row.point.lat, row.point.lon), (LAT, LON)) < 1, row.point.error_m) == (True, OLD[crs])


def test_a_stated_system_that_the_places_contradict_is_reported(atlas):
    content = csv(("名称", "类型", "经度(WGS84)", "纬度(WGS84)"), *rows_of(KEPT, shifted("GCJ-02")))
    reading = read(content, "a.csv", atlas, kept=KEPT)
    assert (reading.datum, len(reading.rows)) == ("WGS-84", len(KEPT))
    assert [one.particulars["best"] for one in reading.notices if one.code == "upload-datum-doubt"] == ["GCJ-02"]


# --- Grids ------------------------------------------------------------------------------------------------------------
UNLABELLED = ["EPSG:4548", "EPSG:4509", "EPSG:32650", "EPSG:2436", "EPSG:21460", "EPSG:2384"]


def surveyed(crs, points=((LON, LAT),), order=1):
    rows = [
        (f"园{n}", "公园", *[f"{value:.3f}" for value in project(crs, *at)][::order]) for n, at in enumerate(points)
    ]
    return csv(("名称", "类型", "x", "y"), *rows)


@pytest.mark.parametrize("crs", UNLABELLED)
@pytest.mark.parametrize("order", [1, -1])
def test_metres_that_may_be_of_several_grids_are_asked_for(atlas, crs, order):
    reading = read(surveyed(crs, order=order), "a.csv", atlas)
    assert (reading.rows, reading.problems, reading.waiting) == ((), (), 1)
    assert {"EPSG:4548", "EPSG:32650", "EPSG:2436"} <= set(asked(reading)["grid"].options)
    (row,) = read(surveyed(crs, order=order), "a.csv", atlas, Choice(grid=crs)).rows
    assert metres((row.point.lat, row.point.lon), (LAT, LON)) < 1
    assert row.point.error_m == (100 if crs in ("EPSG:2436", "EPSG:21460", "EPSG:2384") else 20)


@pytest.mark.parametrize("crs", ["EPSG:4527", "EPSG:4498"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_zone_before_the_easting_names_the_grid_and_the_datum_is_in_the_error(atlas, crs, order):
    reading = read(surveyed(crs, order=order), "a.csv", atlas)
    (row,) = reading.rows
    assert metres((row.point.lat, row.point.lon), (LAT, LON)) < 1
    assert (row.point.error_m, "upload-grid-near" in codes(reading.notices)) == (100, True)


def test_web_mercator_is_like_no_other_grid(atlas):
    reading = read(surveyed("EPSG:3857"), "a.csv", atlas)
    (row,) = reading.rows
    assert metres((row.point.lat, row.point.lon), (LAT, LON)) < 1
    assert {"upload-projected", "upload-datum-assumed"} == set(codes(reading.notices))


@every("crs", ["EPSG:4548", "EPSG:32650", "EPSG:2436"])
def test_a_grid_is_recognised_by_kept_points_to_a_few_metres(atlas, crs):
    content = csv(HEAD, *rows_of(KEPT, lambda lon, lat: project(crs, lon, lat)))
    reading = read(content, "a.csv", atlas, kept=KEPT)
    assert (reading.grid, reading.choices) == (crs, ())
    for row, one in zip(reading.rows, KEPT, strict=True):
        assert metres((row.point.lat, row.point.lon), (one.lat, one.lon)) < 1


def test_the_grid_of_a_list_is_remembered_but_not_where_its_places_would_lie_elsewhere(atlas):
    one = UserList(name="学校", owner="", grid="EPSG:4548")

    def next_file(names):
        rows = [(name, "学校", *(f"{value:.3f}" for value in project("EPSG:32650", 116.26, 39.84))) for name in names]
        return remembering(Choice(), one, read(csv(HEAD, *rows), "a.csv", atlas, kept=KEPT))

    assert next_file(["一处新的"]).grid == "EPSG:4548"
    assert next_file([KEPT[0].name.zh]).grid == ""  # by it, it would lie farther off than by another


@every("crs", ["EPSG:4548", "EPSG:32650"])
def test_a_grid_is_recognised_by_known_places_to_its_family(atlas, crs):
    new = [f"{value:.3f}" for value in project(crs, LON, LAT)]
    reading = read(csv(HEAD, *known_rows("WGS-84", 9, crs), ("新园", "公园", *new)), "a.csv", atlas)
    (row,) = reading.rows
    assert metres((row.point.lat, row.point.lon), (LAT, LON)) < 1
    assert reading.choices == ()


def test_a_grid_is_recognised_by_the_district_where_another_leads_out_of_it(atlas):
    points = [(116.2 + n / 100, 39.772) for n in range(6)]
    reading = read(surveyed("EPSG:32650", points), "a.csv", atlas)
    assert reading.grid == "EPSG:32650" or "grid" in asked(reading)
    for row in reading.rows:
        assert metres((row.point.lat, row.point.lon), points[row.number - 2][::-1]) < 1


LOCAL = "+proj=tmerc +lat_0=39.86576603 +lon_0=116.3502518 +k=1 +x_0=500000 +y_0=300000 +ellps=krass +units=m"


def test_the_citys_own_grid_is_named_and_asked_for(atlas):
    content = surveyed(LOCAL)
    reading = read(content, "a.csv", atlas)
    assert asked(reading)["grid"].options == ("beijing-local",)
    assert all("grid.beijing-local" in words for words in atlas.words.values())
    (row,) = read(content, "a.csv", atlas, Choice(grid="beijing-local")).rows
    assert metres((row.point.lat, row.point.lon), (LAT, LON)) < 100
    assert row.point.error_m == 150


@every(
    "word, crs",
    [("EPSG:32650", "EPSG:32650"), ("UTM50N", "EPSG:32650"), ("北京54", "EPSG:2436"), ("CGCS2000", "EPSG:4548")],
)
def test_a_column_that_names_the_grid_is_used(atlas, word, crs):
    at = [f"{value:.3f}" for value in project(crs, LON, LAT)]
    reading = read(csv((*HEAD, "坐标系"), ("园", "公园", *at, word)), "a.csv", atlas)
    assert (reading.grid, reading.choices) == (crs, ())
    assert metres((reading.rows[0].point.lat, reading.rows[0].point.lon), (LAT, LON)) < 1


def test_shapes_in_metres_are_moved_as_points_are(atlas):
    there = [project("EPSG:32650", LON + n / 100, LAT) for n in range(3)]
    line = f"LINESTRING({', '.join(f'{x:.3f} {y:.3f}' for x, y in there)})"
    content = json.dumps([{"名称": "绿道", "类型": "绿道", "wkt": line}]).encode()
    assert "grid" in asked(read(content, "a.json", atlas))
    (row,) = read(content, "a.json", atlas, Choice(grid="EPSG:32650")).rows
    for (lon, lat), n in zip(json.loads(row.point.shape)["coordinates"], range(3), strict=True):
        assert (lon, lat) == pytest.approx((LON + n / 100, LAT), abs=1e-6)


def test_shapes_in_a_shifted_datum_are_moved_as_points_are(atlas):
    there = [shifted("GCJ-02")(LON + n / 100, LAT) for n in range(3)]
    line = f"LINESTRING({', '.join(f'{x:.6f} {y:.6f}' for x, y in there)})"
    content = json.dumps([{"名称": "绿道", "类型": "绿道", "wkt": line}]).encode()
    (row,) = read(content, "a.json", atlas, Choice(datum="GCJ-02")).rows
    for (lon, lat), n in zip(json.loads(row.point.shape)["coordinates"], range(3), strict=True):
        assert metres((lat, lon), (LAT, LON + n / 100)) < 1


def test_two_numbers_that_say_to_be_the_same_axis_are_told_as_they_stand(atlas):
    (problem,) = read(csv(HEAD, ("园", "公园", "E116.29", "E39.85")), "a.csv", atlas).problems
    assert (problem.code, problem.particulars["value"]) == ("upload-position-unreadable", "E116.29, E39.85")


def test_an_apostrophe_that_marks_a_text_is_no_part_of_a_number(atlas):
    (row,) = read(csv(HEAD, ("园", "公园", "'116.290001", "'39.850001")), "a.csv", atlas).rows
    assert (row.point.lon, row.point.lat) == (116.290001, 39.850001)
