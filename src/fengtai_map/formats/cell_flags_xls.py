"""What calamine does not tell of the sheets of an .xls or .et: errors, rows that are hidden or struck through."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from fengtai_map.formats.compound_file import Compound
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.number_formats import Shown, shown
from fengtai_map.formats.raw_sheet import ERRORS, CellFlags

BOUNDSHEET, FILEPASS, ROW, COLUMNS, BOF, EOF = 0x85, 0x2F, 0x208, 0x7D, 0x809, 0x0A
FORMULA, BOOLERR = 0x06, 0x205
FONT, STYLE, FORMAT, SEVERAL = 0x31, 0xE0, 0x41E, 0xBD
STRUCK, NO_FONT = 0x08, 4  # the flag of a font; the number that no font has
CELLS = (FORMULA, BOOLERR, 0x203, 0x204, 0x27E, SEVERAL, 0xFD, 0xD6)  # those that hold a value
TEXTS, CONTINUED, SHARED = 0xFC, 0x3C, 0xFD
WIDE, EXTENDED, RICH = 1, 4, 8  # flags of a text
WORKSHEET, SEEN = 0, 0
HIDDEN, HIDDEN_COLUMNS = 0x20, 1
AN_ERROR, EMPTY = 2, 3  # kinds of the result of a formula
Record = tuple[int, bytes]


def flags_xls(content: bytes) -> dict[str, CellFlags]:
    """The flags of each sheet that can be seen, by its name. Raises FormatError where a password is needed.

    Where all formulas of a workbook have the empty text as their value, its program calculated none.
    """
    try:
        held = Compound(content)
        stream = held.stream("Workbook" if "Workbook" in held.names else "Book")
    except (ValueError, KeyError, struct.error) as error:
        raise FormatError("format-broken") from error
    struck, formats = _struck(stream), _formats(stream)
    found = {name: _flags(stream, at, struck, formats) for name, at in _sheets(stream)}
    if any(blank != formulas for _, formulas, blank in found.values()):
        return {name: replace(flags, formulas={}) for name, (flags, *_) in found.items()}
    return {name: flags for name, (flags, *_) in found.items()}


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """The records from a place on, to the end of their part."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == BOF) - (kind == EOF)
        if kind == EOF and depth <= 0:
            return
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """The name and the place of each worksheet that can be seen."""
    for kind, body in _records(stream, 0):
        if kind == FILEPASS:
            raise FormatError("format-password")
        if kind == BOUNDSHEET and len(body) > 8 and body[4] & 3 == SEEN and body[5] == WORKSHEET:  # noqa: PLR2004
            wide = body[7] & 1
            name = body[8 : 8 + body[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
            yield name, struct.unpack_from("<I", body)[0]


def _struck(stream: bytes) -> tuple[set[int], set[int]]:
    """The numbers of the styles in which text is struck through, and of the shared texts of which some is."""
    fonts: list[bool] = []
    styles: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == FONT and len(body) > 2:  # noqa: PLR2004  # its flags are there
            fonts += [False] * (len(fonts) == NO_FONT) + [bool(body[2] & STRUCK)]
        elif kind == STYLE and len(body) >= 2:  # noqa: PLR2004  # as above, the number of its font
            styles.append(struct.unpack_from("<H", body)[0])
    crossed = {number for number, font in enumerate(fonts) if font}
    texts = {number for number, held in enumerate(_texts(stream)) if held & crossed}
    return {style for style, font in enumerate(styles) if font in crossed}, texts


def _formats(stream: bytes) -> Mapping[int, Shown]:
    """What styles make of a number, by theirs."""
    codes: dict[int, str] = {}
    styles: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == FORMAT and len(body) > 5:  # noqa: PLR2004  # its number, its length, how wide its signs are
            number, signs, flags = struct.unpack_from("<HHB", body)
            code = body[5 : 5 + signs * (1 + (flags & WIDE))]
            codes[number] = code.decode("utf-16-le" if flags & WIDE else "latin-1", "replace")
        elif kind == STYLE and len(body) >= 4:  # noqa: PLR2004  # its font, its format
            styles.append(struct.unpack_from("<2xH", body)[0])
    return {style: shown(f"{number}", codes.get(number, "")) for style, number in enumerate(styles)}


def _texts(stream: bytes) -> Iterator[set[int]]:
    """The numbers of the fonts that parts of each shared text have besides that of its cell."""
    parts: list[bytes] = []
    for kind, body in _records(stream, 0):
        if kind == TEXTS:
            parts = [body]
        elif kind == CONTINUED and parts:
            parts.append(body)
        elif parts:
            break
    held = _Parts(parts)
    with suppress(struct.error, IndexError):  # it ends in the middle of a text
        (count,) = struct.unpack_from("<4xI", held.take(8))
        for _ in range(count):
            signs, flags = struct.unpack("<HB", held.take(3))
            (runs,) = struct.unpack("<H", held.take(2)) if flags & RICH else (0,)
            (more,) = struct.unpack("<I", held.take(4)) if flags & EXTENDED else (0,)
            held.skip(signs, flags)
            fonts = struct.unpack(f"<{2 * runs}H", held.take(4 * runs))[1::2]
            held.take(more)
            yield {*fonts}


class _Parts:
    """Bytes in several parts, read on and on."""

    def __init__(self, parts: Sequence[bytes]) -> None:
        self.parts, self.part, self.at = parts, 0, 0

    def take(self, count: int) -> bytes:
        """So many bytes, from as many parts as it takes; fewer where all ends."""
        found = b""
        while len(found) < count and self.part < len(self.parts):
            piece = self.parts[self.part][self.at : self.at + count - len(found)]
            found, self.at = found + piece, self.at + len(piece)
            if len(found) < count:
                self.part, self.at = self.part + 1, 0
        return found

    def skip(self, signs: int, flags: int) -> None:
        """Pass so many characters; a part in which they go on says anew how many bytes each has."""
        while signs:
            size = 1 + (flags & WIDE)
            here = min(signs, (len(self.parts[self.part]) - self.at) // size)
            signs, self.at = signs - here, self.at + here * size
            if signs:
                self.part += 1
                flags, self.at = self.parts[self.part][0], 1


def _flags(
    stream: bytes, at: int, struck: tuple[set[int], set[int]], formats: Mapping[int, Shown]
) -> tuple[CellFlags, int, int]:
    """The flags of a sheet, how many formulas it has, and of how many the value is an empty text."""
    flags = CellFlags()
    formulas = 0
    for kind, body in _records(stream, at):
        if kind == ROW and len(body) > 12 and body[12] & HIDDEN:  # noqa: PLR2004  # its flags are there
            flags.unseen.add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == COLUMNS and len(body) > 8 and body[8] & HIDDEN_COLUMNS:  # noqa: PLR2004  # as above
            flags.hide(*struct.unpack_from("<HH", body))
        elif kind in CELLS and len(body) >= 6:  # noqa: PLR2004  # row, column, format
            row, column, style = struct.unpack_from("<HHH", body)
            flags.count()
            shared = struct.unpack_from("<I", body, 6)[0] if kind == SHARED and len(body) > 9 else -1  # noqa: PLR2004
            if style in struck[0] or shared in struck[1]:
                flags.struck.add(row + 1)
            flags.held(row + 1, column)
            for place, one in enumerate(_styles(kind, body), column):
                if what := formats.get(one):
                    flags.shown[row + 1, place] = what
            formulas += kind == FORMULA
            if kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == EMPTY:
                flags.formulas[row + 1, column] = "="
            error = _error(kind, body)
            if error is not None:
                flags.errors[row + 1, column] = ERRORS.get(error, "#N/A")
    return flags, formulas, len(flags.formulas)


def _styles(kind: int, body: bytes) -> Iterator[int]:
    """The numbers of the styles of the cell of a record, or of those that stand in one."""
    cells = body[4 : 4 + (len(body) - 6) // 6 * 6] if kind == SEVERAL else body[4:6] + bytes(4)
    return (style for (style,) in struct.iter_unpack("<H4x", cells))


def _error(kind: int, body: bytes) -> int | None:
    """The number of the error that a cell is, None where it is none."""
    if kind == BOOLERR and len(body) > 7 and body[7]:  # noqa: PLR2004  # the flag that it is no yes or no
        return body[6]
    if kind == FORMULA and len(body) > 13 and body[12:14] == b"\xff\xff" and body[6] == AN_ERROR:  # noqa: PLR2004
        return body[8]
    return None
