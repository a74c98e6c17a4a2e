"""Files of maps: what they are made of comes as shapes in degrees, with the attributes that belong to them."""

import io
import json
import zipfile
from itertools import product

import pytest
from shapely.geometry import Point, shape

from tests import papers
from tests.every import every
from tests.papers import NAMES, codes, found, gpkg, kml, mark, shapefile, table, zipped

SQUARE = [[[116.29, 39.85], [116.3, 39.85], [116.3, 39.86], [116.29, 39.86], [116.29, 39.85]]]
LINE = [[116.29, 39.85], [116.3, 39.86]]
PLACE = {"type": "Point", "coordinates": [116.29, 39.85]}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features, **more):
    return {"type": "FeatureCollection", "features": list(features)} | more


def read(value, name="a.geojson", **options):
    return table(json.dumps(value, ensure_ascii=False).encode(), name, **options)


def near(made, *points):
    return [one.distance(Point(point)) < 1e-6 for one, point in zip(made.shapes, points, strict=True)] == [True] * len(
        points
    )


@every(
    "text",
    [
        json.dumps(collection(feature(PLACE, name="园"))),
        json.dumps(feature(PLACE, name="园")),
        "\ufeff" + json.dumps(feature(PLACE, name="园")),
        "\x1e" + json.dumps(feature(PLACE, name="园")) + "\n",
        json.dumps(collection(collection(feature(PLACE, name="园")))),
        json.dumps({"features": [{"properties": {"name": "园"}, "geometry": PLACE}]}),
    ],
)
def test_geojson_of_any_kind_is_read(text):
    for codec in ("utf-8", "gb18030") if text.isascii() else ("utf-8",):
        made = table(text.encode(codec), "a.json")
        assert (made.head, made.rows, made.numbers, made.head_row) == (("name",), (("园",),), (1,), 0)
        assert near(made, (116.29, 39.85))


def test_geojson_one_a_line_bare_and_in_gbk():
    lines = "\n".join(json.dumps(feature(PLACE, name=name), ensure_ascii=False) for name in NAMES)
    made = table(lines.encode("gbk"), "a.geojsonl")
    assert (made.rows, made.encoding) == ((("试造园",), ("试造校",)), "GB18030")
    assert near(read(PLACE), (116.29, 39.85))


@every(
    "geometry, kind",
    [
        ({"type": "LineString", "coordinates": LINE}, "LineString"),
        ({"type": "LineString", "coordinates": [[*one, 45.5] for one in LINE]}, "LineString"),
        ({"type": "LineString", "coordinates": [LINE[0], LINE[0]]}, "Point"),
        ({"type": "MultiLineString", "coordinates": [LINE, LINE]}, "MultiLineString"),
        ({"type": "MultiLineString", "coordinates": [LINE]}, "LineString"),
        ({"type": "Polygon", "coordinates": SQUARE}, "Polygon"),
        ({"type": "Polygon", "coordinates": [SQUARE[0][:-1]]}, "Polygon"),
        ({"type": "MultiPolygon", "coordinates": [SQUARE]}, "Polygon"),
        ({"type": "MultiPoint", "coordinates": [LINE[0]]}, "Point"),
        ({"type": "MultiPoint", "coordinates": LINE}, "MultiPoint"),
        ({"type": "GeometryCollection", "geometries": [PLACE]}, "Point"),
    ],
)
def test_lines_and_areas_come_as_what_they_are(geometry, kind):
    made = read(collection(feature(geometry, name="绿道")))
    assert ([one.geom_type for one in made.shapes], codes(made)) == ([kind], [])
    assert made.shapes[0].is_valid
    assert not made.shapes[0].has_z


@every(
    "geometry, code",
    [
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}, "format-shape-crossed"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, "format-shape-flat"),
        ({"type": "Point", "coordinates": [float("nan"), 1]}, "format-shape-infinite"),
        ({"type": "Point", "coordinates": ["东", 1]}, "format-shape-unknown"),
        ({"type": "Circle", "coordinates": [1, 1]}, "format-shape-unknown"),
        ({"type": "Polygon", "coordinates": SQUARE[0]}, "format-shape-unknown"),
        ("POINT (1 1)", "format-shape-unknown"),
    ],
)
def test_a_shape_that_cannot_be_used_is_reported_by_its_row(geometry, code):
    made = read(collection(feature(PLACE, name="好"), feature(geometry, name="坏")))
    assert (made.rows, [(one.code, one.place) for one in made.row_problems]) == ((("好",),), [(code, "2")])


