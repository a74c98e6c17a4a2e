"""A file of any format and of any way of saying things becomes points; what nobody knows is asked for."""

import io
import json
import zipfile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fengtai_map.formats import FORMATS
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import UserKind, UserPoint
from fengtai_map.user_points.upload import (
    TEMPLATES,
    Choice,
    bad_rows_file,
    group_problems,
    read,
    read_files,
    template,
    user_kind_id,
    user_point_id,
)
from tests import papers
from tests.every import every
from tests.sample_files import DOT, FILES, LAT, LON, csv, workbook

HEAD = ("名称", "类型", "经度", "纬度")
PLACE = (f"{LON}", f"{LAT}")
SCHOOL = ("试造校", "学校", f"{LON + 0.01}", f"{LAT}", "规划")
PALACE = UserKind(id=user_kind_id("养老驿站"), name=Text(zh="养老驿站", en="Care station"), symbol="hospital")


def asked(reading):
    return {one.what: one for one in reading.choices}


def codes(problems):
    return [one.code for one in problems]


@pytest.mark.parametrize("name", FILES)
def test_every_format_holds_the_same_points(atlas, tmp_path, name):
    reading = read(FILES[name](tmp_path), name, atlas)
    assert (reading.problems, reading.choices) == ((), ())
    held = [(row.point.name.zh, row.point.kind, row.point.lon, row.point.lat) for row in reading.rows]
    assert held == [("试造园", "green-space", LON, LAT), ("试造校", "school", 116.3, LAT)]


def test_a_row_becomes_a_point_with_all_it_says(atlas):
    head = ("Name (Chinese)", "英文名", "kind", "LNG", "lat", "error_m", "状态", "备注", "地址", "街镇", "可用面积")
    row = ("试造园", "Made Park", "Green space", *PLACE, "12", "Being built", "说明", "某路1号", "某街道", "3000")
    reading = read(csv(head, row), "表.csv", atlas)
    assert [one.point for one in reading.rows] == [
        UserPoint(
            id=user_point_id("green-space", "试造园", LON, LAT),
            name=Text(zh="试造园", en="Made Park"), kind="green-space",
            lon=LON, lat=LAT, error_m=12, basis="office-wgs-84", status="under-construction", note="说明",
            fields=(("街镇", "某街道"), ("地址", "某路1号"), ("可用面积", "3000")), origin="表.csv#2",
        )
    ]  # fmt: skip
    noticed = next(one for one in reading.notices if one.code == "upload-kept")
    assert noticed.particulars["columns"] == "可用面积"


def test_an_id_stays_the_same_from_release_to_release():
    assert user_point_id("school", "试造校", 116.29, 39.85) == user_point_id("school", "试造校", 116.290012, 39.850049)
    assert user_point_id("school", "试造校", 116.29, 39.85) == "own-db993a8a2279"


HEADS = {  # how lists call their columns -> the field of each
    ("公园名称", "公园类型", "中心点经度", "中心点纬度"): ("name", "kind", "lon", "lat"),
    ("*名称（必填）", "类型（见说明）", "经度(度)", "纬度(度)"): ("name", "kind", "lon", "lat"),
    ("名称", "类型", "坐标 经度", "坐标 纬度"): ("name", "kind", "lon", "lat"),
    ("名称", "类型", "高德经度", "高德纬度"): ("name", "kind", "lon", "lat"),
    ("name", "type", "gcj02_lng", "gcj02_lat"): ("name", "kind", "lon", "lat"),
    ("Name", "Name (Chinese)", "Kind", "Longitude", "Latitude"): ("name_en", "name", "kind", "lon", "lat"),
    ("名称", "类型", "高德经度", "高德纬度", "WGS84经度", "WGS84纬度"): ("name", "kind", None, None, "lon", "lat"),
    ("项目名称", "建设单位名称", "类型", "坐标"): ("name", None, "kind", "position"),
    ("1.名称", "2、类型", "3）经度", "(4)纬度", "5. 状态"): ("name", "kind", "lon", "lat", "status"),
    ("名稱", "類型", "經度", "緯度", "狀態"): ("name", "kind", "lon", "lat", "status"),
    ("mingcheng", "leixing", "jingdu", "weidu", "zhuangtai"): ("name", "kind", "lon", "lat", "status"),
    ("名称", "类型", "经度Lng", "纬度Lat"): ("name", "kind", "lon", "lat"),
    ("序号", "名称", "类型", "lnglat", "所在街道", "详细地址"): (None, "name", "kind", "position", "street", "address"),
}


