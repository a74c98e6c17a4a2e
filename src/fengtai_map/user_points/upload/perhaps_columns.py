"""Columns whose heads say too little: the cells say the rest, the head was cut or marked, or it is of two columns."""

import re
from collections.abc import Collection, Mapping

from fengtai_map.formats import Table
from fengtai_map.formats.cells import key, letter
from fengtai_map.model import Atlas
from fengtai_map.model.upload_rules import UploadRules
from fengtai_map.user_points.upload.cells import numeric, sampled
from fengtai_map.user_points.upload.choices import Choice
from fengtai_map.user_points.upload.coordinates import pair
from fengtai_map.user_points.upload.named_crs import bare
from fengtai_map.user_points.upload.word_meanings import WordMeanings

NEARLY = 0.9  # of the cells that have to be known words
NOTHING = Choice()
FILLED = re.compile("必填项?|选填项?|required|optional", re.IGNORECASE)  # whether a cell has to be filled in
CUT = (9, 10)  # bytes of a name that may have been cut
BESIDE = {"lon": "lat", "lat": "lon", "axis": "axis"}  # what one number of a position is -> what the other has to be


def by_cells(table: Table, atlas: Atlas, found: Mapping[str, str]) -> dict[str, str]:
    """The column of each field that no head names for sure, the first of which nearly all cells are words of it."""
    more: dict[str, str] = {}
    free = {key(bare(head)): head for head in reversed(table.head) if head not in found.values()}
    for column in atlas.upload.columns:
        heads = [free[key(name)] for name in column.perhaps if key(name) in free and column.id not in found]
        if head := next((one for one in heads if _known(table, atlas, column.id, one)), ""):
            more[column.id] = head
    return more


def _known(table: Table, atlas: Atlas, field: str, head: str) -> bool:
    """Whether nearly all cells of a column are known words of a field."""
    meanings = WordMeanings(atlas, NOTHING)
    said = [cell for cell in sampled(table, head) if cell not in atlas.upload.silent.cells]
    known = sum(meanings.meaning(field, cell) is not None for cell in said)
    return bool(said) and known >= NEARLY * len(said)


def may_be_cut(head: str, table: Table) -> bool:
    """Whether a head is as long as a Shapefile allows: whoever has rows with a line of heads cuts nothing."""
    return not table.head_row and any(len(head.encode(code, "replace")) in CUT for code in ("utf-8", "gbk"))


def by_beginning(table: Table, rules: UploadRules, found: dict[str, str]) -> None:
    """Add the fields of cut heads, as 建设状 of 建设状态, where the rest can be of one field only."""
    for head in (head for head in table.head if may_be_cut(head, table)):
        fields = {one.id for one in rules.columns for name in one.names if name.startswith(head) and name != head}
        if len(fields) == 1 and head not in found.values():
            found.setdefault(fields.pop(), head)


def uncut(head: str, table: Table, known: Collection[str], atlas: Atlas) -> str:
    """What a column of the office's own was called: as one that is kept, or else one of the lights, that begins so.

    Or as the one that is kept and differs but by case, width, blanks, brackets and marks: 联系电话（必填） is 联系电话.
    """
    if head in known:
        return head
    alike = {name for name in known if _plain(name) == _plain(head) and name not in table.head}
    if len(alike) == 1 and [_plain(one) for one in table.head].count(_plain(head)) == 1:
        return alike.pop()
    if not may_be_cut(head, table):
        return head
    lights = {name for column in atlas.lights.columns for name in column.names}
    for names in (known, lights):
        if longer := {name for name in names if name.startswith(head) and name not in table.head}:
            return longer.pop() if len(longer) == 1 else head
    return head


def _plain(head: str) -> str:
    return key(FILLED.sub("", head))


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