def test_an_outline_with_a_spike_is_put_right_and_parts_of_several_kinds_are_reported():
    spike = [[0, 0], [2, 0], [2, 2], [2, 3], [2, 2], [0, 2], [0, 0]]
    mixed = {"type": "GeometryCollection", "geometries": [PLACE, {"type": "LineString", "coordinates": LINE}]}
    made = read(collection(feature({"type": "Polygon", "coordinates": [spike]}, n=1), feature(mixed, n=2)))
    assert [one.geom_type for one in made.shapes] == ["Polygon", "LineString"]
    assert made.shapes[0].area == pytest.approx(4)
    assert [(one.code, one.particulars["rows"]) for one in made.notices] == [
        ("format-shape-repaired", "1"),
        ("format-shape-mixed", "2"),
    ]


@every("name", ["urn:ogc:def:crs:EPSG::32650", "EPSG:32650", "http://www.opengis.net/def/crs/EPSG/0/32650"])
def test_the_system_that_a_file_states_is_used(name):
    crs = {"type": "name", "properties": {"name": name}}
    moved = {"type": "Point", "coordinates": [439261.93, 4411350.05]}
    made = read(collection(feature(moved, name="园"), crs=crs))
    assert made.crs == "EPSG:32650"
    assert near(made, (116.29, 39.85))


def test_a_system_that_nobody_understands_is_reported_and_one_that_is_shifted_is_named():
    made = read(collection(feature(PLACE), crs={"type": "name", "properties": {"name": "本地"}}))
    assert (made.crs, codes(made)) == ("", ["format-crs"])
    assert near(made, (116.29, 39.85))
    assert read(collection(feature(PLACE), crs={"type": "name", "properties": {"name": "GCJ-02"}})).crs == "GCJ-02"


def system(name):
    return {"crs": {"type": "name", "properties": {"name": name}}}


def test_what_features_and_geometries_state_of_their_coordinates_is_heard():
    of = feature(PLACE) | system("GCJ-02")
    inside = feature(PLACE | system("GCJ-02"))
    for value in (
        collection(of),
        collection(inside),
        collection(collection(of)),
        collection(inside, feature(None)),
        of,
    ):
        assert read(value).crs == "GCJ-02"
    link = {"type": "link", "properties": {"href": "https://spatialreference.org/ref/epsg/4490/"}}
    assert read(collection(feature(PLACE), crs=link)).crs == "EPSG:4490"


def test_features_that_state_different_systems_are_asked_for():
    one, other = (feature(PLACE, name=name) | system(name) for name in ("EPSG:4326", "GCJ-02"))
    lines = table(f"{json.dumps(one)}\n{json.dumps(other)}".encode(), "a.geojsonl")
    for made in (lines, read(collection(one, other)), read(collection(other, feature(PLACE, name="x")))):
        assert (len(made.rows), made.crs, codes(made)) == (2, "", ["format-crs"])
    at = [{"x": 1, "y": 2, "spatialReference": {"wkid": number}} for number in (4326, 4490)]
    points = [{"attributes": {"n": 1}, "geometry": one} for one in at]
    assert read({"features": points[1:]}).crs == "EPSG:4490"
    assert codes(read({"features": points})) == ["format-crs"]


def test_null_geometries_leave_the_columns_to_tell():
    made = read(collection(feature(None, 经度=116.29), feature(None, 经度=116.3)))
    assert (made.shapes, made.rows) == ((), (("116.29",), ("116.3",)))
    assert read(collection(feature(None, n=1), feature(PLACE, n=2))).shapes[0] is None


