"""Lights of projects: what a cell says, and what follows on a day."""

import json

from fengtai_map import lights
from fengtai_map.content.pages import kinds
from fengtai_map.content.places import visible
from fengtai_map.content.records import point as point_of
from fengtai_map.export.formats import FORMS, of_view
from fengtai_map.export.table_rows import tables
from fengtai_map.export.user_points_file import own_file
from fengtai_map.lights import amount, column_of, day_of, light, progress_of
from fengtai_map.lights.cells import numbered
from fengtai_map.model.lights import LEVELS, LightRule
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.user_points.upload import read
from fengtai_map.view.url import View
from fengtai_map.webmap.symbols import LAMPS
from tests.data_rows import ROOT
from tests.every import every
from tests.sample_files import csv
from tests.user_points import point

TABLE = json.loads((ROOT / "tests" / "client" / "lights.json").read_text(encoding="utf-8"))
RULE, DAY = LightRule(**TABLE["rule"]), TABLE["day"]
LATE = (("计划进度", "60%"), ("完成进度", "48%"), ("责任单位", "园林局"))


def lit(fields, rules):
    said = progress_of([(head, text) for head, text in fields], rules)
    made = light(said, RULE, DAY) if said else None
    return made and [made.level, [list(one) for one in made.reasons]]


def test_a_light_is_what_the_table_of_cases_says(atlas):
    wrong = [(case, made) for case in TABLE["cases"] if (made := lit(case["fields"], atlas.lights)) != case["light"]]
    assert wrong == []


PERCENTAGES = {
    "60%": 60, "60％": 60, "６０%": 60, "60 %": 60, "60": 60, "60.5%": 60.5, "0": 0, "0%": 0, "100": 100, "0.6%": 0.6,
    "已完成": 100, "竣工": 100, "Completed": 100, "未开工": 0, "not started": 0,
    "0.6": None, "1": None, "120": None, "101%": None, "-5%": None, "约60%": None, "六成": None, "": None,
}  # fmt: skip
DAYS = {
    "2026-06-30": "2026-06-30", "2026/6/3": "2026-06-03", "2026.6.30": "2026-06-30", "20260630": "2026-06-30",
    "2026年6月3日": "2026-06-03", "2026年6月3日前": "2026-06-03", "2026-06-30T00:00:00+08:00": "2026-06-30",
    "2026-06-30 00:00:00": "2026-06-30", "2026-06-30T08:00": "2026-06-30",
    "2026年6月底": "2026-06-30", "2026年6月底前": "2026-06-30", "2026年6月末": "2026-06-30", "2026年6月": "2026-06-30",
    "2026 年 6 月": "2026-06-30", "2026.6": "2026-06-30", "2026-06": "2026-06-30", "2026.01": "2026-01-31",
    "2026年2月": "2026-02-28", "2028年2月": "2028-02-29", "2026年6月上旬": "2026-06-10", "2026年6月下旬": "2026-06-30",
    "2026年12月": "2026-12-31", "2026年": "2026-12-31", "2026年底": "2026-12-31", "2026": "2026-12-31",
    "2026年上半年": "2026-06-30", "2026年第三季度": "2026-09-30", "2026年三季度": "2026-09-30", "2026Q3": "2026-09-30",
    "2026.1": None, "6月底": None, "26.6.30": None, "2026-02-30": None, "2026.13": None, "46203": None, "长期": None,
    "30/06/2026": None, "1026-06-30": None, "": None,
    "2026-06-29T16:00:00Z": "2026-06-30", "2026-06-30T00:00:00.000Z": "2026-06-30", "2026-02-30T16:00:00Z": None,
    "2026-12-31 16:00+00:00": "2027-01-01", "二〇二六年六月": "2026-06-30", "二零二六年十二月三十一日": "2026-12-31",
    "2026年十月": "2026-10-31", "2026年十月二十日": "2026-10-20", "2026年十三月": None, "十月": None,
    "二○二六年三季度": "2026-09-30", "2026年1季度": "2026-03-31", "2026年4季度末": "2026-12-31",
    "2026年度": "2026-12-31",
    "202606": "2026-06-30", "202613": None, "201206": None, "2026年上半年前": "2026-06-30", "2026年前": None,
    "预计2026年6月": "2026-06-30", "计划于2026年底前完成": "2026-12-31", "2026年6月30日竣工": "2026-06-30",
    "2026年6月开工": None, "约2026年6月": None,
}  # fmt: skip


