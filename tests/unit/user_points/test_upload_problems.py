"""Every problem of a reader's file: its smallest file, where it is reported, and that it has words."""

import io
import json

import openpyxl
import pytest

from fengtai_map.i18n import described
from fengtai_map.user_points.upload import Choice, bad_rows_file, group_problems, read, where
from tests import messy_workbook, papers
from tests.every import every
from tests.problem_codes import CODES
from tests.sample_files import csv
from tests.unit.user_points.test_upload_positions import KEPT, project, rows_of, shifted

HEAD = "名称,类型,经度,纬度"
OWN = "own-0123456789ab"
GOOD = "试造园,公园,116.29,39.85"
STATION = "beijing-west-railway-station"
HIDDEN = {
    "ㅤ": "Hangul",
    "⠀": "Braille",
    "ﾠ": "half",
    "ᅟ": "choseong",
    "\u200b": "zero",
    "\u2060": "joiner",
    "\ufe0f": "selector",
}
PICTURED = ["👨\u200d👩\u200d👧家园", "❤\ufe0f爱心站", "1\ufe0f\u20e3号站", "试造园\ufeff", "\u200b试造园"]


def sheet(*rows):
    return "\n".join(rows).encode()


PROBLEMS = [  # code, place, name of the file, content
    ("upload-name-column", "", "a.csv", sheet("类型,经度,纬度", "公园,116.29,39.85")),
    ("upload-position-column", "", "a.csv", sheet("名称,类型,地址", "园,公园,某路1号")),
    ("upload-position-column", "", "a.csv", sheet("名称,类型,经度", "园,公园,116.29")),
    ("upload-name-missing", "2 名称", "a.csv", sheet(HEAD, ",公园,116.29,39.85")),
    ("upload-name-missing", "2 名称", "a.csv", sheet(HEAD, "无,公园,116.29,39.85")),
    ("upload-no-name", "2 名称", "a.csv", sheet(HEAD, "2026-03-01 00:00:00,公园,116.29,39.85")),
    ("upload-no-name", "2 名称", "a.csv", sheet(HEAD, "#N/A,公园,116.29,39.85")),
    *(
        ("upload-no-name", "2 名称", "a.csv", sheet(HEAD, f"{name},公园,116.29,39.85"))
        for name in ("????", "??园", "---", "。", "……")
    ),
    ("upload-position-missing", "2 经度", "a.csv", sheet(HEAD, "园,公园,,")),
    ("upload-position-half", "2 纬度", "a.csv", sheet(HEAD, "园,公园,116.29,")),
    ("upload-position-unreadable", "2 坐标", "a.csv", sheet("名称,类型,坐标", "园,公园,东边")),
    ("upload-position-nowhere", "2 经度", "a.csv", sheet(HEAD, "园,公园,0,0")),
    ("upload-position-nowhere", "2 WKT", "a.csv", sheet("名称,类型,WKT", "园,公园,POINT(697000 4415000)")),
    ("upload-position-coarse", "2 经度", "a.csv", sheet(HEAD, "园,公园,116,40")),
    ("upload-position-coarse", "2 经度", "a.csv", sheet(HEAD, "园,公园,1.16E+02,3.99E+01")),
    ("upload-swapped", "2 经度", "a.csv", sheet(HEAD, "园,公园,39.85,116.29")),
    ("upload-two-positions", "2 经度", "a.csv", sheet(f"{HEAD},经度,纬度", f"{GOOD},116.3,39.85")),
    ("upload-two-positions", "2 经度", "a.csv", sheet(f"{HEAD},经度", f"{GOOD},116.3")),
    ("upload-two-positions", "2 经度", "a.csv", sheet(f"{HEAD},纬度", f"{GOOD},39.84")),
    ("upload-two-positions", "2 经度", "a.csv", sheet(f"{HEAD},坐标", f'{GOOD},"116.35 39.83"')),
    ("upload-two-positions", "2 经度", "a.csv", sheet(f"{HEAD},wkt", f"{GOOD},POINT(116.35 39.83)")),
    ("upload-side-by-side", "名称 (E)", "a.csv", sheet(f"{HEAD},{HEAD}", f"{GOOD},试造校,学校,116.3,39.85")),
    ("upload-outside", "2 经度", "a.csv", sheet(HEAD, "园,公园,116.9,39.85")),
    ("upload-twice", "3 名称", "a.csv", sheet(HEAD, GOOD, "试造园,公园,116.2901,39.85")),
    ("upload-packed", "2 经度", "a.csv", sheet(HEAD, "园,公园,116.172443,39.510122")),
    ("upload-known", "2 名称", "a.csv", sheet(HEAD, "北京南站,公园,116.29,39.85")),
    ("upload-known", "2 名称", "a.csv", sheet(HEAD, "北京⻄站,公园,116.29,39.85")),
    ("upload-known", "2 名称", "a.csv", sheet(HEAD, "北京 西站,公园,116.29,39.85")),
    ("upload-id-other", "2 编号", "a.csv", sheet(f"编号,{HEAD}", f"{STATION},我的公园,公园,116.32,39.89")),
    ("upload-id-other", "2 编号", "a.csv", sheet(f"编号,{HEAD}", "fengtai-hospital,新医院,医院,116.29,39.85")),
    ("upload-id-moved", "2 经度", "a.csv", sheet(f"编号,{HEAD}", f"{STATION},北京西站,枢纽,116.30123,39.85123")),
    ("upload-id-twice", "3 编号", "a.csv", sheet(f"编号,{HEAD}", f"{OWN},{GOOD}", f"{OWN},另一园,公园,116.3,39.86")),
    ("upload-kind", "2 类型", "a.csv", sheet(HEAD, "园,,116.29,39.85")),
    ("upload-error", "2 error_m", "a.csv", sheet(f"{HEAD},error_m", f"{GOOD},-1")),
    ("upload-long", "2 名称", "a.csv", sheet(HEAD, f"{'长' * 81},公园,116.29,39.85")),
    *(("upload-control", "2 名称", "a.csv", sheet(HEAD, f"丽泽{one}站,公园,116.29,39.85")) for one in HIDDEN),
    ("upload-control", "2 名称", "a.csv", sheet(HEAD, "\u202e,公园,116.29,39.85")),
    ("upload-name-missing", "2 名称", "a.csv", sheet(HEAD, "\u001a,公园,116.29,39.85")),  # left out of a text
    ("upload-marks", "2 名称", "a.csv", sheet(HEAD, f"e{chr(0x301) * 79},公园,116.29,39.85")),
    ("upload-formula", "2 名称", "a.csv", sheet(HEAD, "=1+1,公园,116.29,39.85")),
]
NOTICES = [  # code, place, head, row: the row is taken
    ("upload-kept", "", f"面积,{HEAD}", f"1,{GOOD}"),
    ("upload-progress", "2 完成进度", f"{HEAD},完成进度", f"{GOOD},约六成"),
    ("upload-progress-part", "2 完成进度", f"{HEAD},完成进度", f"{GOOD},1"),
    ("upload-day", "2 完成期限", f"{HEAD},完成期限", f"{GOOD},6月底"),
    ("upload-projected", "", HEAD, "园,公园,12945343.6,4843217.7"),
    ("upload-grid-near", "", HEAD, "园,公园,39439237.62,4413115.30"),
    ("upload-datum-assumed", "", HEAD, GOOD),
    ("upload-datum-heads", "", "名称,类型,高德经度,高德纬度", GOOD),
    ("upload-latitude-first", "", "名称,类型,x,y", "园,公园,39.85,116.29"),
    ("upload-edge", "2 经度", HEAD, None),
    ("upload-near", "2 名称", HEAD, "新站,hub,116.3725,39.8635"),
    ("upload-cluster", "2 组团", f"{HEAD},组团", f"{GOOD},火星"),
    ("upload-digits", "2 身份证", f"{HEAD},身份证", f"{GOOD},1.10106E+17"),
    ("upload-formula", "2 公式", f"公式,{HEAD}", f"=1,{GOOD}"),
    ("upload-radicals", "2 名称", HEAD, "某⻄园,公园,116.29,39.85"),
    ("upload-looks", "2 名称", HEAD, "北京西站́,公园,116.29,39.85"),
    ("upload-unseen", "2 备注", f"{HEAD},备注", f"{GOOD},看\u200b不见"),
    *(("upload-unseen", "2 名称", HEAD, f"{one},公园,116.29,39.85") for one in PICTURED),
    ("upload-waiting", "2 名称", HEAD, "丰台中医院,医院,116.29,39.85"),
    ("upload-namesake", "2 名称", HEAD, "丰台中医院,公园,116.29,39.85"),
    ("upload-reckoned", "", f"编号,所在组团,位置精度,{HEAD}", f"own-0123456789ab,,误差20米以内,{GOOD}"),
    ("upload-photo-missing", "2 照片", f"{HEAD},照片", f"{GOOD},a.jpg"),
    ("upload-photo-elsewhere", "2 照片", f"{HEAD},照片", f"{GOOD},https://example.com/a.jpg"),
    (
        "upload-photo-elsewhere",
        "2 照片",
        f"{HEAD},照片",
        f'{GOOD},"[{{""title"": ""a,b"", ""url"": ""http://x.cn/a""}}]"',
    ),
]
IN_TESTS_OF_FORMATS = {
    *("upload-format", "upload-unreadable", "upload-size", "upload-rows", "upload-columns", "upload-zip"),
    *("upload-zip-name", "upload-empty", "upload-sheets"),
}
BELOW = {"upload-mapping", "upload-cell-error", "upload-cut", "upload-together", "upload-partly", "upload-datum-shown"}
BELOW |= {"upload-datum-doubt", "upload-grid-shown", "upload-points", "upload-scattered", "upload-photo-unused"}
BELOW |= {"upload-repeats", "upload-datum-sheets", "upload-example", "upload-total", "upload-section"}
BELOW |= {"upload-remark", "upload-same-name", "upload-exchanged", "upload-shifted", "upload-sheet-kinds"}
BELOW |= {"upload-datum-remembered", "upload-recalled"}  # test_upload_positions.py, test_read_command.py
BELOW |= {"upload-earlier", "upload-photo-broken"}  # tests/pages/test_clerk_page.py
BELOW |= {"upload-photo-twice"}  # test_upload.py
BELOW |= {"upload-lights"}  # test_lights.py
BELOW |= {"upload-file", "upload-option"}  # test_upload_read.py
BELOW |= {f"upload-{why}" for why in ("memory", "time", "answer", "crash")}  # test_reading.py


