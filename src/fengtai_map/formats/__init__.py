"""Bytes of any file of an office -> a table of text with its shapes, or the reason why not. Nothing is understood."""

from fengtai_map.formats.open_file import FORMATS, read_files, read_table
from fengtai_map.formats.table import Found, Options, Question, Table

__all__ = ["FORMATS", "Found", "Options", "Question", "Table", "read_files", "read_table"]