@every("heads", HEADS)
def test_columns_are_known_as_lists_call_them(atlas, heads):
    reading = read(csv(heads, ["116.29,39.85" if "坐标" in one else "1" for one in heads]), "a.csv", atlas)
    wanted = {field: head for head, field in zip(heads, HEADS[heads], strict=True) if field}
    assert dict(reading.mapping) == wanted


@every("head", ["位置", "地址"])
def test_a_column_of_addresses_that_holds_positions_is_one(atlas, head):
    (row,) = read(csv(("名称", "类型", head), ("园", "公园", "116.29 39.85")), "a.csv", atlas).rows
    assert (row.point.lon, row.point.lat, row.point.fields) == (LON, LAT, ())
    (row,) = read(csv((*HEAD, head), ("园", "公园", *PLACE, "某路1号")), "a.csv", atlas).rows
    assert row.point.fields == ((head, "某路1号"),)


def test_an_address_of_several_parts_beside_a_geometry_is_no_position(atlas):
    address = {"路": "某路", "号": 1}
    shape = {"type": "Point", "coordinates": [LON, LAT]}
    said = {"名称": "试造园", "类型": "公园", "地址": address}
    content = json.dumps({"type": "Feature", "properties": said, "geometry": shape}).encode()
    (row,) = read(content, "a.geojson", atlas).rows
    assert row.point.fields == (("地址", json.dumps(address, ensure_ascii=False)),)


@every("head", ["街道名称", "建设单位名称", "责任单位名称"])
def test_the_name_of_what_another_column_is_names_no_place(atlas, head):
    content = csv((head, "小区", *HEAD[1:]), ("卢沟桥街道", "试造小区", "公园", *PLACE))
    reading = read(content, "a.csv", atlas)
    assert (asked(reading)["column"].particulars["field"], reading.rows) == ("name", ())
    (row,) = read(csv((head, "社区名称", *HEAD[1:]), ("甲", "试造社区", "公园", *PLACE)), "a.csv", atlas).rows
    assert row.point.name.zh == "试造社区"


@every(
    "cells, english",
    [(("Alpha", "Beta"), "Alpha"), (("P1", ""), "P1"), (("甲园", "乙园"), "甲园"), (("老甲园", "老乙园"), "甲园")],
)
def test_a_column_name_of_other_chinese_names_is_not_the_english_name(atlas, cells, english):
    rows = [
        (zh, name, "公园", f"{LON + n / 100}", f"{LAT}")
        for n, (zh, name) in enumerate(zip(("甲园", "乙园"), cells, strict=True))
    ]
    first = read(csv(("名称", "name", "类型", "经度", "纬度"), *rows), "a.csv", atlas).rows[0].point
    kept = (("name", "老甲园"),) if cells[0] == "老甲园" else ()
    assert (first.name.zh, first.name.en, first.fields) == ("甲园", english, kept)


def test_names_of_columns_that_a_shapefile_cut_are_known_by_their_beginning(atlas):
    shape = {"type": "Point", "coordinates": [LON, LAT]}
    said = {"项目名": "试造园", "设施类": "公园", "建设状": "在建", "coordinate": "甲"}
    content = json.dumps({"type": "Feature", "properties": said, "geometry": shape}).encode()
    (row,) = read(content, "a.geojson", atlas).rows
    assert (row.point.name.zh, row.point.kind, row.point.status) == ("试造园", "green-space", "under-construction")
    assert row.point.fields == (("coordinate", "甲"),)


def test_the_status_of_building_goes_before_a_status_of_anything(atlas):
    (row,) = read(csv((*HEAD, "状态", "建设状态"), ("试造园", "公园", *PLACE, "正常", "在建")), "a.csv", atlas).rows
    assert (row.point.status, row.point.fields) == ("under-construction", (("状态", "正常"),))


@every("head", ["审批状态", "数据状态"])
def test_the_status_of_papers_is_none_of_the_place(atlas, head):
    (row,) = read(csv((*HEAD, head), ("试造园", "公园", *PLACE, "已完成")), "a.csv", atlas).rows
    assert (row.point.status, row.point.fields) == ("unknown", ((head, "已完成"),))


