"""Several tables on one sheet: which rows belong to the names of columns that were found, and which to others."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from fengtai_map.formats.cells import at_row, counted, key
from fengtai_map.formats.raw_sheet import Line
from fengtai_map.problems import Problem

SHARED = 2  # columns of the same name that make two lines of names one table; numbers that are a position
LON = re.compile(r"\D{0,4}1[0-3]\d(?:\.\d+|[°º˚度d].*)\D{0,2}")
LAT = re.compile(r"\D{0,4}[1-5]?\d(?:\.\d+|[°º˚度d].*)\D{0,2}")
PAIR = re.compile(r"\D{0,4}\d{2,3}\.\d+[^\d.]{1,5}\d{2,3}\.\d+\D{0,2}")
WRITTEN = re.compile(  # a shape
    r"(?:SRID=\d+;\s*)?[A-Z]*(?:POINT|STRING|POLYGON|COLLECTION)[ZM ]*\(|\{.*\"coordinates\"", re.IGNORECASE
)
METRES = re.compile(r"\d{6,8}(?:\.\d+)?")


@dataclass
class Parts:
    """The lines below the names of the columns: `rows` are theirs, `again` repeat the names, `others` have other names.

    `names` are the names, with those of columns that only a later line of names has.
    """

    names: list[str]
    rows: list[Line] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)


def holds_position(cells: Sequence[str]) -> bool:
    """Whether a line says where something lies, as no title and no name of a column does."""
    said = [cell for cell in cells if cell]
    if any(PAIR.fullmatch(cell) or WRITTEN.match(cell) for cell in said):
        return True
    degrees = any(LON.fullmatch(cell) for cell in said) and any(LAT.fullmatch(cell) for cell in said)
    return degrees or sum(METRES.fullmatch(cell) is not None for cell in said) >= SHARED


def parted(names: Sequence[str], below: Sequence[Line], naming: Callable[[Sequence[str]], bool]) -> Parts:
    """The lines below the names of the columns; `naming` says whether a line looks like names of columns.

    Such a line begins another table unless its columns are called the same; directly below the names it explains them.
    """
    parts, ours = Parts([*names]), True
    for number, cells in below:
        heads = parts.rows and naming(cells)
        if _same(names, cells) or (heads and _agree(parts.names, cells)):
            parts.names = [one or other for one, other in zip_longest(parts.names, cells, fillvalue="")]
            parts.again.append(number)
            ours = True
        elif ours and not heads:
            parts.rows.append((number, cells))
        else:
            parts.others.append(number)
            ours = False
    return parts


def _same(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a line repeats the names of the columns, as on each page of a print."""
    return any(names) and all(one == other for one, other in zip_longest(names, cells, fillvalue=""))


def _agree(names: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether no column that has a name in both lines is called otherwise, and some are called the same."""
    both = [(name, cell) for name, cell in zip(names, cells, strict=False) if name and cell]
    return len(both) >= SHARED and all(key(cell) in (key(name), *map(key, name.split())) for name, cell in both)


def unread(file: str, sheet: str, above: Sequence[int], heads: int, others: Sequence[int]) -> Iterator[Problem]:
    """The problems of the rows that stand above the names of the columns, or below other names."""
    for code, rows in (("format-rows-above", above), ("format-heads-other", others)):
        if rows:
            yield at_row(code, file, rows[0], sheet=sheet, heads=f"{heads}", **counted(rows))
