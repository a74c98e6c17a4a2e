"""Every fault of a reader's file: its smallest file, where it is told, and that it has words."""

import io
import json
import zipfile

import pytest

from fengtai_map.problems import CODES
from fengtai_map.text import described
from fengtai_map.upload import Choice, bad_rows_file, read, where
from fengtai_map.upload.table import Sheet, table
from tests import office

HEAD = "名称,类型,经度,纬度"
GOOD = "试造园,公园,116.29,39.85"


def packed(*names, size=1):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return content.getvalue()


def sheet(*rows):
    return "\n".join(rows).encode()


def many_names(count):
    return json.dumps({"features": [{"properties": {f"{n}": 1}} for n in range(count)]}).encode()


FAULTS = [  # code, place, name of the file, content
    ("upload-format", "", "a.exe", b"MZ"),
    ("upload-format", "", "", b""),
    ("upload-unreadable", "", "a.xlsx", b"no zip"),
    ("upload-unreadable", "", "a.csv", b"\xff\xff\xff"),
    ("upload-unreadable", "", "a.geojson", b"[]"),
    ("upload-unreadable", "", "a.gpkg", b"SQLite"),
    ("upload-unreadable", "", "a.kml", b"<OGRVRTDataSource/>"),
    ("upload-unreadable", "", "a.kml", b"<!DOCTYPE kml [<!ENTITY a 'b'>]><kml>&a;</kml>"),
    ("upload-unreadable", "", "a.kml", "<!DOCTYPE kml [<!ENTITY a 'b'>]><kml>&a;</kml>".encode("utf-16")),
    ("upload-unreadable", "", "a.kml", b"<kml>" + b"<a>" * 9999),
    ("upload-unreadable", "", "a.zip", packed("a.txt")),
    ("upload-unreadable", "", "a.zip", packed("a.shp", "b.shp")),
    ("upload-size", "", "a.csv", b"a" * 10_000_001),
    ("upload-rows", "", "a.csv", sheet(HEAD, *[GOOD] * 25_001)),
    ("upload-columns", "", "a.csv", sheet(",".join("a" * 65))),
    ("upload-zip", "", "a.zip", packed("a.shp", size=100_000_001)),
    ("upload-zip", "", "a.xlsx", packed(*(f"{n}" for n in range(2001)))),
    ("upload-zip", "", "a.xlsx", packed("xl/styles.xml", size=10_000_001)),
    ("upload-columns", "", "a.json", many_names(64)),
    ("upload-columns", "", "a.json", many_names(5_000)),  # in each feature another: 25 million cells
    ("upload-columns", "", "a.csv", sheet("," * 99 + "a")),
    ("upload-zip-name", "", "a.zip", packed("../a.shp")),
    ("upload-zip-name", "", "a.xlsx", packed("/etc/a")),
    ("upload-empty", "", "a.csv", b"\n\n"),
    ("upload-column-missing", "name", "a.csv", sheet("类型,经度,纬度", "公园,116.29,39.85")),
    ("upload-column-missing", "lat", "a.csv", sheet("名称,类型,经度", "园,公园,116.29")),
    ("upload-name-missing", "2 名称", "a.csv", sheet(HEAD, ",公园,116.29,39.85")),
    ("upload-position-missing", "2 经度", "a.csv", sheet(HEAD, "园,公园,,")),
    ("upload-position-half", "2 纬度", "a.csv", sheet(HEAD, "园,公园,116.29,")),
    ("upload-position-unreadable", "2 坐标", "a.csv", sheet("名称,类型,坐标", "园,公园,东边")),
    ("upload-swapped", "2 经度", "a.csv", sheet(HEAD, "园,公园,39.85,116.29")),
    ("upload-outside", "2 经度", "a.csv", sheet(HEAD, "园,公园,116.9,39.85")),
    ("upload-twice", "3 名称", "a.csv", sheet(HEAD, GOOD, "试造园,公园,116.2901,39.85")),
    ("upload-twice", "4 名称", "a.csv", sheet(HEAD, GOOD, "", "试造园二,公园,116.29,39.85")),
    ("upload-known", "2 名称", "a.csv", sheet(HEAD, "北京南站,公园,116.29,39.85")),
    ("upload-kind", "2 类型", "a.csv", sheet(HEAD, "园,飞碟,116.29,39.85")),
    ("upload-status", "2 状态", "a.csv", sheet(f"{HEAD},状态", f"{GOOD},也许")),
    ("upload-error", "2 error_m", "a.csv", sheet(f"{HEAD},error_m", f"{GOOD},-1")),
    ("upload-long", "2 名称", "a.csv", sheet(HEAD, f"{'长' * 81},公园,116.29,39.85")),
    ("upload-control", "2 名称", "a.csv", sheet(HEAD, "园\x07,公园,116.29,39.85")),
    ("upload-formula", "2 名称", "a.csv", sheet(HEAD, "=1+1,公园,116.29,39.85")),
]
NOTICES = [  # code, place, head, row: the row is taken
    ("upload-column-unknown", "序号", f"序号,{HEAD}", f"1,{GOOD}"),
    ("upload-projected", "2 经度", HEAD, "园,公园,439300,4411700"),
    ("upload-edge", "2 经度", HEAD, None),
    ("upload-near", "2 名称", HEAD, "新站,hub,116.3725,39.8635"),
    ("upload-cluster", "2 组团", f"{HEAD},组团", f"{GOOD},火星"),
    ("upload-formula", "2 序号", f"序号,{HEAD}", f"=1,{GOOD}"),
]
ELSEWHERE = {"upload-mapping", "upload-sheets", *(f"upload-{why}" for why in ("memory", "time", "answer", "crash"))}