@every("head", ["建设情况", "建设阶段（截至六月）", "项目阶段", "进展情况"])
def test_a_column_is_the_status_where_its_cells_are_words_of_it(atlas, head):
    (row, _) = read(csv((*HEAD, head), ("试造园", "公园", *PLACE, "在建"), SCHOOL), "a.csv", atlas).rows
    assert (row.point.status, row.point.fields) == ("under-construction", ())
    (row, _) = read(csv((*HEAD, head), ("试造园", "公园", *PLACE, "三层封顶"), SCHOOL), "a.csv", atlas).rows
    assert (row.point.status, row.point.fields) == ("unknown", ((head, "三层封顶"),))
    better = csv((*HEAD, head, "状态"), ("试造园", "公园", *PLACE, "在建", "已建成"))
    assert read(better, "a.csv", atlas).rows[0].point.status == "existing"


@every("merged", [False, True])
def test_a_heading_between_the_rows_says_the_kind_of_those_below_it(atlas, merged):
    rows = [
        ("名称", "经度", "纬度"),
        ("一、公园类（1处）",),
        ("试造园", *PLACE),
        ("（二）学校",),
        ("试造校", SCHOOL[2], SCHOOL[3]),
    ]
    spans = ("A2:C2", "A4:C4", "A6:C6") if merged else ()
    content = papers.book(*rows, ("三、其他",), ("试造库", "116.31", SCHOOL[3]), ("合 计", 3), merged=spans)
    reading = read(content, "a.xlsx", atlas)
    assert [(row.point.name.zh, row.point.kind) for row in reading.rows] == [
        ("试造园", "green-space"),
        ("试造校", "school"),
    ]
    assert (reading.waiting, asked(reading)["kind"].options, reading.fields.fields >= {"kind"}) == (1, ("",), True)


@every("units", [("", "", "（°）", "（°）", "公顷"), (None, None, "度", "度", "㎡")])
def test_a_line_of_units_belongs_to_the_names_of_the_columns(atlas, units):
    reading = read(papers.book((*HEAD, "面积"), units, ("试造园", "公园", *PLACE, "3")), "a.xlsx", atlas)
    assert (reading.problems, reading.rows[0].number, reading.rows[0].point.fields[0][1]) == ((), 3, "3")


def test_a_heading_may_have_a_number_and_a_sum_of_its_own(atlas):
    rows = [("序号", "名称", "经度", "纬度", "面积"), ("一", "公园", "", "", "3"), ("1", "试造园", *PLACE, "3")]
    reading = read(csv(*rows), "a.csv", atlas)
    assert ([row.point.kind for row in reading.rows], reading.problems) == (["green-space"], ())


DMS = {
    ("经度度", "经度分", "经度秒", "纬度度", "纬度分", "纬度秒"): (),
    ("东经°", "′", "″", "北纬°", "′", "″"): (),
    ("lon_d", "lon_m", "lon_s", "lat_d", "lat_m", "lat_s"): (),
    ("经度(度)", "经度(分)", "经度(秒)", "纬度(度)", "纬度(分)", "纬度(秒)"): (),
    ("经度", "", "", "纬度", "", ""): ("", "", "度", "分", "秒", "度", "分", "秒"),
}


@every("heads", DMS)
def test_degrees_minutes_and_seconds_in_columns_of_their_own_are_one_number(atlas, heads):
    row = ("试造园", "公园", 116, "17.0", "24", "39°", "51", "0")
    rows = [(*HEAD[:2], *heads), *([DMS[heads]] if DMS[heads] else []), row]
    merged = ("C1:E1", "F1:H1", "A1:A2", "B1:B2") if DMS[heads] else ()
    reading = read(papers.book(*rows, merged=merged), "a.xlsx", atlas)
    assert [(one.point.lon, one.point.lat) for one in reading.rows] == [(LON, LAT)]
    assert (reading.problems, codes(reading.notices)) == ((), ["upload-datum-assumed"])


def test_minutes_without_the_degrees_of_both_axes_are_no_position(atlas):
    reading = read(
        csv((*HEAD[:2], "经度度", "经度分", "纬度", "lon_m"), ("试造园", "公园", "116", "17", "39.85", "3")),
        "a.csv",
        atlas,
    )
    assert asked(reading)["column"].options == ("经度度",)


def test_columns_and_words_can_be_given_by_hand(atlas):
    content = csv(("甲", "乙", "丙", "丁"), ("园", *PLACE, "x"))
    choice = Choice(mapping={"name": "甲", "lon": "乙", "lat": "丙"}, defaults={"kind": "green-space"}, unread=("丁",))
    (row,) = read(content, "a.csv", atlas, choice).rows
    assert (row.point.name.zh, row.point.kind, row.point.lon, row.point.fields) == ("园", "green-space", LON, ())


