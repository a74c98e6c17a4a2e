"""What the files of an archive are, by their names: lists, parts of a Shapefile, pictures, what nobody reads."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from fengtai_map.formats.errors import FormatError
from fengtai_map.problems import Problem

SHAPEFILE = ("shp", "shx", "dbf", "prj", "cpg")
LISTS = ("xlsx", "xlsm", "xls", "xlsb", "et", "ett", "ods", "csv", "tsv", "geojson", "topojson", "gpkg", "kml", "gpx",
         "gml")  # fmt: skip
PERHAPS = ("json", "txt", "dbf", "xml", "htm", "html")  # as often something that goes with a list
PICTURES: Mapping[str, tuple[bytes, ...]] = {
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "webp": (b"RIFF",),
}
OTHERS: Mapping[str, str] = {".gdbtable": "FileGDB", ".mif": "MapInfo", ".tab": "MapInfo", ".fgb": "FlatGeobuf"}
NOTES = ("txt", "md")
ASIDE = ("gif", "svg", "dae", "ico", "css", "js", "lyr", "lyrx", "mxd", "aprx", "qgs", "qgz", "qml", "sld", "qlr",
         "lnk", "ini", "sbn", "sbx", "fbn", "fbx", "ain", "aih", "atx", "ixs", "mxs", "qix", "qpj", "qmd",
         "cst")  # fmt: skip  # how a page or a map looks, indexes, another .prj: no place is in them
NAMED = 200  # characters of the names of files in a message


def ending(name: str) -> str:
    """The ending of a name in small letters."""
    return PurePosixPath(name).suffix[1:].lower()


def pictures(files: Mapping[str, bytes], names: Sequence[str]) -> dict[str, bytes]:
    """The pictures among files by their path."""
    found = {name: files[name] for name in names if ending(name) in PICTURES}
    begins = tuple(mark for marks in PICTURES.values() for mark in marks)  # a telephone calls any of them .jpg
    return {name: held for name, held in found.items() if held.startswith(begins)}


def shapefiles_of(names: Sequence[str]) -> dict[str, dict[str, str]]:
    """The names of the members of each Shapefile by their ending; members belong together whatever their case."""
    stems: dict[str, dict[str, str]] = {}
    for name in names:
        if ending(name) in SHAPEFILE:
            stems.setdefault(name[: -len(ending(name)) - 1].lower(), {})[ending(name)] = name
    return {stem: held for stem, held in stems.items() if "shp" in held}


def left_out(names: Sequence[str], read: Collection[str], file: str) -> Iterator[Problem]:
    """A notice of the files that nobody looked at: a place may be in them, and none is to be missed without a word."""
    quiet = (*PICTURES, *NOTES, *ASIDE)
    odd = [name for name in names if name not in read and ending(name) not in quiet and not _hidden(name)]
    if odd:
        yield Problem("format-members", file, "", {"count": f"{len(odd)}", "names": ", ".join(odd)[:NAMED]})


def _hidden(name: str) -> bool:
    """Whether it is a file of a system, or what a GIS program writes about a Shapefile."""
    return PurePosixPath(name).name.startswith(".") or name.lower().endswith(".shp.xml")


def nothing(names: Sequence[str]) -> FormatError:
    """Why there is nothing to read among files."""
    for name in names:
        if other := next((what for mark, what in OTHERS.items() if name.lower().endswith(mark)), ""):
            return FormatError("format-gis", what=other)
    if {ending(name) for name in names} & {"zip", "rar", "7z"}:
        return FormatError("format-packed", what="ZIP")
    return FormatError("format-zip-nothing", names=", ".join(names)[:120])