def edge(atlas):
    """A row just beyond the southernmost corner of the district."""
    rings = atlas.geometry["district"]["coordinates"]
    lon, lat = min((point for ring in rings for point in ring), key=lambda point: point[1])
    return f"园,公园,{lon:.6f},{lat - 0.002:.6f}"  # some 220 m


def assert_worded(atlas, problem):
    for words in atlas.words.values():
        assert all(described(words, problem))
        said = "".join(described(words, problem)) + where(words, problem)
        assert "{" not in said
        assert not [word for word in ("lon", "lat", "geometry", "LineString", "name_en") if word in said.split()]


def test_every_code_of_an_upload_is_proven_here():
    proven = {code for code, *_ in PROBLEMS + NOTICES} | BELOW | IN_TESTS_OF_FORMATS
    assert proven == {code for code in CODES if code.startswith("upload-")}


@every("problem", PROBLEMS)
def test_a_problem_is_reported_at_its_place(atlas, problem):
    code, place, name, content = problem
    reading = read(content, name, atlas)
    assert [(problem.code, problem.place) for problem in reading.problems] == [(code, place)]
    assert_worded(atlas, reading.problems[0])


@every("notice", NOTICES)
def test_a_notice_is_reported_and_the_row_is_taken(atlas, notice):
    code, place, head, row = notice
    reading = read(sheet(head, row or edge(atlas)), "a.csv", atlas)
    reported = {(one.code, one.place): one for one in reading.notices}
    assert (code, place) in reported
    assert (reading.problems, reading.choices) == ((), ())
    assert [one.number for one in reading.rows] == [2]
    assert_worded(atlas, reported[code, place])


