"""A stop or a View as a slide: three layouts, by what leads: the map, the figures, or the list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import ceil

from fengtai_map.content.stops import Bars, lines, split
from fengtai_map.export.layout.cards import GAP, number_card, ours, placed, row_of_numbers, sized
from fengtai_map.export.layout.headings import BODY_END, LINES, NUMBERS, WIDE, DeckContext, SlideArea, footing, heading
from fengtai_map.export.layout.items import LEAST, QUIET, RULE, Area, Box, ChartBox, Item, Picture, Run, TextBox
from fengtai_map.export.layout.line_breaks import named
from fengtai_map.export.layout.map_cache import district_picture
from fengtai_map.export.layout.tiles import EntryLine, entry_line, fit_rows, grid, rows_of, tiles
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Fact

MAP, PANEL = Box(0, 0, 806, 660), Box(838, 40, 394, 612)
SHARES = (0.62, 0.54, 0.46, 0.4)  # of an office's room, for the map
PANEL_SIZES = (30, 28, 26, 24, 22, 21, 20)
SIZES = [(text, number) for text in range(20, int(LEAST) - 1, -1) for number in range(40, 19, -2)]  # the best first
TITLE_SIZES = (36, 34, 32, 30, 28, 26, 24)
SMALL_MAP = 336.0  # pixels: where the map does not lead


def compose(ctx: DeckContext, sheet: Sheet) -> tuple[Item, ...]:
    """The items of a stop or of the first slide of a View."""
    made = {"map": _map_led, "figures": _figures_led, "list": _list_led}[sheet.lead](ctx.atlas, sheet, ctx.room)
    return (*made, *footing(ctx, sheet))


def _map_led(atlas: Atlas, sheet: Sheet, room: SlideArea) -> Iterator[Item]:
    """The map over two thirds of the slide; beside it headline, at most three numbers, at most five lines."""
    words, map_box, panel = atlas.words[sheet.view.lang], MAP, PANEL
    few = sheet.story or len(sheet.figures) <= NUMBERS
    facts = sheet.figures if few else _large(atlas, sheet, NUMBERS)[0]
    steps = range(len(PANEL_SIZES) if room.ours else len(SHARES))  # a headline gives way, an office's: the map
    for most, smaller in product(range(LINES if sheet.entries else 1, 0, -1), steps):  # then the last lines do
        if room.body:
            map_box, panel = _shared(room.body, SHARES[smaller])
        head, top = heading(atlas, sheet, panel, PANEL_SIZES[smaller:]) if room.ours else ([], panel.y)
        zone = Box(panel.x, top + 14, panel.w, panel.foot - top - 14)
        filled, end = _fill_panel(atlas, sheet, facts, _shown(atlas, sheet, most), zone)
        if end <= panel.foot:
            break
    yield Picture(map_box, sheet, words("export.map-alt", title=sheet.title))
    yield from (*head, *filled)


def _shown(atlas: Atlas, sheet: Sheet, most: int) -> list[EntryLine]:
    """What was named in so many lines, and how much more there is."""
    grouped = lines(sheet.entries, LINES)[:most]
    shown = [entry_line(atlas, line, sheet) for line in grouped]
    rest = len(sheet.entries) - sum(len(line) for line in grouped)
    more = atlas.words[sheet.view.lang]("export.more-entries", n=rest)
    return [*shown, (more, "", QUIET)] if rest > 0 else shown


def _shared(body: Box, share: float) -> tuple[Box, Box]:
    """The map and the panel beside it in the room of an office's master."""
    wide = body.w * share
    return Box(body.x, body.y, wide, body.h), Box(body.x + wide + GAP, body.y, body.w - wide - GAP, body.h)


def _fill_panel(
    atlas: Atlas, sheet: Sheet, facts: Sequence[Fact], shown: Sequence[EntryLine], box: Box
) -> tuple[list[Item], float]:
    """Numbers, then lines, in the largest type with which both fit, and where they end.

    Where there are no numbers, what we measured stands in their place.
    """
    cards = [number_card(atlas, sheet, fact) for fact in facts] or list(ours(atlas, sheet))
    for text, number in SIZES:
        boxes, end = placed(cards, box, number)
        rows = rows_of(shown, text, box.w)
        needed = end + sum(high for _, high in rows) + 20
        if needed <= box.foot:
            break
    made: list[Item] = [
        TextBox(place, sized(card, number), role="figure") for card, place in zip(cards, boxes, strict=True)
    ]
    if rows:
        air = min(16.0, max(0.0, box.foot - needed) / len(rows))
        made += [Area(Box(box.x, end + 6, box.w, 1.5), RULE), grid(rows, Box(box.x, end + 10, box.w, 0), air)]
    return made, needed if rows else end


