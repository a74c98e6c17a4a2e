"""What a file says of its datum where nobody looks for it is a question, with that datum first."""

import io
import json
import zipfile

import openpyxl

from fengtai_map.i18n import described
from fengtai_map.user_points.upload import Choice, read
from tests.every import every
from tests.sample_files import LAT, LON, csv
from tests.unit.user_points.test_upload_positions import KEPT, asked, codes, metres, shifted

HEAD = ("名称", "类型", "经度", "纬度")
ROW = ("园", "公园", "116.290001", "39.850001")
NOTE = "注：坐标采用百度坐标系"


def sheets(*names):
    book, packed = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for n, name in enumerate(names):
        page = book.create_sheet(name)
        page.append(HEAD)
        page.append([f"园{n}", "公园", LON + n / 100, LAT])
    book.save(packed)
    return packed.getvalue()


def member(name, **notes):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, csv(HEAD, ROW))
        for note, said in notes.items():
            archive.writestr(f"{note}.txt", said.encode("gbk"))
    return packed.getvalue()


def kml(about):
    data = "<ExtendedData><Data name='类型'><value>公园</value></Data></ExtendedData>"
    mark = f"<Placemark><name>园</name>{data}<Point><coordinates>116.29,39.85</coordinates></Point></Placemark>"
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{about}{mark}</Document></kml>'.encode()


