"""HTML of any quality as words: read in one pass, whatever is left open in it."""

import html
import re
from collections.abc import Iterator

from fengtai_map.formats.errors import too_heavy

TAG = re.compile(r"""<(/?)([A-Za-z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
MAX_TAG_CHARS = 4_000  # characters of a tag
BROKEN = 5_000  # signs < that begin no tag
SILENT = ("script", "style", "head", "title", "template", "noscript")
PARTING = ("br", "p", "div", "li", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "ul", "ol", "hr")
Token = tuple[str, str]  # ("", words), ("td", its attributes) or ("/td", "")


def tokens(text: str) -> Iterator[Token]:
    """Words and tags in their order. Raises FormatError where there are too many that are broken."""
    at = broken = 0
    while (start := text.find("<", at)) >= 0:
        if start > at:
            yield "", html.unescape(text[at:start])
        end = _skipped(text, start)
        if end:
            at = end
            continue
        tag = TAG.match(text, start, start + MAX_TAG_CHARS)
        if tag:
            yield f"{tag[1]}{tag[2].lower()}", tag[3]
            at = tag.end()
            continue
        broken += 1
        if broken > BROKEN:
            raise too_heavy()
        yield "", "<"
        at = start + 1
    if at < len(text):
        yield "", html.unescape(text[at:])


def _skipped(text: str, start: int) -> int:
    """Where a comment or a declaration ends, the end of the text where it does not; 0 where none begins."""
    for opening, closing in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">")):
        if text.startswith(opening, start):
            end = text.find(closing, start)
            return len(text) if end < 0 else end + len(closing)
    return 0


def attributes(said: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters."""
    found = ((name.lower(), one or other or bare) for name, one, other, bare in ATTRIBUTE.findall(said))
    return {name: html.unescape(value) for name, value in found}


def plain_text(text: str) -> tuple[str, tuple[str, ...]]:
    """The words of HTML with single blanks between them, and the addresses of the pictures in it."""
    if "<" not in text and "&" not in text:
        return text, ()
    pieces: list[str] = []
    pictures: list[str] = []
    silent = 0
    for name, said in tokens(text):
        silent = max(0, silent + (name in SILENT) - (name[1:] in SILENT and name[:1] == "/"))
        if not name and not silent:
            pieces.append(said)
        elif name.lstrip("/") in PARTING:
            pieces.append(" ")
        elif name == "img" and (source := attributes(said).get("src")):
            pictures.append(source)
    return " ".join("".join(pieces).split()), tuple(pictures)