def features(*pairs):
    held = [{"type": "Feature", "properties": properties, "geometry": shape} for properties, shape in pairs]
    return json.dumps({"type": "FeatureCollection", "features": held}).encode()


def others(atlas):
    """Files whose notice needs more than a line."""
    park = {"名称": "园", "类型": "公园"}
    point = {"type": "Point", "coordinates": [116.29, 39.85]}
    long = {"type": "LineString", "coordinates": [[116.29, 39.85], [116.29, 39.2]]}
    pair, far = ({"type": "MultiPoint", "coordinates": [[116.29, 39.85], [there, 39.85]]} for there in (116.291, 116.4))
    metres = rows_of(KEPT, lambda lon, lat: project("EPSG:32650", lon, lat))
    gcj = rows_of(KEPT, shifted("GCJ-02"))
    heads = ("名称", "经度", "纬度")
    kinds_by_sheet = papers.xlsx({name: papers.sheet_xml([heads, (name, 116.29, 39.85)]) for name in ("公园", "学校")})
    names = (one.name.zh for one in KEPT[1:])
    shuffled = [(name, *row[1:]) for name, row in zip(names, rows_of(KEPT, lambda *at: at), strict=False)]
    head = tuple(HEAD.split(","))
    return {
        "upload-cut": read(features((park | {"备注": "长" * 1200}, point)), "a.geojson", atlas),
        "upload-repeats": read(sheet(f"编号,{HEAD}", "fengtai-tcm-hospital,丰台中医院,医院,,"), "a.csv", atlas),
        "upload-example": read(sheet(f"序号,{HEAD}", f"示例,{GOOD}"), "a.csv", atlas),
        "upload-total": read(sheet(HEAD, "合计,,,", GOOD), "a.csv", atlas),
        "upload-remark": read(sheet(HEAD, GOOD, "制表人：张三,审核人：李四,,"), "a.csv", atlas),
        "upload-same-name": read(sheet(HEAD, GOOD, "试造园,公园,116.3,39.85"), "a.csv", atlas),
        "upload-section": read(sheet(HEAD, "一、学校,,,", GOOD), "a.csv", atlas),
        "upload-partly": read(features((park, long)), "a.geojson", atlas),
        "upload-points": read(features((park, pair)), "a.geojson", atlas),
        "upload-scattered": read(features((park, far)), "a.geojson", atlas),
        "upload-together": read(sheet(HEAD, GOOD, "校,学校,116.29,39.85"), "a.csv", atlas),
        "upload-datum-shown": read(csv(head, *gcj), "a.csv", atlas, kept=KEPT),
        "upload-sheet-kinds": read(kinds_by_sheet, "a.xlsx", atlas, Choice(sheet="*")),
        "upload-exchanged": read(csv(head, *shuffled), "a.csv", atlas, kept=KEPT),
        "upload-shifted": read(
            csv(head, *rows_of(KEPT, lambda lon, lat: (lon, lat + 0.002))), "a.csv", atlas, kept=KEPT
        ),
        "upload-datum-doubt": read(csv(head, *gcj), "a.csv", atlas, Choice(datum="WGS-84"), kept=KEPT),
        "upload-grid-shown": read(csv(head, *metres), "a.csv", atlas, kept=KEPT),
    }


