"""Columns of progress, from which the lights of projects come: what has one meaning is kept so that it reads alone.

A column of parts of one (0.6, as a workbook keeps 60%) becomes percentages, the number of a day in a workbook that day.
What cannot be read is kept as it is, reported with its row, and gives no light.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fengtai_map.formats import Table
from fengtai_map.lights import column_of
from fengtai_map.lights.cells import BARE, amount, day_of, numbered, usual
from fengtai_map.model import Atlas
from fengtai_map.model.lights import ColumnName
from fengtai_map.user_points.upload.own_tables import exported

AMOUNTS, DAYS = ("planned", "reached"), ("due", "reported")


@dataclass(frozen=True)
class KeptColumn:
    """A column of a light: what it is, its head, and whether its numbers are parts of one."""

    column: ColumnName
    head: str
    parts: bool


class LightColumns:
    """Reads the columns of a table from which lights come; `kept` are the names of kept columns and their places."""

    def __init__(self, table: Table, kept: Iterable[tuple[str, int]], atlas: Atlas) -> None:
        rules = atlas.lights
        self._words, self._silent = rules.words, frozenset(map(usual, atlas.upload.silent.cells))
        self._as_it_is = bool(exported(table, atlas))  # our own export brings back what is kept
        self._columns: dict[int, KeptColumn] = {}
        for name, at in kept:
            column = column_of(name, rules)
            if column in (*AMOUNTS, *DAYS):
                parts = column in AMOUNTS and "%" not in usual(name) and _parts(usual(row[at]) for row in table.rows)
                self._columns[at] = KeptColumn(column, table.head[at], parts)

    def said(self, at: int, cell: str) -> str:
        """A cell as it is kept; empty where it says nothing."""
        one, plain = self._columns.get(at), usual(cell)
        if one is None or self._as_it_is:
            return cell
        if plain in self._silent:
            return ""
        if one.parts and BARE.fullmatch(plain) and float(plain) <= 1:
            return f"{round(float(plain) * 100, 4):g}%"
        return (numbered(plain) if one.column in DAYS else "") or cell

    def unread(self, row: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """The cells of a row that cannot be read: the code of the problem, the head, the cell."""
        for at, one in self._columns.items():
            cell = self.said(at, row[at])
            if usual(cell) in {"", *self._silent}:
                continue
            if one.column in DAYS and day_of(cell) is None:
                yield "upload-day", one.head, cell
            elif one.column in AMOUNTS and amount(cell, self._words) is None:
                part = BARE.fullmatch(usual(cell)) and float(usual(cell)) <= 1
                yield ("upload-progress-part" if part else "upload-progress"), one.head, cell


def _parts(cells: Iterable[str]) -> bool:
    """Whether the bare numbers of a column are parts of one: none is larger, and one at least is no whole number."""
    numbers = [float(cell) for cell in cells if BARE.fullmatch(cell)]
    return all(one <= 1 for one in numbers) and any(0 < one < 1 for one in numbers)
