"""What calamine does not tell of the sheets of an .xlsb, from its records: errors, rows that are hidden or struck."""

import struct
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from zipfile import ZipFile

from fengtai_map.formats.cell_flags_xls import STRUCK
from fengtai_map.formats.raw_sheet import ERRORS, CellFlags
from fengtai_map.formats.workbook_parts import parts_of, path_of, related

ROW, COLUMNS, SHEET = 0, 60, 156
FONT, STYLE, STYLES, END_OF_STYLES, TEXT = 43, 47, 617, 618, 19
SHARED, RICH = 7, 1  # a cell with a text that it shares; the flag of a text of several fonts
ERROR, FORMULA_ERROR = 3, 11
CELLS = range(2, 12)  # records of cells that hold a value
HIDDEN, HIDDEN_COLUMNS = 0x10, 1


def flags_xlsb(archive: ZipFile) -> dict[str, CellFlags]:
    """The flags of each sheet that can be seen, by its name."""
    parts = parts_of(archive)
    book = parts.get("xl/workbook.bin", "")
    if not book:
        return {}
    targets = dict(related(archive, parts.get("xl/_rels/workbook.bin.rels", "")))
    struck = _struck(archive, parts)
    found: dict[str, CellFlags] = {}
    for kind, body in _records(archive.read(book)):
        if kind == SHEET and len(body) > 8 and struct.unpack_from("<I", body)[0] == 0:  # noqa: PLR2004
            related_by, at = _text(body, 8)
            name, _ = _text(body, at)
            path = path_of("xl", targets.get(related_by, ""))
            if path in parts:
                found[name] = _flags(archive.read(parts[path]), *struck)
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


def _struck(archive: ZipFile, parts: Mapping[str, str]) -> tuple[set[int], set[int]]:
    """The numbers of the styles in which text is struck through, and of the shared texts of which some is."""
    fonts: list[bool] = []
    styles: list[int] = []
    texts: list[set[int]] = []  # the fonts of each
    within = False
    for kind, body in _records(archive.read(parts["xl/styles.bin"]) if "xl/styles.bin" in parts else b""):
        within = kind == STYLES or (within and kind != END_OF_STYLES)
        if kind == FONT and len(body) > 2:  # noqa: PLR2004  # its flags are there
            fonts.append(bool(body[2] & STRUCK))
        elif kind == STYLE and within and len(body) > 5:  # noqa: PLR2004  # as above, the number of its font
            styles.append(struct.unpack_from("<H", body, 4)[0])
    part = parts.get("xl/sharedstrings.bin")
    for kind, body in _records(archive.read(part) if part else b""):
        if kind == TEXT:
            texts.append(_fonts(body))
    crossed = {number for number, font in enumerate(fonts) if font}
    return (
        {number for number, font in enumerate(styles) if font in crossed},
        {number for number, held in enumerate(texts) if held & crossed},
    )


def _fonts(body: bytes) -> set[int]:
    """The numbers of the fonts that parts of a shared text have besides that of its cell."""
    if len(body) < 5 or not body[0] & RICH:  # noqa: PLR2004  # its flags and its length
        return set()
    _, at = _text(body, 1)
    if at + 4 > len(body):
        return set()
    (runs,) = struct.unpack_from("<I", body, at)
    runs = min(runs, (len(body) - at - 4) // 4)
    return {struct.unpack_from("<H", body, at + 6 + 4 * run)[0] for run in range(runs)}


def _flags(part: bytes, styles: AbstractSet[int], texts: AbstractSet[int]) -> CellFlags:
    flags, row = CellFlags(), 0
    for kind, body in _records(part):
        if kind == ROW and len(body) > 11:  # noqa: PLR2004  # its flags are there
            row = struct.unpack_from("<I", body)[0] + 1
            if body[11] & HIDDEN:
                flags.unseen.add(row)
        elif kind == COLUMNS and len(body) > 16 and body[16] & HIDDEN_COLUMNS:  # noqa: PLR2004  # as above
            flags.hide(*struct.unpack_from("<II", body))
        elif kind in CELLS and len(body) >= 8:  # noqa: PLR2004  # column, format
            column, style = struct.unpack_from("<II", body)
            flags.count()
            shared = struct.unpack_from("<I", body, 8)[0] if kind == SHARED and len(body) > 11 else -1  # noqa: PLR2004
            if style & 0xFFFFFF in styles or shared in texts:
                flags.struck.add(row)
            flags.held(row, column)
            if kind in (ERROR, FORMULA_ERROR) and len(body) > 8:  # noqa: PLR2004  # the error
                flags.errors[row, column] = ERRORS.get(body[8], "#N/A")
    return flags