def test_a_needed_column_that_nobody_knows_is_asked_for_the_likely_ones_first(atlas):
    reading = read(csv(("甲", "乙", "丙", "丁"), ("园", "公园", *PLACE)), "a.csv", atlas)
    wanted = {one.particulars["field"]: one.options[0] for one in reading.choices}
    assert wanted == {"name": "甲", "lon": "丙", "lat": "丁"}
    assert reading.choices[0].preview["甲"] == [["园"]]
    assert (reading.rows, reading.problems, reading.waiting) == ((), (), 1)


def test_unknown_words_are_asked_for_once_and_the_other_rows_are_taken(atlas):
    head = (*HEAD, "状态")
    rows = [
        ("站一", "养老驿站", *PLACE, "正常"),
        ("站二", "养老驿站", "116.3", "39.85", "停用"),
        ("楼", "写字楼", "116.31", "39.85", ""),
    ]
    content = csv(head, *rows, ("园", "综合公园", "116.32", "39.85", "在用"))
    reading = read(content, "a.csv", atlas)
    assert asked(reading)["kind"].options == ("养老驿站", "写字楼")
    assert dict(asked(reading)["kind"].particulars) == {"养老驿站": "2", "写字楼": "1"}
    assert asked(reading)["status"].options == ("停用",)
    assert [row.point.name.zh for row in reading.rows] == ["园"]
    assert (reading.problems, reading.waiting) == ((), 3)
    words = {"kind": {"养老驿站": PALACE.id, "写字楼": "business-park"}, "status": {"停用": ""}}
    mapped = read_files(reading.table, atlas, Choice(words=words, kinds=(PALACE,)))
    assert [(row.point.kind, row.point.status) for row in mapped.rows] == [
        (PALACE.id, "existing"), (PALACE.id, "unknown"), ("business-park", "unknown"), ("green-space", "existing"),
    ]  # fmt: skip
    assert mapped.choices == ()


def test_no_word_is_asked_for_of_a_row_that_is_refused_anyway(atlas):
    rows = [("园", "公园", *PLACE, "WGS84"), ("合计", "2处", "", "", ""), ("", "写字楼", *PLACE, "某系")]
    reading = read(csv((*HEAD, "坐标系"), *rows), "a.csv", atlas)
    assert (reading.choices, len(reading.rows), reading.waiting) == ((), 1, 0)
    turned = [(f"站{n}", "养老驿站", PLACE[1], PLACE[0]) for n in range(3)]
    assert set(asked(read(csv(HEAD, *turned), "a.csv", atlas))) == {"axes", "kind"}


@every("said", ["合计", "合计（2处）", "共计：2处", "小计2个", "总计 2", "Total (2)", "公园小计：1处", "河东片区合计"])
def test_a_total_is_no_place_whatever_number_stands_in_its_cell(atlas, said):
    reading = read(csv(HEAD, ("园", "公园", *PLACE), (said, "", "", "")), "a.csv", atlas)
    assert (reading.problems, [row.point.name.zh for row in reading.rows]) == ((), ["园"])
    assert [one.code for one in reading.notices if one.particulars.get("row") == "3"] == ["upload-total"]


def test_a_word_that_was_said_to_be_an_unknown_kind_stays_asked(atlas):
    reading = read(
        csv(HEAD, ("站", "养老驿站", *PLACE)), "a.csv", atlas, Choice(words={"kind": {"养老驿站": "own-nothing"}})
    )
    assert list(asked(reading)) == ["kind"]


def test_the_name_of_a_kind_of_the_office_is_known(atlas):
    for word in ("养老驿站", "care station", PALACE.id):
        (row,) = read(csv(HEAD, ("站", word, *PLACE)), "a.csv", atlas, Choice(kinds=(PALACE,))).rows
        assert row.point.kind == PALACE.id


def test_a_file_without_a_kind_asks_for_it(atlas):
    content = csv(("名称", "经度", "纬度"), ("园", *PLACE))
    reading = read(content, "a.csv", atlas)
    assert asked(reading)["kind"].options == ("",)
    for choice in (Choice(defaults={"kind": "公园"}), Choice(words={"kind": {"": "green-space"}})):
        assert [row.point.kind for row in read(content, "a.csv", atlas, choice).rows] == ["green-space"]


def two_sheets(*heads):
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for title, head in zip(("甲", "乙"), heads, strict=True):
        book.create_sheet(title).append(head)
        book[title].append([f"园{title}", "公园", LON, LAT])
    book.remove(book.worksheets[0])
    book.save(packed)
    return packed.getvalue()


