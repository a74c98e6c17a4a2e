"""Workbooks (.xlsx .xlsm .xls .et .xlsb .ods) as sheets: their cells by calamine, the rest by their own parts."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from zipfile import ZipFile

from fengtai_map.formats.cell_flags_ods import flags_ods, without_blanks
from fengtai_map.formats.cell_flags_xls import flags_xls
from fengtai_map.formats.cell_flags_xlsb import flags_xlsb
from fengtai_map.formats.cell_flags_xlsx import flags_xlsx
from fengtai_map.formats.cells import clean, unescaped
from fengtai_map.formats.compound_file import MAGIC
from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.number_formats import as_shown
from fengtai_map.formats.raw_sheet import CellFlags, Line, RawSheet, Span
from fengtai_map.model.upload_rules import Limits

PROCESS = Path(__file__).with_name("calamine_process.py")
SECONDS = 90
WORKBOOK_SLOTS = BoundedSemaphore(
    2
)  # workbooks that a server reads at the same time: each may take the memory of a process
WIDEST = 3  # bytes of a character of a text, at most for Chinese
NO_FLAGS = CellFlags()


@dataclass(frozen=True)
class Book:
    """The sheets that can be seen, whether or not they hold anything, and the names of those that are hidden."""

    sheets: tuple[RawSheet, ...]
    hidden: tuple[str, ...] = ()


def workbook(content: bytes, kind: str, limits: Limits) -> Book:
    """The sheets of a workbook, `kind` being "xlsx", "xlsb", "ods" or "xls". Raises FormatError for anything else."""
    flags = _flags(content, kind, limits)
    about, parts = _read(without_blanks(content) if kind == "ods" else content, limits)
    hidden = [name for name, sort, seen in about if sort == "WorkSheet" and seen != "Visible"]
    return Book(tuple(_sheet(*part, flags.get(part[0], NO_FLAGS)) for part in parts), tuple(hidden))


def _flags(content: bytes, kind: str, limits: Limits) -> Mapping[str, CellFlags]:
    if content.startswith(MAGIC):
        return flags_xls(content)
    with ZipFile(BytesIO(content)) as archive:
        if kind == "xlsx":
            return flags_xlsx(archive, limits.unpacked // WIDEST)
        return flags_xlsb(archive) if kind == "xlsb" else flags_ods(archive)


def _read(content: bytes, limits: Limits) -> tuple[list[list[str]], list[tuple[str, list[Line], list[Span]]]]:
    """What the process that reads says: all sheets, and the cells of those that can be seen."""
    said = _said(content, limits)
    about: list[list[str]] = []
    parts: list[tuple[str, list[Line], list[Span]]] = []
    for one in map(json.loads, said.splitlines()):
        if isinstance(one, list):
            parts[-1][1].append((one[0], [clean(unescaped(cell)) for cell in one[1]]))
        elif "sheet" in one:
            spans = [(top + 1, left, end + 1, right) for top, left, end, right in one["merged"]]
            parts.append((one["sheet"], [], spans))
        elif "sheets" in one:
            about = one["sheets"]
        else:
            raise _failed(one)
    return about, parts


def _said(content: bytes, limits: Limits) -> bytes:
    """The answer of the process; without one it was too much for it."""
    command = [sys.executable, "-P", str(PROCESS), f"{limits.unpacked}"]
    try:
        with WORKBOOK_SLOTS:
            done = subprocess.run(  # noqa: S603  # our own script, by the path of this package
                command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
            )
    except subprocess.TimeoutExpired as error:
        raise too_heavy() from error
    if done.returncode not in (0, 3):
        raise too_heavy()
    return done.stdout


def _failed(said: Mapping[str, Any]) -> FormatError:
    """Why a workbook cannot be read."""
    if said["failed"] == "password":
        return FormatError("format-password")
    return too_heavy() if said["failed"] == "memory" else FormatError("format-broken")


def _sheet(name: str, lines: list[Line], spans: list[Span], flags: CellFlags) -> RawSheet:
    """A sheet with its flags: a formula without a value and an error have their text, a format its own."""
    texts = {**flags.formulas, **flags.errors}
    held = dict(lines)
    for (row, column), what in flags.shown.items():
        if column < len(said := [*held.get(row, ())]):
            said[column] = as_shown(said[column], what)
            held[row] = said
    for (row, column), text in texts.items():
        cells = [*held.get(row, ())]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text
        held[row] = cells
    filled = sorted(held.items())
    return RawSheet(
        name,
        [line for line in filled if any(line[1])],
        spans or flags.spans,
        flags.formulas,
        flags.errors,
        flags.unseen,
        flags.unseen_columns,
        flags.struck,
    )
