"""Tables of dBase (.dbf): the attributes of a Shapefile, and lists that old programs keep."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from fengtai_map.formats.encoding import CODECS
from fengtai_map.formats.errors import FormatError
from fengtai_map.model.upload_rules import Limits

FIELD, HEADER = 32, 32
END = b"\r"
DELETED = ord("*")
TEXTS = ("C", "M")
LANGUAGES = {0x4D: "GB18030", 0x7A: "GB18030", 0x78: "Big5", 0x4F: "Big5"}  # what the header may say of the encoding
VERSIONS = (0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0xF5, 0xFB)


@dataclass(frozen=True)
class DbfField:
    """A field: its name as bytes, its kind (C text, N F number, D date, L yes or no), its place in a record."""

    name: bytes
    kind: str
    start: int
    length: int


@dataclass(frozen=True)
class Dbf:
    """A table: its fields, and the bytes of its records as they stand, None for one that was deleted.

    `language` is what its head says of the encoding; `whole` that all records are there which the head counts.
    """

    fields: tuple[DbfField, ...]
    records: tuple[bytes | None, ...]
    language: int
    whole: bool

    def texts(self) -> bytes:
        """The bytes of all texts, from which their encoding is guessed."""
        text = [field for field in self.fields if field.kind in TEXTS]
        cells = (one[field.start : field.start + field.length].strip(b" \x00") for one in self.kept() for field in text)
        return b"\n".join([*(field.name for field in self.fields), *(cell for cell in cells if cell)])

    def kept(self) -> Iterator[bytes]:
        """The records that were not deleted."""
        return (one for one in self.records if one is not None)


def is_dbf(content: bytes) -> bool:
    """Whether bytes look like a table of dBase."""
    if len(content) < HEADER + 1 or content[0] not in VERSIONS:
        return False
    _, head, record = struct.unpack_from("<IHH", content, 4)
    sizes = (head - 1) % FIELD in (0, 1, 8) and record > 0 and HEADER < head <= len(content)
    return sizes and content[12:14] == b"\x00\x00"  # kept free in every version


def dbf(content: bytes, limits: Limits) -> Dbf:
    """A table of dBase. Raises FormatError where it is none, or has more records or fields than may be."""
    if not is_dbf(content):
        raise FormatError("format-dbf")
    count, head, size = struct.unpack_from("<IHH", content, 4)
    if count > limits.rows * 2:  # deleted ones among them
        raise FormatError("upload-rows", limit=f"{limits.rows}")
    fields = tuple(_fields(content, head))
    if not fields or len(fields) > limits.columns * 4:
        raise FormatError("upload-columns" if fields else "format-dbf", limit=f"{limits.columns}")
    records = [content[head + at * size : head + (at + 1) * size] for at in range(count)]
    whole = [one for one in records if len(one) >= size - 1]
    held = tuple(None if one[0] == DELETED else one for one in whole)
    return Dbf(fields, held, content[29], len(whole) == count)


def _fields(content: bytes, head: int) -> Iterator[DbfField]:
    start = 1  # the first byte says whether a record was deleted
    for at in range(HEADER, min(head, len(content)) - FIELD + 1, FIELD):
        if content[at : at + 1] in (END, b"\x00"):
            return
        kind = chr(content[at + 11])
        length = content[at + 16] + (content[at + 17] << 8 if kind == "C" else 0)
        yield DbfField(content[at : at + 11].split(b"\x00")[0], kind, start, length)
        start += length


def cells_of(table: Dbf, record: bytes, encoding: str) -> tuple[dict[str, str], bool]:
    """The texts of a record by the names of the fields, and whether one of them was cut within a character."""
    codec, cells, cut = CODECS.get(encoding, encoding or "ascii"), dict[str, str](), False
    for field in table.fields:
        if field.kind != "M":  # its text is in another file
            name = text_of(field.name, codec)[0]
            text, shortened = cell_of(record, field, codec)
            cells[name if name not in cells else f"{name}_{field.start}"] = text
            cut = cut or shortened
    return cells, cut


def cell_of(record: bytes, field: DbfField, codec: str) -> tuple[str, bool]:
    """The text of a cell, and whether the end of it was cut in the middle of a character."""
    raw = record[field.start : field.start + field.length]
    if field.kind in TEXTS:
        return text_of(raw.split(b"\x00")[0].rstrip(b" "), codec)
    said = raw.strip(b" \x00").decode("ascii", "replace").strip()
    if field.kind == "D":
        day = f"{said[:4]}-{said[4:6]}-{said[6:]}" if said.isdecimal() and len(said) == 8 else said  # noqa: PLR2004
        return ("" if said.strip("0") == "" else day), False
    if field.kind == "L":
        return {"T": "TRUE", "Y": "TRUE", "F": "FALSE", "N": "FALSE"}.get(said.upper(), ""), False
    return ("" if said.startswith("*") else _number(said)), False


def _number(said: str) -> str:
    """A number without the zeros that fill its field."""
    if "." in said and "e" not in said.lower():
        return said.rstrip("0").rstrip(".") or "0"
    return said


def text_of(raw: bytes, codec: str) -> tuple[str, bool]:
    """A text, without half a character at its end; whether there was one."""
    try:
        return raw.decode(codec).strip(), False
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 3 and error.start > 0:  # the field was too short for it
            return raw[: error.start].decode(codec).strip(), True
        return raw.decode(codec, "replace").strip(), False
