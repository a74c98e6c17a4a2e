"""The usual things that tests need: two invented points in every format of an office, a picture."""

import io
import zipfile

import geopandas
import openpyxl

# The smallest picture there is.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
LON, LAT = 116.29, 39.85
FRAME = {"名称": ["试造园", "试造校"], "类型": ["公园", "学校"]}


def frame():
    points = geopandas.points_from_xy([LON, LON + 0.01], [LAT, LAT])
    return geopandas.GeoDataFrame(FRAME, geometry=points, crs="EPSG:4326")


def csv(*rows, encoding="utf-8", delimiter=","):
    return "\n".join(delimiter.join(row) for row in rows).encode(encoding)


def plain(**more):
    rows = [
        ("名称", "类型", "经度", "纬度"),
        ("试造园", "公园", f"{LON}", f"{LAT}"),
        ("试造校", "学校", f"{LON + 0.01}", f"{LAT}"),
    ]
    return csv(*rows, **more)


def workbook():
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for row in [["名称", "类型", "x", "y"], ["试造园", "公园", LON, LAT], ["试造校", "学校", LON + 0.01, LAT]]:
        book.worksheets[0].append(row)
    book.save(packed)
    return packed.getvalue()


def written(folder, name, driver, crs="EPSG:4326"):
    frame().to_crs(crs).to_file(folder / name, driver=driver, engine="pyogrio")
    return (folder / name).read_bytes()


def shapefile(folder, crs="EPSG:4326"):
    frame().rename(columns={"名称": "name", "类型": "kind"}).to_crs(crs).to_file(folder / "a.shp", encoding="utf-8")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.glob("a.*"):
            archive.write(path, f"点位/{path.name}")
    return packed.getvalue()


def kml(_):
    marks = "".join(
        f"<Placemark><name>{name}</name><ExtendedData><Data name='kind'><value>{kind}</value></Data></ExtendedData>"
        f"<Point><coordinates>{lon},{LAT},0</coordinates></Point></Placemark>"
        for name, kind, lon in [("试造园", "公园", LON), ("试造校", "学校", LON + 0.01)]
    )
    return f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'.encode()


FILES = {
    "utf-8.csv": lambda _: plain(),
    "bom.csv": lambda _: plain(encoding="utf-8-sig"),
    "gb18030.csv": lambda _: plain(encoding="gb18030"),
    "semicolon.csv": lambda _: plain(delimiter=";"),
    "tab.CSV": lambda _: plain(delimiter="\t"),
    "crlf.csv": lambda _: plain().replace(b"\n", b"\r\n"),
    "a.xlsx": lambda _: workbook(),
    "a.geojson": lambda _: frame().to_json().encode(),
    "a.json": lambda _: b"\xef\xbb\xbf" + frame().to_json().encode(),
    "a.gpkg": lambda folder: written(folder, "a.gpkg", "GPKG"),
    "metres.gpkg": lambda folder: written(folder, "metres.gpkg", "GPKG", "EPSG:4548"),
    "a.zip": shapefile,
    "metres.zip": lambda folder: shapefile(folder, "EPSG:32650"),
    "a.kml": kml,
}


def without_maps(patch):
    """Slides whose maps are all the smallest picture: for what is said of their words, boxes and bytes alone."""
    for drawer in ("pptx.presentation", "layout.map_cache"):
        patch.setattr(f"fengtai_map.export.{drawer}.map_picture", lambda *_given, **_more: DOT)
