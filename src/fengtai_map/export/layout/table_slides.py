"""Tables and charts as slides: as many as they need, in type of 12 points."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fengtai_map.content.lights import light_text
from fengtai_map.content.page_blocks import BlockTable, Value, decimals
from fengtai_map.content.places import row as place_row
from fengtai_map.content.stops import charts
from fengtai_map.export.layout.cards import GAP
from fengtai_map.export.layout.cover_and_closing import BODY, beside
from fengtai_map.export.layout.headings import DeckContext, paged
from fengtai_map.export.layout.items import BESIDE, LEAST, PX_PER_PT, WHITE, Box, ChartBox, Run, Slide, TableBox
from fengtai_map.export.layout.line_breaks import LEADING, lines_of
from fengtai_map.export.sheet import Sheet, listed
from fengtai_map.geo.hubs import STATION

ROWS_OF_PLACES = 42  # of a View that are listed on slides: more of them are for a workbook
COLUMNS = 6  # of a table that are read on a slide
LONG = ("id", "link", "metres", "how", "notes", "caveats")  # columns that are for programs, or too long to be read
NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")
SAID = 260  # characters of a cell: the names of ten subdistricts in English


Cells = tuple[Run, ...]


def table_slides(ctx: DeckContext, sheet: Sheet, table: BlockTable) -> Iterator[Slide]:
    """A table over as many slides as it needs, its heads on each; the first six columns, each cell in short."""
    keys = [at for at, (key, _) in enumerate(table.heads) if key not in LONG]
    shown = keys if len(keys) <= COLUMNS or table.id == "compare" else keys[:COLUMNS]
    heads = tuple(table.heads[at][1] for at in shown)
    exact = {at: decimals(table, at) for at in shown}
    rows = [tuple(_short(row[at], exact[at]) for at in shown) for row in table.rows]
    body = ctx.room.body or BODY
    for page, grid in enumerate(grids(heads, rows, body), 1):
        title = paged(ctx.atlas.words[sheet.view.lang], table.title, page)
        yield beside(ctx, sheet, title, (grid,))


def _short(value: Value, exact: int | None) -> str:
    number = ".10g" if exact is None else f".{exact}f"
    text = "" if value is None else f"{value:{number}}" if isinstance(value, float) else str(value)
    return text if len(text) <= SAID else text[: SAID - 1] + "…"


def grids(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], box: Box) -> Iterator[TableBox]:
    """Rows as tables that each fit the box, in type of 12 points, the columns as wide as their texts ask for.

    Numbers are set flush right, each below the other.
    """
    if not heads:
        return
    right = tuple(x for x in range(len(heads)) if rows and all(NUMBER.fullmatch(row[x]) for row in rows))
    blank = TableBox(box, (), _shares(heads, rows, right), (), right=right)
    wide = [box.w * share - (BESIDE if x in right else 0) - 12 for x, share in enumerate(blank.shares)]
    head = max(lines_of(text, LEAST, w, bold=True) for text, w in zip(heads, wide, strict=True))
    first = head * LEAST * PX_PER_PT * LEADING + 8
    page: list[Cells] = []
    heights: list[float] = []
    for row in rows:
        most = max(1, *(lines_of(text, LEAST, w) for text, w in zip(row, wide, strict=True)))
        high = most * LEAST * PX_PER_PT * LEADING + 8
        if page and first + sum(heights) + high > box.h:
            yield _page(blank, heads, page, (first, *heights))
            page, heights = [], []
        page.append(tuple(Run(text, LEAST) for text in row))
        heights.append(high)
    yield _page(blank, heads, page, (first, *heights))


def _page(blank: TableBox, heads: tuple[str, ...], rows: list[Cells], heights: tuple[float, ...]) -> TableBox:
    top = tuple(Run(text, LEAST, WHITE, bold=True) for text in heads)
    return replace(blank, box=replace(blank.box, h=sum(heights)), rows=(top, *rows), heights=heights)


def _shares(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], right: Sequence[int]) -> tuple[float, ...]:
    """What part of the width each column gets: by its longest text, neither too little nor too much."""
    columns = list(zip(heads, *rows, strict=True))
    wide = [max(sum(2 if sign > "⺀" else 1.1 for sign in text) for text in column) for column in columns]
    wanted = [min(42.0, max(5.0, one)) + 2 * (x in right) for x, one in enumerate(wide)]
    return tuple(one / sum(wanted) for one in wanted)


def chart_slides(ctx: DeckContext, sheet: Sheet) -> Iterator[Slide]:
    """The charts of the figures of a page, two on a slide."""
    made, body = charts(ctx.atlas, sheet.figures, sheet.view.lang), ctx.room.body or BODY
    for at in range(0, len(made), 2):
        boxes = body.columns(2, 2 * GAP)
        some = [
            ChartBox(Box(b.x, b.y, b.w, min(b.h, 80 + 90.0 * len(c.bars))), c, 13)
            for b, c in zip(boxes, made[at : at + 2], strict=False)
        ]
        yield beside(ctx, sheet, ctx.atlas.words[sheet.view.lang]("export.sheet-charts"), some, "figures")


def places_slides(ctx: DeckContext, sheet: Sheet) -> Iterator[Slide]:
    """The places of a View, what is selected first; of very many the first, and how many more there are."""
    atlas, lang = ctx.atlas, sheet.view.lang
    words = atlas.words[lang]
    places = sorted(listed(atlas, sheet), key=lambda one: (one.id != sheet.view.selected, one.kind == STATION))
    lights = any(one.light for one in places)
    rows: list[tuple[str, ...]] = []
    for one in places[:ROWS_OF_PLACES]:
        made = place_row(atlas, one, lang, sheet.view.time)
        lit = (light_text(words, one.light) if one.light else "",) if lights else ()
        rows.append((made.name, made.kind_name, made.cluster, made.status_name, *lit))
    if len(places) > len(rows):
        rows.append((words("export.more", n=len(places) - len(rows)), "", "", "", *([""] if lights else [])))
    heads = tuple(
        words(f"table.{key}") for key in ("name", "kind", "cluster", "status", *(["light"] if lights else []))
    )
    title = words("export.pair", label=sheet.title, value=words("export.sheet-places"))
    for page, grid in enumerate(grids(heads, rows, ctx.room.body or BODY) if rows else (), 1):
        yield beside(ctx, sheet, paged(words, title, page), (grid,))
