"""A file of any of the formats -> a table of text, or the reason why not. Whatever a file holds is data."""

import csv
import struct
import warnings
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from zipfile import BadZipFile

from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FieldError, GeometryError
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError

from fengtai_map.formats.archive_members import members_table
from fengtai_map.formats.candidate_tables import NO_FIELDS, NO_OPTIONS, FileReading
from fengtai_map.formats.dbf import cells_of, dbf
from fengtai_map.formats.encoding import decoded
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.features import FileFeature, FileLayer, feature_table
from fengtai_map.formats.garbled import filled_down, without_garbled
from fengtai_map.formats.geopackage import geopackage_layers
from fengtai_map.formats.sniff import kind_of, kind_of_zip
from fengtai_map.formats.table import Found, Options, Table
from fengtai_map.formats.text_files import layers_table, sheets_table, text_table
from fengtai_map.formats.workbook import workbook
from fengtai_map.formats.zip_guard import SHAPEFILE, Archive, ending
from fengtai_map.i18n import readable
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem

FORMATS = ("xlsx", "xls", "et", "ods", "csv", "txt", "geojson", "kml", "kmz", "gpx", "gml", "gpkg", "zip")
ENDINGS: Mapping[str, str] = {  # what a file holds -> the endings that say so
    "xlsx": "xlsx xlsm xltx xltm et ett",
    "xlsb": "xlsb",
    "xls": "xls xlt et ett",
    "ods": "ods ots",
    "CSV": "csv tsv txt tab dat",
    "JSON": "json geojson topojson geojsonl ndjson geojsons jsonl txt",
    "KML": "kml xml",
    "KMZ": "kmz zip",
    "GPX": "gpx xml",
    "GML": "gml xml",
    "XML": "xml",
    "HTML": "htm html",
    "GeoPackage": "gpkg",
    "DBF": "dbf",
}
UNREADABLE = (  # what the libraries raise on a broken file; they document no common parent
    ArithmeticError, AssertionError, AttributeError, BadZipFile, CRSError, DataLayerError, DataSourceError, EOFError,
    FieldError, GeometryError, LookupError, MemoryError, OSError, ProjError, RuntimeError, ShapelyError, SyntaxError,
    TypeError, ValueError, csv.Error, struct.error, zlib.error,
)  # fmt: skip


def read_table(
    content: bytes, name: str, limits: Limits, options: Options = NO_OPTIONS, known: Mapping[str, str] = NO_FIELDS
) -> Found:
    r"""The table of a file, or an empty one and its problem. Never raises for what a file or its name holds.

    `known` are names of columns by which the row of names is found, and the field that each is of: tables with the
    same of them are read together.

    >>> table, problems = read_table("名称,经度\n园,116.3".encode(), "a.csv", atlas.upload.limits)
    >>> table.head, table.rows, problems
    (('名称', '经度'), (('园', '116.3'),), ())
    >>> read_table(b"%PDF-1.7", "a.csv", atlas.upload.limits)[1][0].code
    'format-document'
    """
    way = FileReading.of(_file(name), limits, options, known)
    return _as_found(lambda: _sized(content, way), way)


def read_files(
    files: Mapping[str, bytes], limits: Limits, options: Options = NO_OPTIONS, known: Mapping[str, str] = NO_FIELDS
) -> Found:
    r"""The table of files brought at once, by their names: the parts of a Shapefile, or a list and its pictures.

    >>> table, _ = read_files({"a.csv": "名称,经度\n园,116.3".encode(), "a.jpg": b"\xff\xd8\xff"}, atlas.upload.limits)
    >>> table.rows, list(table.photos)
    ((('园', '116.3'),), ['a.jpg'])
    """
    if len(files) == 1:
        ((name, content),) = files.items()
        return read_table(content, name, limits, options, known)
    first = min(files, key=lambda one: (ending(one) != "shp", ending(one) not in SHAPEFILE), default="")
    way = FileReading.of(_file(first), limits, options, known)
    return _as_found(lambda: _together(files, way), way)


