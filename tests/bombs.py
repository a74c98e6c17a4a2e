"""Files that would take a server's memory or its processor for ever: some kilobytes each, made by rule."""

import io
import sqlite3
import tempfile
import warnings
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl

from tests.sample_files import shapefile, written

MEGABYTE = 1_000_000
ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"


def _sheet(more):
    """A workbook of two good rows and whatever else its sheet holds: bytes in pieces, so that they are never whole."""
    book, packed = openpyxl.Workbook(), io.BytesIO()
    for row in (["名称", "类型", "经度", "纬度"], ["试造园", "公园", 116.29, 39.85]):
        book.worksheets[0].append(row)
    book.save(packed)
    return _with(packed.getvalue(), "xl/worksheets/sheet1.xml", b"</sheetData>", more)


def _with(content, name, before, more):
    """A zip archive with more in one of its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            with new.open(part, "w") as to:
                head, sign, tail = old.read(part).partition(before if part == name else b"\0")
                to.write(head)
                for piece in more if part == name else ():
                    to.write(piece)
                to.write(sign + tail)
    return packed.getvalue()


def _many(piece, megabytes):
    """A piece again and again, to so many megabytes."""
    times = MEGABYTE // len(piece)
    return (piece * times for _ in range(megabytes))


def cells_in_a_row(megabytes=92):
    return _sheet([b"<row>", *_many(b"<c/>", megabytes), b"</row>"])


def cells_that_come_again(megabytes=92):
    return _sheet([b"<row>", *_many(b'<c r="A3"/>', megabytes), b"</row>"])


def styles(megabytes=9):
    content = _sheet([])
    return _with(content, "xl/styles.xml", b"</cellXfs>", _many(b"<xf/>", megabytes))


def fonts(megabytes=9):
    return _with(_sheet([]), "xl/styles.xml", b"</fonts>", _many(b"<font/>", megabytes))


def part_named_again(times=1901, megabytes=95):
    """A Shapefile whose .dbf is named so many times, and only the last of that name holds anything."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(shapefile(Path(folder)))) as good:
        parts = {name.rpartition(".")[2]: good.read(name) for name in good.namelist()}
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # that a name comes again
        for ending in ("shp", "shx", "prj"):
            archive.writestr(f"a.{ending}", parts[ending])
        for _ in range(times - 1):
            archive.writestr("a.dbf", b"")
        with archive.open("a.dbf", "w") as last:
            last.write(parts["dbf"])
            for piece in _many(b"\0", megabytes):
                last.write(piece)
    return packed.getvalue()


def line_of_cells(megabytes=9):
    return "名称,类型,经度,纬度\n".encode() + b"".join(_many(b"=,", megabytes))


def points_of_nothing(megabytes=9):
    geometry = b'{"type":"MultiPoint","coordinates":[' + b"".join(_many(b"[],", megabytes)) + b"[]]}"
    return b'{"features":[{"properties":{},"geometry":' + geometry + b"}]}"


def brackets(megabytes=9):
    return b"".join(_many(b"[", megabytes))


def deep_kml(megabytes=9):
    return b'<kml xmlns="http://www.opengis.net/kml/2.2">' + b"".join(_many(b"<Folder>", megabytes))


def view(select="SELECT x AS fid, NULL AS geom FROM c"):
    """A GeoPackage whose layer is a view without end; `select` is what is asked of it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.gpkg")
        file.write_bytes(written(Path(folder), "a.gpkg", "GPKG"))
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(f"""
                PRAGMA foreign_keys = OFF;
                CREATE VIEW endless AS {ENDLESS} {select};
                UPDATE gpkg_contents SET table_name = 'endless', identifier = 'endless';
                UPDATE gpkg_geometry_columns SET table_name = 'endless';
            """)  # noqa: S608  # our own
        return file.read_bytes()


# How much of each is asked of the tests: enough to meet small bounds.
BOMBS = {
    "cells.xlsx": cells_in_a_row,
    "cells-again.xlsx": cells_that_come_again,
    "styles.xlsx": styles,
    "fonts.xlsx": fonts,
    "again.zip": part_named_again,
    "line.csv": line_of_cells,
    "points.geojson": points_of_nothing,
    "deep.kml": deep_kml,
    "view.gpkg": view,
    "sorted.gpkg": lambda: view("SELECT x AS fid, NULL AS geom FROM c ORDER BY hex(x)"),
    "joined.gpkg": lambda: view("SELECT a.x AS fid, NULL AS geom FROM c a JOIN c b ON a.x = -b.x"),
}