@every(
    "value, head, rows",
    [
        ([{"name": "园", "lng": 1}, {"name": "校"}], ("name", "lng"), (("园", "1"), ("校", ""))),
        ({"status": "1", "pois": [{"name": "园", "location": "1,2", "tel": []}]}, ("name", "location", "tel"), None),
        ({"results": [{"name": "园", "location": {"lng": 1, "lat": 2}}]}, ("name", "lng", "lat"), (("园", "1", "2"),)),
        ({"fields": [{"name": "a"}, {"name": "b"}], "rows": [[1, "x"]]}, ("a", "b"), (("1", "x"),)),
        ([["名称", "经度"], ["园", 1]], ("名称", "经度"), (("园", "1"),)),
    ],
)
def test_records_of_json_are_a_table(value, head, rows):
    made = read(value, "a.json")
    assert (made.head, made.shapes) == (head, ())
    assert rows in (None, made.rows)


def test_members_of_one_name_in_json_are_columns_of_their_own_where_they_differ():
    made = table(b'[{"name": "a", "lon": 1, "name": "b", "lon": 1, "name": "c", "name (2)": "d"}]', "a.json")
    assert (made.head, made.rows) == (("name", "lon", "name (2)", "name (3)", "name (4)"), (("c", "1", "d", "a", "b"),))


def test_lists_of_records_beside_each_other_in_json_are_all_offered():
    park, school = ({"name": name, "lng": 116.29, "lat": 39.85} for name in ("园", "校"))
    made = table(json.dumps({"data": {"parks": [park, park], "schools": [school]}}).encode(), "a.json")
    assert [(one.what, one.options) for one in made.choices] == [("sheet", ("*", "data.parks", "data.schools"))]
    answer = {"pois": [park], "suggestion": {"cities": [{"num": 3}]}}
    made = table(json.dumps(answer).encode(), "a.json")
    assert (made.sheet, len(made.rows), codes(made)) == ("pois", 1, ["upload-sheets"])


def test_json_of_arcgis_and_topojson_are_features():
    esri = {
        "spatialReference": {"wkid": 4326},
        "features": [
            {"attributes": {"n": 1}, "geometry": {"x": 116.29, "y": 39.85}},
            {"attributes": {"n": 2}, "geometry": {"paths": [LINE]}},
            {"attributes": {"n": 3}, "geometry": {"rings": SQUARE}},
        ],
    }
    made = read(esri, "a.json")
    assert [one.geom_type for one in made.shapes] == ["Point", "LineString", "Polygon"]
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.001, 0.001], "translate": [116, 39]},
        "arcs": [[[290, 850], [10, 0], [0, 10]], [[300, 860], [-10, -10]]],
        "objects": {"甲": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "properties": {"n": 1}},
            {"type": "LineString", "arcs": [-1], "properties": {"n": 2}},
            {"type": "Point", "coordinates": [290, 850], "properties": {"n": 3}},
        ]}},
    }  # fmt: skip
    made = read(topology, "a.topojson")
    assert [one.geom_type for one in made.shapes] == ["Polygon", "LineString", "Point"]
    assert made.shapes[0].equals(shape({"type": "Polygon", "coordinates": [[*LINE, [116.3, 39.85]]]}))
    assert made.shapes[1].coords[0] == pytest.approx((116.3, 39.86))


KML = {
    "plain": mark("园"),
    "blanks": mark("园", "<Point><coordinates>\n 116.29, 39.85, 0 \n</coordinates></Point>"),
    "a": mark("园", "<MultiGeometry><Point><coordinates>116.29,39.85</coordinates></Point></MultiGeometry>"),
    "prefix": mark("园", more="<gx:drawOrder>1</gx:drawOrder><xsi:x a:b='1'/>"),
    "folder": f"<Folder><name>公园</name><Folder><name>一期</name>{mark('园')}</Folder></Folder>",
    "entity": mark("园", more="<description>a &amp; b</description>"),
}


@every("name, codec", product(KML, ["utf-8", "gbk", "utf-16"]))
def test_kml_is_read_whoever_wrote_it(name, codec):
    head = '<?xml version="1.0" encoding="GBK"?>' if codec == "gbk" else ""
    made = table((head + kml(KML[name])).encode(codec), "a.kml")
    assert (made.rows[0][0], codes(made)) == ("园", [])
    assert near(made, (116.29, 39.85))


