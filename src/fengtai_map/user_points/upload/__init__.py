"""A file a clerk brings -> rows that can be accepted, every problem named, and what has to be chosen. No store."""

from fengtai_map.user_points.upload.changes import Alike, Changes, changes, resolved
from fengtai_map.user_points.upload.choice import Choice
from fengtai_map.user_points.upload.columns import recognised
from fengtai_map.user_points.upload.grids import grid_of
from fengtai_map.user_points.upload.merging import differences
from fengtai_map.user_points.upload.points import own_id, own_kind_id
from fengtai_map.user_points.upload.positions import from_datum, stated
from fengtai_map.user_points.upload.reading import Reading, read, read_files, read_rows
from fengtai_map.user_points.upload.taking import Given, Row
from fengtai_map.user_points.upload.template import TEMPLATES, template
from fengtai_map.user_points.upload.told import Told, together
from fengtai_map.user_points.upload.words import Words
from fengtai_map.user_points.upload.writing import bad_rows_file, table_file, where

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