def _file(name: str) -> str:
    """The name of a file as it is shown."""
    return readable(PurePosixPath(name.replace("\\", "/")).name[:80])


def _as_found(read: Callable[[], Table], way: FileReading) -> Found:
    """What is read, without what was garbled before; or why nothing can be."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and names of files: what is wrong with rows we tell ourselves
            made = filled_down(read())
            return (made if made.encodings else without_garbled(made)), ()
    except FormatError as error:
        error.particulars.setdefault("formats", ", ".join(FORMATS))
        return Table(way.file), (error.problem(way.file),)
    except UNREADABLE:
        return Table(way.file), (Problem("upload-unreadable", way.file, ""),)


def _sized(content: bytes, way: FileReading) -> Table:
    """The table of one file; a notice where its ending says something else than what it holds."""
    _check_size(len(content), way)
    said = ending(way.file)
    if said in SHAPEFILE and kind_of(content)[0] == "text":  # of one file only: several are called as the first of them
        raise _part(way, said)
    made, kind = opened(content, way)
    expected = ENDINGS.get(kind, said).split()
    if not said or said in expected:
        return made
    notice = Problem("format-ending", way.file, "", {"ending": f".{said}", "what": kind})
    return replace(made, notices=(*made.notices, notice))


def _part(way: FileReading, held: str) -> FormatError:
    """What is missing beside a part of a Shapefile that came alone."""
    return FormatError("format-parts", name=way.file, part=", ".join(f".{one}" for one in SHAPEFILE[:4] if one != held))


def _together(files: Mapping[str, bytes], way: FileReading) -> Table:
    """The table of several files."""
    _check_size(sum(map(len, files.values())), way)
    if not files:
        raise FormatError("upload-empty")
    return members_table({name.replace("\\", "/"): held for name, held in files.items()}, way, opened)[0]


def _check_size(size: int, way: FileReading) -> None:
    if size > way.limits.size:
        raise FormatError("upload-size", megabytes=f"{way.limits.size // 1_000_000}")
    if not size:
        raise FormatError("upload-empty")


def opened(content: bytes, way: FileReading) -> tuple[Table, str]:
    """The table of bytes, and what they are. Raises FormatError where they cannot be read."""
    kind, what = kind_of(content)
    if kind == "zip":
        return _unpacked(content, way)
    if kind == "xls":
        book = workbook(content, kind, way.limits)
        return sheets_table(book.sheets, book.hidden, way), kind
    if kind == "sqlite":
        return layers_table(geopackage_layers(content, way.file, way.limits), way), "GeoPackage"
    if kind == "shp":
        raise _part(way, "shp")
    if kind == "dbf":
        return _attributes(content, way), "DBF"
    if kind == "text":
        return text_table(content, way)
    raise FormatError(kind, what=what)


def _unpacked(content: bytes, way: FileReading) -> tuple[Table, str]:
    """The table of a zip archive: a workbook is one too."""
    try:
        archive = Archive(content, way.limits)
    except (BadZipFile, ValueError, OSError, NotImplementedError, OverflowError) as error:
        raise FormatError("format-cut") from error
    kind, what = kind_of_zip(archive)
    if kind == "members":
        return members_table(archive, way, opened)
    if kind not in ("xlsx", "xlsb", "ods"):
        raise FormatError(kind, what=what)
    try:
        book = workbook(content, kind, way.limits)
    except (BadZipFile, KeyError, zlib.error, EOFError) as error:
        raise FormatError("format-broken") from error
    return sheets_table(book.sheets, book.hidden, way), kind


def _attributes(content: bytes, way: FileReading) -> Table:
    """The table of a .dbf that comes alone."""
    held = dbf(content, way.limits)
    said = decoded(held.texts(), way.options.encoding, way.known)
    rows = [cells_of(held, record, said.encoding)[0] for record in held.kept()]
    made = feature_table(FileLayer([FileFeature(row) for row in rows]), way.file, way.limits)
    notices = made.notices if held.whole else (*made.notices, Problem("format-cut", way.file, ""))
    return replace(made, encoding=said.encoding, encodings=said.offered, notices=notices)
