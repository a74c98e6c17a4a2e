"""Files of offices written from their bytes up: workbooks of every kind, Shapefiles, GeoPackages, archives."""

import io
import sqlite3
import struct
import tomllib
import zipfile

import shapely

from fengtai_map.formats import Options, read_files, read_table
from fengtai_map.model.upload_rules import Limits
from tests import data_rows

RULES = tomllib.loads((data_rows.DATA / "upload.toml").read_text(encoding="utf-8"))
LIMITS = Limits(**RULES["limits"])
KNOWN = {name: column["id"] for column in reversed(RULES["column"]) for name in column["names"]}  # and their fields
HEAD = ["名称", "类型", "经度", "纬度"]
PARK = ["试造园", "公园", 116.29, 39.85]
SCHOOL = ["试造校", "学校", 116.3, 39.85]
ROWS = [HEAD, PARK, SCHOOL]
XMLNS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DEGREES = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)


def found(content, name, **options):
    """The table of bytes under a name, and its problems; of files by their names where `content` is a dict."""
    if isinstance(content, dict):
        return read_files(content, LIMITS, Options(**options), KNOWN)
    return read_table(content, name, LIMITS, Options(**options), KNOWN)


def table(content, name="a.xlsx", **options):
    """The table of bytes that have to be read."""
    made, problems = found(content, name, **options)
    assert problems == ()
    return made


def codes(made):
    """What is said of a table."""
    return [one.code for one in (*made.notices, *made.row_problems)]


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, part in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, part)
    return packed.getvalue()


def letter(index):
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


def cell(row, column, value):
    """A cell of a sheet; a tuple is (its type, its inside as XML)."""
    at = f"{letter(column)}{row}"
    if isinstance(value, tuple):
        return f'<c r="{at}" t="{value[0]}">{value[1]}</c>'
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'
    return f'<c r="{at}"><v>{value}</v></c>'


def sheet_xml(rows, merged=(), hidden=()):
    """A part of a sheet; `rows` are lists from row 1 on, or a dict of them by row."""
    numbered = rows.items() if isinstance(rows, dict) else enumerate(rows, 1)
    lines = "".join(
        f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number in hidden else ""}>'
        f"{''.join(cell(number, column, value) for column, value in enumerate(row))}</row>"
        for number, row in numbered
    )
    merges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    held = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return f"<worksheet {XMLNS}><sheetData>{lines}</sheetData>{held}</worksheet>"


