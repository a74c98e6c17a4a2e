"""A file of any of the formats -> a table of text, or the reason why not. Whatever a file holds is data."""

import csv
import struct
import warnings
import zlib
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from zipfile import BadZipFile

from openpyxl.utils.exceptions import InvalidFileException
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FieldError, GeometryError
from pyproj.exceptions import ProjError
from shapely.errors import ShapelyError

from fengtai_map.model.upload import Limits
from fengtai_map.problems import Problem
from fengtai_map.text import readable
from fengtai_map.upload.archive import check_archive
from fengtai_map.upload.geodata import read_gpkg, read_shapefile
from fengtai_map.upload.geojson import read_geojson
from fengtai_map.upload.kml import read_kml
from fengtai_map.upload.sheets import read_csv, read_xlsx
from fengtai_map.upload.table import Found, Sheet, Table, table

Reader = Callable[[bytes, Limits, str], Sheet]
FORMATS: Mapping[str, Reader] = {
    "xlsx": read_xlsx,
    "csv": lambda content, limits, _: read_csv(content, limits),
    "geojson": lambda content, limits, _: read_geojson(content, limits),
    "json": lambda content, limits, _: read_geojson(content, limits),
    "gpkg": read_gpkg,
    "zip": lambda content, limits, _: read_shapefile(content, limits),
    "kml": lambda content, limits, _: read_kml(content, limits),
}
PACKED = ("xlsx", "zip")
UNREADABLE = (  # what the libraries raise on a broken file; they document no common parent
    ArithmeticError, AssertionError, AttributeError, BadZipFile, CRSError, DataLayerError, DataSourceError, EOFError,
    FieldError, GeometryError, InvalidFileException, LookupError, OSError, ProjError, RuntimeError, ShapelyError,
    SyntaxError, TypeError, ValueError, csv.Error, struct.error, zlib.error,
)  # fmt: skip


def read_table(content: bytes, name: str, limits: Limits, sheet: str = "") -> Found:
    """The table of a file, or an empty one and its problem. `sheet` is one of a workbook or a layer of a GeoPackage."""
    file = readable(PurePosixPath(name.replace("\\", "/")).name[:80])
    ending = file.rpartition(".")[2].lower()
    if ending not in FORMATS:
        return Table(file), (Problem("upload-format", file, "", {"formats": ", ".join(FORMATS)}),)
    if len(content) > limits.size:
        return Table(file), (Problem("upload-size", file, "", {"megabytes": f"{limits.size // 1_000_000}"}),)
    if ending in PACKED and (problems := check_archive(content, file, limits)):
        return Table(file), problems
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and names of files: what is wrong with rows we tell ourselves
            read = FORMATS[ending](content, limits, sheet)
    except UNREADABLE:
        return Table(file), (Problem("upload-unreadable", file, ""),)
    return table(file, read, limits)
