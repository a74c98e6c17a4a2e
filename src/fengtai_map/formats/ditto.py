"""Cells that say «the same as above»: what stands above is put in their place, so that no name or kind is «同上»."""

from dataclasses import replace

from fengtai_map.formats.cells import at_row
from fengtai_map.formats.table import Table
from fengtai_map.problems import Problem

DITTO = frozenset(("同上", "同前", "〃", "″", "”", '"', "ditto"))


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
