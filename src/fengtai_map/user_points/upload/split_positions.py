"""A position whose two numbers stand in two columns under one name."""

import re

from fengtai_map.formats import Table
from fengtai_map.formats.cells import letter
from fengtai_map.user_points.upload.column_cells import numeric, sampled
from fengtai_map.user_points.upload.coordinates import pair

BESIDE = {"lon": "lat", "lat": "lon", "axis": "axis"}  # what one number of a position is -> what the other has to be


def over_two(table: Table, found: dict[str, str]) -> None:
    """A position whose cells have one number each: the other stands in the column beside, under the same name or none.

    Where it does not, the columns of the position are asked for.
    """
    head = found.get("position", "")
    one, beside = numeric(sampled(table, head)) if head else "", _beside(table, head)
    if one not in BESIDE or beside is None or any(pair(cell) for cell in sampled(table, head)):
        return
    del found["position"]
    if beside and numeric(sampled(table, beside)) == BESIDE[one]:
        found |= {"lon": beside, "lat": head} if one == "lat" else {"lon": head, "lat": beside}


def _beside(table: Table, head: str) -> str | None:
    """The column right of another if it has the same name or none, empty where it has one of its own.

    None where it is beyond the line of the names: then a cell of two numbers was cut at its comma.
    """
    at = table.head.index(head) + 1 if head else len(table.head)
    beside = table.head[at] if at < len(table.head) else ""
    if beside == letter(at):
        line = table.top[table.head_row - 1] if table.head_row <= len(table.top) else ()
        return beside if at < len(line) else None
    return beside if re.fullmatch(rf"{re.escape(head)} \([A-Z]+\)", beside) else ""