def test_sheets_are_chosen_or_taken_together(atlas):
    content = two_sheets(HEAD, HEAD)
    reading = read(content, "a.xlsx", atlas)
    assert (asked(reading)["sheet"].options, reading.rows, reading.waiting) == (("*", "甲", "乙"), (), 1)
    (row,) = read(content, "a.xlsx", atlas, Choice(sheet="乙")).rows
    assert row.point.name.zh == "园乙"
    both = read(content, "a.xlsx", atlas, Choice(sheet="*")).rows
    assert [(row.sheet, row.number, row.point.name.zh) for row in both] == [("甲", 2, "园甲"), ("乙", 2, "园乙")]


def test_what_is_wrong_in_one_of_several_sheets_is_written_beside_its_row_and_no_other(atlas):
    book, packed = openpyxl.load_workbook(io.BytesIO(two_sheets(HEAD, HEAD))), io.BytesIO()
    book["乙"]["D2"] = 139
    book.save(packed)
    reading = read(packed.getvalue(), "a.xlsx", atlas, Choice(sheet="*"))
    assert [row.sheet for row in reading.rows] == ["甲"]
    lines = bad_rows_file(reading, atlas.words["zh"], "csv").decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["名称", "园乙"]
    assert "乙!2" in lines[1]


def test_the_columns_offered_are_those_of_the_sheet_that_was_chosen(atlas):
    content = two_sheets(("说明", "请如实填写", "a", "b"), ("叫法", "哪类", "东", "北"))
    reading = read(content, "a.xlsx", atlas, Choice(sheet="乙"))
    assert asked(reading)["column"].options[0] in reading.table.head
    assert reading.table.head == ("叫法", "哪类", "东", "北")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_read_without_a_problem_and_its_example_is_left_out(atlas, lang, name):
    content = template(atlas.words[lang], atlas, name)
    reading = read(content, "a.xlsx", atlas)
    assert (reading.rows, reading.problems, reading.choices) == ((), (), ())
    book, packed = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    page = book.worksheets[0]
    page.append([None if word.value is None else word.value for word in page[2]])
    page.cell(3, 1, "另一处")
    book.save(packed)
    changed = read(packed.getvalue(), "a.xlsx", atlas)
    assert [row.number for row in changed.rows] == [3]
    assert (changed.problems, changed.choices) == ((), ())
    unread = {"可用面积（平方米）", "Area free (m²)"} & {head for head, _ in changed.rows[0].point.fields}
    assert len(unread) == (name == "buildings")


def test_the_choices_of_a_template_reach_as_far_down_as_a_file_may(atlas):
    few = atlas.upload.model_copy(update={"limits": atlas.upload.limits.model_copy(update={"rows": 40})})
    book = openpyxl.load_workbook(io.BytesIO(template(atlas.words["zh"], atlas.having(upload=few))))
    chosen = book.worksheets[0].data_validations.dataValidation
    assert {cells.max_row for one in chosen for cells in one.sqref.ranges} == {41}


@every("example", [("例", "某某公园"), ("", "示例：某某公园"), ("1", "（示例）某某公园")])
def test_a_row_that_calls_itself_an_example_is_left_out_and_reported(atlas, example):
    rows = [(*example, "公园", *PLACE), ("2", "示例小学", "学校", *PLACE)]
    reading = read(csv(("序号", *HEAD), *rows), "a.csv", atlas)
    assert [row.point.name.zh for row in reading.rows] == ["示例小学"]
    assert [one.particulars["row"] for one in reading.notices if one.code == "upload-example"] == ["2"]


def test_every_field_can_be_read_chosen_by_hand_and_explained(atlas):
    """One list of fields serves reader, choice by hand and template."""
    fields = [column.id for column in atlas.upload.columns]
    for words in atlas.words.values():
        assert [field for field in fields if f"upload.head.{field}" not in words] == []
    content = csv(("名称", "类型", "经度", "纬度", "地址", "街镇"), ("园", "公园", *PLACE, "某路1号", "某街道"))
    first = read(content, "a.csv", atlas)
    by_hand = read_files(first.table, atlas, Choice(mapping=dict(first.mapping)))
    assert by_hand.rows == first.rows
    assert dict(first.rows[0].point.fields) == {"地址": "某路1号", "街镇": "某街道"}


def packed(content, *names):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("表.csv", content)
        for name in names:
            archive.writestr(name, DOT)
    return held.getvalue()


