"""Minutes: the remarks made during a talk, as the browser sends them. Text only, and bounded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fengtai_map.content.page_blocks import BlockTable
from fengtai_map.i18n import readable
from fengtai_map.model import Atlas

MAX_REMARKS, MAX_REMARK_CHARS = 300, 400  # remarks, and signs of a text: as client/talk/remarks.js keeps them
CELLS = ("time", "stop", "headline", "place", "cluster", "text")
HEADS = ("number", "time", "stop", "place", "cluster", "text", "office")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FILES = ("docx", "xlsx")  # the forms of minutes


@dataclass(frozen=True)
class Minutes:
    """The remarks on a story on a day, ISO 8601 in its form; each row as CELLS."""

    story: str
    day: str
    rows: tuple[tuple[str, ...], ...]


def read_remarks(said: object) -> Minutes | None:
    """What a browser says, taken as text: a row of another form is left out, all is cut to its length; else None.

    >>> read_remarks({"story": "S", "day": "2026-11-26", "rows": [["09:05", 2, "H", "P", "C", "T"]]}).rows
    (('09:05', '2', 'H', 'P', 'C', 'T'),)
    """
    if not isinstance(said, Mapping) or not isinstance(said.get("rows"), list):
        return None
    good = [row for row in said["rows"] if isinstance(row, list) and len(row) == len(CELLS)]
    rows = tuple(tuple(_text(cell) for cell in row) for row in good[:MAX_REMARKS])
    day = _text(said.get("day"))
    return Minutes(_text(said.get("story")), day, rows) if rows and DAY.fullmatch(day) else None


def _text(value: object) -> str:
    return readable(" ".join(str(value)[:MAX_REMARK_CHARS].split())) if isinstance(value, str | int) else ""


def table(atlas: Atlas, minutes: Minutes, lang: str) -> BlockTable:
    """The remarks by number, and an empty column in which the office says who does what."""
    words = atlas.words[lang]
    rows = tuple(
        (number, time, words("remark.stop", n=stop, title=headline), place, cluster, text, "")
        for number, (time, stop, headline, place, cluster, text) in enumerate(minutes.rows, 1)
    )
    heads = tuple((head, words(f"remark.column-{head}")) for head in HEADS)
    return BlockTable("remarks", words("remark.title"), heads, rows)


def title(atlas: Atlas, minutes: Minutes, lang: str) -> str:
    """What stands above the table."""
    words = atlas.words[lang]
    return words("export.pair", label=words("remark.minutes"), value=minutes.story)
