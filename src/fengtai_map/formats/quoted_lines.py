"""Lines of a plain table -> rows of cells. A quoted cell may go on over several lines; a stray quote tears no row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fengtai_map.formats.table_parts import holds_position

QUOTE = '"'
FURTHEST = 500  # lines that a quoted cell may go on for


@dataclass(frozen=True)
class QuotedRow:
    """The cells of a row; `stray` is the index of a cell whose quotes do not belong together, -1 where all do."""

    cells: list[str]
    stray: int = -1


@dataclass(frozen=True)
class _Cut:
    """A line cut into cells; `open` says that the last begins with a quote that does not end."""

    cells: list[str]
    open: bool = False
    stray: int = -1


def rows(lines: Sequence[str], separator: str, usual: frozenset[int]) -> Iterator[QuotedRow]:
    """The rows of lines, `usual` being how many separators a row usually has.

    A quoted cell goes over several lines only where its end is well formed, the row then has no more cells than usual,
    and the lines in it are not whole rows by themselves. Otherwise the quote is a sign like any other.
    """
    at = 0
    while at < len(lines):
        cut = _cut(lines[at], separator)
        if not cut.open:
            yield QuotedRow(cut.cells, cut.stray)
            at += 1
            continue
        end = _end(lines, at, separator, usual)
        if end:
            joined = _cut("\n".join(lines[at : end + 1]), separator)
            yield QuotedRow(joined.cells, joined.stray)
            at = end + 1
        else:
            yield QuotedRow(lines[at].split(separator), len(cut.cells) - 1)
            at += 1


def outside_quotes(line: str, separator: str) -> int:
    """How many separators of a line stand outside of quotes."""
    if QUOTE not in line:
        return line.count(separator)
    return len(_cut(line, separator).cells) - 1


def _end(lines: Sequence[str], at: int, separator: str, usual: frozenset[int]) -> int:
    """The line where the open quote of a line ends, 0 where it does not end as it should.

    Where a further cell of the row begins with a quote that goes on, as in heads that are all broken, its end counts.
    """
    broken = False
    for end in range(at + 1, min(at + FURTHEST, len(lines))):
        alone = outside_quotes(lines[end], separator) in usual
        cell, past = _quoted(lines[end], -1, separator) if QUOTE in lines[end] else ("", -1)
        if cell is None or (alone and (past < 0 or _two_rows(lines[at], lines[end], separator, usual))):
            return 0  # no closing quote, or the row is complete without it: the sign was not meant as a quote
        if past >= 0:
            joined = _cut("\n".join(lines[at : end + 1]), separator)
            if joined.stray >= 0 or len(joined.cells) > max(usual, default=0) + 1:
                return 0
            if not joined.open:  # after several broken cells only a row of the usual width is beyond doubt
                return end if not broken or len(joined.cells) - 1 in usual else 0
            broken = True
    return 0


def _two_rows(first: str, last: str, separator: str, usual: frozenset[int]) -> bool:
    """Whether the line of a quote is complete without the line where it ends, which says of its own where it lies."""
    return first.count(separator) in usual and holds_position(last.split(separator))


def _cut(line: str, separator: str) -> _Cut:
    """A line cut at its separators; quotes around a cell are taken off, doubled ones in it are one."""
    if QUOTE not in line:
        return _Cut(line.split(separator))
    cells: list[str] = []
    at, stray = 0, -1
    while True:
        start = at + len(line[at:]) - len(line[at:].lstrip(" ")) if separator != " " else at
        if line.startswith(QUOTE, start):
            cell, past = _quoted(line, start, separator)
            if past < 0:
                return _Cut([*cells, line[start + 1 :]], open=True, stray=stray)
            if cell is None:
                stray = stray if stray >= 0 else len(cells)
                cell = line[at:past]
        else:
            past = line.find(separator, at)
            past = len(line) if past < 0 else past
            cell = line[at:past]
        cells.append(cell)
        if past >= len(line):
            return _Cut(cells, stray=stray)
        at = past + len(separator)


def _quoted(line: str, start: int, separator: str) -> tuple[str | None, int]:
    """The cell that begins with a quote at `start` and where it ends: -1 where it does not, None where more follows."""
    at = start + 1
    while True:
        end = line.find(QUOTE, at)
        if end < 0:
            return "", -1
        if line.startswith(QUOTE, end + 1):
            at = end + 2
            continue
        past = end + 1
        while past < len(line) and line[past] == " " != separator:
            past += 1
        if past >= len(line) or line.startswith(separator, past):
            return line[start + 1 : end].replace(QUOTE * 2, QUOTE), past
        following = line.find(separator, past)
        return None, len(line) if following < 0 else following
