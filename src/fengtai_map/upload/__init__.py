"""A file a clerk brings -> rows that can be accepted, every problem named, and what has to be chosen. No store."""

from fengtai_map.upload.changes import Alike, Changes, changes, resolved
from fengtai_map.upload.choice import Choice
from fengtai_map.upload.columns import recognised
from fengtai_map.upload.grids import grid_of
from fengtai_map.upload.merging import differences
from fengtai_map.upload.points import own_id, own_kind_id
from fengtai_map.upload.positions import from_datum, stated
from fengtai_map.upload.reading import Reading, read, read_files, read_rows
from fengtai_map.upload.taking import Given, Row
from fengtai_map.upload.template import TEMPLATES, template
from fengtai_map.upload.told import Told, together
from fengtai_map.upload.words import Words
from fengtai_map.upload.writing import bad_rows_file, table_file, where

__all__ = [
    "TEMPLATES",
    "Alike",
    "Changes",
    "Choice",
    "Given",
    "Reading",
    "Row",
    "Told",
    "Words",
    "bad_rows_file",
    "changes",
    "differences",
    "from_datum",
    "grid_of",
    "own_id",
    "own_kind_id",
    "read",
    "read_files",
    "read_rows",
    "recognised",
    "resolved",
    "stated",
    "table_file",
    "template",
    "together",
    "where",
]