def xlsx(sheets, states=None, styles="", more=None):
    """A workbook; `sheets` are parts of sheets by name, `states` say which of them are hidden."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}" state="{(states or {}).get(name, "visible")}"/>'
        for number, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATED}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _ in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {XMLNS} xmlns:r="{RELATED}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
        "xl/styles.xml": f"<styleSheet {XMLNS}>{styles}</styleSheet>",
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": part for number, part in enumerate(sheets.values(), 1)}
    return zipped(parts | (more or {}))


def book(*rows, **about):
    """A workbook of one sheet."""
    return xlsx({"点位": sheet_xml(list(rows), **about)})


def xlsb(rows, error_at=(), hidden_columns=(), *, struck=(), partly=()):
    """A binary workbook of one sheet of texts; `error_at` are (row, column) of cells with the error #N/A.

    `partly` are rows of texts of which a part is struck through.
    """

    def record(kind, body):
        return (bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])) + bytes([len(body)]) + body

    def text(said):
        return struct.pack("<I", len(said)) + said.encode("utf-16-le")

    def one(row, column, value):
        start = struct.pack("<II", column, 1 if row in struck else 0)
        if row in partly:
            return record(7, start + struct.pack("<I", shared.index(f"{value}")))
        return record(3, start + b"\x2a") if (row, column) in error_at else record(6, start + text(f"{value}"))

    shared = [f"{value}" for row in partly for value in rows[row]]
    rich = b"".join(record(19, b"\x01" + text(said) + struct.pack("<IHH", 1, 0, 1)) for said in shared)
    fonts = b"".join(record(43, struct.pack("<HH", 200, flags)) for flags in (0, 8))
    styles = b"".join(record(47, struct.pack("<HHH10x", 0, 0, font)) for font in (0, 1))

    body = b"".join(
        record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0))
        + b"".join(one(row, column, value) for column, value in enumerate(cells))
        for row, cells in enumerate(rows)
    )
    bounds = record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1))
    bounds += b"".join(record(60, struct.pack("<IIIIH", at, at, 2048, 0, 1)) for at in hidden_columns)
    sheet = record(129, b"") + bounds + record(145, b"") + body + record(146, b"") + record(130, b"")
    bundle = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("点位"))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.bin": record(131, b"") + record(143, b"") + bundle + record(144, b"") + record(132, b""),
            "xl/_rels/workbook.bin.rels": f'<Relationships><Relationship Id="rId1" Type="{RELATED}/worksheet" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
            "xl/sharedStrings.bin": record(159, struct.pack("<II", len(shared), len(shared))) + rich + record(160, b""),
            "xl/styles.bin": fonts + record(617, struct.pack("<I", 2)) + styles + record(618, b""),
        }
    )


def compound(name, stream):
    """A compound file with one stream."""
    stream = stream.ljust(4096, b"\x00")
    sectors = -(-len(stream) // 512)
    fat = struct.pack("<I", 0xFFFFFFFD) + struct.pack("<I", 0xFFFFFFFE)
    fat += b"".join(struct.pack("<I", at + 3) for at in range(sectors - 1)) + struct.pack("<I", 0xFFFFFFFE)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * 4 * 108

    def entry(called, kind, child, start, size):
        wide = called.encode("utf-16-le")
        entry = wide.ljust(64, b"\x00") + struct.pack("<HBBIII", len(wide) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return entry + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, len(stream)) + bytes(256)
    assert len(head) == len(folder) == 512
    return head + fat.ljust(512, b"\xff") + folder + stream.ljust(sectors * 512, b"\x00")


def xls(  # noqa: C901, PLR0913
    rows, error_at=(), hidden_rows=(), merged=(), *, hidden_columns=(), struck=(), partly=(), months=(), password=False
):
    """A workbook of old offices (BIFF8) of one sheet; `merged` are (first row, last row, first column, last column).

    `partly` are rows of texts of which a part is struck through; each text goes on in a record of its own. `months` are
    rows whose numbers are days of which only the month is shown, as 2026年6月.
    """

    def record(kind, body=b""):
        return struct.pack("<HH", kind, len(body)) + body

    def one(row, column, value):
        if (row, column) in error_at:
            return record(0x205, struct.pack("<HHHBB", row, column, 15, 0x2A, 1))
        style = 16 if row in struck else 15
        if row in partly:
            return record(0xFD, struct.pack("<HHHI", row, column, style, shared.index(f"{value}")))
        if isinstance(value, str):
            wide = value.encode("utf-16-le")
            return record(0x204, struct.pack("<HHHHB", row, column, style, len(value), 1) + wide)
        if row in months:
            return record(0xBD, struct.pack("<HHHIH", row, column, 17, value << 2 | 2, column))
        return record(0x203, struct.pack("<HHHd", row, column, style, value))

    shared = [f"{value}" for row in partly for value in rows[row]]
    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row in hidden_rows:
        body += record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 300, 0, 0, 0x20))
    for column in hidden_columns:
        body += record(0x7D, struct.pack("<HHHHHH", column, column, 2048, 15, 1, 0))
    body += b"".join(
        one(row, column, value) for row, cells in enumerate(rows) for column, value in enumerate(cells) if value != ""
    )
    if merged:
        body += record(0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *one) for one in merged))
    body += record(0x0A)
    start = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)) + record(0x42, struct.pack("<H", 1200))
    start += record(0x2F, bytes(6)) if password else b""
    start += b"".join(record(0x31, struct.pack("<HH10xBB", 200, flags, 0, 0)) for flags in (0, 0, 0, 0, 8))
    styles = (*[(0, 0)] * 16, (5, 0), (0, 57))  # by the numbers of their font and format: no font has the number 4
    start += b"".join(record(0xE0, struct.pack("<HH16x", *one)) for one in styles)
    name = "点位".encode("utf-16-le")
    texts = record(0xFC, struct.pack("<II", len(shared), len(shared))) if shared else b""
    for said in shared:
        wide = said.encode("utf-16-le")
        texts += record(0x3C, struct.pack("<HBH", len(said), 9, 1) + wide[:2])
        texts += record(0x3C, b"\x01" + wide[2:] + struct.pack("<HH", 0, 5))
    size = len(start) + 4 + 8 + len(name) + len(texts) + 4
    start += record(0x85, struct.pack("<IBBBB", size, 0, 0, 2, 1) + name) + texts + record(0x0A)
    return compound("Workbook", start + body)


def ods(*tables):
    """A workbook of LibreOffice: the XML of its tables."""
    spaces = ("office", "style", "table", "text")
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in spaces)
    content = f"<office:document-content{names}><office:body><office:spreadsheet>{''.join(tables)}"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{content}</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def ods_table(rows, name="点位"):
    """A table of an .ods; a tuple is (the attributes of its cell, its text)."""

    def one(value):
        given, said = value if isinstance(value, tuple) else ("", value)
        kind = "" if said == "" else ' office:value-type="string"'
        inside = f"<text:p>{said}</text:p>" if said != "" else ""
        return f"<table:table-cell{kind}{given}>{inside}</table:table-cell>"

    lines = "".join(f"<table:table-row>{''.join(map(one, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{lines}</table:table>'


def dbf(fields, rows, codec="gb18030", language=0, deleted=()):
    """A table of dBase; `fields` are (name, kind, length), cells are text."""
    described = b"".join(
        name.encode(codec)[:10].ljust(11, b"\x00") + kind.encode() + bytes(4) + bytes([length, 0]) + bytes(14)
        for name, kind, length in fields
    )
    size = 1 + sum(length for _, _, length in fields)
    head = bytes([3, 126, 11, 25]) + struct.pack("<IHH", len(rows), 33 + len(described), size) + bytes(17)
    records = b"".join(
        (b"*" if at in deleted else b" ")
        + b"".join(text.encode(codec)[:length].ljust(length) for text, (_, _, length) in zip(row, fields, strict=True))
        for at, row in enumerate(rows)
    )
    return head + bytes([language]) + bytes(2) + described + b"\r" + records + b"\x1a"


def shp(points):
    """A .shp of points, and its .shx; None is a feature without a shape."""
    records, index, at = b"", b"", 50
    for number, point in enumerate(points, 1):
        body = struct.pack("<I", 0) if point is None else struct.pack("<Idd", 1, *point)
        records += struct.pack(">II", number, len(body) // 2) + body
        index += struct.pack(">II", at, len(body) // 2)
        at += 4 + len(body) // 2

    def head(size):
        return (
            struct.pack(">I5II", 9994, 0, 0, 0, 0, 0, size)
            + struct.pack("<II4d", 1000, 1, 116, 39, 117, 40)
            + bytes(32)
        )

    return head(at) + records, head(50 + 4 * len(points)) + index


NAMES = ("试造园", "试造校")
POINTS = ((116.29, 39.85), (116.3, 39.85))


def shapefile(stem="a", names=NAMES, codec="gb18030", cpg=None, prj=DEGREES, **about):
    """The parts of a Shapefile of points by their names."""
    shapes, index = shp(POINTS)
    parts = {
        f"{stem}.shp": shapes,
        f"{stem}.shx": index,
        f"{stem}.dbf": dbf([("name", "C", 20)], [[name] for name in names], codec, **about),
    }
    parts |= {f"{stem}.prj": prj} if prj else {}
    parts |= {f"{stem}.cpg": cpg} if cpg else {}
    return {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}


def gpkg(layers, srs=4326, script=""):
    """A GeoPackage; `layers` are rows of (name, shape as WKT or None) by the name of the layer."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id INTEGER PRIMARY KEY, organization,"
        " organization_coordsys_id, definition);"
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);"
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);"
    )
    base.execute("INSERT INTO gpkg_spatial_ref_sys VALUES ('x', ?, 'EPSG', ?, '')", (srs, srs))
    for name, rows in layers.items():
        base.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY, geom BLOB, "名称" TEXT)')
        base.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?)", (name, srs))
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?)", (name, srs))
        for said, wkt in rows:
            blob = b"GP\x00\x01" + struct.pack("<i", srs) + shapely.from_wkt(wkt).wkb if wkt else None
            base.execute(f'INSERT INTO "{name}" (geom, "名称") VALUES (?, ?)', (blob, said))  # noqa: S608
    base.executescript(script)
    base.commit()
    held = base.serialize()
    base.close()
    return held


def kml(marks, more=""):
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}{more}</Document></kml>'


def mark(name, shape="<Point><coordinates>116.29,39.85,0</coordinates></Point>", more=""):
    return f"<Placemark><name>{name}</name>{more}{shape}</Placemark>"
