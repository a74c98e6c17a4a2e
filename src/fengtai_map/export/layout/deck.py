"""Sheets -> slides: a story with cover, stops, closing and appendix; a View with all that stands on its page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar

from fengtai_map.content.figures import figure
from fengtai_map.content.places import precision
from fengtai_map.export.layout.appendix import appendix
from fengtai_map.export.layout.cards import number_rows
from fengtai_map.export.layout.cover_and_closing import BODY, beside, closing, cover
from fengtai_map.export.layout.headings import LINES, NUMBERS, DeckContext, paged
from fengtai_map.export.layout.items import LEAST, QUIET, Item, Run, Slide, TextBox
from fengtai_map.export.layout.stop_layouts import compose
from fengtai_map.export.layout.table_slides import chart_slides, places_slides, table_slides
from fengtai_map.export.layout.tiles import entry_line, tiles
from fengtai_map.export.sheet import Sheet, listed
from fengtai_map.geo.hubs import STATION
from fengtai_map.model import Atlas

FIGURES, ENTRIES = 9, 16  # on a slide at most
One = TypeVar("One")
QUIET_TABLES = ("shown", "measures", "charts", "card", "green", "counts", "layer", "topics")  # for programs, or drawn


def deck(ctx: DeckContext, sheets: Sequence[Sheet]) -> Iterator[Slide]:
    """The slides of these sheets, numbered."""
    story = bool(sheets[0].story)
    made = list(_story(ctx, sheets) if story else _view(ctx, sheets[0]))
    for number, slide in enumerate(made, 1):
        yield numbered(slide, number)


def numbered(slide: Slide, number: int) -> Slide:
    """A slide as the one of this number in its file; where a stop's own number stands, that stays."""
    return replace(slide, number=number, items=tuple(_counting(item, number) for item in slide.items))


def _counting(item: Item, number: int) -> Item:
    if isinstance(item, TextBox) and item.role == "number" and not item.lines:
        return replace(item, lines=((Run(f"{number}", LEAST, QUIET),),))
    return item


def _story(ctx: DeckContext, sheets: Sequence[Sheet]) -> Iterator[Slide]:
    yield cover(ctx, sheets)
    for sheet in sheets:
        yield stop(ctx, sheet)
    yield closing(ctx, sheets)
    yield from appendix(ctx, sheets)


def stop(ctx: DeckContext, sheet: Sheet) -> Slide:
    """A stop of a story, or the first slide of a View."""
    items = compose(ctx, sheet)
    return Slide(sheet.lead, sheet.title, sheet.view.lang, items, "\n".join(_speaker_notes(ctx.atlas, sheet)))


def _view(ctx: DeckContext, sheet: Sheet) -> Iterator[Slide]:
    tables = [table for table in sheet.content.tables if table.id not in QUIET_TABLES and table.rows]
    first = sheet.content.main
    if not sheet.background:
        yield stop(ctx, sheet)
    yield from (slide for table in tables if table.id == first for slide in table_slides(ctx, sheet, table))
    yield from _figures(ctx, sheet)
    yield from _entries(ctx, sheet)
    yield from (slide for table in tables if table.id != first for slide in table_slides(ctx, sheet, table))
    if not sheet.background:
        yield from places_slides(ctx, sheet)
    yield from appendix(ctx, [sheet])


def _figures(ctx: DeckContext, sheet: Sheet) -> Iterator[Slide]:
    """All figures in rows of three, unless the first slide shows them all; then the charts of the page of figures."""
    if not sheet.background and len(sheet.figures) <= NUMBERS:
        return
    for page, figures in enumerate(_evenly(sheet.figures, FIGURES), 1):
        rows = number_rows(ctx.atlas, sheet, figures, ctx.room.body or BODY)
        yield beside(ctx, sheet, _counted(ctx.atlas, sheet, "facts", page), rows, "figures")
    if sheet.content.table("charts"):
        yield from chart_slides(ctx, sheet)


def _entries(ctx: DeckContext, sheet: Sheet) -> Iterator[Slide]:
    if not sheet.background and len(sheet.entries) <= LINES:
        return
    for page, entries in enumerate(_evenly(sheet.entries, ENTRIES), 1):
        shown = [entry_line(ctx.atlas, [one], sheet) for one in entries]
        title = _counted(ctx.atlas, sheet, "entries", page)
        yield beside(ctx, sheet, title, tuple(tiles(shown, ctx.room.body or BODY)))


def _evenly(all_: Sequence[One], most: int) -> Iterator[Sequence[One]]:
    """Parts of at most so many, as even as can be: none stands alone on a slide behind a full one."""
    if not all_:
        return
    each = ceil(len(all_) / ceil(len(all_) / most))
    for at in range(0, len(all_), each):
        yield all_[at : at + each]


def _counted(atlas: Atlas, sheet: Sheet, key: str, page: int) -> str:
    words = atlas.words[sheet.view.lang]
    title = words("export.pair", label=sheet.title, value=words(f"export.sheet-{key}"))
    return paged(words, title, page)


def _speaker_notes(atlas: Atlas, sheet: Sheet) -> Iterator[str]:
    """The speaker's notes, then caveats, the words behind each figure, and how well the places are known."""
    words, lang = atlas.words[sheet.view.lang], sheet.view.lang
    yield sheet.notes
    if sheet.caveats:
        yield f"\n{words('export.caveats')}"
        yield sheet.caveats
    if sheet.figures:
        yield f"\n{words('export.origins')}"
    for fact in sheet.figures:
        one = figure(atlas, fact, lang)
        yield "• " + words("export.pair", label=one.label, value=one.amount)
        yield f"  {words('export.quote-line', quote=one.quote)} {one.section}"
        if one.note:
            yield f"  {one.note}"
    places = [] if sheet.background else [place for place in listed(atlas, sheet) if place.kind != STATION]
    if places:
        yield f"\n{words('export.precision')}"
    for place in places:
        yield "• " + words("export.pair", label=place.name[lang], value=precision(atlas, place, lang))
