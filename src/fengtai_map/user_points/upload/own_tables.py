"""A table of places that this map exported, brought back: what of it the map reckons itself."""

import re
from collections.abc import Mapping

from fengtai_map.formats import Table
from fengtai_map.formats.cells import key
from fengtai_map.model import Atlas
from fengtai_map.model.upload_rules import UploadRules
from fengtai_map.user_points.upload.cells import sampled
from fengtai_map.user_points.upload.shapes import looks_like_shape

# Columns of `export.column-…` that follow from others or are no matter of the office; files for programs have their
# keys as heads, and codes beside the words.
RECKONED = (
    *("cluster", "as-of", "status-now", "since", "precision", "lines", "opened", "size", "light", "source", "licence"),
    "link",
)
CODES = ("kind_id", "status_id", "status_now_id", "cluster_id", "fields")
SPARED = ("shape", "photos")  # columns that an export of kept points has only where there are any
OURS = re.compile(r"own-[0-9a-f]{12}(-\d+)?")
SIGNS = ("cluster", "as-of", "status-now", "since", "precision")  # hardly another table with our ids has two of these


def exported(table: Table, atlas: Atlas) -> dict[str, str]:
    """The columns of our own export, in the words of any language; empty where it is none."""
    heads = set(table.head)
    for words in atlas.words.values():
        ours = words.below("own.head")
        if ours and {head for field, head in ours.items() if field not in SPARED} <= heads:
            found = {field: head for field, head in ours.items() if head in heads}
            return found | _drawn(table, atlas.upload, found)
    return {}


def _drawn(table: Table, rules: UploadRules, ours: Mapping[str, str]) -> dict[str, str]:
    """The column in which a GIS program wrote the shapes of our own export, which has none of its own then."""
    names = {key(name) for column in rules.columns if column.id == "shape" for name in column.names}
    heads = [head for head in table.head if key(head) in names and any(map(looks_like_shape, sampled(table, head)))]
    return {"shape": heads[0]} if heads and not table.shapes and "shape" not in ours else {}


def ids(table: Table) -> dict[str, str]:
    """The column that has our ids and nothing else, whatever it is called."""
    cells = {head: sampled(table, head) for head in table.head}
    heads = [head for head, said in cells.items() if said and all(map(OURS.fullmatch, said))]
    return {"id": heads[0]} if heads else {}


def reckoned(table: Table, mapping: Mapping[str, str], atlas: Atlas) -> tuple[str, ...]:
    """The heads of what the map reckons itself; none where the table is not one of ours."""
    if "id" not in mapping:
        return ()
    programs = {key: key.replace("-", "_") for key in RECKONED} | {code: code for code in CODES}
    written = [{key: words(f"export.column-{key}") for key in RECKONED} for words in atlas.words.values()]
    for heads in (*written, programs):
        if sum(heads[sign] in table.head for sign in SIGNS) > 1:
            ours = {*heads.values()} - {*mapping.values()}
            return tuple(head for head in table.head if head in ours)
    return ()


def called(head: str, atlas: Atlas) -> str:
    """The name of a column without what our own export puts behind one that is called as one of ours."""
    for words in atlas.words.values():
        beside = words("own.beside") if "own.beside" in words else ""
        while beside and head.endswith(beside) and head != beside:
            head = head.removesuffix(beside)
    return head


class OwnNotes:
    """Takes away from a note what the map wrote behind it: the doubt about the cluster of a place."""

    def __init__(self, atlas: Atlas) -> None:
        said = [
            text
            for words in atlas.words.values()
            for text in (words("place.outside"), words("place.reaches", clusters="\0"), words("place.beyond"))
        ]
        self._ours = re.compile("|".join(re.escape(text).replace("\0", ".{1,400}?") for text in said))

    def bare(self, note: str) -> str:
        """The note as the office wrote it."""
        return self._ours.sub("", note).strip() if self._ours.search(note) else note