def edge(atlas):
    """A row just beyond the southernmost corner of the district."""
    rings = atlas.geometry["district"]["coordinates"]
    lon, lat = min((point for ring in rings for point in ring), key=lambda point: point[1])
    return f"园,公园,{lon},{lat - 0.002}"  # some 220 m


def assert_worded(atlas, problem):
    for words in atlas.words.values():
        assert all(described(words, problem))
        assert "{" not in "".join(described(words, problem)) + where(words, problem)


def test_every_code_of_an_upload_is_proven_here():
    proven = {code for code, *_ in FAULTS + NOTICES} | ELSEWHERE
    assert proven == {code for code in CODES if code.startswith("upload-")}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}-{fault[2]}-{fault[3][-12:]}")
def test_a_fault_is_told_at_its_place(atlas, fault):
    code, place, name, content = fault
    reading = read(content, name, atlas)
    assert [(problem.code, problem.place) for problem in reading.problems] == [(code, place)]
    assert_worded(atlas, reading.problems[0])


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice[0] + notice[2][:2])
def test_a_notice_is_told_and_the_row_is_taken(atlas, notice):
    code, place, head, row = notice
    reading = read(sheet(head, row or edge(atlas)), "a.csv", atlas)
    assert (code, place) in [(one.code, one.place) for one in reading.notices]
    assert reading.problems == ()
    assert [one.number for one in reading.rows] == [2]
    assert_worded(atlas, reading.notices[0])


def test_a_column_chosen_by_hand_that_is_not_there_is_a_fault(atlas):
    choice = Choice(mapping={"name": "名字", "lon": "经度", "lat": "纬度"})
    reading = read(sheet(HEAD, GOOD), "a.csv", atlas, choice)
    assert [(one.code, one.particulars["field"]) for one in reading.problems] == [("upload-mapping", "name")]
    assert_worded(atlas, reading.problems[0])


def test_one_text_named_by_very_many_cells_is_not_copied(atlas):
    cell = "长" * atlas.upload.limits.cell
    held, problems = table(
        "a.xlsx", Sheet([[cell] * 50] * 2001), atlas.upload.limits
    )  # 100 million characters and more
    assert (held.rows, [one.code for one in problems]) == ((), ["upload-zip"])


@pytest.mark.parametrize("ending", ["shp", "dbf", "prj", "cpg"])
def test_a_shapefile_opens_no_other_file_of_the_server(atlas, tmp_path, ending):
    secret = tmp_path / "secret.csv"
    secret.write_text("name,lon,lat\nsecret,116.29,39.85\n")
    asked = f"<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        for one in {"shp", ending}:
            made.writestr(f"a.{one}", f"{asked}</OGRVRTDataSource>" if one == ending else "")
    reading = read(archive.getvalue(), "a.zip", atlas)
    assert (reading.table.head, [one.code for one in reading.problems]) == ((), ["upload-unreadable"])


def test_a_name_of_a_column_or_file_turns_nothing_round(atlas):
    reading = read(sheet(f"\u202e序号,{HEAD}", f"1,{GOOD}"), "a\u202e\ud800.csv", atlas)
    assert (reading.table.file, reading.table.head[0]) == ("a[U+202E][U+D800].csv", "[U+202E]序号")
    assert len(reading.rows) == 1


def test_all_faults_of_a_row_are_told_at_once(atlas):
    reading = read(sheet(HEAD, ",飞碟,东边,39.85"), "a.csv", atlas)
    codes = {problem.code for problem in reading.problems}
    assert codes == {"upload-name-missing", "upload-kind", "upload-position-unreadable"}


def test_a_messy_workbook_has_each_fault_named_and_its_good_rows_remain(atlas):
    content, positions = office.workbook()
    reading = read(content, "名录.xlsx", atlas, Choice(datum="GCJ-02"))
    told = {(one.code, int(one.particulars["row"]), one.particulars["column"]) for one in reading.problems}
    assert told == {(code, row, column) for row, (code, column, _) in office.FAULTS.items()}
    assert len(reading.problems) == len(office.FAULTS) == 24
    assert [row.number for row in reading.rows] == [row for row in positions if row not in office.FAULTS]
    assert len(reading.rows) == 216
    for row in reading.rows:
        assert (row.point.lon, row.point.lat) == pytest.approx(positions[row.number], abs=2e-6)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_bad_rows_can_be_corrected_and_brought_in_again(atlas, form):
    content, _ = office.workbook()
    reading = read(content, "名录.xlsx", atlas, Choice(datum="GCJ-02"))
    back = read(bad_rows_file(reading, atlas.words["zh"], form), f"back.{form}", atlas, Choice(datum="GCJ-02"))
    assert back.table.head == (*reading.table.head, "问题")
    before = [reading.table.rows[row - 2] for row in sorted(office.FAULTS)]
    assert [row[:-1] for row in back.table.rows] == before
    assert all(row[-1] for row in back.table.rows)
    assert back.table.formulas == frozenset()  # what was a formula is text now
