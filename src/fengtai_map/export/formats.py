"""The forms in which a View or a story is exported. The libraries of a form are imported when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from fengtai_map.content.page_blocks import BlockTable
from fengtai_map.content.pages import OVERVIEW
from fengtai_map.export import sheet
from fengtai_map.export.layout.items import Progress
from fengtai_map.export.sheet import Sheet, whole
from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import Atlas, PointColumns, Story
from fengtai_map.view.url import View

Sheets = Mapping[str, Sequence[Sheet]]  # by language, the reader's first


@dataclass(frozen=True)
class Form:
    """A kind of file. `make` takes atlas, sheets by language, ISO 8601 day of the export and a progress callback.

    `whole` says whether it holds a whole story; the others hold one sheet. `each` says that it lists every point as a
    record, however many there are; `several` that it is an archive of many files, which takes a while.
    """

    suffix: str
    mime: str
    whole: bool
    make: Callable[[Atlas, Sheets, str, Progress], bytes]
    each: bool = False
    several: bool = False


def _slides(atlas: Atlas, sheets: Sheets, day: str, tell: Progress, office: bytes | None = None) -> bytes:
    from fengtai_map.export.pptx.presentation import deck

    return deck(atlas, _first(sheets), day, tell, office)


def _pdf(atlas: Atlas, sheets: Sheets, day: str, tell: Progress) -> bytes:
    from fengtai_map.export.pdf_pages import pages_pdf

    return pages_pdf(atlas, _first(sheets), day, tell)


def _html(atlas: Atlas, sheets: Sheets, day: str, _tell: Progress) -> bytes:
    from fengtai_map.export.html.page import page

    return page(atlas, sheets, day, next(iter(sheets)))


def _png(atlas: Atlas, sheets: Sheets, day: str, _tell: Progress) -> bytes:
    from fengtai_map.export.pdf_pages import page_png

    return page_png(atlas, _first(sheets)[0], day)


def _docx(atlas: Atlas, sheets: Sheets, day: str, _tell: Progress) -> bytes:
    from fengtai_map.export.brief import brief
    from fengtai_map.export.brief_files import brief_docx

    return brief_docx(atlas, brief(atlas, _first(sheets)[0], day), day)


def _zip(atlas: Atlas, sheets: Sheets, day: str, tell: Progress) -> bytes:
    from fengtai_map.export.brief_files import briefs_zip

    first = _first(sheets)[0]
    return briefs_zip(atlas, first.view.lang, first.base, day, tell)


def _xlsx(atlas: Atlas, sheets: Sheets, day: str, _tell: Progress) -> bytes:
    from fengtai_map.export.workbook import workbook

    return workbook(atlas, whole(atlas, _first(sheets)), day)


def _csv(atlas: Atlas, sheets: Sheets, day: str, _tell: Progress) -> bytes:
    from fengtai_map.export.workbook import plain

    return plain(atlas, whole(atlas, _first(sheets)), day)


def _geojson(atlas: Atlas, sheets: Sheets, day: str, _tell: Progress) -> bytes:
    from fengtai_map.export.geodata import geojson

    return geojson(atlas, _first(sheets)[0], day)


def _gpkg(atlas: Atlas, sheets: Sheets, day: str, _tell: Progress) -> bytes:
    from fengtai_map.export.geodata import geopackage

    return geopackage(atlas, _first(sheets)[0], day)


def _first(sheets: Sheets) -> Sequence[Sheet]:
    return next(iter(sheets.values()))


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMS: Mapping[str, Form] = {
    "pptx": Form("pptx", f"{OFFICE}.presentationml.presentation", whole=True, make=_slides),
    "pdf": Form("pdf", "application/pdf", whole=True, make=_pdf),
    "html": Form("html", "text/html", whole=True, make=_html),
    "png": Form("png", "image/png", whole=False, make=_png),
    "docx": Form("docx", f"{OFFICE}.wordprocessingml.document", whole=False, make=_docx),
    "zip": Form("zip", "application/zip", whole=False, make=_zip, several=True),
    "xlsx": Form("xlsx", f"{OFFICE}.spreadsheetml.sheet", whole=True, make=_xlsx, each=True),
    "csv": Form("csv", "text/csv", whole=True, make=_csv, each=True),
    "geojson": Form("geojson", "application/geo+json", whole=False, make=_geojson, each=True),
    "gpkg": Form("gpkg", "application/geopackage+sqlite3", whole=False, make=_gpkg, each=True),
}


def made(  # noqa: PLR0913  # as Form.make, and the master
    name: str, atlas: Atlas, sheets: Sheets, day: str, tell: Progress, *, office: bytes | None = None
) -> bytes:
    """A file in the form of this name. `office` is the master that an office lays beside: slides fill it."""
    if office and name == "pptx":
        return _slides(atlas, sheets, day, tell, office)
    return FORMS[name].make(atlas, sheets, day, tell)


def of_view(  # noqa: PLR0913  # what a page is asked with
    atlas: Atlas,
    view: View,
    kinds: tuple[str, ...],
    point_layer: PointColumns | None = None,
    page: str = OVERVIEW,
    *,
    extra: Mapping[str, tuple[BlockTable, ...]] | None = None,
    base: str = "",
) -> Sheets:
    r"""The sheet of a View on a page, in both languages, its own first; `point_layer` is the layer of its map, if any.

    `extra` are by language the tables that only the server has, `base` the address of the dashboard.

    >>> sheets = of_view(atlas, View(lang="en", clusters=("lize",)), ("school",))
    >>> list(sheets), sheets["en"][0].title
    (['en', 'zh'], 'Lize Financial Business District')
    >>> FORMS["csv"].make(atlas, sheets, "2026-01-31", print)[:3]  # the mark by which a spreadsheet knows UTF-8
    b'\xef\xbb\xbf'
    """
    more = extra or {}
    return {
        lang: (sheet.of_view(atlas, view.spoken(lang), kinds, point_layer, page, extra=more.get(lang, ()), base=base),)
        for lang in _languages(view.lang)
    }


def of_story(atlas: Atlas, story: Story, lang: str, base: str = "") -> Sheets:
    """The sheets of a story in both languages, the reader's first.

    >>> sheets = of_story(atlas, atlas.stories[0], "zh")
    >>> len(sheets["zh"]) == len(atlas.stories[0].stop)
    True
    """
    return {one: sheet.of_story(atlas, story, one, base) for one in _languages(lang)}


def _languages(lang: str) -> tuple[str, ...]:
    return (lang, *(one for one in LANGUAGES if one != lang))
