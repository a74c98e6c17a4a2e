"""The parts of a workbook in a zip archive, found by any spelling of their names; the texts and styles cells share."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any
from xml.parsers import expat  # a part with a DOCTYPE is refused before an entity is read
from zipfile import ZipFile

from fengtai_map.formats.errors import FormatError, too_heavy
from fengtai_map.formats.number_formats import Shown, shown
from fengtai_map.formats.xml_stream import CHUNK, Stream, local, parse

YES = ("1", "true", "on")
MOST_STYLES = 400_000  # elements of the styles: Excel itself has no more than 65,490 formats


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


def strikes(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says that the text it belongs to is struck through."""
    return name == "strike" and attributes.get("val", "1") in YES


def shared_texts(archive: ZipFile, parts: Mapping[str, str]) -> tuple[list[int], set[int]]:
    """How long each of the texts is that cells share, and the numbers of those of which some is struck through."""
    part = parts.get("xl/sharedstrings.xml") or next((parts[one] for one in parts if "sharedstrings" in one), "")
    lengths: list[int] = []
    struck: set[int] = set()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if name == "si":
            lengths.append(0)
        elif strikes(name, attributes):
            struck.add(len(lengths) - 1)

    def said(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    if part:
        parser = expat.ParserCreate()
        parser.CharacterDataHandler = said
        parsed(parser, archive, part, start, None)
    return lengths, struck


def marked_styles(archive: ZipFile, parts: Mapping[str, str]) -> tuple[set[str], dict[str, Shown]]:
    """The numbers of the styles in which text is struck through, and what others make of a number.

    None where the styles cannot be read.
    """
    fonts: list[bool] = []
    codes: dict[str, str] = {}
    struck, formats = set[str](), dict[str, Shown]()
    within: list[str] = []
    styles, elements = count(), count()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        within.append(local(name))
        if next(elements) > MOST_STYLES:
            raise too_heavy()
        if within[-2:] == ["fonts", "font"]:
            fonts.append(False)
        elif within[-3:-1] == ["fonts", "font"] and within[-1] == "strike":
            fonts[-1] = strikes("strike", attributes)
        elif within[-2:] == ["cellXfs", "xf"]:
            style, font = next(styles), attributes.get("fontId", "")
            if font.isdecimal() and len(font) < 9 and int(font) < len(fonts) and fonts[int(font)]:  # noqa: PLR2004  # no number
                struck.add(f"{style}")
            number = attributes.get("numFmtId", "")
            if what := shown(number, codes.get(number, "")):
                formats[f"{style}"] = what
        elif within[-1] == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")

    part = parts.get("xl/styles.xml", "")
    with suppress(FormatError):
        if part:
            parsed(expat.ParserCreate(), archive, part, start, lambda _: within.pop())
    return struck, formats
