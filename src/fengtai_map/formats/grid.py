"""A sheet -> a table: the lines below the names of its columns, and what of them was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fengtai_map.formats.candidate_tables import FileReading
from fengtai_map.formats.cells import at_row, counted, heads, letter, most
from fengtai_map.formats.delimited import delimited
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.header_rows import MIN_KNOWN_NAMES, Heads, chosen, found, naming
from fengtai_map.formats.raw_sheet import Line, RawSheet, clipped, merged, rows_of
from fengtai_map.formats.table import Table
from fengtai_map.formats.table_parts import Parts, holds_position, parted, unread
from fengtai_map.model.upload_rules import Limits
from fengtai_map.problems import Problem

SHOWN = 12  # lines to choose the names of columns by
PART = 0.5  # a cell merged over more than this part of the columns, and alone, is a heading among the rows, not a row


def table(sheet: RawSheet, way: FileReading) -> tuple[Table, Heads]:
    """The table of a sheet and its heads. Raises FormatError where it has too much, or nothing, in it."""
    sheet = _split(clipped(sheet), way)
    lines = _bounded(merged(sheet), way.limits)
    if not lines:
        raise _nothing(sheet)
    named = heads_of(sheet, lines, way)
    parts = parted(named.names, lines[named.last + 1 :], lambda cells: naming(named, cells, way.known))
    columns = _columns(parts)
    if len(columns) > way.limits.columns:
        past = letter(columns[way.limits.columns])
        raise FormatError("upload-columns", sheet.name, limit=f"{way.limits.columns}", column=past)
    above = [number for number, cells in lines[: named.first] if holds_position(cells)]
    head_row, name = lines[named.last][0] if named.names else 0, sheet.name if way.several else ""
    problems = (*sheet.row_problems, *unread(way.file, name, above, head_row, parts.others))
    if not parts.rows and not problems:
        raise FormatError("upload-empty", sheet.name)
    names = _heads(parts.names, columns, sheet)
    plain = Table(way.file, names, sheet=sheet.name, head_row=head_row, top=_top(sheet), row_problems=problems)
    return _filled(plain, sheet, parts, columns, way), named


def _nothing(sheet: RawSheet) -> FormatError:
    """Why no line of a sheet is left: it holds none, or none of them could be read."""
    first = next(iter(sheet.row_problems), None)
    if first is None:
        return FormatError("upload-empty", sheet.name)
    if first.code == "format-byte":
        return FormatError("format-garbled", first.place, text=first.particulars["text"])
    return FormatError(first.code, first.place, **first.particulars)


def _split(sheet: RawSheet, way: FileReading) -> RawSheet:
    """A sheet whose lines are a cell each, as the plain table that was pasted so, where it names a list of columns."""
    said = {number: [cell for cell in cells if cell] for number, cells in sheet.lines}
    if any(len(cells) > 1 for cells in said.values()) or max(said, default=0) > way.limits.rows:
        return sheet
    text = "\n".join("".join(said.get(number, ())) for number in range(1, max(said, default=0) + 1))
    made = delimited(text, way.file, way.limits)
    if not made.lines or found(made.lines, (), way.known).known < MIN_KNOWN_NAMES:
        return sheet
    notices, problems = (*sheet.notices, *made.notices), (*sheet.row_problems, *made.row_problems)
    made = replace(made, name=sheet.name, unseen=sheet.unseen, struck=sheet.struck)
    return replace(made, notices=notices, row_problems=problems)


def _heads(names: Sequence[str], columns: Sequence[int], sheet: RawSheet) -> tuple[str, ...]:
    """The names of the columns; of several with the same name, one that is seen has it alone."""
    order = sorted(columns, key=lambda column: (column in sheet.unseen_columns, column))
    made = heads([_cell(names, column) for column in order], [letter(column) for column in order])
    called = dict(zip(order, made, strict=True))
    return tuple(called[column] for column in columns)


def heads_of(sheet: RawSheet, lines: Sequence[Line], way: FileReading) -> Heads:
    """The names of the columns of a sheet: of the row that was chosen, or as they are found."""
    if row := way.options.head_row:
        if row > lines[-1][0]:
            raise FormatError("format-head-row", sheet.name, number=f"{row}", last=f"{lines[-1][0]}")
        return chosen(lines, sheet.spans, row, way.known)
    return found(lines, sheet.spans, way.known)


def is_list(sheet: RawSheet, way: FileReading) -> bool:
    """Whether a sheet that cannot be read has the names of a list, and is no table of figures beside it."""
    try:
        sheet = clipped(sheet)
    except FormatError:  # too much is merged in it to look further
        return True
    lines = merged(sheet)
    return bool(lines) and heads_of(sheet, lines, way).known >= MIN_KNOWN_NAMES


def _bounded(lines: Sequence[Line], limits: Limits) -> list[Line]:
    """Lines with their cells cut to one character more than these may have; their text is counted before it is copied.

    A workbook can name one text many times.
    """
    if sum(min(len(cell), most(cell, limits.cell)) for _, cells in lines for cell in cells) > limits.unpacked:
        raise too_much(limits)
    return [(number, [cell[: most(cell, limits.cell)] for cell in cells]) for number, cells in lines]


def too_much(limits: Limits) -> FormatError:
    """The error for a file that unpacks into more than is allowed."""
    return FormatError("upload-zip", entries=f"{limits.entries}", megabytes=f"{limits.unpacked // 1_000_000}")


def _columns(parts: Parts) -> list[int]:
    """The columns that have a name or hold anything."""
    used = {column for column, name in enumerate(parts.names) if name}
    for _, cells in parts.rows:
        used.update(column for column, cell in enumerate(cells) if cell)
    return sorted(used)


def _filled(plain: Table, sheet: RawSheet, parts: Parts, columns: Sequence[int], way: FileReading) -> Table:
    """The table with its rows and the notices about them."""
    titled = _headings(sheet, [number for number, _ in parts.rows], len(columns))
    kept = [(number, cells) for number, cells in parts.rows if number not in titled]
    if len(kept) > way.limits.rows:
        raise FormatError("upload-rows", sheet.name, limit=f"{way.limits.rows}")
    rows = tuple(tuple(_cell(cells, column) for column in columns) for _, cells in kept)
    at = {number: row for row, (number, _) in enumerate(kept)}
    where = {column: index for index, column in enumerate(columns)}

    def marked(places: Iterator[tuple[int, int]]) -> frozenset[tuple[int, int]]:
        return frozenset((at[row], where[column]) for row, column in places if row in at and column in where)

    return replace(
        plain,
        rows=rows,
        numbers=tuple(number for number, _ in kept),
        formulas=marked(iter(sheet.formulas)),
        errors=marked(iter(sheet.errors)),
        notices=(*sheet.notices, *_notices(plain, sheet, way, parts, (titled, set(at)))),
    )


def _notices(
    plain: Table,
    sheet: RawSheet,
    way: FileReading,
    parts: Parts,
    rows: tuple[set[int], set[int]],
) -> Iterator[Problem]:
    """Notices of the rows that are left out or are not seen in the clerk's program."""
    name = sheet.name if way.several else ""
    titled, taken = rows
    if not plain.head_row:
        yield at_row("format-no-heads", plain.file, parts.rows[0][0], sheet=name)
    for number, cells in parts.rows:
        if number in titled:
            said = next((cell for cell in cells if cell), "")
            yield at_row("format-heading", plain.file, number, sheet=name, text=said[:40])
    looks = (("format-unseen", sheet.unseen), ("format-struck", sheet.struck))
    for code, some in (("format-heads-again", parts.again), *((code, sorted(rows & taken)) for code, rows in looks)):
        if some:
            place = f"{name}!{some[0]}" if name else f"{some[0]}"
            yield Problem(code, plain.file, place, {"sheet": name, **counted(some)})
    columns = dict(zip(_columns(parts), plain.head, strict=True))
    if unseen := [called for column, called in columns.items() if column in sheet.unseen_columns]:
        more = {"columns": ", ".join(unseen)[:200], "count": f"{len(unseen)}"}
        yield Problem("format-unseen-columns", plain.file, name, more)


def _headings(sheet: RawSheet, numbers: Sequence[int], width: int) -> set[int]:
    """The rows that are merged over most of the columns and hold nothing else: headings among the rows."""
    held = dict(sheet.lines)
    return {
        number
        for top, left, bottom, right in sheet.spans
        if right > left and right - left + 1 > width * PART
        for number in rows_of(numbers, top, bottom)
        if not any((*held[number][:left], *held[number][right + 1 :]))
    }


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _top(sheet: RawSheet) -> tuple[tuple[str, ...], ...]:
    """The first lines as they stand, those that hold nothing among them."""
    held = {number: tuple(cells) for number, cells in sheet.lines[:SHOWN]}
    last = min(SHOWN, max(held, default=0))
    return tuple(held.get(number, ()) for number in range(1, last + 1))
