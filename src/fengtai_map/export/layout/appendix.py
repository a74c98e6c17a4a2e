"""The appendix of a file: what each figure rests on, caveats, how well the places are known."""

from collections.abc import Iterator, Sequence
from itertools import chain

from fengtai_map.content.figures import figure
from fengtai_map.content.places import precision
from fengtai_map.export.layout.cards import GAP
from fengtai_map.export.layout.cover_and_closing import BODY, beside
from fengtai_map.export.layout.headings import DeckContext, paged
from fengtai_map.export.layout.items import BLUE, INK, LEAST, QUIET, Box, Line, Run, Slide, TextBox
from fengtai_map.export.layout.line_breaks import tall
from fengtai_map.export.layout.table_slides import ROWS_OF_PLACES
from fengtai_map.export.sheet import Sheet, link, listed
from fengtai_map.geo.hubs import STATION
from fengtai_map.model import Atlas
from fengtai_map.view.url import View

Block = tuple[Line, ...]
APART: Line = (Run(" ", 6),)  # behind what a block says of one subject, for the next head to stand out


def appendix(ctx: DeckContext, sheets: Sequence[Sheet]) -> Iterator[Slide]:
    """All sources: what each figure rests on, caveats, and how well the places that were named are known."""
    atlas = ctx.atlas
    blocks = [*_origins(atlas, sheets), *_caveats(atlas, sheets), *_precision(atlas, sheets)]
    yield from _in_columns(ctx, sheets[0], atlas.words[sheets[0].view.lang]("export.appendix"), blocks)


def notes_pages(ctx: DeckContext, sheets: Sequence[Sheet]) -> Iterator[Slide]:
    """What is said at each stop, as pages of their own: for a file that has no place for notes."""
    words = ctx.atlas.words[sheets[0].view.lang]
    blocks: list[Block] = [
        (
            (Run(f"{sheet.number}  {sheet.title}", LEAST, BLUE, bold=True),),
            (Run(sheet.notes, LEAST),),
            ((Run(" ", LEAST),)),
        )
        for sheet in sheets
        if sheet.notes
    ]
    if blocks:
        yield from _in_columns(ctx, sheets[0], words("export.notes"), blocks)


def _in_columns(ctx: DeckContext, first: Sheet, title: str, blocks: Sequence[Block]) -> Iterator[Slide]:
    """Blocks in two columns, on as many slides as they need."""
    body = ctx.room.body or BODY
    words = ctx.atlas.words[first.view.lang]
    boxes = list(body.columns(2, 2 * GAP))
    columns = [tuple(chain.from_iterable(some)) for some in _columns(blocks, boxes[0])]
    for page, at in enumerate(range(0, len(columns), 2), 1):
        pairs = zip(boxes, columns[at : at + 2], strict=False)
        made = [TextBox(box, lines, role="source", gap=1) for box, lines in pairs]
        yield beside(ctx, first, paged(words, title, page), made, "appendix")


def _columns(blocks: Sequence[Block], box: Box) -> Iterator[list[Block]]:
    """Blocks in columns as high as the box; a block is never torn."""
    column: list[Block] = []
    used = 0.0
    for block in blocks:
        high = tall(block, box.w, 1)
        if column and used + high > box.h:
            yield column
            column, used = [], 0.0
        column.append(block)
        used += high + 2
    if column:
        yield column


def _origins(atlas: Atlas, sheets: Sequence[Sheet]) -> Iterator[Block]:
    lang = sheets[0].view.lang
    words = atlas.words[lang]
    facts = {fact.id: fact for sheet in sheets for fact in sheet.figures}
    if facts:
        yield ((Run(words("export.origins"), 14, BLUE, bold=True),),)
    for fact in facts.values():
        one = figure(atlas, fact, lang)
        head = Run(words("export.pair", label=one.label, value=one.amount), LEAST, INK, bold=True)
        about = " · ".join(part for part in (one.rank, one.bound, one.period, one.section) if part)
        quote = Run(words("export.quote-line", quote=one.quote), LEAST)
        note = ((Run(one.note, LEAST, QUIET),),) if one.note else ()
        yield ((head,), (quote,), (Run(about, LEAST, QUIET),), *note, APART)


def _caveats(atlas: Atlas, sheets: Sequence[Sheet]) -> Iterator[Block]:
    warned = [sheet for sheet in sheets if sheet.caveats]
    if warned:
        yield ((Run(atlas.words[sheets[0].view.lang]("export.caveats"), 14, BLUE, bold=True),),)
    for sheet in warned:
        yield ((Run(f"{sheet.number}  {sheet.title}", LEAST, INK, bold=True),), (Run(sheet.caveats, LEAST),), APART)


def _precision(atlas: Atlas, sheets: Sequence[Sheet]) -> Iterator[Block]:
    """How precisely the places that were shown are known; each is a link to its address."""
    lang, first = sheets[0].view.lang, sheets[0]
    named = {name for sheet in sheets for name in (*sheet.named, sheet.view.selected)}
    if not first.story:
        named |= {place.id for place in listed(atlas, first)[:ROWS_OF_PLACES] if place.kind != STATION}
    places = [place for place in atlas.places if place.id in named]
    if places:
        yield ((Run(atlas.words[lang]("export.precision"), 14, BLUE, bold=True),),)
    for place in places:
        address = link(first.base, "overview", View(lang=lang, selected=place.id))
        name = Run(place.name[lang], LEAST, INK, link=address)
        yield ((name, Run(f"  {precision(atlas, place, lang)}", LEAST, QUIET)),)
