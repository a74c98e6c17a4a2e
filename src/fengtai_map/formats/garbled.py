"""Cells that do not say what was meant: «the same as above», and text that was garbled before the file was written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from fengtai_map.formats.cells import at_row
from fengtai_map.formats.chinese import BEYOND_ASCII, beyond_ascii, share, simplified, usual
from fengtai_map.formats.encoding import BROKEN
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.table import Table
from fengtai_map.problems import Problem

LOST = (BROKEN, "锟斤拷", "烫烫烫")
MIN_CHARS = 2  # characters that have to come out
RIGHT, WRONG = 0.9, 0.5  # shares of usual characters: of what comes out, of what stands there
TELLING = 0.5  # share of garbled rows from which on the whole file counts as garbled
WAYS = (("gb18030", "utf-8"), ("cp1252", "gb18030"), ("latin-1", "gb18030"), ("cp1252", "utf-8"), ("latin-1", "utf-8"))
DITTO = frozenset(("同上", "同前", "〃", "″", "”", '"', "ditto"))


@lru_cache(maxsize=4096)
def garbled(text: str) -> bool:
    """Whether a text is not what somebody wrote: some of it is lost, or it is good Chinese read the wrong way."""
    if any(sign in text for sign in LOST):
        return True
    strange = beyond_ascii(text)
    if len(strange) < MIN_CHARS or share(text, usual()) > WRONG:
        return False
    return any(_comes_out(text, *way) for way in WAYS)


def _comes_out(text: str, written: str, meant: str) -> bool:
    """Whether a text becomes good Chinese when it is written in one encoding and read in another."""
    raw = text.encode(written, "ignore")
    if len(raw.decode(written, "ignore")) < len(text) * RIGHT:
        return False
    read = raw.decode(meant, "ignore")
    good = beyond_ascii(read)
    whole = len(read.encode(meant, "ignore")) >= len(raw) * RIGHT - MIN_CHARS
    return whole and len(good) >= MIN_CHARS and share(read, simplified()) >= RIGHT


def without_garbled(table: Table) -> Table:
    """The table without the rows whose text is garbled, which are problems. Raises FormatError where most are."""
    if garbled(" ".join(table.head)):
        raise FormatError("format-garbled", text=" ".join(table.head)[:40])
    bad = dict(_garbled_rows(table))
    if not bad:
        return table
    if len(bad) > len(table.rows) * TELLING:
        raise FormatError("format-garbled", text=next(iter(bad.values()))[1][:40])
    row_problems = tuple(_problem(table, at, column, cell) for at, (column, cell) in bad.items())
    return replace(without(table, frozenset(bad)), row_problems=(*table.row_problems, *row_problems))


def _garbled_rows(table: Table) -> Iterator[tuple[int, tuple[int, str]]]:
    """The index of each row with a garbled cell, and where it is; only cells with a sign that is rare are looked at."""
    signs: set[str] = set()
    for row in table.rows:
        signs.update(*row)
    odd = "".join(sign for sign in signs if ord(sign) >= BEYOND_ASCII and sign not in usual())
    looked_for = "|".join([*map(re.escape, LOST), *([f"[{re.escape(odd)}]"] if odd else [])])
    seek = re.compile(looked_for).search
    for at, row in enumerate(table.rows):
        found = next(((column, cell) for column, cell in enumerate(row) if seek(cell) and garbled(cell)), None)
        if found:
            yield at, found


def _problem(table: Table, at: int, column: int, cell: str) -> Problem:
    return at_row("format-garbled-row", table.file, table.numbers[at], table.head[column], table.sheet, text=cell[:40])


def without(table: Table, bad: frozenset[int]) -> Table:
    """The table without rows, by their index."""
    kept = [at for at in range(len(table.rows)) if at not in bad]
    moved = {at: new for new, at in enumerate(kept)}
    return replace(
        table,
        rows=tuple(table.rows[at] for at in kept),
        numbers=tuple(table.numbers[at] for at in kept),
        row_sheets=tuple(table.row_sheets[at] for at in kept) if table.row_sheets else (),
        shapes=tuple(table.shapes[at] for at in kept) if table.shapes else (),
        formulas=frozenset((moved[row], column) for row, column in table.formulas if row in moved),
        errors=frozenset((moved[row], column) for row, column in table.errors if row in moved),
    )


def filled_down(table: Table) -> Table:
    """The table with the cell above in the place of each that says the same, and a notice of it.

    Only where two rows follow each other in the file: else nobody knows what stood above. Features have no order.
    """
    if table.shapes or not any(cell in DITTO for row in table.rows for cell in row):
        return table
    rows, notices = [*table.rows], list[Problem]()
    unsaid = table.formulas | table.errors
    for at in range(1, len(rows)):
        above = {n: cell for n, cell in enumerate(rows[at - 1]) if cell not in DITTO and (at - 1, n) not in unsaid}
        same = [n for n, cell in enumerate(rows[at]) if cell in DITTO and above.get(n)]
        if same and _follows(table, at):
            rows[at] = tuple(above[n] if n in same else cell for n, cell in enumerate(rows[at]))
            sheet = table.row_sheets[at] if table.row_sheets else ""
            heads = ", ".join(table.head[n] for n in same)
            notices.append(at_row("format-ditto", table.file, table.numbers[at], sheet=sheet, columns=heads[:80]))
    return replace(table, rows=tuple(rows), notices=(*table.notices, *notices))


def _follows(table: Table, at: int) -> bool:
    """Whether a row stands right below the one before it."""
    sheets = table.row_sheets[at - 1 : at + 1]
    return table.numbers[at] == table.numbers[at - 1] + 1 and len({*sheets}) < 2  # noqa: PLR2004  # both on one sheet