def test_kml_keeps_folders_data_and_pictures_and_makes_html_plain():
    extended = (
        '<ExtendedData><Data name="类型"><value>公园</value></Data><SchemaData><SimpleData name="面积">1</SimpleData>'
        "</SchemaData></ExtendedData><description><![CDATA[<table><tr><td>面积</td><td>12</td></tr></table>"
        f'<img src="files/a.jpg"/>{"长" * 2000}]]></description>'
    )
    held = {
        "doc.kml": kml(f"<Folder><name>一期</name>{mark('园', more=extended)}</Folder>"),
        "files/a.jpg": b"\xff\xd8\xff",
    }
    made = table(zipped(held), "a.kmz")
    row = dict(zip(made.head, made.rows[0], strict=True))
    assert row["description"].startswith("面积 12 长长")
    assert (row["类型"], row["面积"], row["folder"], row["photo"]) == ("公园", "1", "一期", "files/a.jpg")
    assert (list(made.photos), codes(made), len(row["description"])) == (
        ["files/a.jpg"],
        ["format-html", "format-long"],
        1000,
    )


def test_the_name_of_a_placemark_is_not_that_of_its_data():
    data = '<ExtendedData><Data name="name"><value>别名</value></Data></ExtendedData>'
    made = table(kml(mark("园", more=data)).encode(), "a.kml")
    assert dict(zip(made.head, made.rows[0], strict=True)) == {"name": "园", "name (2)": "别名"}


def test_a_placemark_keeps_all_of_its_data_that_is_called_the_same():
    data = "".join(f'<Data name="电话"><value>{number}</value></Data>' for number in (1, 2, 2, 3))
    made = table(kml(mark("园", more=f"<ExtendedData>{data}</ExtendedData>")).encode(), "a.kml")
    assert (made.head, made.rows) == (("name", "电话", "电话 (2)", "电话 (3)"), (("园", "1", "2", "3"),))


def test_data_of_a_placemark_that_are_called_as_we_would_call_others_are_kept_beside_them():
    data = "".join(f'<Data name="{name}"><value>{n}</value></Data>' for n, name in enumerate(("电", "电 (2)", "电")))
    made = table(kml(mark("园", more=f"<ExtendedData>{data}</ExtendedData>")).encode(), "a.kml")
    assert dict(zip(made.head, made.rows[0], strict=True)) == {"name": "园", "电": "0", "电 (2)": "1", "电 (3)": "2"}


def test_placemarks_of_kml_that_are_not_shown_are_read_and_told():
    made = table(
        kml(mark("园", more="<visibility>0</visibility>") + mark("校", more="<visibility>1</visibility>")).encode(),
        "a.kml",
    )
    assert ([row[0] for row in made.rows], [(one.code, one.particulars["rows"]) for one in made.notices]) == (
        ["园", "校"],
        [("format-unseen", "1")],
    )


def test_data_of_kml_have_the_names_that_are_shown_of_them():
    data = "<ExtendedData><Data name='f1'><displayName>类型</displayName><value>公园</value></Data></ExtendedData>"
    assert "类型" in table(kml(mark("园", more=data)).encode(), "a.kml").head


def test_a_point_of_kml_with_two_positions_is_two_points():
    made = table(kml(mark("园", "<Point><coordinates>1,2 3,4</coordinates></Point>")).encode(), "a.kml")
    assert [(one.x, one.y) for one in made.shapes[0].geoms] == [(1, 2), (3, 4)]


