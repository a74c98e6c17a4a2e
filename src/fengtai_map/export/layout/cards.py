"""What slides are laid out of: number cards, rows of text with their status, tiles, in the largest type that fits."""

from collections.abc import Iterator, Sequence

from fengtai_map.content.figures import figure
from fengtai_map.export.layout.items import BLUE, LEAST, QUIET, RANK, Area, Box, Item, Line, Run, TextBox
from fengtai_map.export.layout.line_breaks import lines_of_runs, named, straggles, tall
from fengtai_map.export.sheet import Sheet, of_district
from fengtai_map.model import Atlas, Fact

GAP = 24.0
GROWN = (2, 1, 0, -1)  # points by which the words of a card that stands large are larger
NUMBER_SIZES = (54, 50, 46, 42, 38, 34, 30, 26, 24, 22)


def number_card(atlas: Atlas, sheet: Sheet, fact: Fact) -> tuple[Line, ...]:
    """A figure: the number large, what it counts, since when and for what area, and its rank."""
    one, words = figure(atlas, fact, sheet.view.lang), atlas.words[sheet.view.lang]
    district = words("figure.district") if of_district(atlas, sheet, fact) else ""
    ahead = words(f"status.{fact.status}") if fact.status in ("target", "planned") else ""
    about = " · ".join(part for part in (district, ahead, one.period) if part)
    rank = ((Run(one.rank, 13, RANK, bold=True),),) if one.rank else ()
    unit = one.amount.removeprefix(one.printed)
    return (
        (Run(one.printed, 1.0, BLUE, bold=True), Run(unit, 0.46, BLUE, bold=True)),
        (Run(one.label, 14),),
        (Run(about, LEAST, QUIET),),
        *rank,
    )


def sized(card: Sequence[Line], number: float) -> tuple[Line, ...]:
    """A card whose number is scaled by this factor; its other lines keep their size."""
    first, *others = card
    large = tuple(Run(run.text, max(LEAST, round(run.size * number, 1)), run.colour, run.bold) for run in first)
    return (large, *others)


def _one_line(card: Sequence[Line], wide: float) -> bool:
    """Whether the number of a card stands in one line."""
    return lines_of_runs(card[0], wide) <= 1


def _torn(cards: Sequence[Sequence[Line]], wide: float) -> int:
    """How many of their lines would be left with a sign or two."""
    words = [line[0] for card in cards for line in card[1:]]
    return sum(straggles(run.text, run.size, wide, bold=run.bold) for run in words)


def ours(atlas: Atlas, sheet: Sheet) -> Iterator[tuple[Line, ...]]:
    """Of a cluster alone what the map itself says: its size and its 街镇."""
    words, chosen = atlas.words[sheet.view.lang], [c for c in atlas.clusters if c.id in sheet.view.clusters]
    if len(chosen) != 1 or sheet.view.selected:
        return
    for text, unit, label in (
        (f"{chosen[0].area_km2:.1f}", words("talk.area-unit"), words("talk.area")),
        (f"{len(chosen[0].subdistricts)}", words("talk.subdistricts-unit"), words("talk.subdistricts")),
    ):
        first = (Run(text, 1.0, BLUE, bold=True), Run(f" {unit}", 0.46, BLUE, bold=True))
        yield first, (Run(label, 14),), (Run(words("talk.ours"), LEAST, QUIET),)


def placed(cards: Sequence[Sequence[Line]], box: Box, number: float) -> tuple[list[Box], float]:
    """The boxes of number cards, each number in one line, in as many columns as tear no words and keep them lowest."""
    if not cards:
        return [], box.y
    large = [sized(card, number) for card in cards]
    ways = [list(box.columns(n, 18)) for n in dict.fromkeys((len(cards), 2, 1)) if n <= len(cards)]
    unbroken = [way for way in ways if all(_one_line(card, way[0].w) for card in large)]
    whole = min(unbroken or [[box]], key=lambda way: (_torn(large, way[0].w), _in_columns(large, way)[1]))
    return _in_columns(large, whole)


def _in_columns(cards: Sequence[tuple[Line, ...]], columns: Sequence[Box]) -> tuple[list[Box], float]:
    """The boxes of cards in rows of these columns, and where they end."""
    places, top = [], columns[0].y
    for at in range(0, len(cards), len(columns)):
        row = cards[at : at + len(columns)]
        high = max(tall(card, columns[0].w) for card in row) + 4
        places += [Box(column.x, top, column.w, high) for column in columns[: len(row)]]
        top += high + 10
    return places, top


def row_of_numbers(cards: Sequence[Sequence[Line]], zone: Box, columns: int) -> tuple[list[Item], float]:
    """Cards under rules, in rows of so many columns, in the largest type that fits; where they end."""
    made: list[Item] = []
    if not cards:
        return made, zone.y
    rows = [cards[at : at + columns] for at in range(0, len(cards), columns)]
    boxes = list(zone.columns(columns, GAP))
    wide = boxes[0].w - 8
    for number in NUMBER_SIZES:
        large = [_grown([sized(card, number) for card in row], wide) for row in rows]
        heights = [max(tall(card, wide) for card in row) + 18 for row in large]
        one = all(_one_line(card, wide) for row in large for card in row)
        if one and sum(heights) + GAP * (len(rows) - 1) <= zone.h:
            break
    top = zone.y
    for row, high in zip(large, heights, strict=True):
        for card, box in zip(row, boxes, strict=False):
            made.append(Area(Box(box.x, top, box.w, 4), BLUE))
            made.append(TextBox(Box(box.x, top + 10, box.w, high - 10), card, role="figure"))
        top += high + GAP
    return made, top - GAP


def _grown(cards: Sequence[tuple[Line, ...]], wide: float) -> list[tuple[Line, ...]]:
    """Cards that stand large: their words larger too, as far as that tears none."""
    ways = [[_larger(card, points, wide) for card in cards] for points in GROWN]
    return min(ways, key=lambda way: _torn(way, wide))


def _larger(card: tuple[Line, ...], points: float, wide: float) -> tuple[Line, ...]:
    first, *others = card
    runs = [Run(one.text, max(LEAST, one.size + points), one.colour, one.bold) for (one,) in others]
    return (first, *((Run(named(one.text, one.size, wide), one.size, one.colour, one.bold),) for one in runs))


def number_rows(atlas: Atlas, sheet: Sheet, facts: Sequence[Fact], box: Box) -> list[Item]:
    """Figures in rows of three that fill a box, four in two rows of two."""
    columns = 2 if len(facts) == 4 else min(3, max(1, len(facts)))  # noqa: PLR2004  # none stands alone
    return row_of_numbers([number_card(atlas, sheet, fact) for fact in facts], box, columns)[0]