def test_percentages_are_read_as_offices_write_them_and_none_is_guessed(atlas):
    assert {text: amount(text, atlas.lights.words) for text in PERCENTAGES} == PERCENTAGES


def test_days_are_read_as_offices_write_them_and_none_is_guessed():
    assert {text: (made := day_of(text)) and made.isoformat() for text in DAYS} == DAYS


@every(
    "head, column",
    [("完成进度（%）", "reached"), ("Due Date", "due"), ("牵头单位", "by"), ("填报日期：", "reported"), ("租金", None)],
)
def test_heads_are_known_by_their_words(atlas, head, column):
    assert column_of(head, atlas.lights) == column


def test_milliseconds_of_a_web_service_are_the_day_that_they_are_in_beijing(atlas):
    cells = ("1782748800000", "1782748799999", "1782748800", "13800138000")  # 30 June, the moment before it, no such
    assert [numbered(cell) for cell in cells] == ["2026-06-30", "2026-06-29", "", ""]
    assert brought(atlas, "完成期限", cells[0])[0] == ["2026-06-30"]


def test_every_light_has_its_sign_and_its_words(atlas):
    assert [level for level in LEVELS if level not in LAMPS or f"light.{level}" not in atlas.words["en"]] == []
    codes = {code for case in TABLE["cases"] if case["light"] for code, _ in case["light"][1]}
    assert codes - atlas.words["zh"].below("light.reason").keys() == set()


def test_only_places_of_the_office_s_own_lists_have_a_light(atlas):
    assert lights.on(atlas, DAY) is atlas
    office = lights.on(with_user_points(atlas, [point("own-1", fields=LATE), point("own-2")]), DAY)
    assert {place.id: place.light.level for place in office.places if place.light} == {"own-1": "red"}


def test_a_filter_by_light_leaves_only_what_has_it(atlas):
    office = lights.on(with_user_points(atlas, [point("own-1", fields=LATE), point("own-2")]), DAY)
    kinds = [place.kind for place in office.places]
    assert [one.id for one in visible(View(lights=("red",)), office.places, kinds)] == ["own-1"]
    assert visible(View(lights=("green",)), office.places, kinds) == ()


def test_the_browser_gets_what_was_read_and_the_office_s_own_words(atlas):
    office = with_user_points(atlas, [point("own-1", fields=(*LATE, ("竣工时间", "2026年6月底"), ("备考", "x")))])
    card = point_of(office, next(place for place in office.places if place.id == "own-1"), "zh")
    assert (card["progress"]["reached"], card["progress"]["due"]) == (48, "2026-06-30")
    assert ("竣工时间", "2026年6月底", "due") in card["progress"]["rows"]
    assert ("备考", "x") in card["rows"]
    assert not {head for head, _ in card["rows"]} & {"竣工时间", "计划进度"}


def brought(atlas, head, *cells):
    """What is kept of a column of a list, and what is reported of it with its row."""
    rows = [
        ["名称", "类型", "经度", "纬度", head],
        *(["试造园" * n, "公园", f"{116.2 + n / 100:.2f}", "39.85", c] for n, c in enumerate(cells, 1)),
    ]
    reading = read(csv(*rows), "a.csv", atlas)
    assert len(reading.rows) == len(cells)
    kept = [dict(one.point.fields).get(head, "") for one in reading.rows]
    return kept, [
        (one.code, one.place) for one in reading.notices if one.code.startswith(("upload-progress", "upload-day"))
    ]


def test_parts_of_one_become_percentages_where_the_column_says_so(atlas):
    assert brought(atlas, "完成进度", "0.6", "1", "0", "85%", "已完成") == (["60%", "100%", "0%", "85%", "已完成"], [])
    assert brought(atlas, "完成进度", "0.125") == (["12.5%"], [])


def test_what_could_be_either_is_kept_as_it_is_and_reported_with_its_row(atlas):
    part = "upload-progress-part"
    assert brought(atlas, "完成进度", "0.6", "60", "1") == (
        ["0.6", "60", "1"],
        [(part, "2 完成进度"), (part, "4 完成进度")],
    )
    assert brought(atlas, "完成进度（%）", "0.6", "0.7")[0] == ["0.6", "0.7"]
    assert brought(atlas, "完成进度", "约六成", "120%", "/")[1] == [
        ("upload-progress", f"{n} 完成进度") for n in (2, 3)
    ]


