"""Files of text -> a table: which kind a text is, by how it begins."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fengtai_map.formats.candidate_tables import FileReading
from fengtai_map.formats.choose_table import choose, first_that_can, preview, with_unread
from fengtai_map.formats.delimited import delimited
from fengtai_map.formats.encoding import Decoded, decoded
from fengtai_map.formats.errors import FormatError
from fengtai_map.formats.features import FileLayer, feature_table
from fengtai_map.formats.gml import gml_layer
from fengtai_map.formats.gpx import gpx_layer
from fengtai_map.formats.grid import is_list, table
from fengtai_map.formats.html_table import html_sheets
from fengtai_map.formats.json_files import json_layers
from fengtai_map.formats.kml import kml_layer
from fengtai_map.formats.raw_sheet import RawSheet
from fengtai_map.formats.sniff import is_text
from fengtai_map.formats.table import Options, Question, Table
from fengtai_map.formats.xml2003 import sheets_2003
from fengtai_map.formats.xml_stream import local, xml_text
from fengtai_map.formats.zip_guard import ending
from fengtai_map.problems import Problem

NAME = re.compile(r"<([A-Za-z_][\w.:-]*)")
MAPINFO = re.compile(r"version\s+\d+\s+charset\s", re.IGNORECASE)
DRAWING = re.compile(r"(?:999[ \t]*\r?\n[^\n]*\n[ \t]*){0,99}0[ \t]*\r?\n[ \t]*SECTION\b")  # 999: a remark above
COMMENT = re.compile(r"(?:(?://[^\n]*|/\*.*?\*/)\s*)+", re.DOTALL)  # JSON has none
FILLED = "\x00\x1a"  # what old programs and broken disks fill the end of a file with
LIBRE = "urn:oasis:names:tc:opendocument"
KML = ("kml", "document", "folder", "placemark")
PAGES = ("html", "body", "table", "head", "meta", "div", "style", "center")
GML = ("featurecollection", "spatialdataset", "wfs_featurecollection")
START = 20_000  # characters in which the kind of a text is looked for
NO_TEXT = ("xlsx", "xlsm", "xlsb", "xls", "et", "ods", "gpkg", "kmz", "zip")  # endings of what is read and is no text


def text_table(content: bytes, way: FileReading) -> tuple[Table, str]:
    """The table of a text file, and what kind it is. Raises FormatError where it is no table.

    Where its encoding is not certain it is asked for, with what each of them would give.
    """
    said = _text(content, way)
    made, kind = _read(said.text, way)
    if not said.offered:
        return replace(made, encoding=said.encoding), kind
    previews = {one: _preview(content, way, one) for one in said.offered}
    asked = Question("encoding", said.offered, {}, previews)
    return replace(made, encoding=said.encoding, encodings=said.offered, choices=(asked, *made.choices)), kind


def _preview(content: bytes, way: FileReading, encoding: str) -> Sequence[Sequence[str]]:
    """What an encoding would give, empty where it gives no table."""
    try:
        return preview(_read(_text(content, replace(way, options=Options(encoding=encoding))).text, way)[0])
    except FormatError:
        return ()


def _text(content: bytes, way: FileReading) -> Decoded:
    marked = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    said = xml_text(content, way.options.encoding) if marked else decoded(content, way.options.encoding, way.known)
    said = replace(said, text=said.text.rstrip(FILLED))
    if not is_text(said.text):
        raise FormatError("format-broken" if ending(way.file) in NO_TEXT else "upload-format")
    return said


def _read(text: str, way: FileReading) -> tuple[Table, str]:
    """The table of a text, and what kind it is."""
    start = text[:START].lstrip("\ufeff \t\r\n\x1e")
    if start.startswith(("{", "[")):
        return _json(text, way), "JSON"
    if start.startswith("<"):
        return _marked_up(text, root_of(start), way)
    if (comment := COMMENT.match(start)) and start[comment.end() :].startswith(("{", "[")):
        line = f"{text[: text.index('/')].count(chr(10)) + 1}"
        raise FormatError("format-json", line, line=line, text=comment[0].strip()[:40])
    if MAPINFO.match(start):
        raise FormatError("format-gis", what="MapInfo")
    if DRAWING.match(start):
        raise FormatError("format-drawing", what="DXF")
    if not start:
        raise FormatError("upload-empty")
    return table(delimited(text, way.file, way.limits), way)[0], "CSV"


def root_of(text: str) -> str:
    """The name of the first element of XML or HTML in small letters, empty where none comes."""
    at = 0
    while at >= 0 and (at := text.find("<", at)) >= 0:
        if name := NAME.match(text, at):
            return local(name[1]).lower()
        closing = "-->" if text.startswith("<!--", at) else ">"
        at = text.find(closing, at + 1)
    return ""


def _marked_up(text: str, root: str, way: FileReading) -> tuple[Table, str]:
    """The table of XML or HTML by the name of its first element."""
    if root == "document" and LIBRE in text[:START]:
        raise FormatError("format-old", what="FODS")
    if root in KML:
        return feature_table(kml_layer(text, way.file, way.limits), way.file, way.limits), "KML"
    if root == "gpx":
        return feature_table(gpx_layer(text, way.limits), way.file, way.limits), "GPX"
    if root in GML:
        return feature_table(gml_layer(text, way.file, way.limits), way.file, way.limits), "GML"
    if root == "workbook":
        return sheets_table(*sheets_2003(text), way), "XML"
    if root in PAGES:
        return sheets_table(html_sheets(text), (), way), "HTML"
    raise FormatError("format-xml-other", name=root[:40] or "<")


def _json(text: str, way: FileReading) -> Table:
    held = json_layers(text, way.file)
    if isinstance(held, RawSheet):
        return table(held, way)[0]
    return layers_table(held, way)


def layers_table(layers: Sequence[FileLayer], way: FileReading) -> Table:
    """The table of layers, the first that holds anything. Raises FormatError where none can be read."""
    candidates, errors = [], []
    for layer in layers:
        try:
            made = feature_table(layer, way.file, way.limits)
            candidates.append(way.candidate(made))
        except FormatError as error:
            errors.append(error)
    if not candidates:
        raise first_that_can(errors)
    return with_unread(choose(candidates, way.options.sheet), errors, way.options.sheet)


def sheets_table(sheets: Sequence[RawSheet], hidden: Sequence[str], way: FileReading) -> Table:
    """The table of sheets, and a notice of those that are hidden. Raises FormatError where none can be read."""
    filled = [sheet for sheet in sheets if sheet.lines]
    asking = replace(way, several=len(filled) > 1)
    candidates, errors, lists = [], [], []
    for sheet in filled:
        try:
            made, heads = table(sheet, asking)
            candidates.append(way.candidate(made, heads.known, sure=heads.sure))
        except FormatError as error:
            errors.append(error)
            lists += [error] if is_list(sheet, asking) else []
    if not candidates:
        if errors:
            raise first_that_can(errors)
        raise FormatError("format-all-hidden" if hidden else "upload-empty", names=", ".join(hidden)[:80])
    odd = [one for one in errors if one not in lists]
    made = with_unread(choose(candidates, way.options.sheet), lists, way.options.sheet, odd)
    if not hidden:
        return made
    notice = Problem("format-hidden", way.file, "", {"names": ", ".join(hidden)[:80], "count": f"{len(hidden)}"})
    return replace(made, notices=(*made.notices, notice))