def test_pictures_belong_to_the_row_that_names_them(atlas):
    rows = [("园", "公园", *PLACE, "甲.PNG；没有.jpg"), ("校", "学校", "116.3", "39.85", "https://example.com/a.jpg")]
    content = packed(csv((*HEAD, "照片"), *rows), "照片/甲.png", "照片/校_1.png", "照片/校_2.png", "照片/别处.png")
    reading = read(content, "a.zip", atlas)
    assert [row.photos for row in reading.rows] == [("照片/甲.png",), ("照片/校_1.png", "照片/校_2.png")]
    noticed = {one.code: one.particulars.get("row") for one in reading.notices if "photo" in one.code}
    assert noticed == {"upload-photo-missing": "2", "upload-photo-elsewhere": "3", "upload-photo-unused": None}
    assert "photos" in reading.fields.fields


@every(
    "cell, names, found",
    [
        ("乙/1.png", ("甲/1.png", "乙/1.png"), ("乙/1.png",)),
        ("D:\\照片\\乙\\1.png", ("甲/1.png", "乙/1.png"), ("乙/1.png",)),
        ("1.png", ("甲/1.png", "园/1.png"), ("园/1.png",)),
        ("1.png", ("甲/1.png", "乙/1.png"), ()),
    ],
)
def test_of_pictures_of_one_name_none_is_guessed(atlas, cell, names, found):
    reading = read(packed(csv((*HEAD, "照片"), ("园", "公园", *PLACE, cell)), *names), "a.zip", atlas)
    assert [row.photos for row in reading.rows] == [found]
    assert ("upload-photo-twice" in codes(reading.notices)) == (not found)


def test_lines_and_areas_are_taken_as_what_they_are(atlas):
    area = "POLYGON((116.29 39.85,116.3 39.85,116.3 39.86,116.29 39.85))"
    line = json.dumps({"type": "LineString", "coordinates": [[LON, LAT], [LON + 0.01, LAT]]}).replace('"', '""')
    content = f'名称,类型,图形\n甲,公园,"{area}"\n乙,绿道,"{line}"\n丙,公园,POINT(116.29 39.84)\n'.encode()
    reading = read(content, "a.csv", atlas)
    assert (reading.problems, reading.choices) == ((), ())
    shapes = [json.loads(row.point.shape)["type"] if row.point.shape else "" for row in reading.rows]
    assert shapes == ["Polygon", "LineString", ""]
    assert (reading.rows[1].point.lon, reading.rows[1].point.lat) == (pytest.approx(LON + 0.005), LAT)
    assert "shape" in reading.fields.fields


def test_several_points_of_one_row_are_one_point_with_its_error_or_a_problem(atlas):
    near, far = ({"type": "MultiPoint", "coordinates": [[LON, LAT], [LON + away, LAT]]} for away in (0.001, 0.2))
    features = [
        {"type": "Feature", "properties": {"名称": name, "类型": "公园"}, "geometry": geometry}
        for name, geometry in (("甲", near), ("乙", far))
    ]
    reading = read(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "a.geojson", atlas)
    assert [(row.point.name.zh, round(row.point.error_m)) for row in reading.rows] == [("甲", 86)]
    assert "upload-points" in codes(reading.notices)
    assert codes(reading.problems) == ["upload-scattered"]


def beside(geometry, lon, lat):
    properties = {"名称": "园", "类型": "公园", "经度": lon, "纬度": lat}
    held = {"type": "FeatureCollection", "features": [{"properties": properties, "geometry": geometry}]}
    return json.dumps(held).encode()


def test_a_shape_and_columns_that_agree_within_their_error_are_one_position(atlas):
    point = {"type": "Point", "coordinates": [LON + 0.00001, LAT]}
    line = {"type": "LineString", "coordinates": [[LON, LAT], [LON + 0.02, LAT]]}
    for content in (beside(point, LON, LAT), beside(line, LON + 0.02, LAT)):
        assert [row.number for row in read(content, "a.geojson", atlas).rows] == [1]


def test_a_shape_and_columns_that_differ_are_reported_until_one_is_left_out(atlas):
    content = beside({"type": "Point", "coordinates": [LON + 0.01, LAT]}, LON, LAT)
    reading = read(content, "a.geojson", atlas)
    assert codes(reading.problems) == ["upload-two-positions"]
    by_hand = {field: head for field, head in reading.mapping.items() if field not in ("lon", "lat")}
    for choice in (Choice(mapping=by_hand), Choice(unread=("经度", "纬度"))):
        assert [row.point.lon for row in read(content, "a.geojson", atlas, choice).rows] == [pytest.approx(LON + 0.01)]


