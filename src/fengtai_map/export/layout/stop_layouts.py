"""A stop or a View as a slide: three layouts, by what leads: the map, the figures, or the list."""

from collections.abc import Iterator, Sequence

from fengtai_map.content.stops import lines, split
from fengtai_map.export.layout.cards import GAP, number_card, ours, placed, sized
from fengtai_map.export.layout.figures_and_list import figures_led, list_led
from fengtai_map.export.layout.headings import LINES, NUMBERS, DeckContext, SlideArea, footing, heading
from fengtai_map.export.layout.items import LEAST, QUIET, RULE, Area, Box, Item, Picture, TextBox
from fengtai_map.export.layout.tiles import EntryLine, entry_line, grid, rows_of
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Fact

MAP, PANEL = Box(0, 0, 806, 660), Box(838, 40, 394, 612)
SHARES = (0.62, 0.54, 0.46, 0.4)  # of an office's room, for the map
PANEL_SIZES = (30, 28, 26, 24, 22, 21, 20)
SIZES = [(text, number) for text in range(20, int(LEAST) - 1, -1) for number in range(40, 19, -2)]  # the best first


def compose(hand: DeckContext, sheet: Sheet) -> tuple[Item, ...]:
    """The items of a stop or of the first slide of a View."""
    made = {"map": _map_led, "figures": figures_led, "list": list_led}[sheet.lead](hand.atlas, sheet, hand.room)
    return (*made, *footing(hand, sheet))


def _map_led(atlas: Atlas, sheet: Sheet, room: SlideArea) -> Iterator[Item]:
    """The map over two thirds of the slide; beside it headline, at most three numbers, at most five lines."""
    words, map_box, panel = atlas.words[sheet.view.lang], MAP, PANEL
    few = sheet.story or len(sheet.figures) <= NUMBERS  # a View has further slides for its figures
    facts = sheet.figures if few else split(atlas, sheet.figures, sheet.title, sheet.view.lang)[0][:NUMBERS]
    grouped = lines(sheet.entries, LINES)
    rest = len(sheet.entries) - sum(len(line) for line in grouped[:LINES])
    shown = [entry_line(atlas, line, sheet) for line in grouped[:LINES]]
    if rest > 0:
        shown.append((words("export.more-entries", n=rest), "", QUIET))
    for smaller in range(len(PANEL_SIZES) if room.ours else len(SHARES)):  # a headline gives way, an office's: the map
        if room.body:
            map_box, panel = _shared(room.body, SHARES[smaller])
        head, top = heading(atlas, sheet, panel, PANEL_SIZES[smaller:]) if room.ours else ([], panel.y)
        filled, end = _fill_panel(atlas, sheet, facts, shown, Box(panel.x, top + 14, panel.w, panel.foot - top - 14))
        if end <= panel.foot:
            break
    yield Picture(map_box, sheet, words("export.map-alt", title=sheet.title))
    yield from (*head, *filled)


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
