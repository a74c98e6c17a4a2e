"""The command line: check the data, find something in it, export it, print it as JSON for other programs."""

import argparse
import errno
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from fengtai_map.cli.export import export, export_parser, site_parser, write_site
from fengtai_map.cli.output import LISTS, found, records, tell
from fengtai_map.cli.read_file import read_file, read_parser
from fengtai_map.cli.replace_layer import replace_layer, replace_parser
from fengtai_map.cli.user_store import stored
from fengtai_map.clock import today
from fengtai_map.data.atomic_write import unwritten
from fengtai_map.data.checks.dates import unbegun
from fengtai_map.data.checks.quotes import OF_TEXT
from fengtai_map.data.load import DATA, TEXT, data_folder, load, made, read, release_text
from fengtai_map.i18n import LANGUAGES, interface_words
from fengtai_map.office_master import NAME, office_master
from fengtai_map.problems import DataError
from fengtai_map.search import ask, index

NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}  # on the disk, in the quota


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 1 when there is any problem."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # a Windows console would choke on a Chinese name
    given = _parser().parse_args(arguments)
    try:
        return _run(given)
    except BrokenPipeError:  # `… | head` has seen enough
        for stream in (sys.stdout, sys.stderr):
            _silent(stream)
        return 1


def _run(given: argparse.Namespace) -> int:
    try:
        status = COMMANDS[given.command](given)
        sys.stdout.flush()
    except DataError as error:
        tell(error.problems, interface_words()[given.lang])
        return 1
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        try:
            sys.stdout.flush()
        except OSError:  # it was the output: what is left to flush at exit goes nowhere
            _silent(sys.stdout)
        tell(unwritten(error, "output").problems, interface_words()[given.lang])
        return 1
    return status


def _silent(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fengtai_map", description=__doc__)
    parser.add_argument("--data", type=data_folder, default=DATA, help="the data folder")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="the language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="validate all data and the store; exit status 1 if there is a problem")
    check.add_argument(
        "--release-text",
        type=Path,
        default=TEXT,
        help="the release, id<TAB>section<TAB>text a line: prove every quote; else FENGTAI_RELEASE_TEXT",
    )
    export_parser(commands.add_parser("export", help="export a story or a View as a file"))
    site_parser(commands.add_parser("site", help="the whole dashboard as one file or a folder that needs no server"))
    find = commands.add_parser(
        "find", help="search by name, pinyin, initials: id, kind, names; status 1 if none is found"
    )
    find.add_argument("text")
    read_parser(
        commands.add_parser("read", help="how a file of points would be read; status 1 if it cannot be as it is")
    )
    replace_parser(
        commands.add_parser("replace-layer", help="an official file in the place of a layer or the clusters")
    )
    for name in LISTS:
        listing = commands.add_parser(name, help=f"print all {name}")
        listing.add_argument("--json", action="store_true", required=True, help="as JSON, the only form there is")
    return parser


def _progress(done: int, total: int) -> None:
    print(f"{done} / {total}", file=sys.stderr)


def _check(given: argparse.Namespace) -> int:
    rows, folder = read(given.data)
    problems = [*folder.problems, *unbegun(rows, today())]
    words = interface_words()[given.lang]
    if given.release_text:
        text, unread = release_text(given.release_text)
        problems += [*unread, *(problem for check in OF_TEXT for problem in check(rows, text))] if text else unread
    problems += office_master(os.environ.get(NAME, ""))[1]
    if not folder.problems:
        problems += stored(given.data, made(rows, None))
    tell(problems, words)
    counts = {
        "facts": len(rows.facts),
        "entries": len(rows.entries),
        "places": len(rows.places),
        "layers": len(rows.layers),
    }
    if not problems:
        proven = [words("check.proven", file=given.release_text.name)] if given.release_text else []
        print(words("check.clean", **counts), *proven)
    return 1 if problems else 0


def _list(given: argparse.Namespace) -> int:
    json.dump(records(load(given.data), given.command), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _find(given: argparse.Namespace) -> int:
    atlas = load(given.data)
    answer = ask(index(atlas), given.text)
    for hit in answer.hits:
        print(found(atlas, hit))
    if not answer.hits:
        print(interface_words()[given.lang]("find.near" if answer.near else "find.nothing"), file=sys.stderr)
    for hit in answer.near:
        print(found(atlas, hit), file=sys.stderr)
    return 0 if answer.hits else 1


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "export": lambda given: export(given, _progress),
    "find": _find,
    "site": write_site,
    "read": read_file,
    "replace-layer": replace_layer,
    **dict.fromkeys(LISTS, _list),
}
