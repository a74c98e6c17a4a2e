"""What calamine does not tell of the sheets of an .xlsb: errors and hidden rows, from the records of its parts."""

import struct
from collections.abc import Iterator
from zipfile import ZipFile

from fengtai_map.formats.cell_flags import ERRORS, CellFlags
from fengtai_map.formats.workbook_parts import parts_of, path_of, related

ROW, COLUMNS, SHEET = 0, 60, 156
ERROR, FORMULA_ERROR = 3, 11
CELLS = range(2, 12)  # records of cells that hold a value
HIDDEN, HIDDEN_COLUMNS = 0x10, 1


def marks_xlsb(archive: ZipFile) -> dict[str, CellFlags]:
    """The marks of each sheet that can be seen, by its name."""
    parts = parts_of(archive)
    book = parts.get("xl/workbook.bin", "")
    if not book:
        return {}
    targets = dict(related(archive, parts.get("xl/_rels/workbook.bin.rels", "")))
    found: dict[str, CellFlags] = {}
    for kind, body in _records(archive.read(book)):
        if kind == SHEET and len(body) > 8 and struct.unpack_from("<I", body)[0] == 0:  # noqa: PLR2004
            related_by, at = _text(body, 8)
            name, _ = _text(body, at)
            path = path_of("xl", targets.get(related_by, ""))
            if path in parts:
                found[name] = _marks(archive.read(parts[path]))
    return found


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        yield kind, part[at : at + length]
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends; the number of a record keeps its eighth bits."""
    value = 0
    for step in range(most):
        one = part[at] if at < len(part) else 0
        at += 1
        value |= (one & 0x7F) << (7 * step)
        if not one & 0x80:
            break
    return value, at


def _text(body: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * min(length, len(body))
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _marks(part: bytes) -> CellFlags:
    marks, row = CellFlags(), 0
    for kind, body in _records(part):
        if kind == ROW and len(body) > 11:  # noqa: PLR2004  # its flags are there
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & HIDDEN:
                marks.unseen.add(row)
        elif kind == COLUMNS and len(body) > 16 and body[16] & HIDDEN_COLUMNS:  # noqa: PLR2004  # as above
            marks.hide(*struct.unpack_from("<II", body))
        elif kind in CELLS and len(body) >= 8:  # noqa: PLR2004  # column, format
            column = struct.unpack_from("<I", body)[0]
            marks.count()
            marks.held(row, column)
            if kind in (ERROR, FORMULA_ERROR) and len(body) > 8:  # noqa: PLR2004  # the error
                marks.errors[row, column] = ERRORS.get(body[8], "#N/A")
    return marks
