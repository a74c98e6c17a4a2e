"""Degrees, minutes and seconds in columns of their own -> one column of each number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fengtai_map.formats import Table
from fengtai_map.user_points.upload.coordinate_signs import SIGNS
from fengtai_map.user_points.upload.second_positions import AGAIN, AXES

LON, LAT = "东经|经度|longitude|long|lon|lng", "北纬|纬度|latitude|lat"
DEGREES, MINUTES, SECONDS = "°|度|degrees?|deg|d", "'|分|minutes?|min|m", "\"|''|秒|seconds?|sec|s"
HEAD = re.compile(
    rf"(?:.*?(?:(?P<lon>{LON})|(?P<lat>{LAT})))?[\s_.(（\[-]*"
    rf"(?:(?P<d>{DEGREES})|(?P<m>{MINUTES})|(?P<s>{SECONDS}))[)）\]]?"
)
SIGN = {"d": "°", "m": "'", "s": '"'}
ALONE = re.compile("[°'\"度分秒()（）\\s]+")  # a head without the name of its axis: of the column before it
CALLED = {"lon": "经度", "lat": "纬度"}
WHOLE = re.compile(r"\.0*$")
Parts = dict[str, int]  # ° ' " -> the index of its column


def joined(table: Table) -> Table:
    """The table with its position in two columns, where the heads say plainly which column is which part of it."""
    axes = _axes(table.head)
    if not all({"°", "'"} <= axes[axis].keys() for axis in AXES):
        return table
    into = {at: axis for axis in AXES for at in axes[axis].values()}
    first = {axis: min(axes[axis].values()) for axis in AXES}
    left = [at for at in range(len(table.head)) if at not in into or at == first[into[at]]]
    new = {at: left.index(first[into[at]] if at in into else at) for at in range(len(table.head))}

    def cell(row: Sequence[str], at: int) -> str:
        return _written(row, axes[into[at]]) if at in into else row[at]

    return replace(
        table,
        head=tuple(_called(table, into[at]) if at in into else table.head[at] for at in left),
        rows=tuple(tuple(cell(row, at) for at in left) for row in table.rows),
        formulas=frozenset((row, new[at]) for row, at in table.formulas),
        errors=frozenset((row, new[at]) for row, at in table.errors),
    )


def _axes(heads: Sequence[str]) -> dict[str, Parts]:
    """The columns of the parts of each axis."""
    axes: dict[str, Parts] = {axis: {} for axis in AXES}
    for axis, part, at in _parts(heads):
        axes[axis].setdefault(part, at)
    return axes


def _parts(heads: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    axis = ""
    for at, head in enumerate(heads):
        said = AGAIN.sub("", head).translate(SIGNS).casefold()
        found = HEAD.fullmatch(said)
        named = found.lastgroup if found else None
        if not found or not named:
            axis = ""
            continue
        axis = next((one for one in AXES if found[one]), axis if ALONE.fullmatch(said) else "")
        if axis:
            yield axis, SIGN[named], at


def _written(row: Sequence[str], parts: Parts) -> str:
    """Degrees, minutes and seconds of a row as one number."""
    said = [(row[parts[sign]].strip().rstrip("°度分秒'′\"″ "), sign) for sign in SIGN.values() if sign in parts]
    filled = [(text, sign) for text, sign in said if text]
    last = len(filled) - 1
    return "".join(f"{WHOLE.sub('', text) if at < last else text}{sign}" for at, (text, sign) in enumerate(filled))


def _called(table: Table, axis: str) -> str:
    return CALLED[axis] if CALLED[axis] not in table.head else f"{CALLED[axis]}（°′″）"