@every(
    "head, called",
    [("完成进", "完成进度"), ("完成期", "完成期限"), ("计划完", "计划完"), ("planned pr", "planned progress")],
)
def test_a_column_that_a_shapefile_cut_is_the_one_that_begins_so(atlas, head, called):
    said = {"名称": "试造园", "类型": "公园", head: "40%"}
    feature = {"type": "Feature", "properties": said, "geometry": {"type": "Point", "coordinates": [116.29, 39.85]}}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    assert read(content, "a.geojson", atlas).rows[0].point.fields == ((called, "40%"),)


def test_days_of_a_workbook_become_days_and_others_are_kept(atlas):
    assert brought(atlas, "完成期限", "46203", "2026年6月底", "2026-06-30") == (
        ["2026-06-30", "2026年6月底", "2026-06-30"],
        [],
    )
    assert brought(atlas, "完成期限", "6月底", "长期", "无") == (
        ["6月底", "长期", ""],
        [("upload-day", "2 完成期限"), ("upload-day", "3 完成期限")],
    )


def test_a_column_of_progress_is_no_status_and_one_of_words_still_is(atlas):
    assert brought(atlas, "进度", "60%", "48%")[0] == ["60%", "48%"]
    reading = read(
        csv(["名称", "类型", "经度", "纬度", "进度"], ["试造园", "公园", "116.29", "39.85", "在建"]), "a.csv", atlas
    )
    assert reading.mapping["status"] == "进度"


@every("form", ["xlsx", "csv", "geojson"])
def test_an_export_of_the_office_s_records_brings_the_same_back(atlas, form):
    """Also what was kept before there were lights: 0.6 stays 0.6, and gives none."""
    said = (("完成进度", "0.6"), ("计划进度", "60%"), ("完成期限", "46203"), ("最近报告", "无"))
    one = point("own-0123456789ab", fields=said)
    (row,) = read(own_file([one], (), atlas, "zh", form), f"a.{form}", atlas, kept=[one]).rows
    assert dict(row.point.fields) == dict(said)


def test_a_list_that_is_a_layer_is_reported_to_have_no_lights_on_the_map(atlas):
    most = atlas.upload.limits.records
    rows = [(f"试造园{n}", "公园", f"{116.2 + n / 10_000:.4f}", "39.85", "60%") for n in range(most + 1)]
    for count, times in ((most + 1, 1), (most, 0)):
        reading = read(csv(("名称", "类型", "经度", "纬度", "完成进度"), *rows[:count]), "a.csv", atlas)
        assert [one.code for one in reading.notices].count("upload-lights") == times


def sheet(atlas, **view):
    made = of_view(atlas, View(lang="zh", **view), kinds(atlas, "overview"))
    return made["zh"]


def test_files_have_the_lights_of_their_day_in_words_and_only_where_there_are_some(atlas):
    on_time = (("计划进度", "40%"), ("完成进度", "40%"))
    office = lights.on(with_user_points(atlas, [point("own-1", fields=on_time), point("own-2", fields=LATE)]), DAY)
    made = {table.id: table for table in tables(office, sheet(office)[0], DAY)}
    assert [row[1:3] for row in made["lights"].rows] == [("红灯", "落后计划 12 个百分点"), ("绿灯", "与计划持平")]
    places = dict(zip([key for key, _ in made["places"].heads], zip(*made["places"].rows, strict=True), strict=True))
    assert {name: said for name, said in zip(places["id"], places["light"], strict=True) if said} == {
        "own-1": "绿灯：与计划持平", "own-2": "红灯：落后计划 12 个百分点"
    }  # fmt: skip
    plain = {table.id: table for table in tables(atlas, sheet(atlas)[0], DAY)}
    assert "lights" not in plain
    assert "light" not in dict(plain["places"].heads)


def test_map_data_of_a_filter_by_light_hold_only_that_and_say_so(atlas):
    office = lights.on(with_user_points(atlas, [point("own-1"), point("own-2", fields=LATE)]), DAY)
    sheets = of_view(office, View(lang="zh", lights=("red",)), kinds(office, "overview"))
    exported = json.loads(FORMS["geojson"].make(office, sheets, DAY, lambda *_: None))
    assert [(one["id"], one["properties"]["light"]) for one in exported["features"]] == [
        ("own-2", "红灯：落后计划 12 个百分点")
    ]
    assert exported["filter"] == ["亮灯：红灯"]
