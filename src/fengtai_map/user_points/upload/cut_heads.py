"""Heads that a Shapefile cut to its ten bytes: of Chinese three signs are left in UTF-8, five in GBK."""

from collections.abc import Collection

from fengtai_map.formats import Table
from fengtai_map.model import Atlas
from fengtai_map.model.upload_rules import UploadRules

CUT = (9, 10)  # bytes of a name that may have been cut


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
    """What a column of the office's own was called: as one that is kept, or else one of the lights, that begins so."""
    if not may_be_cut(head, table) or head in known:
        return head
    lights = {name for column in atlas.lights.columns for name in column.names}
    for names in (known, lights):
        if longer := {name for name in names if name.startswith(head) and name not in table.head}:
            return longer.pop() if len(longer) == 1 else head
    return head
