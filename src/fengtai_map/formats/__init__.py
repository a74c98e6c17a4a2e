"""Bytes of any file of an office -> a table of text with its shapes, or the reason why not. Nothing is understood."""

from fengtai_map.formats.asked import Asked, Options
from fengtai_map.formats.cells import FORMULA
from fengtai_map.formats.read import FORMATS, read_files, read_table
from fengtai_map.formats.table import Found, Table

__all__ = ["FORMATS", "FORMULA", "Asked", "Found", "Options", "Table", "read_files", "read_table"]