def test_lines_areas_and_tracks_of_kml():
    outer = f"<LinearRing><coordinates>{' '.join(f'{x},{y},0' for x, y in SQUARE[0])}</coordinates></LinearRing>"
    area = f"<Polygon><outerBoundaryIs>{outer}</outerBoundaryIs></Polygon>"
    line = "<LineString><coordinates>116.29,39.85,1 116.3,39.86,2</coordinates></LineString>"
    track = "<gx:Track><when/><gx:coord>116.29 39.85 1</gx:coord><gx:coord>116.3 39.86 1</gx:coord></gx:Track>"
    marks = [
        mark("a", area),
        mark("b", line),
        mark("c", track),
        mark("d", f"<MultiGeometry>{area}{line}</MultiGeometry>"),
    ]
    made = table(kml("".join(marks), "<NetworkLink/>").encode(), "a.kml")
    assert [one.geom_type for one in made.shapes] == ["Polygon", "LineString", "LineString", "Polygon"]
    assert codes(made) == ["format-links", "format-shape-mixed"]


def test_gpx_has_points_and_lines():
    gpx = (
        '<gpx><wpt lat="39.85" lon="116.29"><name>园</name></wpt><trk><name>线</name><trkseg>'
        '<trkpt lat="39.85" lon="116.29"/><trkpt lat="39.86" lon="116.3"/></trkseg></trk>'
        '<rte><name>路</name><rtept lat="39.85" lon="116.29"/>'
        '<rtept lat="39.86" lon="116.3"/></rte></gpx>'
    )
    made = table(gpx.encode(), "a.gpx")
    assert [row[0] for row in made.rows] == ["园", "线", "路"]
    assert [one.geom_type for one in made.shapes] == ["Point", "LineString", "LineString"]


@every(
    "srs, pos",
    [
        ("urn:ogc:def:crs:EPSG::4326", "39.85 116.29"),
        ("EPSG:4326", "116.29 39.85"),
        ("EPSG:32650", "439261.93 4411350.05"),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "39.85 116.29"),
        ("http://www.opengis.net/def/crs/EPSG/0/4548", "4413115.30 439237.62"),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", "116.29 39.85"),
        ("http://www.opengis.net/gml/srs/epsg.xml#32650", "439261.93 4411350.05"),
    ],
)
def test_gml_is_read_in_the_order_of_axes_that_it_means(srs, pos):
    point = f"<gml:Point srsName='{srs}'><gml:pos>{pos}</gml:pos></gml:Point>"
    gml = (
        "<wfs:FeatureCollection xmlns:gml='http://www.opengis.net/gml'><gml:featureMember><x:park><x:name>园</x:name>"
        f"<x:geom>{point}</x:geom></x:park></gml:featureMember></wfs:FeatureCollection>"
    )
    made = table(gml.encode(), "a.gml")
    assert (made.head, made.rows, made.notices) == (("name",), (("园",),), ())
    assert near(made, (116.29, 39.85))


@every("codec, cpg", product(["gb18030", "utf-8", "big5"], [None, "GBK", "UTF-8", "OEM", "ANSI 936", "ISO-8859-1"]))
def test_the_text_of_a_shapefile_tells_its_encoding(codec, cpg):
    names = ("豐臺區公園", "盧溝橋街道") if codec == "big5" else NAMES
    made = table(zipped(shapefile(names=names, codec=codec, cpg=cpg)), "a.zip")
    if made.choices:
        assert names[0] in [rows[1][0] for rows in made.choices[0].preview.values()]
    else:
        assert [row[0] for row in made.rows] == list(names)
    assert codec == "big5" or not made.choices
    right = {"GBK": "gb18030", "UTF-8": "utf-8", "OEM": "gb18030", "ANSI 936": "gb18030"}.get(cpg)
    assert ("format-cpg" in codes(made)) is (cpg is not None and right != codec and not made.choices)


def test_members_of_a_shapefile_belong_together_whatever_their_case_and_folder():
    parts = shapefile("点位/A")
    odd = {f"{name[:-3]}{name[-3:].upper()}" if "shp" in name else name.lower(): part for name, part in parts.items()}
    made = table(zipped({**odd, "__MACOSX/点位/._A.shp": b"x", "点位/._a.shp": b"x", "点位/a.shp.xml": b"x"}), "a.zip")
    assert ([row[0] for row in made.rows], made.crs, codes(made)) == (list(NAMES), "EPSG:4326", [])