def test_further_columns_of_another_system_are_no_contradiction(atlas):
    heads = (*HEAD, "高德经度", "高德纬度", "X", "Y")
    content = csv(heads, ("园", "公园", *PLACE, "116.2961", "39.8513", "439261.93", "4411350.05"))
    assert [row.point.lon for row in read(content, "a.csv", atlas).rows] == [LON]


def test_a_place_that_waits_for_its_position_is_given_it(atlas):
    place = next(one for one in atlas.places if one.lon is None and one.kind == "hospital")
    reading = read(csv(HEAD, (place.name.zh, "医院", *PLACE), ("别的医院", "医院", "116.3", "39.85")), "a.csv", atlas)
    assert reading.rows[0].point.id == place.id
    assert "upload-waiting" in codes(reading.notices)
    other = read(csv(HEAD, (place.name.zh, "公园", *PLACE)), "a.csv", atlas)
    assert other.rows[0].point.id.startswith("own-")
    assert "upload-namesake" in codes(other.notices)


def test_a_place_of_the_release_is_put_right_by_its_id_from_where_the_office_said_it_lies(atlas):
    station = next(one for one in atlas.places if one.id == "beijing-west-railway-station")
    row = (station.id, station.name.zh, "枢纽", f"{station.lon:.5f}", f"{station.lat - 0.002:.5f}")
    reading = read(csv(("编号", *HEAD), row), "a.csv", atlas)
    assert ([one.point.id for one in reading.rows], reading.problems) == ([station.id], ())
    moved = (*row[:3], *PLACE)
    there = reading.rows[0].point.model_copy(update={"lon": LON, "lat": LAT})
    assert codes(read(csv(("编号", *HEAD), moved), "a.csv", atlas).problems) == ["upload-id-moved"]
    assert read(csv(("编号", *HEAD), moved), "a.csv", atlas, kept=[there]).problems == ()


def test_the_id_of_another_kept_point_is_reported_and_one_that_was_renamed_keeps_its_id(atlas):
    heads = ("编号", *HEAD)
    rows = [("园", "公园", *PLACE), ("校", "学校", "116.3", "39.85")]
    kept = [row.point for row in read(csv(HEAD, *rows), "a.csv", atlas).rows]
    one, other = (point.id for point in kept)
    reading = read(csv(heads, (other, *rows[0]), (one, *rows[1])), "a.csv", atlas, kept=kept)
    assert [(one.code, one.particulars["other"]) for one in reading.problems] == [
        ("upload-id-other", "校"),
        ("upload-id-other", "园"),
    ]
    renamed = read(csv(heads, (one, "新园", "公园", *PLACE), (other, *rows[1])), "a.csv", atlas, kept=kept)
    assert ([row.point.id for row in renamed.rows], renamed.problems) == ([one, other], ())


def test_two_institutions_at_one_address_are_both_taken(atlas):
    content = csv(HEAD, ("站", "文化", *PLACE), ("馆", "文化", *PLACE), ("站", "学校", *PLACE), ("站", "文化", *PLACE))
    reading = read(content, "a.csv", atlas)
    assert [row.number for row in reading.rows] == [2, 3, 4]
    assert [(one.code, one.particulars["other"]) for one in reading.problems] == [("upload-twice", "2")]
    assert codes(reading.notices).count("upload-together") == 2


def test_equal_notices_are_reported_once_with_their_rows(atlas):
    rows = [(f"园{n}", "公园", *PLACE) for n in range(30)]
    groups = group_problems(atlas.words["zh"], read(csv(HEAD, *rows), "a.csv", atlas).notices)
    assert [(one.problem.code, one.count) for one in groups] == [("upload-datum-assumed", 1), ("upload-together", 29)]
    assert groups[1].rows == tuple(range(3, 32))


def test_progress_is_reported_while_rows_are_read(atlas):
    heard = []
    rows = [(f"园{n}", "公园", f"{116.2 + n * 1e-5:.5f}", "39.850000") for n in range(2500)]
    read(csv(HEAD, *rows), "a.csv", atlas, progress=heard.append)
    assert heard == sorted(heard)
    assert len(heard) >= 6
    assert heard[-1] == 1


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_what_is_written_back_is_text(atlas, form, sign):
    features = [{"type": "Feature", "geometry": None, "properties": {"名称": f"x{sign}1", "公式": f"{sign}1+1"}}]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    reading = read(content, "a.geojson", atlas, Choice(mapping={"name": "名称", "position": "公式"}))
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
    assert reading.problems or reading.choices or reading.rows or reading.table.rows == ()