def test_what_needs_more_than_a_line_is_reported_too(atlas):
    for code, reading in others(atlas).items():
        reported = [one for one in (*reading.notices, *reading.problems) if one.code == code]
        assert reported, code
        assert_worded(atlas, reported[0])


def test_a_column_chosen_by_hand_that_is_not_there_is_a_problem(atlas):
    choice = Choice(mapping={"name": "名字", "lon": "经度", "lat": "纬度"})
    reading = read(sheet(HEAD, GOOD), "a.csv", atlas, choice)
    assert [(one.code, one.particulars["column"]) for one in reading.problems] == [("upload-mapping", "名字")]
    assert_worded(atlas, reading.problems[0])


def test_a_name_of_a_column_or_file_turns_nothing_round(atlas):
    reading = read(sheet(f"\u202e序号,{HEAD}", f"1,{GOOD}"), "a\u202e\ud800.csv", atlas)
    assert (reading.table.file, reading.table.head[0]) == ("a[U+202E][U+D800].csv", "[U+202E]序号")
    assert len(reading.rows) == 1


def test_all_problems_of_a_row_are_reported_at_once(atlas):
    reading = read(sheet(HEAD, ",,东边,39.85"), "a.csv", atlas)
    codes = {problem.code for problem in reading.problems}
    assert codes == {"upload-name-missing", "upload-kind", "upload-position-unreadable"}


def test_a_name_that_looks_like_a_kept_one_is_reported(atlas):
    reading = read(sheet(HEAD, f"{KEPT[0].name.zh}́,公园,116.29,39.85"), "a.csv", atlas, kept=KEPT)
    assert [one.particulars["other"] for one in reading.notices if one.code == "upload-looks"] == [KEPT[0].name.zh]


def test_a_messy_workbook_has_each_problem_named_and_its_good_rows_remain(atlas):
    content, positions = messy_workbook.workbook()
    reading = read(content, "名录.xlsx", atlas, Choice(datum="GCJ-02"))
    reported = {(one.code, int(one.particulars["row"]), one.particulars["column"]) for one in reading.problems}
    assert reported == {(code, row, column) for row, (code, column, _) in messy_workbook.PROBLEMS.items()}
    assert len(reading.problems) == len(messy_workbook.PROBLEMS) == 24
    assert reading.choices == ()
    assert [row.number for row in reading.rows] == [row for row in positions if row not in messy_workbook.PROBLEMS]
    assert len(reading.rows) == 216
    for row in reading.rows:
        assert (row.point.lon, row.point.lat) == pytest.approx(positions[row.number], abs=2e-6)