def geojson(names=("园",), at=((LON, LAT),), **more):
    features = [
        {
            "type": "Feature",
            "properties": {"名称": name, "类型": "公园"},
            "geometry": {"type": "Point", "coordinates": where},
        }
        for name, where in zip(names, at, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


AT = {"lng": 116.290001, "lat": 39.850001}


def searched(**result):
    """What the search of a map service answers."""
    return json.dumps({"status": 0, "data": [{"类型": "公园", **result}]}).encode()


CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
SAID = {
    "the name of the only sheet": ("a.xlsx", sheets("高德坐标"), "GCJ-02"),
    "a packed file": ("a.zip", member("公园_高德.csv"), "GCJ-02"),
    "the name of a document": ("a.kml", kml("<name>高德收藏</name>"), "GCJ-02"),
    "its description": ("a.kml", kml("<description>百度地图导出</description>"), "BD-09"),
    "the name of a collection": ("a.geojson", geojson(name="高德"), "GCJ-02"),
    "a member of no standard": ("a.geojson", geojson(coordinateSystem="gcj02"), "GCJ-02"),
    "a member inside another": ("a.geojson", geojson(meta={"crs": "BD09"}), "BD-09"),
    "a line below the rows": ("a.csv", csv(HEAD, ROW, (NOTE, "", "", "")), "BD-09"),
    "a source above the heads": ("a.csv", csv(("数据来源：高德地图", "", "", ""), HEAD, ROW), "GCJ-02"),
    "a source below the rows": ("a.csv", csv(HEAD, ROW, ("数据取自百度地图", "", "", "")), "BD-09"),
    "a column of sources": ("a.csv", csv((*HEAD, "数据来源"), (*ROW, "高德地图")), "GCJ-02"),
    "a remark": ("a.csv", csv((*HEAD, "备注"), (*ROW, "高德坐标")), "GCJ-02"),
    "columns of Tencent": (
        "a.json",
        searched(title="园", location=AT, ad_info={"adcode": 110106, "city": "北京"}),
        "GCJ-02",
    ),
    "columns of Baidu": ("a.json", searched(name="园", location=AT, uid="x", detail=1), "BD-09"),
    "a description": ("a.csv", csv((*HEAD, "备注"), (*ROW, "高德地图拾取")), "GCJ-02"),
    "notes beside it": ("a.zip", member("a.csv", 说明="联系人：某某\n坐标系：GCJ-02（高德拾取）"), "GCJ-02"),
    "another name than is stated": ("高德.geojson", geojson(crs=CRS84), "GCJ-02"),
}


@every("said", SAID)
def test_what_a_file_says_of_its_datum_is_asked_first(atlas, said):
    name, content, datum = SAID[said]
    reading = read(content, name, atlas)
    assert (asked(reading)["datum"].options[0], reading.rows) == (datum, ())
    for chosen in ("WGS-84", datum):
        (row,) = read(content, name, atlas, Choice(datum=chosen)).rows
        assert (metres((row.point.lat, row.point.lon), (LAT, LON)) > 400) == (chosen == datum)


def test_known_places_settle_a_doubt_about_what_is_stated(atlas):
    for datum in ("WGS-84", "GCJ-02"):
        content = geojson([one.name.zh for one in KEPT], [shifted(datum)(one.lon, one.lat) for one in KEPT], crs=CRS84)
        reading = read(content, "高德.geojson", atlas, kept=KEPT)
        assert (reading.datum, reading.choices, len(reading.rows)) == (datum, (), len(KEPT))
        assert metres((reading.rows[0].point.lat, reading.rows[0].point.lon), (KEPT[0].lat, KEPT[0].lon)) < 1


@every("head, said", [("简介来源", "百度"), ("数据来源", "百度百科"), ("来源", "腾讯文档")])
def test_where_a_text_comes_from_says_nothing_of_the_datum(atlas, head, said):
    reading = read(csv((*HEAD, head), (*ROW, said)), "百度网盘下载.csv", atlas)
    assert (reading.choices, len(reading.rows)) == ((), 1)


def test_a_remark_that_names_two_systems_says_nothing(atlas):
    reading = read(csv((*HEAD, "备注"), (*ROW, "由高德坐标转为WGS84坐标")), "a.csv", atlas)
    assert (reading.choices, codes(reading.notices)) == ((), ["upload-datum-assumed"])


@every(
    "rows",
    [
        (("坐标系：非百度坐标", "", "", ""), HEAD, ROW),
        (("名称", "类型", "经度（高德）", "纬度（百度）"), ROW),
        (("名称", "类型", "经度（原高德，已纠偏）", "纬度"), ROW),
    ],
)
def test_what_a_datum_is_not_and_heads_that_differ_say_nothing(atlas, rows):
    assert codes(read(csv(*rows), "a.csv", atlas).notices) == ["upload-datum-assumed"]


@every("heads", [("经度(GCJ-02火星)", "纬度(GCJ-02火星)"), ("经度（高德地图拾取）", "纬度")])
def test_a_datum_among_other_words_of_a_head_is_that_of_its_column(atlas, heads):
    reading = read(csv((*HEAD[:2], *heads), ROW), "a.csv", atlas)
    assert [row.point.basis for row in reading.rows] == ["office-gcj-02"]


def test_where_positions_come_from_is_a_column_of_the_datum(atlas):
    content = csv((*HEAD, "坐标来源"), (*ROW, "高德地图"), ("校", "学校", "116.3", "39.85", "GPS实测"))
    reading = read(content, "a.csv", atlas)
    assert [row.point.basis for row in reading.rows] == ["office-gcj-02", "office-wgs-84"]


@every("said", ["GCJ—02", "gcj－02", "火星坐标", "GCJ–02"])
def test_a_datum_is_known_however_its_dash_is_written(atlas, said):
    (row,) = read(csv((*HEAD, "坐标系"), (*ROW, said)), "a.csv", atlas).rows
    assert row.point.basis == "office-gcj-02"


def test_sheets_called_as_systems_are_read_each_in_its_own(atlas):
    reading = read(sheets("WGS84", "GCJ02"), "a.xlsx", atlas, Choice(sheet="*"))
    assert [row.point.basis for row in reading.rows] == ["office-wgs-84", "office-gcj-02"]
    (notice,) = [one for one in reading.notices if one.code == "upload-datum-sheets"]
    assert all("WGS84, GCJ02" in described(words, notice)[0] for words in atlas.words.values())
    (row,) = read(sheets("WGS84", "GCJ02"), "a.xlsx", atlas, Choice(sheet="WGS84")).rows
    assert row.point.basis == "office-wgs-84"


def test_a_row_that_names_no_datum_beside_rows_of_a_map_service_is_asked_for(atlas):
    rows = [("甲园", "公园", "116.290001", "39.850001", "高德"), ("乙园", "公园", "116.310001", "39.850001", "")]
    reading = read(csv((*HEAD, "坐标系"), *rows), "a.csv", atlas)
    assert (asked(reading)["datum"].options[0], [row.number for row in reading.rows]) == ("GCJ-02", [2])
    chosen = read(csv((*HEAD, "坐标系"), *rows), "a.csv", atlas, Choice(datum="WGS-84"))
    assert [round(row.point.lon, 3) for row in chosen.rows] == [116.284, 116.31]
