"""The parts of a workbook in a zip archive: found by any spelling of their names, read as a stream."""

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from zipfile import ZipFile

from fengtai_map.formats.xml_stream import CHUNK, Stream, parse


def parts_of(archive: ZipFile) -> dict[str, str]:
    """The names of the parts of a workbook, by their names in small letters with forward slashes."""
    return {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.namelist()}


def path_of(folder: str, target: str) -> str:
    """The path of a part that another names, in small letters."""
    said = target.replace("\\", "/").lower()
    return said.lstrip("/") if said.startswith("/") else posixpath.normpath(posixpath.join(folder, said))


def related(archive: ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """The targets of a part that lists them, by their ids."""
    found: list[tuple[str, str]] = []
    if part:
        Stream(frozenset({"Relationship"}), lambda node, _: found.append((node.get("Id"), node.get("Target")))).read(
            text_of(archive, part)
        )
    yield from found


def text_of(archive: ZipFile, part: str) -> str:
    """The text of a part."""
    return archive.read(part).decode("utf-8-sig", "replace")


def parsed(  # noqa: PLR0913, PLR0917  # expat's handlers
    parser: Any,  # noqa: ANN401  # expat names no type of it
    archive: ZipFile,
    part: str,
    start: Any,  # noqa: ANN401  # as above
    end: Any,  # noqa: ANN401  # as above
    counted: Callable[[bytes], bytes] = bytes,
) -> None:
    """Hand the elements of a part to handlers as they come. Raises FormatError where it is no XML.

    `counted` may take out of a chunk what no handler has to see.
    """
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with archive.open(part) as held:
        parse(parser, map(counted, iter(partial(held.read, CHUNK), b"")), f"{part}:")
