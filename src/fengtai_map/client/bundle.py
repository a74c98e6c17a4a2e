"""The modules of the client, joined into the one classic script that every page loads: no tool but Python makes it.

The modules keep to a few forms of import and export, so that rewriting lines is enough:

    import { createStore, same as alike } from "./view.js";        (also over several lines)
    export function h(tag) {   export async function …   export const KINDS = …   export class Store {

Each becomes a function that is called at once, `const m_view = (() => { …; return { createStore }; })();`, after those
it imports. Lines keep their number within a module. `./style.js` stands for the style sheets: it exports their text.
"""

import json
import posixpath
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent
ENTRY = "main.js"
STYLE = "style.js"
CSS = ("client.css", "sections.css", "comparison.css", "talk.css", "remarks.css", "speaker.css")

NAME = r"[A-Za-z_$][\w$]*"
ONE = rf"{NAME}(?:\s+as\s+{NAME})?"
IMPORT = re.compile(rf'(?m)^import \{{(\s*{ONE}\s*(?:,\s*{ONE}\s*)*,?\s*)\}} from "(\.\.?/[\w./-]+\.js)";[ \t]*$')
EXPORT = re.compile(rf"(?m)^export (?=(?:(?:async )?function|const|class) ({NAME})\b)")
COMMENT = re.compile(r"(?s)/\*.*?\*/|(?<!:)//[^\n]*")  # JSDoc names types as import("./view.js")
OTHER = re.compile(r"(?m)^\s*(?:import|export)\b(?!\s*:)|\bimport\s*[(.]")  # in a form that was not rewritten
MARKUP = re.compile(r"(?i)</script|<!--")  # would end the script in a page of one file


@cache
def bundle() -> str:
    """The client as one classic script in strict mode that leaves no name behind. Raises ValueError, see `join`.

    >>> "import {" in bundle(), "createStore" in bundle()
    (False, True)
    """
    return join(FOLDER)


@cache
def fingerprint() -> str:
    """Sixteen hexadecimal digits, the same for the same bundle only: for a file's name or an address.

    >>> len(fingerprint())
    16
    """
    return sha256(bundle().encode()).hexdigest()[:16]


def join(folder: Path, entry: str = ENTRY) -> str:
    """The modules that `entry` needs, in the order in which they need each other, as one script.

    ValueError names the file and the line of an import or export in another form, of a module or an export that does
    not exist, and of an import that closes a circle.
    """
    done: dict[str, tuple[str, ...]] = {}
    parts: list[str] = []
    _add(folder, entry, (), done, parts)
    return "\n".join(["(() => {", '"use strict";', *parts, "})();", ""])


def _add(folder: Path, file: str, above: tuple[str, ...], done: dict[str, tuple[str, ...]], parts: list[str]) -> None:
    """A module behind those it imports; `done` has the exports of each, `above` the way that led here."""
    text = _text(folder, file)
    for found in IMPORT.finditer(text):
        needed = _path(file, found[2])
        if needed in (*above, file):
            raise _refused(file, text, found.start(), f"imports {needed}, which imports {file}: a circle")
        if needed != STYLE and not (folder / needed).is_file():
            raise _refused(file, text, found.start(), f"imports {needed}, which does not exist")
        if needed not in done:
            _add(folder, needed, (*above, file), done, parts)
    parts.append(_wrapped(file, text, done))
    done[file] = tuple(EXPORT.findall(text))


def _text(folder: Path, file: str) -> str:
    if file == STYLE:
        css = "".join((folder / name).read_text(encoding="utf-8") for name in CSS)
        quoted = json.dumps(css, ensure_ascii=False).replace("<", "\\u003c")
        return f"export const style = {quoted};\n"
    return (folder / file).read_text(encoding="utf-8")


def _wrapped(file: str, text: str, done: Mapping[str, tuple[str, ...]]) -> str:
    """The module as a function that is called at once and gives its exports."""
    _check(file, text, done)
    body = IMPORT.sub(lambda found: f"const {{{_taken(found[1])}}} = {_variable(_path(file, found[2]))};", text)
    names = ", ".join(EXPORT.findall(text))
    return (
        f"const {_variable(file)} = (() => {{ // {file}\n{EXPORT.sub('', body).rstrip()}\nreturn {{ {names} }};\n}})();"
    )


def _taken(names: str) -> str:
    """The names of an import as those of a destructuring: `a as b` is `a: b` there."""
    return re.sub(r"\s+as\s+", ": ", names)


def _check(file: str, text: str, done: Mapping[str, tuple[str, ...]]) -> None:
    for found in IMPORT.finditer(text):
        for name in {one.split()[0] for one in found[1].split(",") if one.strip()} - {*done[_path(file, found[2])]}:
            raise _refused(file, text, found.start(), f"imports {name}, which {_path(file, found[2])} does not export")
    rest = COMMENT.sub(_blank, EXPORT.sub(_blank, IMPORT.sub(_blank, text)))
    for found in (*OTHER.finditer(rest), *MARKUP.finditer(text)):
        line = text[: found.end()].rpartition("\n")[2] + text[found.end() :].partition("\n")[0]
        raise _refused(file, text, found.end(), f"«{line.strip()}» cannot be joined")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _path(file: str, said: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), said))


def _variable(file: str) -> str:
    return "m_" + re.sub(r"\W", "_", file.removesuffix(".js"))


def _refused(file: str, text: str, at: int, why: str) -> ValueError:
    return ValueError(f"{file}, line {text.count(chr(10), 0, at) + 1}: {why}")
