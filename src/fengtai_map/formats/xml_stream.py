"""XML read as a stream: no prefix needs a declaration, no entity grows, one part is held at a time."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat  # a document with a DOCTYPE is refused before an entity is read

from fengtai_map.formats.encoding import ALONE, Decoded, decoded
from fengtai_map.formats.errors import FormatError, too_heavy

DEEPEST = 200  # elements inside each other: no honest document comes near
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
CHINESE = ("gbk", "gb2312", "gb_2312-80", "cp936", "hz-gb-2312", "gb18030")
CHUNK = 1 << 16
NODES = 400_000  # elements of one feature


@dataclass
class Node:
    """An element without its prefix; `text` is what stands in it, with all that stands in what is inside of it."""

    name: str
    attributes: Mapping[str, str]
    children: list["Node"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text right inside the element."""
        return "".join(self.pieces).strip()

    def all(self, *names: str) -> list["Node"]:
        """The children of these names."""
        return [one for one in self.children if one.name in names]

    def first(self, *names: str) -> "Node | None":
        """The first child of these names."""
        return next((one for one in self.children if one.name in names), None)

    def said(self, *names: str) -> str:
        """The text of the first child of these names, empty where there is none."""
        one = self.first(*names)
        return one.text if one else ""

    def get(self, name: str) -> str:
        """An attribute, empty where there is none."""
        return self.attributes.get(name, "")


def local(name: str) -> str:
    """The name of an element or an attribute without its prefix."""
    return name.rpartition(":")[2]


def xml_text(content: bytes, chosen: str = "") -> Decoded:
    """The text of a document: by the encoding that it declares where it can be read so, else by the one it tells."""
    plain = content.removeprefix(b"\xef\xbb\xbf")
    found = DECLARED.match(plain)
    if found and not chosen and not _is_utf8(plain):
        name = found[1].decode("ascii")
        codec = "gb18030" if name.lower() in CHINESE else name
        try:
            return Decoded(plain.decode(codec), "GB18030" if codec == "gb18030" else name.upper())
        except (LookupError, ValueError):
            pass
    return decoded(content, chosen)


def _is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8 beyond doubt: all of them, and Chinese among them."""
    try:
        return any(sign >= ALONE for sign in content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


class Stream:
    """Calls `taken` with each element of the given names, whole, and `passed` with each other that begins.

    Elements right inside one of the names of `inside` are taken whatever they are called.
    """

    def __init__(
        self,
        names: frozenset[str],
        taken: Callable[[Node, tuple[str, ...]], None],
        passed: Callable[[Node, tuple[str, ...]], None] | None = None,
        inside: frozenset[str] = frozenset(),
    ) -> None:
        self.names, self.taken, self.passed, self.inside = names, taken, passed, inside
        self.path: list[str] = []
        self.open: list[Node] = []
        self.count = 0

    def read(self, text: str) -> None:
        """Read a document. Raises FormatError where it is none, or one that takes too much."""
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._said
        parse(parser, (text[at : at + CHUNK].encode("utf-8", "replace") for at in range(0, len(text), CHUNK)))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if len(self.path) >= DEEPEST:
            raise too_heavy()
        if self.open or name in self.names or (self.path and self.path[-1] in self.inside):
            self._opened(Node(name, {local(key): value for key, value in attributes.items()}))
        elif self.passed:
            self.passed(Node(name, {local(key): value for key, value in attributes.items()}), tuple(self.path))
        self.path.append(name)

    def _opened(self, node: Node) -> None:
        self.count += 1
        if self.count > NODES:
            raise too_heavy()
        if self.open:
            self.open[-1].children.append(node)
        self.open.append(node)

    def _end(self, _: str) -> None:
        self.path.pop()
        if self.open:
            node = self.open.pop()
            if not self.open:
                self.count = 0
                self.taken(node, tuple(self.path))

    def _said(self, text: str) -> None:
        if self.open:
            self.open[-1].pieces.append(text)


def parse(parser: Any, chunks: Iterable[bytes], part: str = "") -> None:  # noqa: ANN401  # expat names no type of it
    """Give a document to a parser that has its handlers. Raises FormatError where it is no XML, or has a DOCTYPE.

    `part` is where a line of it is, with a colon behind.
    """
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # noqa: FBT003  # "not the last"
        parser.Parse(b"", True)  # noqa: FBT003  # as above: the last
    except expat.ExpatError as error:
        raise FormatError("format-xml", f"{part}{error.lineno}", line=f"{error.lineno}") from error


def _no_doctype(*_: object) -> None:
    raise FormatError("format-doctype")
