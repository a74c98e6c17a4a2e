"""A file a clerk brings -> rows that can be accepted, every problem named, and what has to be chosen. No store."""

from fengtai_map.user_points.upload.choices import Choice
from fengtai_map.user_points.upload.column_mapping import recognised
from fengtai_map.user_points.upload.diff import Alike, Changes, point_changes, resolved
from fengtai_map.user_points.upload.grids import grid_of
from fengtai_map.user_points.upload.grouped_problems import group_problems, problem_lines, where
from fengtai_map.user_points.upload.merging import differences
from fengtai_map.user_points.upload.parse import read, read_files
from fengtai_map.user_points.upload.parsed_file import AcceptedRow, GivenFields, ParsedFile
from fengtai_map.user_points.upload.points import user_kind_id, user_point_id
from fengtai_map.user_points.upload.positions import from_datum, stated
from fengtai_map.user_points.upload.template import TEMPLATES, template
from fengtai_map.user_points.upload.word_meanings import WordMeanings
from fengtai_map.user_points.upload.write_rows import bad_rows_file, table_file

__all__ = [
    "TEMPLATES",
    "AcceptedRow",
    "Alike",
    "Changes",
    "Choice",
    "GivenFields",
    "ParsedFile",
    "WordMeanings",
    "bad_rows_file",
    "differences",
    "from_datum",
    "grid_of",
    "group_problems",
    "point_changes",
    "problem_lines",
    "read",
    "read_files",
    "recognised",
    "resolved",
    "stated",
    "table_file",
    "template",
    "user_kind_id",
    "user_point_id",
    "where",
]
