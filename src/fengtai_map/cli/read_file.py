"""`read`: how a file of points would be read, without a page: what is taken, what is wrong, what has to be chosen."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from fengtai_map.cli.output import tell
from fengtai_map.cli.read_report import as_json, lines
from fengtai_map.cli.user_store import StoreContent, kept
from fengtai_map.data.load import load
from fengtai_map.formats.encoding import knows
from fengtai_map.i18n import readable
from fengtai_map.model import Atlas
from fengtai_map.model.upload_rules import DatumName, FieldName
from fengtai_map.problems import DataError, Problem
from fengtai_map.reasons import of_system
from fengtai_map.user_points.list_memory import remembering, with_words
from fengtai_map.user_points.upload import Choice, ParsedFile, WordMeanings, grid_of, read_files

AXES = ("lon-lat", "lat-lon")
FIELDS = get_args(FieldName)


def read_parser(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", type=Path, nargs="+", help="a file, or the parts of a Shapefile together")
    parser.add_argument("--json", action="store_true", help="as JSON, for other programs")
    parser.add_argument("--datum", choices=get_args(DatumName), default="", help="of rows that name none themselves")
    parser.add_argument("--grid", default="", help="the projection of metres: EPSG:4548, EPSG:32650, beijing-local, …")
    parser.add_argument("--axes", choices=AXES, default="", help="which number stands first")
    parser.add_argument("--sheet", default="", help="a sheet or layer; * for all with the same columns")
    parser.add_argument("--head-row", type=int, default=0, help="the number of the row with the names of the columns")
    parser.add_argument("--encoding", default="", help="of the text of the file")
    parser.add_argument("--list", default="", help="the list it belongs to: read as its last file was")
    _more(parser, "--kind", "[WORD=]KIND", "what a word means, or the kind of rows without one")
    _more(parser, "--status", "WORD=STATUS", "what a word means")
    _more(parser, "--column", "FIELD=HEAD", "the column of a field: name, lon, lat, position, kind, …")


def _more(parser: argparse.ArgumentParser, name: str, metavar: str, what: str) -> None:
    parser.add_argument(name, action="append", default=[], metavar=metavar, help=f"{what}; may be given several times")


def read_file(given: argparse.Namespace) -> int:
    """Print how the files would be read. The exit status is 1 where something is wrong or has to be chosen."""
    atlas = load(given.data)
    words = atlas.words[given.lang]
    held = kept(given.data)
    choice, slips = _choice(atlas, given, held)
    if slips:
        tell(slips, words)
        return 1
    reading = _reading(atlas, choice, held, _contents(given.file, atlas.upload.limits.size), given.column)
    if given.sheet not in ("", "*", reading.table.sheet, *reading.table.sheets):
        tell([_slip("sheet", given.sheet)], words)
        return 1
    if given.json:
        print(json.dumps(as_json(atlas, reading, words), ensure_ascii=False, indent=1))
    else:
        for line in lines(atlas, reading, words):
            print(readable(line))
    return 1 if reading.problems or reading.choices else 0


def _contents(files: Sequence[Path], most: int) -> Mapping[str, bytes]:
    """The bytes of files by their names; of one that is too large one byte more than may be. Raises DataError.

    Of several with one name all but the first are called by their paths.
    """
    held: dict[str, bytes] = {}
    for file in files:
        try:
            with file.open("rb") as stream:
                held[f"{file}" if file.name in held else file.name] = stream.read(most + 1)
        except OSError as error:
            raise DataError((Problem("upload-file", file.name, "", of_system(error)),)) from error
    return held


def _choice(atlas: Atlas, given: argparse.Namespace, held: StoreContent) -> tuple[Choice, list[Problem]]:
    """What the options say, and the options that say nothing we know."""
    known = WordMeanings(atlas, Choice(kinds=held.kinds))
    slips = [_slip("column", said) for said in given.column if said.partition("=")[0] not in FIELDS or "=" not in said]
    slips += [_slip("encoding", given.encoding)] if given.encoding and not knows(given.encoding) else []
    slips += [_slip("head-row", str(given.head_row))] if given.head_row < 0 else []
    words: dict[str, dict[str, str]] = {"kind": {}, "status": {}}
    for what, said in [*(("kind", one) for one in given.kind), *(("status", one) for one in given.status)]:
        word, _, meant = said.rpartition("=")
        if id_ := known.meaning(what, meant):
            words[what][word] = id_
        else:
            slips.append(_slip(what, said))
    slips += [_slip("grid", given.grid)] if given.grid and grid_of(atlas, given.grid) is None else []
    lists = {one.name for one in held.lists}
    slips += [_slip("list", given.list)] if given.list and given.list not in lists else []
    usual = words["kind"].pop("", "")
    choice = Choice(
        datum=given.datum,
        grid=given.grid,
        axes=given.axes,
        sheet=given.sheet,
        head_row=given.head_row,
        encoding=given.encoding,
        list=given.list,
        words=words,
        kinds=held.kinds,
        defaults={"kind": usual} if usual else {},
    )
    return choice, slips


def _slip(name: str, value: str) -> Problem:
    return Problem("upload-option", f"--{name}", "", {"name": name, "value": value[:60]})


def _reading(
    atlas: Atlas, choice: Choice, held: StoreContent, files: Mapping[str, bytes], columns: Sequence[str]
) -> ParsedFile:
    """The files as they were chosen to be read, with what is remembered of their list; `columns` as FIELD=HEAD."""
    one = next((one for one in held.lists if one.name == choice.list), None)
    choice = with_words(choice, one)
    reading = read_files(files, atlas, choice, held.points)
    again = remembering(choice, one, reading)
    said = {field: head for field, _, head in (pair.partition("=") for pair in columns)}
    mapping = again.mapping or reading.mapping
    chosen = {field: head for field, head in mapping.items() if head not in said.values()} | said
    if chosen != dict(reading.mapping):
        again = replace(again, mapping=chosen)
    return reading if again == choice else read_files(files, atlas, again, held.points)
