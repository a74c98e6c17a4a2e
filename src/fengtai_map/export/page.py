"""Sheets -> one .html that needs nothing else: from a USB stick, without network or server, the map still moves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from fengtai_map.drawing.command import show
from fengtai_map.drawing.district import district_map
from fengtai_map.drawing.layers import script_json
from fengtai_map.export.cards import cards
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas
from fengtai_map.panels.figures import figure, period
from fengtai_map.view import OFFLINE

ASSETS = Path(__file__).parent / "assets"
POLICY = "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline' data:; img-src data: blob:"
WORDS = ("previous", "next", "keys", "talk", "card", "card-close", "page-number")
Json = dict[str, Any]


def page(atlas: Atlas, sheets: Mapping[str, Sequence[Sheet]], day: str, lang: str = "zh") -> bytes:
    """The page of these sheets: the same ones in every language of the keys, opened in `lang`.

    `day` (ISO 8601) is that of the hand-over. Whatever the data holds is JSON in the page and is written as text.
    """
    own = atlas.model_copy(update={"basemaps": ()})  # no address of the internet is in the file
    header, body, script = district_map(own, "", {}, sheets[lang][0].many).inlined()
    told = {
        "lang": lang,
        "words": {one: _words(atlas, one) for one in sheets},
        "steps": {one: [_step(atlas, sheet) for sheet in group] for one, group in sheets.items()},
        "cards": {one: cards(atlas, one) for one in sheets},
        "foot": {one: foot(atlas, one, day) for one in sheets},
    }
    shows = {one: [_show(sheet) for sheet in group] for one, group in sheets.items()}
    return (
        _templates()
        .get_template("page.html")
        .render(
            lang=lang,
            policy=POLICY,
            title=sheets[lang][0].title,
            header=Markup(header),  # noqa: S704  # made by drawing/, where all data is JSON
            body=Markup(body),  # noqa: S704
            script=Markup(script),  # noqa: S704
            style=_asset("page.css"),
            ours=_asset("page.js"),
            told=Markup(script_json(told)),  # noqa: S704  # JSON without any sign that HTML knows
            shows=Markup(", ".join(f"{one}: [{', '.join(group)}]" for one, group in shows.items())),  # noqa: S704
        )
        .encode()
    )


def _show(sheet: Sheet) -> str:
    """The command of a sheet as a JavaScript function, on the background that is in the file."""
    more = {"zoom": sheet.zoom} if sheet.zoom else {}
    return f"() => {{ {show(replace(sheet.view, basemap=OFFLINE), sheet.kinds, **more)} }}"


def _step(atlas: Atlas, sheet: Sheet) -> Json:
    figures = [asdict(figure(atlas, fact, sheet.view.lang)) for fact in sheet.figures]
    words = atlas.words[sheet.view.lang]
    for one in figures:
        one["said"] = words("export.quote-line", quote=one["quote"], locator=one["locator"])
    keys = ("id", "printed", "unit", "label", "about", "rank", "said", "note")
    return {"title": sheet.title, "notes": sheet.notes, "figures": [{key: one[key] for key in keys} for one in figures]}


def _words(atlas: Atlas, lang: str) -> Json:
    words = atlas.words[lang]
    return {key: words.pattern(f"export.{key}") for key in WORDS} | {"app": words("app.title")}


def foot(atlas: Atlas, lang: str, day: str) -> str:
    """The line at the foot of every sheet: the source of its figures and of its map, the day of the hand-over."""
    words, released = atlas.words[lang], period(atlas, atlas.release.date.isoformat(), lang)
    source = words("export.source-line", title=atlas.release.title[lang], date=released)
    return f"{source} · {words('export.handed-line', date=period(atlas, day, lang))}"


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def _asset(name: str) -> Markup:
    return Markup((ASSETS / name).read_text(encoding="utf-8"))  # noqa: S704  # our own file
