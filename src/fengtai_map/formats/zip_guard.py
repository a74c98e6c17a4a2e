"""The files of an archive, looked at before anything in them is unpacked: their paths, and what each is by its name."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from fengtai_map.formats.encoding import decoded
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.grid import too_much
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem

IN_UTF8 = 0x800  # flags of a member
LOCKED = 0x1
UNNEEDED = ("__macosx/", "._", ".ds_store", "thumbs.db", "desktop.ini")
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


class Archive(Mapping[str, bytes]):
    """The members of a zip archive by their path, with forward slashes; each is unpacked when it is asked for.

    Raises FormatError where it must not be unpacked: it names a member twice or one outside of it, has a password, or
    would be too much. The sizes it states are a bound: no more than these is ever read.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._zip = ZipFile(BytesIO(content))
        entries = self._zip.infolist()
        if len(entries) > limits.entries or sum(one.file_size for one in entries) > limits.unpacked:
            raise too_much(limits)
        self._entries: dict[str, ZipInfo] = {}
        names = _names(entries)
        if leaving := next((name for name in names if _leaves(name)), ""):
            raise FormatError("upload-zip-name", name=leaving[:60])
        if len({name.lower() for name in names}) < len(names):
            twice = next(name for name in names if [one.lower() for one in names].count(name.lower()) > 1)
            raise FormatError("format-zip-twice", name=twice[:60])
        for name, entry in zip(names, entries, strict=True):
            if not entry.is_dir() and not name.endswith("/"):
                if entry.flag_bits & LOCKED:
                    raise FormatError("format-password")
                self._entries[name] = entry

    def __getitem__(self, name: str) -> bytes:
        try:
            return self._zip.read(self._entries[name])
        except NotImplementedError as error:
            raise FormatError("format-zip-kind") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _names(entries: list[ZipInfo]) -> list[str]:
    """The paths of members; of those that are not marked as UTF-8 together in the encoding that they tell."""
    raw = [one.filename if one.flag_bits & IN_UTF8 else one.filename.encode("cp437", "replace") for one in entries]
    codec = decoded(b"\n".join(one for one in raw if isinstance(one, bytes))).encoding
    codec = "utf-8" if codec == "UTF-8" else "gb18030"
    texts = [one if isinstance(one, str) else one.decode(codec, "replace") for one in raw]
    return [one.replace("\\", "/") for one in texts]


def _leaves(name: str) -> bool:
    """Whether a path leads out of the folder it is unpacked in."""
    return name.startswith("/") or name[1:3] == ":/" or ".." in name.split("/")


def needed(names: Mapping[str, bytes]) -> list[str]:
    """The paths of members without what systems add by themselves."""
    return [name for name in names if not any(f"/{one}" in f"/{name.lower()}" for one in UNNEEDED)]


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
