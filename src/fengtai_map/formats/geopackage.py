"""GeoPackages as layers, read as the database they are: plain tables only, no view, nothing that is calculated.

Not by GDAL: a layer may be a view, and a view may never end.
"""

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry

from fengtai_map.formats.crs import NOT_STATED, Stated, stated
from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.features import FileFeature, FileLayer
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem

JOURNAL = slice(18, 20)  # bytes that say how changes are kept: 1 in the file, 2 in another beside it
STEPS, MOST_STEPS = 100_000, 5_000  # of SQLite's machine; 25,000 rows of 64 columns take 60 of these
MAX_VALUE_BYTES = 20_000_000  # bytes of a value
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes before the shape, by a number in its flags
UNDEFINED = (-1, 0)


@dataclass(frozen=True)
class _Source:
    """A table with features: its name, the column of its shapes, empty where it has none, and its system."""

    table: str
    shape: str
    about: Stated | None


def geopackage_layers(content: bytes, file: str, limits: Limits) -> list[FileLayer]:
    """The layers of a GeoPackage that hold anything. Raises FormatError where it is none, or has no plain table."""
    with closing(sqlite3.connect(":memory:")) as base:
        try:
            return _Reading(base, file, limits).layers(content)
        except sqlite3.OperationalError as error:
            raise (too_heavy() if "interrupted" in f"{error}" else FormatError("format-gpkg")) from error
        except (sqlite3.Error, UnicodeError, ValueError, OverflowError) as error:
            raise FormatError("format-gpkg") from error


class _Reading:
    """A GeoPackage while it is read."""

    def __init__(self, base: sqlite3.Connection, file: str, limits: Limits) -> None:
        self.base, self.file, self.limits = base, file, limits
        self.notices: list[Problem] = []
        self.steps = 0

    def layers(self, content: bytes) -> list[FileLayer]:
        """Its layers."""
        if content[JOURNAL] == b"\x02\x02":
            self.notices.append(Problem("format-wal", self.file, ""))
        self.base.deserialize(content[: JOURNAL.start] + b"\x01\x01" + content[JOURNAL.stop :])
        self.base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
        self.base.set_progress_handler(self._step, STEPS)
        self.base.execute("PRAGMA trusted_schema = OFF")
        self.base.text_factory = _text
        sources = list(self._sources())
        layers = [self._layer(one, alone=len(sources) == 1) for one in sources]
        filled = [one for one in layers if one.features]
        if not sources:
            views = next((one.particulars for one in self.notices if one.code == "format-views"), None)
            raise FormatError("format-views", **views) if views else FormatError("format-gpkg")
        return filled or layers[:1]

    def _step(self) -> int:
        """Whether to stop: reading plain tables takes so many steps only where something never ends."""
        self.steps += 1
        return int(self.steps > MOST_STEPS)

    def _sources(self) -> Iterator[_Source]:
        """The tables that are registered and are plain; a notice of the others."""
        plain = {name for name, kind, sql in self.base.execute("SELECT name, type, sql FROM sqlite_master")
                 if kind == "table" and not f"{sql}".upper().lstrip().startswith("CREATE VIRTUAL")}  # fmt: skip
        shapes = self._columns_of_shapes() if "gpkg_geometry_columns" in plain else {}
        views = []
        listed = "SELECT table_name, data_type FROM gpkg_contents LIMIT 500"
        for name, kind in self.base.execute(listed).fetchall() if "gpkg_contents" in plain else ():
            if kind not in ("features", "attributes") or name == "layer_styles":
                continue
            if name not in plain:
                views.append(f"{name}")
                continue
            column, number = shapes.get(name, ("", None))
            yield _Source(name, column, self._stated(number) if number is not None else NOT_STATED)
        if views:
            self.notices.append(Problem("format-views", self.file, views[0], {"names": ", ".join(views)[:80]}))

    def _columns_of_shapes(self) -> dict[str, tuple[str, int]]:
        rows = self.base.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns LIMIT 500")
        return {name: (column, number) for name, column, number in rows}

    def _stated(self, number: int) -> Stated | None:
        """What the system of a number states."""
        if number in UNDEFINED:
            return NOT_STATED
        asked = "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?"
        found = self.base.execute(asked, (number,)).fetchone()
        if not found:
            return None
        epsg = stated(f"EPSG:{found[1]}") if f"{found[0]}".upper() == "EPSG" else None
        return epsg or stated(f"{found[2]}")

    def _layer(self, source: _Source, *, alone: bool) -> FileLayer:
        """The features of a table."""
        columns = self._plain_columns(source)
        named = ", ".join(f'"{one.replace(chr(34), chr(34) * 2)}"' for one in columns)
        table = source.table.replace('"', '""')
        rows = self.base.execute(f'SELECT {named} FROM "{table}" LIMIT ?', (self.limits.rows + 1,)).fetchall()  # noqa: S608
        notices = [*self.notices]
        if source.about is None:
            notices.append(Problem("format-crs", self.file, source.table, {"said": source.table}))
        features = [_feature(columns, row, source.shape) for row in rows]
        return FileLayer(features, "" if alone else source.table, source.about or NOT_STATED, tuple(notices))

    def _plain_columns(self, source: _Source) -> list[str]:
        """The columns that are kept as they are, without the number of the row."""
        held = self.base.execute("SELECT name, type, pk, hidden FROM pragma_table_xinfo(?)", (source.table,)).fetchall()
        kept = [name for name, kind, key, hidden in held if not hidden and not (key and f"{kind}".upper() == "INTEGER")]
        return kept[: self.limits.columns * 4] or [name for name, *_ in held[:1]]


def _feature(columns: Sequence[str], row: Sequence[object], shape: str) -> FileFeature:
    held = dict(zip(columns, row, strict=True))
    blob = held.pop(shape, None) if shape else None
    properties = {name: value for name, value in held.items() if not isinstance(value, bytes)}
    try:
        return FileFeature(properties, _shape(blob) if isinstance(blob, bytes) else None)
    except (ShapelyError, struct.error, ValueError):
        return FileFeature(properties, None, "unknown")


def _shape(blob: bytes) -> BaseGeometry | None:
    """A shape as a GeoPackage keeps it: a head, and the shape as WKB. Raises ValueError or ShapelyError."""
    if not blob.startswith(b"GP") or len(blob) < 8:  # noqa: PLR2004  # its head
        return shapely.from_wkb(blob) if blob else None
    flags = blob[3]
    if (flags >> 1) & 7 not in ENVELOPES:
        raise ValueError("no shape")
    return shapely.from_wkb(blob[8 + ENVELOPES[(flags >> 1) & 7] :])


def _text(raw: bytes) -> str:
    """A text; where a program wrote it in GBK, it is read so."""
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
