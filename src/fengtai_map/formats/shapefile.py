"""Shapefiles as layers: the shapes by GDAL, their attributes by ourselves, in the encoding that the text tells."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, GeometryError
from pyogrio.raw import read as read_shapes
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats.cells import counted
from fengtai_map.formats.crs import NOT_STATED, Stated, stated
from fengtai_map.formats.dbf import LANGUAGES, Dbf, cells_of, dbf, text_of
from fengtai_map.formats.encoding import BROKEN, CODECS, Decoded, decoded
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.features import FileFeature, FileLayer
from fengtai_map.formats.header_rows import NOBODY, Known
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem

SHAPES = b"\x00\x00\x27\x0a"  # how a .shp begins; GDAL would open anything else by what it holds, as a list of files
HEADER, RECORD = 100, 8
UNREADABLE = (
    DataLayerError, DataSourceError, FeatureError, GeometryError, ShapelyError, OSError, RuntimeError, ValueError,
)  # fmt: skip
GUOBIAO = (
    "936",
    "ansi 936",
    "cp936",
    "gbk",
    "gb2312",
    "gb18030",
    "gb_2312-80",
    "cp54936",
    "54936",
    "hz",
    "oem",
    "ansi",
)


@dataclass(frozen=True)
class ShapefileMembers:
    """The members of one Shapefile: their bytes by their ending in small letters."""

    name: str
    held: Mapping[str, bytes]


def shapefile_layer(
    parts: ShapefileMembers, file: str, limits: Limits, chosen: str = "", known: Known = NOBODY
) -> tuple[FileLayer, Decoded]:
    """The features of a Shapefile, and the encoding of its texts. Raises FormatError where it cannot be read."""
    return _Reading(parts, file, limits).layer(chosen, known)


class _Reading:
    """A Shapefile while it is read, with the notices about it."""

    def __init__(self, parts: ShapefileMembers, file: str, limits: Limits) -> None:
        self.parts, self.file, self.limits = parts, file, limits
        self.notices: list[Problem] = []

    def tell(self, code: str, place: str = "", **particulars: str) -> None:
        """Add a notice."""
        self.notices.append(
            Problem(code, self.file, place or self.parts.name, {"name": self.parts.name, **particulars})
        )

    def layer(self, chosen: str, known: Known) -> tuple[FileLayer, Decoded]:
        """All of it."""
        shapes = self._shapes()
        if "dbf" not in self.parts.held:
            raise FormatError("format-parts", self.parts.name, name=self.parts.name, part=".dbf")
        table = dbf(self.parts.held["dbf"], self.limits)
        if not table.whole:
            self.tell("format-cut")
        said = self._encoding(table, chosen, known)
        if table.whole and len(table.records) != len(shapes):  # which row is of which shape is only told by their order
            raise FormatError("format-counts", self.parts.name, shapes=f"{len(shapes)}", rows=f"{len(table.records)}")
        shapes += [None] * (len(table.records) - len(shapes))
        kept = [at for at in range(len(shapes)) if at >= len(table.records) or table.records[at] is not None]
        features = self._features(shapes, table, said.encoding, kept)
        about = self._about()
        numbers = [at + 1 for at in kept]
        return FileLayer(features, self.parts.name, about, tuple(self.notices), (), numbers), said

    def _shapes(self) -> list[BaseGeometry | None]:
        """The shapes, by GDAL; it is given no other part, so that it opens nothing else."""
        shp = self.parts.held["shp"]
        if not shp.startswith(SHAPES):
            raise FormatError("format-shp", self.parts.name)
        given, made = self.parts.held.get("shx", b""), _index(shp)
        usable = given.startswith(SHAPES) and len(given) >= len(made)  # one that lists fewer records is of another file
        if usable and (held := self._read(shp, given)) is not None:
            return held
        held = self._read(shp, made) if made else None
        if held is None:
            raise FormatError("format-shp", self.parts.name)
        self.tell("format-shx")
        return held

    def _read(self, shp: bytes, shx: bytes) -> list[BaseGeometry | None] | None:
        packed = BytesIO()
        with ZipFile(packed, "w") as archive:
            archive.writestr("layer.shp", shp)
            archive.writestr("layer.shx", shx)
        try:
            _, _, held, _ = read_shapes(BytesIO(packed.getvalue()), columns=[], max_features=self.limits.rows + 1)
            return [*shapely.from_wkb(held)]
        except UNREADABLE:
            return None

    def _encoding(self, table: Dbf, chosen: str, known: Known) -> Decoded:
        """The encoding of the texts: the one they tell; where that is not certain, the one that is claimed."""
        texts = table.texts()
        found = decoded(texts, chosen, known)
        if chosen or texts.isascii():
            return found
        cpg = self.parts.held.get("cpg", b"")[:40]
        claimed = _claimed(cpg)
        if not found.offered:
            if cpg and claimed != found.encoding:
                self.tell("format-cpg", said=decoded(cpg).text.strip(), read=found.encoding)
            return found
        agreed = found.encoding in (claimed, LANGUAGES.get(table.language, "")) and _reads(texts, found.encoding)
        return Decoded(found.text, found.encoding) if agreed else found

    def _features(
        self, shapes: Sequence[BaseGeometry | None], table: Dbf, encoding: str, kept: Sequence[int]
    ) -> list[FileFeature]:
        """The features with their attributes."""
        cut: list[int] = []
        rows = dict(self._rows(table, encoding, cut))
        if cut:
            self.tell("format-cut-texts", **counted(cut))
        return [FileFeature(rows.get(at, {}), shapes[at]) for at in kept]

    def _rows(self, table: Dbf, encoding: str, cut: list[int]) -> Iterator[tuple[int, dict[str, str]]]:
        if any(field.kind == "M" for field in table.fields):
            self.tell("format-memo")
        for at, record in enumerate(table.records):
            if record is not None:
                cells, shortened = cells_of(table, record, encoding)
                cut += [at + 1] if shortened else []
                yield at, cells

    def _about(self) -> Stated:
        """The system that the .prj states; a notice where there is no .prj, or it cannot be understood."""
        if "prj" not in self.parts.held:
            return NOT_STATED
        text = decoded(self.parts.held["prj"][:40_000]).text
        about = stated(text)
        if about is None:
            self.tell("format-crs", said=text[:60])
        return about or NOT_STATED


def _claimed(cpg: bytes) -> str:
    """The encoding that a .cpg names, empty where it names none that is known."""
    said = cpg.decode("ascii", "ignore").strip().lower()
    if said in GUOBIAO:
        return "GB18030"
    if said in ("65001", "utf-8", "utf8"):
        return "UTF-8"
    if said in ("big5", "950", "cp950", "ansi 950"):
        return "Big5"
    return ""


def _reads(texts: bytes, encoding: str) -> bool:
    """Whether texts can be read by an encoding; halves of characters at their ends do not count."""
    codec = CODECS.get(encoding, encoding)
    return not any(BROKEN in text_of(text, codec)[0] for text in texts.split(b"\n"))


def _index(shp: bytes) -> bytes:
    """The .shx of a .shp, which lists where its records begin; empty where there are none."""
    entries = []
    at = HEADER
    while at + RECORD <= len(shp):
        (words,) = struct.unpack_from(">I", shp, at + 4)
        if words < 2 or at + RECORD + 2 * words > len(shp):  # noqa: PLR2004  # the kind of shape at least
            break
        entries.append(struct.pack(">II", at // 2, words))
        at += RECORD + 2 * words
    if not entries:
        return b""
    head = bytearray(shp[:HEADER])
    struct.pack_into(">I", head, 24, (HEADER + RECORD * len(entries)) // 2)
    return bytes(head) + b"".join(entries)