def test_names_in_an_archive_may_be_in_gbk():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in shapefile("点位").items():
            entry = zipfile.ZipInfo("p")
            entry.filename = name.encode("gbk").decode("cp437")
            entry.flag_bits = 0
            archive.writestr(entry, part)
    raw = packed.getvalue()
    assert [row[0] for row in table(raw, "a.zip").rows] == list(NAMES)


@every("shx", [None, b"broken", papers.shp(papers.POINTS[:1])[1], papers.shp(papers.POINTS)[1]])
def test_a_shx_is_made_anew_and_parts_may_come_one_by_one(shx):
    parts = {name: part for name, part in shapefile().items() if name != "a.shx"}
    made = table(parts | ({"a.shx": shx} if shx else {}))
    assert ([row[0] for row in made.rows], made.file) == (list(NAMES), "a.shp")
    assert near(made, *papers.POINTS)
    assert codes(made) == ([] if shx == papers.shp(papers.POINTS)[1] else ["format-shx"])


def test_deleted_records_and_cut_texts_of_a_dbf():
    names = ("试造园", "试" * 20)
    made = table(zipped(shapefile(names=names, codec="utf-8", deleted={0})), "a.zip")
    assert (made.rows, made.numbers, codes(made)) == ((("试" * 6,),), (2,), ["format-cut-texts"])


def test_what_is_left_of_a_cut_dbf_belongs_to_the_first_shapes():
    parts = shapefile() | {"a.dbf": papers.dbf([("name", "C", 20)], [["甲园"], ["乙园"]])[:-10]}
    made = table(zipped(parts), "a.zip")
    assert ([row[0] for row in made.rows], codes(made)) == (["甲园", ""], ["format-cut"])


def test_shapefiles_of_one_name_in_two_folders_are_told_apart():
    parts = {f"{folder}/{name}": one for folder in ("甲", "乙") for name, one in shapefile().items()}
    made = table(zipped(parts), "a.zip")
    assert made.choices[0].options == ("*", "甲/a", "乙/a")
    assert table(zipped(parts), "a.zip", sheet="乙/a").sheet == "乙/a"


def test_a_projection_that_nobody_understands_is_reported():
    odd = papers.DEGREES.replace("GEOGCS", 'PROJCS["x",GEOGCS') + ',PROJECTION["Unknown"],UNIT["Meter",1]]'
    made = table(zipped(shapefile(prj=odd)), "a.zip")
    assert (made.crs, codes(made)) == ("", ["format-crs"])


def test_a_dbf_that_was_cut_is_reported():
    whole = papers.dbf([("name", "C", 10)], [["甲园"], ["乙园"], ["丙园"]])
    made = table(whole[:-5], "a.dbf")
    assert (len(made.rows), codes(made)) == (2, ["format-cut"])


def test_several_shapefiles_are_asked_for():
    parts = shapefile("甲") | shapefile("乙", names=("另一园", "另一校"))
    made = table(zipped(parts), "a.zip")
    assert [(one.what, one.options) for one in made.choices] == [("shapefile", ("*", "甲", "乙"))]
    assert len(table(zipped(parts), "a.zip", sheet="*").rows) == 4
    assert table(zipped(parts), "a.zip", sheet="乙").rows[0] == ("另一园",)


def test_a_shapefile_and_a_list_are_asked_for():
    parts = zipped(shapefile("甲") | {"名单.csv": "名称,经度,纬度\n园,116.3,39.8", "说明.txt": "x"})
    made = table(parts, "a.zip")
    (asked,) = made.choices
    assert (asked.what, asked.options, codes(made)) == ("shapefile", ("甲", "名单.csv"), [])
    assert asked.preview["名单.csv"][1] == ("园", "116.3", "39.8")
    chosen = table(parts, "a.zip", sheet="名单.csv")
    assert (chosen.rows, chosen.choices) == ((("园", "116.3", "39.8"),), ())
    assert table(parts, "a.zip", sheet="甲").shapes


def test_a_text_that_is_a_list_beside_a_shapefile_is_asked_for_too():
    parts = shapefile("甲") | {
        "甲.txt": "名称,经度,纬度\n园,116.3,39.8",
        "说明.txt": "x",
        "甲.shp.xml": "<x/>",
        "甲.sbn": "x",
    }
    made = table(zipped(parts), "a.zip")
    assert ([one.options for one in made.choices], codes(made)) == ([("甲", "甲.txt")], [])


