"""The slides around the stops of a story: its cover, its closing, and any slide under a title of its own."""

from collections.abc import Iterator, Sequence

from fengtai_map.content.figures import period, released
from fengtai_map.content.sources import source_line
from fengtai_map.export.layout.headings import EDGE, DeckContext, footing
from fengtai_map.export.layout.items import BLUE, INK, LEAST, QUIET, Area, Box, Code, Item, Run, Slide, TextBox
from fengtai_map.export.layout.line_breaks import balanced, quoted
from fengtai_map.export.layout.map_cache import district_picture
from fengtai_map.export.sheet import Sheet, link
from fengtai_map.model import Atlas
from fengtai_map.view.url import View

TITLE, BODY = Box(EDGE, 40, 1184, 56), Box(EDGE, 116, 1184, 536)


def beside(ctx: DeckContext, sheet: Sheet, title: str, items_: Sequence[Item], layout: str = "list") -> Slide:
    """A slide of its own under a title, with the foot of the sheet."""
    head: tuple[Item, ...] = ()
    if ctx.room.ours:
        head = (TextBox(TITLE, ((Run(title, 26, INK, bold=True),),), role="title", middle=True),)
    return Slide(layout, title, sheet.view.lang, (*head, *items_, *footing(ctx, sheet, own=False)))


def cover(ctx: DeckContext, sheets: Sequence[Sheet]) -> Slide:
    """The title of a story, where it comes from, its parts, and the district."""
    if ctx.room.ends:
        return _plain_end(ctx, sheets[0], ctx.room.ends, "cover")
    atlas, day, first, lang = ctx.atlas, ctx.day, sheets[0], sheets[0].view.lang
    words = atlas.words[lang]
    name = "\n".join(balanced(first.story_name, 40, 560))
    parts = list(dict.fromkeys(sheet.part for sheet in sheets if sheet.part))
    source = words("export.cover-source", title=atlas.release.title[lang], date=released(atlas, lang))
    small = (*quoted(source, 14, 580), period(atlas, day, lang))
    made: list[Item] = [
        Area(Box(0, 0, 16, 720), BLUE),
        TextBox(
            Box(64, 96, 580, 190),
            tuple((Run(part, 40, INK, bold=True),) for part in name.split("\n")),
            role="title",
            middle=True,
        ),
        TextBox(Box(64, 300, 580, 60), ((Run(words("app.title"), 20, BLUE, bold=True),),), role="subtitle"),
        TextBox(Box(64, 372, 580, 190), tuple((Run(f"{n}  {part}", 18),) for n, part in enumerate(parts, 1)), gap=5),
        TextBox(Box(64, 596, 580, 76), tuple((Run(text, 14, QUIET),) for text in small), gap=3),
        district_picture(atlas, first_map(sheets), Box(680, 0, 600, 720), frameless=True),
    ]
    return Slide("cover", first.story_name, lang, tuple(made))


def _plain_end(ctx: DeckContext, first: Sheet, room: Box, which: str) -> Slide:
    """The first or the last slide in an office's own master: its title where that has it, a few lines below."""
    atlas, lang = ctx.atlas, first.view.lang
    words, terms = atlas.words[lang], list(_terms(atlas, ctx.day, lang))
    head, below = (first.story_name, [terms[0], terms[-1]]) if which == "cover" else (words("export.thanks"), terms)
    address = link(first.base, "present", View(lang=lang, story=first.story)) if which == "closing" else ""
    side = min(160.0, room.h) if address else 0.0
    name = words("app.title") if which == "cover" else first.story_name
    lines = ((Run(name, 20, BLUE, bold=True),), *((Run(text, LEAST, QUIET),) for text in below))
    made: list[Item] = [TextBox(Box(room.x, room.y, room.w - side - 24 * bool(side), room.h), lines, gap=5)]
    if address:
        made.append(Code(Box(room.right - side, room.y, side, side), address))
    return Slide(which, head, lang, tuple(made))


def first_map(sheets: Sequence[Sheet]) -> Sheet:
    """A sheet whose map is of the whole district."""
    return next((one for one in sheets if not one.view.clusters and not one.view.selected), sheets[0])


def closing(ctx: DeckContext, sheets: Sequence[Sheet]) -> Slide:
    """Thanks, where all of it can be seen again, and under which terms it is exported."""
    if ctx.room.ends:
        return _plain_end(ctx, sheets[0], ctx.room.ends, "closing")
    atlas, day, first, lang = ctx.atlas, ctx.day, sheets[0], sheets[0].view.lang
    words, address = atlas.words[lang], link(first.base, "present", View(lang=lang, story=first.story))
    made: list[Item] = [
        Area(Box(0, 0, 16, 720), BLUE),
        TextBox(
            Box(64, 190, 640, 90), ((Run(words("export.thanks"), 48, INK, bold=True),),), role="title", middle=True
        ),
        TextBox(Box(64, 300, 640, 40), ((Run(first.story_name, 20, BLUE, bold=True),),), role="subtitle"),
        TextBox(Box(64, 360, 640, 240), tuple((Run(text, 14, QUIET),) for text in _terms(atlas, day, lang)), gap=6),
    ]
    if address:
        made.append(Code(Box(820, 170, 300, 300), address))
        said = (Run(words("export.code"), 16, INK, bold=True),), (Run(address, LEAST, QUIET, link=address),)
        made.append(TextBox(Box(760, 486, 440, 120), said, gap=4))
    return Slide("closing", words("export.thanks"), lang, tuple(made))


def _terms(atlas: Atlas, day: str, lang: str) -> Iterator[str]:
    words = atlas.words[lang]
    yield source_line(atlas, lang)
    yield words("time.as-of-release", day=released(atlas, lang))
    yield atlas.outline.note[lang]
    yield words("export.exported-line", date=period(atlas, day, lang))
