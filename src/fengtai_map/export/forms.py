"""The forms in which a View or a story is handed over."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fengtai_map.export import geodata, page, paper, sheet, slides, tables
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Many, Story
from fengtai_map.text import LANGUAGES
from fengtai_map.view import View

Progress = Callable[[int, int], None]
Sheets = Mapping[str, Sequence[Sheet]]  # by language, the reader's first


@dataclass(frozen=True)
class Form:
    """A kind of file. `make` takes atlas, sheets by language, ISO 8601 day of hand-over and a progress callback.

    `whole` says whether it holds a whole story; the others hold one sheet. `each` says that it lists every point as a
    record, however many there are.
    """

    suffix: str
    mime: str
    whole: bool
    make: Callable[[Atlas, Sheets, str, Progress], bytes]
    each: bool = False


def _first(sheets: Sheets) -> Sequence[Sheet]:
    return next(iter(sheets.values()))


FORMS: Mapping[str, Form] = {
    "pptx": Form(
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        whole=True,
        make=lambda atlas, sheets, day, tell: slides.deck(atlas, _first(sheets), day, tell),
    ),
    "pdf": Form(
        "pdf",
        "application/pdf",
        whole=True,
        make=lambda atlas, sheets, day, tell: paper.pages_pdf(atlas, _first(sheets), day, tell),
    ),
    "html": Form(
        "html",
        "text/html",
        whole=True,
        make=lambda atlas, sheets, day, _tell: page.page(atlas, sheets, day, next(iter(sheets))),
    ),
    "png": Form(
        "png",
        "image/png",
        whole=False,
        make=lambda atlas, sheets, day, _tell: paper.page_png(atlas, _first(sheets)[0], day),
    ),
    "xlsx": Form(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        whole=False,
        make=lambda atlas, sheets, day, _tell: tables.workbook(atlas, _first(sheets)[0], day),
        each=True,
    ),
    "csv": Form(
        "csv",
        "text/csv",
        whole=False,
        make=lambda atlas, sheets, _day, _tell: tables.plain(atlas, _first(sheets)[0]),
        each=True,
    ),
    "geojson": Form(
        "geojson",
        "application/geo+json",
        whole=False,
        make=lambda atlas, sheets, day, _tell: geodata.geojson(atlas, _first(sheets)[0], day),
        each=True,
    ),
    "gpkg": Form(
        "gpkg",
        "application/geopackage+sqlite3",
        whole=False,
        make=lambda atlas, sheets, day, _tell: geodata.geopackage(atlas, _first(sheets)[0], day),
        each=True,
    ),
}


def of_view(atlas: Atlas, view: View, kinds: tuple[str, ...], many: Many | None = None) -> Sheets:
    """The sheet of a View in both languages, its own first; `many` is the layer that its map shows, if any."""
    return {lang: (sheet.of_view(atlas, view.spoken(lang), kinds, many),) for lang in _languages(view.lang)}


def of_story(atlas: Atlas, story: Story, lang: str) -> Sheets:
    """The sheets of a story in both languages, the reader's first."""
    return {one: sheet.of_story(atlas, story, one) for one in _languages(lang)}


def _languages(lang: str) -> tuple[str, ...]:
    return (lang, *(one for one in LANGUAGES if one != lang))