def test_files_that_nobody_looked_at_are_named():
    dot = b"\xff\xd8\xff"
    about = {"说明.txt": "x", "甲.jpg": dot, "样式.qml": "x", ".gitkeep": "", "__MACOSX/._a.zip": "x"}
    left = {
        "乙.zip": zipped({"乙.csv": "名称"}),
        "丙.dwg": "AC1032",
        "丁.dbf": shapefile("丁")["丁.dbf"],
        "戊.heic": "x",
    }
    for read in ({"名单.csv": "名称,经度,纬度\n园,116.3,39.8"}, shapefile("甲")):
        files = {**read, **about, **left}
        (said,) = table(zipped(files), "a.zip").notices
        assert (said.code, said.particulars["count"], said.particulars["names"]) == (
            "format-members",
            "4",
            "乙.zip, 丙.dwg, 丁.dbf, 戊.heic",
        )


@every("parts", [shapefile("甲"), {"甲.dbf": shapefile("甲")["甲.dbf"]}])
def test_a_list_brought_beside_a_part_of_a_shapefile_is_no_part_of_it(parts):
    made = table({**parts, "名单.csv": "名称,经度,纬度\n园,116.3,39.8".encode()}, sheet="名单.csv")
    assert (made.rows, made.row_problems) == ((("园", "116.3", "39.8"),), ())


def test_a_dbf_alone_is_a_list():
    held = papers.dbf(
        [("名称", "C", 10), ("经度", "N", 10), ("日期", "D", 8), ("在", "L", 1)],
        [["试造园", "116.2900", "20260301", "T"]],
    )
    made = table(held, "a.dbf")
    assert (made.head, made.rows) == (("名称", "经度", "日期", "在"), (("试造园", "116.29", "2026-03-01", "TRUE"),))


ROWS = [("试造园", "POINT (116.29 39.85)"), ("绿道", "LINESTRING (116.29 39.85, 116.3 39.86)")]


def test_a_geopackage_is_read_with_its_layers():
    made = table(gpkg({"点位": ROWS}), "a.gpkg")
    assert (made.head, [row[0] for row in made.rows], made.crs) == (("名称",), ["试造园", "绿道"], "EPSG:4326")
    assert [one.geom_type for one in made.shapes] == ["Point", "LineString"]
    made = table(gpkg({"空": [], "点位": ROWS, "其他": [("x", None)]}), "a.gpkg")
    assert (made.sheet, made.sheets) == ("点位", ("点位", "其他"))
    moved = table(gpkg({"点位": [("园", "POINT (439261.93 4411350.05)")]}, 32650), "a.gpkg")
    assert near(moved, (116.29, 39.85))


def test_a_geopackage_is_never_calculated():
    view = (
        "CREATE VIEW v AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS fid FROM c;"
        "INSERT INTO gpkg_contents VALUES ('v', 'features', 4326);"
    )
    made = table(gpkg({"点位": ROWS}, script=view), "a.gpkg")
    assert (len(made.rows), codes(made)) == (2, ["format-views"])
    generated = 'ALTER TABLE "点位" ADD COLUMN big TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000))) VIRTUAL;'
    assert table(gpkg({"点位": ROWS}, script=generated), "a.gpkg").head == ("名称",)


def test_a_geopackage_that_was_copied_while_it_was_open_is_reported():
    held = bytearray(gpkg({"点位": ROWS}))
    held[18:20] = b"\x02\x02"
    assert codes(table(bytes(held), "a.gpkg")) == ["format-wal"]


def test_a_list_in_a_folder_of_other_formats_says_what_to_do():
    for name, what in (("x.gdb/a01.gdbtable", "FileGDB"), ("x.TAB", "MapInfo"), ("x.fgb", "FlatGeobuf")):
        _, problems = found(zipped({name: b"x"}), "a.zip")
        assert [(one.code, one.particulars["what"]) for one in problems] == [("format-gis", what)]
