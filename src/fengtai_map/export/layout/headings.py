"""Where things stand on a slide: the room a master leaves, the headline with what is above it, the foot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fengtai_map.content.figures import period
from fengtai_map.content.sources import source_line
from fengtai_map.export.layout.items import BLUE, INK, LEAST, PX_PER_PT, QUIET, SOURCE, Area, Box, Item, Run, TextBox
from fengtai_map.export.layout.line_breaks import LEADING, fitted, tall
from fengtai_map.export.sheet import Sheet, statuses_line
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas
from fengtai_map.webmap import style
from fengtai_map.webmap.build import sketch

PAGE = Box(0, 0, 1280, 720)
EDGE = 48.0
FOOT, NUMBER = Box(EDGE, 664, 1090, 54), Box(1152, 676, 80, 28)  # a foot of three lines at most
WIDE, BODY_END = Box(EDGE, 36, 1184, 150), 652.0
NUMBERS, LINES = 3, 5  # as many stand beside a map


@dataclass(frozen=True)
class SlideArea:
    """Where things stand: ours, or in an office's own master, whose `title` is left where it is."""

    foot: Box = FOOT
    number: Box = NUMBER
    body: Box | None = None  # None: our own layouts; else what the office's title and foot leave free
    ends: Box | None = None  # and what is below the title on its first and last slide

    @property
    def ours(self) -> bool:
        """Whether the slide is laid out as we like it."""
        return self.body is None


@dataclass(frozen=True)
class DeckContext:
    """What every slide of a file is made with: the Atlas, the day of the export (ISO 8601), the room there is."""

    atlas: Atlas
    day: str
    room: SlideArea = SlideArea()


def paged(words: Words, title: str, page: int) -> str:
    """The headline of a slide that is one of several: from the second on it is counted.

    >>> [paged(atlas.words[lang], "M", page) for lang, page in (("zh", 1), ("zh", 2), ("en", 2))]
    ['M', 'M（2）', 'M (2)']
    """
    return title if page == 1 else words("export.page", title=title, n=page)


def footing(ctx: DeckContext, sheet: Sheet, *, own: bool = True) -> Iterator[Item]:
    """The line of the source, and the slide's number: its stop's `own`, else filled in when slides are counted."""
    room = ctx.room
    runs = tuple((Run(text, SOURCE, QUIET),) for text in foot(ctx.atlas, sheet, ctx.day))
    yield TextBox(room.foot, runs, role="foot")
    number = ((Run(f"{sheet.number}", LEAST, QUIET),),) if own else ()
    yield TextBox(room.number, number, role="number", align="right")


def foot(atlas: Atlas, sheet: Sheet, day: str) -> tuple[str, str]:
    """Two lines: that the map is a sketch, its approval number, the days of statuses and export; then the source."""
    lang = sheet.view.lang
    exported = atlas.words[lang]("export.exported-line", date=period(atlas, day, lang))
    return " · ".join((sketch(atlas, lang), statuses_line(atlas, sheet), exported)), source_line(atlas, lang)


def heading(atlas: Atlas, sheet: Sheet, box: Box, sizes: Sequence[float], most: int = 3) -> tuple[list[Item], float]:
    """What stands above a headline, and the headline; where they end."""
    made: list[Item] = []
    chosen = [one for one in atlas.clusters if one.id in sheet.view.clusters]
    above = chosen[0].name[sheet.view.lang] if len(chosen) == 1 and sheet.story else sheet.part
    top, left = box.y, box.x
    if above:
        if len(chosen) == 1:
            made.append(Area(Box(left, top, 30, 30), style.fill(chosen[0].order), str(chosen[0].order), round=True))
            left += 40
        line = (Run(above, 14, BLUE, bold=True),)
        room = Box(left, top, box.right - left, max(30.0, tall((line,), box.right - left)))
        made.append(TextBox(room, (line,), role="part", middle=True))
        top += room.h + 8
    title, size = fitted(sheet.title, Box(box.x, top, box.w, 3.2 * sizes[0] * PX_PER_PT * LEADING), sizes, most)
    high = (title.count("\n") + 1) * size * PX_PER_PT * LEADING + 4
    runs = tuple((Run(part, size, INK, bold=True),) for part in title.split("\n"))
    made.append(TextBox(Box(box.x, top, box.w, high), runs, role="title"))
    return made, top + high