@every("form", ["xlsx", "csv"])
def test_the_bad_rows_can_be_corrected_and_brought_in_again(atlas, form):
    content, _ = messy_workbook.workbook()
    reading = read(content, "名录.xlsx", atlas, Choice(datum="GCJ-02"))
    back = read(bad_rows_file(reading, atlas.words["zh"], form), f"back.{form}", atlas)
    assert back.table.head == (*reading.table.head, "坐标系", "原行号", "问题")
    before = [(*reading.table.rows[row - 2], "GCJ-02") for row in sorted(messy_workbook.PROBLEMS)]
    assert [row[:-2] for row in back.table.rows] == before
    assert [row[-2] for row in back.table.rows] == [f"{row}" for row in sorted(messy_workbook.PROBLEMS)]
    assert all(row[-1] for row in back.table.rows)
    assert back.table.formulas == frozenset()  # what was a formula is text now
    assert not {"原行号", "问题"} & {head for row in back.rows for head, _ in row.point.fields}


@every("title, choice", [("坐标系：GCJ-02\n", Choice()), ("", Choice(datum="GCJ-02"))])
def test_the_bad_rows_keep_the_datum_of_their_file(atlas, title, choice):
    reading = read(f"{title}{HEAD}\n甲,公园,116.3,39.85\n,公园,116.31,39.86\n".encode(), "a.csv", atlas, choice)
    corrected = bad_rows_file(reading, atlas.words["zh"], "csv").decode("utf-8-sig").replace("\n,", "\n乙,", 1)
    (row,) = read(corrected.encode(), "需改正.csv", atlas).rows
    assert (row.point.basis, row.point.lon) == ("office-gcj-02", pytest.approx(116.30394, abs=1e-4))


def test_the_bad_rows_of_features_keep_their_shapes(atlas):
    line = {"type": "LineString", "coordinates": [[116.29, 39.85], [116.3, 39.85]]}
    reading = read(
        features(({"名称": "", "类型": "绿道"}, line), ({"名称": "甲", "类型": "绿道"}, line)), "a.geojson", atlas
    )
    content = bad_rows_file(reading, atlas.words["zh"], "csv").decode("utf-8-sig")
    (row,) = read(content.replace("绿道", "绿道", 1).encode(), "a.csv", atlas, Choice(defaults={"name": "补"})).rows
    assert json.loads(row.point.shape) == {"type": "LineString", "coordinates": [[116.29, 39.85], [116.3, 39.85]]}


def test_our_own_table_is_known_without_the_columns_that_were_deleted(atlas):
    place = next(one for one in atlas.places if one.id == "beijing-west-railway-station")
    row = f"{place.id},丽泽,2023-06-13,北京西站,枢纽,{place.lon},{place.lat}"
    reading = read(sheet(f"编号,所在组团,状态截至,{HEAD}", row), "a.csv", atlas)
    assert (reading.rows, reading.problems) == ((), ())
    assert {one.code for one in reading.notices} >= {"upload-repeats", "upload-reckoned"}


def test_shapes_that_cannot_be_read_are_no_missing_columns(atlas):
    infinite = {"type": "Point", "coordinates": [float("nan"), 39.85]}
    reading = read(features(({"名称": "甲", "类型": "公园"}, infinite)), "a.geojson", atlas)
    assert ([one.code for one in reading.problems], reading.choices) == (["format-shape-infinite"], ())


def test_the_rows_of_our_own_table_that_say_nothing_new_are_one_notice(atlas):
    known = [one for one in atlas.places if one.lon is not None][:9]
    lines = (f"{one.id},{one.name.zh},{atlas.words['zh'](f'kind.{one.kind}')},{one.lon},{one.lat}" for one in known)
    reading = read(sheet(f"编号,{HEAD}", *lines), "a.csv", atlas)
    (said,) = [
        one for one in group_problems(atlas.words["zh"], reading.notices) if one.problem.code == "upload-repeats"
    ]
    assert (reading.rows, said.rows) == ((), tuple(range(2, 11)))


def test_an_error_of_a_spreadsheet_is_reported_with_its_cell(atlas):
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for cells in (
        [*HEAD.split(","), "备注"],
        ["#N/A", "公园", 116.29, 39.85, ""],
        ["校", "学校", 116.3, 39.85, "#REF!"],
    ):
        book.worksheets[0].append(cells)
    for place in ("A2", "E3"):
        book.worksheets[0][place].data_type = "e"
    book.save(packed)
    reading = read(packed.getvalue(), "a.xlsx", atlas)
    assert [(one.code, one.place) for one in reading.problems] == [("upload-cell-error", "2 名称")]
    assert ("upload-cell-error", "3 备注") in [(one.code, one.place) for one in reading.notices]
    assert [(row.number, row.point.note) for row in reading.rows] == [(3, "")]
