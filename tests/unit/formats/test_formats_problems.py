"""Every reason why a file, or a row of it, cannot be read: its smallest file, where it is reported, and its words."""

import io
import json
import re
import zipfile

import pytest

from fengtai_map.i18n import described, interface_words
from tests import papers
from tests.every import every
from tests.papers import HEAD, PARK, ROWS, book, found, gpkg, kml, mark, shapefile, sheet_xml, xlsx, zipped
from tests.problem_codes import CODES

CSV = "名称,类型,经度,纬度\n"
GOOD = "试造园,公园,116.29,39.85\n"
BOMB = b"<!DOCTYPE a [<!ENTITY a 'b'>]>"
OLE = papers.compound
STRUCK = '<fonts><font><strike/></font></fonts><cellXfs><xf fontId="0"/></cellXfs>'
FAR = {1: HEAD, 2: PARK, 1_048_576: [*[""] * 25, "x"] * 1}


def part(name, change, content=None):
    """A workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content or book(*ROWS))) as old:
        return zipped({one: change(old.read(one)) if one == name else old.read(one) for one in old.namelist()})


def feature(ring):
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return json.dumps({"type": "Feature", "properties": {}, "geometry": geometry}).encode()


def twice():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.dbf", b"")
        archive.writestr("A.dbf", b"")
    return packed.getvalue()


def locked():
    """An archive whose member says that it needs a password."""
    content = bytearray(zipped({"a.csv": GOOD}))
    at = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[at + 8] |= 1
    return bytes(content)


def method():
    """An archive whose member is packed in a way that Python does not know."""
    content = bytearray(zipped({"a.csv": GOOD}))
    at = content.index(b"PK\x01\x02")
    content[8] = content[at + 10] = 9
    return bytes(content)


MEMO = papers.dbf([("m", "M", 10), ("n", "C", 9)], [["", "a"]] * 2)
VIEW = "DROP TABLE x; CREATE VIEW x AS SELECT 1; "
PROBLEMS = [  # code, place, name of the file, content
    ("upload-format", "", "a.exe", b"MZ\x00"),
    ("upload-format", "", "a.csv", b"a\x01\x02,b"),
    ("upload-size", "", "a.csv", b"a" * (papers.LIMITS.size + 1)),
    ("upload-rows", "", "a.csv", (CSV + GOOD * (papers.LIMITS.rows + 1)).encode()),
    ("upload-rows", "", "a.geojson", json.dumps({"features": [{}] * (papers.LIMITS.rows + 1)}).encode()),
    ("upload-columns", "", "a.csv", (",".join("a" * (papers.LIMITS.columns + 1)) + "\n").encode()),
    ("upload-columns", "", "a.csv", b"=," * 30_000),
    ("upload-columns", "点位", "a.xlsx", book([f"c{n}" for n in range(papers.LIMITS.columns + 1)])),
    ("upload-zip", "", "a.zip", zipped({"a.csv": b"0" * (papers.LIMITS.unpacked + 1)})),
    ("upload-zip", "", "a.zip", zipped({f"{n}": "" for n in range(papers.LIMITS.entries + 1)})),
    ("upload-zip-name", "", "a.zip", zipped({"../a.csv": GOOD})),
    ("upload-zip-name", "", "a.xlsx", zipped({"/etc/a": GOOD})),
    ("upload-empty", "", "a.csv", b""),
    ("upload-empty", "", "a.csv", b"\n\n"),
    ("upload-empty", "", "a.csv", b"\xef\xbb\xbf"),
    ("upload-empty", "", "a.xlsx", book()),
    ("upload-empty", "", "a.geojson", b'{"type": "FeatureCollection", "features": []}'),
    ("upload-empty", "", "a.kml", kml("").encode()),
    ("format-all-hidden", "", "a.xlsx", xlsx({"旧": sheet_xml(ROWS)}, {"旧": "hidden"})),
    ("format-broken", "", "a.xlsx", part("xl/styles.xml", lambda _: b"<")),
    ("format-broken", "", "a.XLSX", b"a\x01\x02,b"),
    ("format-broken", "2", "a.xlsx", xlsx({"a": sheet_xml([HEAD, PARK, PARK]).replace('3"', '2"')})),
    ("format-broken", "", "a.xls", OLE("Workbook", b"")[:600]),
    ("format-cut", "", "a.xlsx", book(*ROWS)[:-30]),
    ("format-cut", "1", "a.geojson", b'{"type": "FeatureCollection", "features": [{"type'),
    ("format-dbf", "", "a.zip", zipped(shapefile() | {"a.dbf": b"no table"})),
    ("format-doctype", "", "a.kml", BOMB + b"<kml>&a;</kml>"),
    ("format-doctype", "", "a.kml", (BOMB + b"<kml>&a;</kml>").decode().encode("utf-16")),
    ("format-doctype", "", "a.xlsx", part("xl/worksheets/sheet1.xml", lambda xml: BOMB + xml)),
    ("format-document", "", "a.pdf", b"%PDF-1.7"),
    ("format-document", "", "a.doc", OLE("WordDocument", b"")),
    ("format-document", "", "a.xlsx", zipped({"[Content_Types].xml": "", "word/document.xml": ""})),
    ("format-drawing", "", "a.dwg", b"AC1032\x00\x00"),
    ("format-drawing", "", "a.dxf", b"  0\nSECTION\n  2\nHEADER\n"),
    ("format-drawing", "", "a.dxf", b"999\r\ndxfrw 0.6.3\r\n999\r\nx\r\n  0\r\nSECTION\r\n  2\r\nHEADER\r\n"),
    ("format-far", "Z1048576", "a.xlsx", xlsx({"点位": sheet_xml(FAR)})),
    ("format-garbled", "", "a.csv", f"名称,经度\n{'锟斤拷'},1".encode()),
    ("format-garbled", "", "a.csv", "ÊÔÔìÔ°¿Ú,lng\na,1".encode()),
    ("format-gis", "", "a.zip", zipped({"a.gdb/a1.gdbtable": ""})),
    ("format-gpkg", "", "a.gpkg", gpkg({})[:600]),
    ("format-gpkg", "", "a.gpkg", gpkg({})),
    ("format-heavy", "", "a.kml", b"<kml>" + b"<a>" * 9999),
    ("format-heavy", "", "a.geojson", b"[" * 1_300_000),
    ("format-heavy", "", "a.geojson", b"[" * 100_000),
    ("format-heavy", "", "a.xls", b"<table>" + b"<" * 9_000),
    ("format-heavy", "", "a.xlsx", part("xl/worksheets/sheet1.xml", lambda _: sheet_xml({10**7: PARK}).encode())),
    ("format-json", "2", "a.geojson", b'{"a":\n1,}'),
    ("format-json", "2", "a.geojson", b'{"type": "Point", "coordinates": [1, 2]}\n{"type": "Point" "x"}'),
    ("format-json-other", "", "a.json", b'{"a": 1}'),
    ("format-link", "", "a.kml", kml("<NetworkLink><Link/></NetworkLink>").encode()),
    ("format-old", "", "a.xls", b"\x09\x08\x08\x00\x00\x05\x05\x00"),
    ("format-old", "", "a.fods", b"<office:document xmlns:office='urn:oasis:names:tc:opendocument:x'/>"),
    ("format-json", "1", "a.geojson", b'// by a tool\n{"type": "FeatureCollection", "features": []}'),
    ("format-old", "", "a.xls", b"MIME-Version: 1.0\nX-Document-Type: Workbook\n"),
    ("format-packed", "", "a.rar", b"Rar!\x1a\x07\x00"),
    ("format-packed", "", "a.zip", zipped({"a.rar": ""})),
    ("format-page", "", "a.xls", b"<html><body>x</body></html>"),
    ("format-parts", "", "a.shp", papers.shp(papers.POINTS)[0]),
    ("format-parts", "", "a.prj", papers.DEGREES.encode()),
    ("format-parts", "", "a.zip", zipped({"a.dbf": "", "a.prj": ""} | {"b.shx": ""})),
    ("format-parts", "a", "a.zip", zipped({name: one for name, one in shapefile().items() if name != "a.dbf"})),
    ("format-password", "", "a.xlsx", OLE("EncryptedPackage", b"")),
    ("format-password", "", "a.xls", papers.xls(ROWS, password=True)),
    ("format-password", "", "a.zip", locked()),
    ("format-picture", "", "a.jpg", b"\xff\xd8\xff\xe0"),
    ("format-sealed", "", "a.xlsx", b"\x62\x14\x23\x65\x00E-SafeNet"),
    ("format-shp", "a", "a.zip", zipped(shapefile() | {"a.shp": b"no shapes"})),
    ("format-shp", "a", "a.zip", zipped(shapefile() | {"a.shp": papers.shp(papers.POINTS)[0][:100]})),
    ("format-views", "", "a.gpkg", gpkg({"x": []}, script=VIEW)),
    ("format-counts", "a", "a.zip", zipped(shapefile() | {"a.dbf": papers.dbf([("n", "C", 9)], [["a"]])})),
    ("format-counts", "a", "a.zip", zipped(shapefile() | {"a.dbf": papers.dbf([("n", "C", 9)], [["a"]] * 3)})),
    ("format-garbled", "1", "a.csv", f"{CSV}{GOOD}".encode().decode("gbk", "replace").encode()),
    ("format-gis", "", "a.mif", 'Version 300\r\nCharset "Neutral"\r\nColumns 1\r\n  名称 Char(9)'.encode("gbk")),
    ("format-xml", "1", "a.kml", b"<kml><a></b></kml>"),
    ("format-xml", "xl/worksheets/sheet1.xml:1", "a.xlsx", part("xl/worksheets/sheet1.xml", lambda xml: xml[:-9])),
    ("format-xml-other", "", "a.xml", b"<OGRVRTDataSource/>"),
    ("format-zip-kind", "", "a.zip", method()),
    ("format-zip-many", "", "a.zip", zipped({f"{at}.csv": CSV + GOOD for at in range(21)})),
    ("format-zip-nothing", "", "a.zip", zipped({"a.mp4": "x"})),
    ("format-zip-twice", "", "a.zip", twice()),
]
APART = {"甲": sheet_xml(ROWS), "乙": sheet_xml([["名称", "类型", "坐标"], ["绿", "绿地", "116.31,39.85"]])}
NOTICED = [  # code, place, name of the file, content: the file is read all the same
    ("format-byte", "3", "a.csv", f"{CSV}{GOOD}试造@园,公园,1,2\n{GOOD}".encode().replace(b"@", b"\xff")),
    ("format-control", "3", "a.csv", (CSV + GOOD + GOOD.replace("园", "\x00园", 1)).encode()),
    ("format-cpg", "a", "a.zip", zipped(shapefile(cpg="UTF-8"))),
    ("format-crs", "a", "a.zip", zipped(shapefile(prj="x"))),
    ("format-cut-texts", "a", "a.zip", zipped(shapefile(names=("试造" * 5, "校"), codec="utf-8"))),
    ("format-ditto", "3", "a.csv", (CSV + GOOD + "试造校,同上,116.3,39.85\n").encode()),
    ("format-ending", "", "a.xlsx", (CSV + GOOD).encode()),
    ("format-garbled-row", "4 名称", "a.csv", (CSV + GOOD * 2 + "锟斤拷,公园,1,2").encode()),
    ("format-heading", "2", "a.xlsx", book(HEAD, ["一"], PARK, merged=("A2:D2",))),
    ("format-heads-again", "3", "a.xlsx", book(HEAD, PARK, HEAD)),
    ("format-heads-other", "3", "a.csv", (CSV + GOOD + "类型,状态,备注\n公园,已建,x\n").encode()),
    ("format-hidden", "", "a.xlsx", xlsx({"旧": sheet_xml(ROWS), "新": sheet_xml(ROWS)}, {"旧": "hidden"})),
    ("format-html", "description", "a.kml", kml(mark("园", more="<description>a&lt;br>b</description>")).encode()),
    ("format-links", "", "a.kml", kml(mark("园"), "<NetworkLink/>").encode()),
    ("format-long", "description", "a.kml", kml(mark("园", more=f"<description>{'长' * 1001}</description>")).encode()),
    ("format-members", "", "a.zip", zipped({"a.csv": CSV + GOOD, "b.zip": zipped({"b.csv": CSV + GOOD})})),
    ("format-memo", "a", "a.zip", zipped(shapefile() | {"a.dbf": MEMO})),
    ("format-no-heads", "1", "a.csv", (GOOD * 2).encode()),
    ("format-quote", "2", "a.csv", (CSV + '试造园,公园,116.29,"39.85').encode()),
    ("format-quote-row", "2", "a.csv", (CSV + '"试,造园,公园,116.29,39.85\n' + GOOD).encode()),
    ("format-row-long", "2", "a.csv", (CSV + "试,造园,公园,116.29,39.85\n" + GOOD).encode()),
    ("format-rows-above", "1", "a.csv", (GOOD + CSV + GOOD).encode()),
    ("format-shape-crossed", "1", "a.json", feature([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]])),
    ("format-shape-flat", "1", "a.json", feature([[0, 0], [2, 2], [1, 1], [0, 0]])),
    ("format-shape-infinite", "1", "a.json", feature([[0, 0], [1e300, 2], [1, 1], [0, 0]])),
    ("format-shape-repaired", "", "a.json", feature([[0, 0], [2, 0], [2, 2], [2, 3], [2, 2], [0, 2], [0, 0]])),
    ("format-shape-mixed", "", "a.kml", kml(mark("园", "<Point><coordinates>1,2</coordinates></Point><LineString>"
     "<coordinates>1,2 2,3</coordinates></LineString>")).encode()),
    ("format-shape-unknown", "1", "a.json", feature("x")),
    ("format-sheets-apart", "b.xlsx", "a.zip", zipped({"a.csv": CSV + GOOD, "b.xlsx": xlsx(APART)})),
    ("format-shx", "a", "a.zip", zipped({name: one for name, one in shapefile().items() if name != "a.shx"})),
    ("format-struck", "2", "a.xlsx", xlsx({"a": sheet_xml(ROWS).replace('r="A2"', 'r="A2" s="0"')}, styles=STRUCK)),
    ("format-unseen", "2", "a.xlsx", book(*ROWS, hidden=(2,))),
    ("format-unseen-columns", "", "a.xls", papers.xls(ROWS, hidden_columns=[1])),
    ("format-wal", "", "a.gpkg", None),
    ("upload-sheets", "甲", "a.xlsx", xlsx({"甲": sheet_xml(ROWS), "乙": sheet_xml([["a", "b"], [1, 2]])})),
]  # fmt: skip


def at_hand(name, content):
    if content is not None:
        return content
    held = bytearray(gpkg({"x": [("园", None)]}))
    if name == "a.gpkg":
        held[18:20] = b"\x02\x02"
    return bytes(held)


@pytest.fixture(scope="module")
def catalogues():
    return list(interface_words().values())


def worded(catalogues, problem):
    for words in catalogues:
        what, fix = described(words, problem)
        assert problem.code not in what + fix
        assert not re.search("{[a-z]+}", what + fix)
        assert not any(word in f"{what}{fix}".lower() for word in ("geometry", "linestring", "“lon”"))


def named(problem):
    return f"{problem[0]}-{problem[2]}"


@every("problem", PROBLEMS, named)
def test_a_file_that_cannot_be_read_says_why(catalogues, problem):
    code, place, name, content = problem
    made, problems = found(content, name)
    assert [(one.code, one.place) for one in problems] == [(code, place)]
    assert made.rows == ()
    worded(catalogues, problems[0])


@every("name", ["p.shp", "p.prj"])
def test_no_part_that_is_there_is_called_missing(name):
    content = papers.shp(papers.POINTS)[0] if name == "p.shp" else papers.DEGREES.encode()
    (problem,) = found(content, name)[1]
    parts = [f".{one}" for one in ("shp", "shx", "dbf", "prj") if not name.endswith(one)]
    assert (problem.particulars["name"], problem.particulars["part"]) == (name, ", ".join(parts))
    (beside,) = found(zipped({"a.csv": CSV + GOOD, "p.prj": ""}), "a.zip")[1]
    assert (beside.particulars["name"], beside.particulars["part"]) == ("p.prj", ".shp")


@every("problem", NOTICED, named)
def test_what_is_odd_is_reported_and_the_rest_is_read(catalogues, problem):
    code, place, name, content = problem
    made, problems = found(at_hand(name, content), name)
    assert problems == ()
    reports = (*made.notices, *made.row_problems)
    assert [(one.code, one.place) for one in reports] == [(code, place)]
    worded(catalogues, reports[0])


def test_a_row_of_heads_beyond_the_end_is_named_with_the_last_row(catalogues):
    (problem,) = found((CSV + GOOD).encode(), "a.csv", head_row=9)[1]
    assert (problem.code, problem.particulars["number"], problem.particulars["last"]) == ("format-head-row", "9", "2")
    worded(catalogues, problem)


def test_every_code_of_a_format_is_proven_here():
    proven = {"format-head-row", *(code for code, *_ in PROBLEMS + NOTICED)}
    assert {code for code in CODES if code.startswith("format-")} - proven == set()


def test_a_name_of_a_file_is_shown_without_what_cannot_be_seen():
    made, _ = found(b"", "../..\\x/" + "长" * 99 + "\u202e.csv")
    assert made.file == "长" * 80


@every("content", [book(*ROWS), papers.xls(ROWS), papers.xlsb(ROWS), gpkg({"x": []}), zipped(shapefile())])
def test_no_cut_and_no_flipped_byte_of_a_file_ends_in_anything_but_a_problem(content):
    for at in range(0, len(content), max(1, len(content) // 20)):
        for changed in (content[:at], content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]):
            made, problems = found(changed, "a.xlsx")
            assert made.rows or problems or made.row_problems or len(made.head)


def test_one_text_named_by_very_many_cells_is_not_copied():
    shared = f"<sst {papers.XMLNS}><si><t>{'长' * 900}</t></si></sst>"
    sheet = sheet_xml([HEAD, *[[("s", "<v>0</v>")] * 20] * 2000])
    _, problems = found(xlsx({"点位": sheet}, more={"xl/sharedStrings.xml": shared}), "a.xlsx")
    assert [one.code for one in problems] == ["format-heavy"]


def test_millions_of_cells_that_only_have_a_style_are_no_hindrance():
    empty = "".join(f'<c r="{papers.letter(column)}3" s="1"/>' for column in range(100)) * 5_000
    sheet = sheet_xml(ROWS).replace("</sheetData>", f'<row r="4">{empty}</row></sheetData>')
    made, problems = found(xlsx({"点位": sheet}), "a.xlsx")
    assert (len(made.rows), problems) == (2, ())
