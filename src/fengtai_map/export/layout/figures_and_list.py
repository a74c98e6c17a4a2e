"""The two layouts in which the map does not lead: large figures with bars, and a list in tiles."""

from collections.abc import Iterator
from dataclasses import replace

from fengtai_map.content.stops import Bars, split
from fengtai_map.export.layout.cards import GAP, number_card, row_of_numbers
from fengtai_map.export.layout.headings import BODY_END, NUMBERS, WIDE, SlideArea, heading
from fengtai_map.export.layout.items import LEAST, QUIET, Box, ChartBox, Item, Run, TextBox
from fengtai_map.export.layout.map_cache import district_picture
from fengtai_map.export.layout.tiles import entry_line, fit_rows, grid, tiles
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas

TITLE_SIZES = (36, 34, 32, 30, 28, 26, 24)
SMALL_MAP = 336.0


def figures_led(atlas: Atlas, sheet: Sheet, room: SlideArea) -> Iterator[Item]:
    """Large numbers in a row; below them bars, or what was named, and the map small."""
    head, top = heading(atlas, sheet, WIDE, TITLE_SIZES, 2) if room.ours else ([], (room.body or WIDE).y)
    yield from head
    area = room.body or WIDE
    numbers, bars = split(atlas, sheet.figures, sheet.title, sheet.view.lang)
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
        caption = Run(_caption(atlas, sheet, bars), LEAST, QUIET)
        yield TextBox(Box(right.x, right.y + high + 6, right.w, 24), ((caption,),))


def _caption(atlas: Atlas, sheet: Sheet, bars: Bars | None) -> str:
    words = atlas.words[sheet.view.lang]
    hatched = bars and any(one.ahead for one in bars.bars)
    return words("talk.join").join([words("talk.whole"), *([words("talk.hatched")] if hatched else [])])


def list_led(atlas: Atlas, sheet: Sheet, room: SlideArea) -> Iterator[Item]:
    """Numbers in a narrow row, then cards of what is named, two to four in a row; no map."""
    head, top = heading(atlas, sheet, WIDE, TITLE_SIZES, 2) if room.ours else ([], (room.body or WIDE).y)
    yield from head
    area, end = room.body or WIDE, BODY_END if room.ours else (room.body or WIDE).foot
    cards = [number_card(atlas, sheet, fact) for fact in sheet.figures[: NUMBERS + 1]]
    made, foot_ = row_of_numbers(cards, Box(area.x, top + 16, area.w, (end - top) * 0.34), max(1, len(cards)))
    yield from made
    listed = [entry_line(atlas, [one], sheet) for one in sheet.entries]
    if listed:
        yield from tiles(listed, Box(area.x, foot_ + 24, area.w, end - foot_ - 24))