def _large(atlas: Atlas, sheet: Sheet, most: int) -> tuple[Sequence[Fact], Bars | None]:
    """The figures that stand large, and the bars: all of a stop, so many of a View, which has further slides."""
    numbers, bars = split(atlas, sheet.figures, sheet.title, sheet.view.lang)
    return (numbers if sheet.story else numbers[:most]), bars


def _figures_led(atlas: Atlas, sheet: Sheet, room: SlideArea) -> Iterator[Item]:
    """Large numbers in a row; below them bars, or what was named, and the map small."""
    head, top = heading(atlas, sheet, WIDE, TITLE_SIZES, 2) if room.ours else ([], (room.body or WIDE).y)
    yield from head
    area = room.body or WIDE
    numbers, bars = _large(atlas, sheet, NUMBERS + 1)
    cards = [number_card(atlas, sheet, fact) for fact in numbers]
    low = bars or sheet.entries
    end = BODY_END if room.ours else area.foot
    zone = Box(area.x, top + 16, area.w, (end - top - 16) * (0.44 if low else 0.98))
    columns = 2 if not low and len(cards) > 2 else len(cards)  # noqa: PLR2004  # two by two
    side = 0.0 if low else min(400.0, area.w * 0.34)
    made, foot_ = row_of_numbers(cards, Box(zone.x, zone.y, area.w - side - GAP * bool(side), zone.h), columns)
    if side and foot_ > zone.foot and not room.ours:  # the small map gives way
        made, foot_ = row_of_numbers(cards, zone, columns)
    elif side:
        yield district_picture(atlas, sheet, Box(area.right - side, zone.y, side, side * 0.65))
    yield from made
    if low:
        yield from _below(atlas, sheet, bars, Box(area.x, foot_ + 22, area.w, end - foot_ - 22))


def _below(atlas: Atlas, sheet: Sheet, bars: Bars | None, box: Box) -> Iterator[Item]:
    """Bars at the left, else what was named; at the right what was named, else the map small."""
    right = Box(box.right - SMALL_MAP, box.y, SMALL_MAP, box.h)
    left = replace(box, w=box.w - SMALL_MAP - 2 * GAP)
    if bars:
        yield ChartBox(replace(left, h=min(left.h, 60 + 64.0 * len(bars.bars))), bars, 14)
    listed = [entry_line(atlas, [one], sheet) for one in sheet.entries]
    if listed:
        place = right if bars else left
        rows = fit_rows(listed, place)
        yield grid(rows, place, min(10.0, max(0.0, (place.h - sum(h for _, h in rows)) / len(rows))))
    if not (bars and listed):
        high = min(SMALL_MAP * 0.62, box.h - 54)
        yield district_picture(atlas, sheet, replace(right, h=high))
        said = named(_caption(atlas, sheet, bars), LEAST, right.w).split("\n")
        place = Box(right.x, right.y + high + 6, right.w, 24.0 * len(said))
        yield TextBox(place, tuple((Run(sentence, LEAST, QUIET),) for sentence in said))


def _caption(atlas: Atlas, sheet: Sheet, bars: Bars | None) -> str:
    words = atlas.words[sheet.view.lang]
    hatched = bars and any(one.ahead for one in bars.bars)
    return words("talk.join").join([words("talk.whole"), *([words("talk.hatched")] if hatched else [])])


def _list_led(atlas: Atlas, sheet: Sheet, room: SlideArea) -> Iterator[Item]:
    """Numbers in a narrow row, of more than four in two, then cards of what is named, two to four in a row; no map."""
    head, top = heading(atlas, sheet, WIDE, TITLE_SIZES, 2) if room.ours else ([], (room.body or WIDE).y)
    yield from head
    area, end = room.body or WIDE, BODY_END if room.ours else (room.body or WIDE).foot
    cards = [
        number_card(atlas, sheet, fact) for fact in (sheet.figures if sheet.story else sheet.figures[: NUMBERS + 1])
    ]
    columns = len(cards) if len(cards) <= NUMBERS + 1 else ceil(len(cards) / 2)
    made, foot_ = row_of_numbers(cards, Box(area.x, top + 16, area.w, (end - top) * 0.34), columns)
    yield from made
    listed = [entry_line(atlas, [one], sheet) for one in sheet.entries]
    if listed:
        yield from tiles(listed, Box(area.x, foot_ + 24, area.w, end - foot_ - 24))
