"""Sheets -> one .html that needs nothing else: from a USB stick, without network or server, the page still answers.

It holds the map, the same client as the live page, and the books of both languages; there is no second implementation.
"""

import gzip
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fengtai_map.client.bundle import bundle
from fengtai_map.content.book import book, book_bytes, data_uri
from fengtai_map.content.figures import period
from fengtai_map.content.pages import OVERVIEW
from fengtai_map.content.sources import source_line
from fengtai_map.export.sheet import Sheet, statuses_line
from fengtai_map.model import Atlas, PointColumns
from fengtai_map.user_points.photos import smaller
from fengtai_map.view.url import OFFLINE, View
from fengtai_map.webmap.build import district_map
from fengtai_map.webmap.folium_map import script_json

ASSETS = Path(__file__).parent / "assets"
POLICY = "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline' data:; img-src data: blob:"
Json = dict[str, Any]


def page(
    atlas: Atlas, sheets: Mapping[str, Sequence[Sheet]], day: str, lang: str = "zh", *, manual: bool = False
) -> bytes:
    """The page of these sheets, which are the same ones in every language of the keys, opened in `lang`.

    A story opens at its first stop, a View on its page. The story has to be one of the Atlas. `day` (ISO 8601) is that
    of the export; `manual` says whether the manual lies beside the file. Whatever the data holds is JSON in the page
    and is written as text.

    >>> from fengtai_map.export.formats import of_view
    >>> page(atlas, of_view(atlas, View(), ("school",)), "2026-01-31", "zh")[:15]
    b'<!DOCTYPE html>'
    """
    first = sheets[lang][0]
    # Of the office's own stories the one that is exported and no other: their notes are not for everybody.
    kept = tuple(one for one in atlas.stories if not one.own or one.id == first.story)
    own = atlas.model_copy(update={"basemaps": tuple(one for one in atlas.basemaps if not one.tiles), "stories": kept})
    setup = _setup(own, sheets, day, first) | ({"manual": True} if manual else {})
    header, body, script = district_map(own, "", {}, first.point_layer).inlined()
    return (
        _templates()
        .get_template("page.html")
        .render(
            lang=lang,
            policy=POLICY,
            title=first.title,
            header=Markup(header),  # noqa: S704  # made by webmap/, where all data is JSON
            body=Markup(body),  # noqa: S704
            script=Markup(script),  # noqa: S704
            client=Markup(bundle()),  # noqa: S704  # our own files
            setup=Markup(script_json(setup)),  # noqa: S704  # JSON without a sign HTML knows
        )
        .encode()
    )


def _setup(atlas: Atlas, sheets: Mapping[str, Sequence[Sheet]], day: str, first: Sheet) -> Json:
    """What the client reads at its start in place of what a server would say, see client/main.js."""
    view = (
        View(lang=first.view.lang, story=first.story, stop=1) if first.story else replace(first.view, basemap=OFFLINE)
    )
    return {
        "books": {lang: book_base64(_book(atlas, lang, first.point_layer)) for lang in sheets},
        "photos": {name: data_uri(smaller(content)) for name, content in atlas.photos.items()},
        "lang": first.view.lang,
        "view": view.address(),
        "page": first.page or OVERVIEW,
        "foot": {lang: foot(atlas, sheets[lang][0], day) for lang in sheets},
    }


def _book(atlas: Atlas, lang: str, point_layer: PointColumns | None) -> Json:
    """The book without the pages that only a server can draw."""
    made = book(atlas, lang, point_layer)
    return made | {"pages": [one for one in made["pages"] if not one["server"]]}


def book_base64(made: Json) -> str:
    """A book as base 64 of gzip, a sixth of its size, read by client/view/unpack_books.js. Same book, same text."""
    return b64encode(gzip.compress(book_bytes(made), mtime=0)).decode()


def foot(atlas: Atlas, sheet: Sheet, day: str) -> str:
    """The line at the foot: the day of the statuses, the source of figures and map, the day of the export."""
    lang = sheet.view.lang
    exported = atlas.words[lang]("export.exported-line", date=period(atlas, day, lang))
    return " · ".join((statuses_line(atlas, sheet), source_line(atlas, lang), exported))


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
