"""A file a clerk brings -> rows that can be accepted, and every fault named. No widgets, no store, no network."""

from fengtai_map.upload.changes import Changes, changes
from fengtai_map.upload.columns import recognised
from fengtai_map.upload.datums import Readings, Tried, readings_of
from fengtai_map.upload.files import FORMATS, read_table
from fengtai_map.upload.positions import from_datum, stated
from fengtai_map.upload.reading import Reading, Row, own_id, read, read_rows
from fengtai_map.upload.rows import Choice
from fengtai_map.upload.table import Table
from fengtai_map.upload.template import template
from fengtai_map.upload.writing import bad_rows_file, where

__all__ = [
    "FORMATS",
    "Changes",
    "Choice",
    "Reading",
    "Readings",
    "Row",
    "Table",
    "Tried",
    "bad_rows_file",
    "changes",
    "from_datum",
    "own_id",
    "read",
    "read_rows",
    "read_table",
    "readings_of",
    "recognised",
    "stated",
    "template",
    "where",
]
