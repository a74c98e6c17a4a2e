"""Columns whose heads say too little to be a field, and whose cells say the rest: 建设情况 with 已建成 and 在建."""

from collections.abc import Mapping

from fengtai_map.formats import Table
from fengtai_map.formats.cells import key
from fengtai_map.model import Atlas
from fengtai_map.user_points.upload.choices import Choice
from fengtai_map.user_points.upload.column_cells import sampled
from fengtai_map.user_points.upload.named_crs import bare
from fengtai_map.user_points.upload.word_meanings import WordMeanings

NEARLY = 0.9  # of the cells that have to be known words
NOTHING = Choice()


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
