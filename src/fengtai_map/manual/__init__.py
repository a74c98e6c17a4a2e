"""使用说明 · the manual: one page a language that needs nothing else, with pictures of the running product.

HOW TO CHANGE IT
Write in manual.toml, both languages beside each other. `{page.present.title}` stands for the words of that key in the
catalogues of locale/ and data/text/, so that a button is never called what it was called before. An empty line parts
paragraphs, a line that begins with "- " is one of a list. `picture` names pictures/<language>/<picture>.webp, which
`make pictures` takes anew; what is to be seen on it stands in tools/pictures.py.
"""

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from fengtai_map.i18n import Words

HERE = Path(__file__).parent
NAMES = {"zh": "help.html", "en": "help-en.html"}  # the files of the manual, by language; they lead to each other
SPOKEN = {"zh": "中文", "en": "English"}
READERS = ("reader", "presenter", "clerk", "admin")  # in the order of the contents
Json = dict[str, Any]


def page(words: Words) -> bytes:
    """The manual in the language of these words, as one file. The same words give the same bytes.

    Raises KeyError where a text names a key that the catalogue has not.

    >>> page(atlas.words["en"])[:15]
    b'<!DOCTYPE html>'
    """
    parts = [_part(number, row, words) for number, row in enumerate(sections(), 1)]
    others = [{"lang": lang, "name": SPOKEN[lang], "file": file} for lang, file in NAMES.items() if lang != words.lang]
    template = _templates().get_template("page.html")
    own = {"style": Markup(_file("page.css")), "script": Markup(_file("find.js"))}  # noqa: S704  # our own files
    return template.render(w=words, policy=policy(), parts=parts, others=others, readers=READERS, **own).encode()


def policy() -> str:
    """The Content-Security-Policy of the page: its own script, style and pictures, and nothing else at all."""
    own = (f"{kind}-src '{_hash(_file(name))}'" for kind, name in (("script", "find.js"), ("style", "page.css")))
    return "; ".join(("default-src 'none'", *own, "img-src data:", "base-uri 'none'", "form-action 'none'"))


@cache
def sections() -> tuple[Json, ...]:
    """The sections as they stand in manual.toml, in their order."""
    return tuple(tomllib.loads((HERE / "manual.toml").read_text(encoding="utf-8"))["section"])


def picture(name: str, lang: str) -> Path:
    """Where a picture lies."""
    return HERE / "pictures" / lang / f"{name}.webp"


@cache
def _file(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _part(number: int, row: Json, words: Words) -> Json:
    """A section as the template takes it."""
    lang = words.lang
    shown = picture(row["picture"], lang) if "picture" in row else None
    return {
        "number": number,
        "id": row["id"],
        "who": row["who"],
        "title": row["title"][lang],
        "blocks": tuple(_blocks(row["text"][lang], words)),
        "keys": _keys(row.get("keys", ()), words),
        "picture": f"data:image/webp;base64,{b64encode(shown.read_bytes()).decode()}" if shown else "",
    }


def _blocks(text: str, words: Words) -> Iterator[Json]:
    """Paragraphs and lists, in their order."""
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        if lines[0].startswith("- "):
            yield {"points": [_filled(line[2:], words) for line in lines]}
        else:
            yield {"text": _filled(" ".join(lines) if words.lang == "en" else "".join(lines), words)}


def _filled(text: str, words: Words) -> Markup:
    """A text with the names of what is on the screen, and with code; all else is text."""
    named = re.sub(r"\{([\w.-]+)\}", lambda key: f"<b>{escape(words.pattern(key[1]))}</b>", str(escape(text)))
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", named))  # noqa: S704  # all that was given is escaped


def _keys(rows: Sequence[tuple[str, str]], words: Words) -> tuple[tuple[str, str], ...]:
    """The keys of a talk, and what each does."""
    return tuple((caps.replace("Space", words("key.space")), words(f"key.{name}")) for name, caps in rows)


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