@given(st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), max_size=4))
def test_no_cells_raise_and_each_row_is_taken_or_reported(atlas, cells):
    features = [{"properties": dict(zip(("名称", "类型", "经度", "纬度"), row, strict=True))} for row in cells]
    reading = read(json.dumps({"features": features}).encode(), "a.json", atlas)
    noticed = {int(one.particulars["row"]) for one in reading.problems if "row" in one.particulars}
    assert not noticed & {row.number for row in reading.rows}
    for form in ("xlsx", "csv"):
        assert bad_rows_file(reading, atlas.words["en"], form)


@given(st.integers(0, 4000), st.integers(0, 255))
def test_a_broken_workbook_does_not_raise(atlas, at, byte):
    content = bytearray(WORKBOOK)
    content[at % len(content)] = byte
    read(bytes(content), "a.xlsx", atlas)


WORKBOOK = workbook()


def test_a_place_that_a_file_gives_in_brackets_of_json_has_no_name(atlas):
    names = (["试造园"], LON), ({"zh": "试造园"}, LON + 0.01), ("[停用]试造园", LON + 0.02)
    features = [
        {
            "type": "Feature",
            "properties": {"名称": name, "类型": "公园", "标签": ["甲", 2]},
            "geometry": {"type": "Point", "coordinates": [lon, LAT]},
        }
        for name, lon in names
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features})
    reading = read(content.encode(), "a.geojson", atlas)
    assert [row.point.name.zh for row in reading.rows] == ["试造园", "[停用]试造园"]
    assert dict(reading.rows[0].point.fields) == {"标签": "甲、2"}
    assert [(one.code, one.place) for one in reading.problems] == [("upload-no-name", "2 名称")]


def test_folders_of_a_kml_that_are_called_as_kinds_say_the_kind(atlas):
    mark = "<Placemark><name>{}</name><Point><coordinates>{},39.85</coordinates></Point></Placemark>"
    folders = "".join(
        f"<Folder><name>{kind}</name>{mark.format(name, lon)}</Folder>"
        for kind, name, lon in (("公园", "试造园", 116.29), ("学校", "试造校", 116.30))
    )
    reading = read(f"<kml><Document>{folders}</Document></kml>".encode(), "a.kml", atlas)
    assert [row.point.kind for row in reading.rows] == ["green-space", "school"]


def test_of_a_cell_that_says_nothing_only_that_is_reported(atlas):
    reading = read(papers.book(HEAD, ("试造园", "公园", ("e", "<v>#N/A</v>"), LAT)), "a.xlsx", atlas)
    assert [one.code for one in reading.problems] == ["upload-cell-error"]


def test_a_column_that_only_counts_is_the_last_to_be_the_name(atlas):
    reading = read(csv(("序号", "单位", "类别", *HEAD[2:]), ("1", "试造园", "公园", *PLACE)), "a.csv", atlas)
    assert asked(reading)["column"].options == ("单位", "序号")


def test_sheets_that_are_called_as_kinds_and_read_together_say_the_kind_of_rows_without_one(atlas):
    lists = {
        name: papers.sheet_xml([("名称", "经度", "纬度"), (f"试{name}", LON, LAT)]) for name in ("公园", "学校", "其他")
    }
    reading = read(papers.xlsx(lists), "a.xlsx", atlas, Choice(sheet="*"))
    assert [(row.sheet, row.point.kind) for row in reading.rows] == [("公园", "green-space"), ("学校", "school")]
    assert (asked(reading)["kind"].options, reading.waiting) == (("",), 1)


def test_a_row_of_another_sheet_is_named_in_words(atlas):
    lists = {name: papers.sheet_xml([HEAD, ("试造园", "公园", LON, LAT)]) for name in ("一街", "二街")}
    (problem,) = read(papers.xlsx(lists), "a.xlsx", atlas, Choice(sheet="*")).problems
    assert (problem.code, problem.particulars["other"]) == ("upload-twice", "2 (一街)")


def test_a_hidden_column_that_is_called_as_one_that_can_be_seen_says_nothing(atlas):
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for row in (("名称", "类型", "经度", "纬度", "经度"), ("园", "公园", LON, LAT, LON + 0.01)):
        book.active.append(row)
    book.active.column_dimensions["E"].hidden = True
    book.save(packed)
    reading = read(packed.getvalue(), "a.xlsx", atlas)
    assert (reading.problems, [row.point.lon for row in reading.rows]) == ((), [LON])
