"""Whole sheets as pages of 16:9: title, map, figures with their quotes, notes, source line and date of hand-over."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from fengtai_map.content.figures import Figure, figure, period
from fengtai_map.export.fonts import LINE, width, wrapped, write
from fengtai_map.export.frame import Box
from fengtai_map.export.picture import blank, print_map, saved
from fengtai_map.export.sheet import Sheet, of_district, statuses_line
from fengtai_map.model import Atlas
from fengtai_map.webmap import theme

PAGE = (1280.0, 720.0)  # pixels; 13⅓ by 7½ inches, as a slide
FULL_HD = 1.5  # 1920 by 1080; twice that is 3840 by 2160
EDGE = 40.0
BLUE, QUIET, RULE, BROWN = "#1f4e79", "#55636f", "#d9dfe5", "#8a4b08"
TITLE, TITLE_LEAST = 34.0, 22.0
BESIDE = 372.0  # the column of figures
GAP = 22.0
BETWEEN, HIGHEST = 12.0, 190.0  # from one figure to the next, and their greatest height
NOTES, NOTES_LEAST, NOTES_HIGH = 14.0, 11.0, 130.0
SMALL = 11.5
NUMBER, NUMBER_LEAST = 36.0, 30.0
Progress = Callable[[int, int], None]


def page_png(atlas: Atlas, sheet: Sheet, handed: str, scale: float = FULL_HD) -> bytes:
    """A sheet as a PNG of 1280 by 720 times `scale` pixels; `handed` is the date of hand-over, ISO 8601."""
    return saved(page(atlas, sheet, handed), "png", scale, sheet.title)


def pages_pdf(atlas: Atlas, sheets: Sequence[Sheet], handed: str, progress: Progress | None = None) -> bytes:
    """Sheets as the pages of one PDF of drawings and text; `progress` is told (done, total) after each page."""
    file = BytesIO()
    with PdfPages(file, metadata={"Title": sheets[0].title, "CreationDate": None}) as pages:
        for done, sheet in enumerate(sheets, 1):
            pages.savefig(page(atlas, sheet, handed).get_figure(root=True))
            if progress:
                progress(done, len(sheets))
    return file.getvalue()


def page(atlas: Atlas, sheet: Sheet, handed: str) -> Axes:
    """A sheet, printed."""
    axes = blank(PAGE)
    top = _title(axes, sheet)
    foot = _foot(axes, atlas, sheet, handed)
    foot = _notes(axes, sheet, foot)
    wide = PAGE[0] - 2 * EDGE - ((BESIDE + GAP) if sheet.figures else 0)
    print_map(axes, atlas, sheet, (EDGE, top, wide, foot - top))
    if sheet.figures:
        _cards(axes, atlas, sheet, (EDGE + wide + GAP, top, BESIDE, foot - top))
    return axes


def _title(axes: Axes, sheet: Sheet) -> float:
    """Print the headline, smaller where it is long; where the rest begins."""
    room = PAGE[0] - 2 * EDGE
    size = max(TITLE_LEAST, min(TITLE, TITLE * room / max(width(sheet.title, TITLE, bold=True), 1)))
    lines = wrapped(sheet.title, size, room, 2)
    for number, line in enumerate(lines):
        write(axes, line, (EDGE, 22 + number * LINE * size), size, colour=theme.INK, bold=True)
    foot = 22 + len(lines) * LINE * size + 8
    axes.add_artist(Line2D((EDGE, PAGE[0] - EDGE), (foot, foot), color=theme.INK, linewidth=1.5, zorder=1))
    return foot + 16


def _foot(axes: Axes, atlas: Atlas, sheet: Sheet, handed: str) -> float:
    """Print the day of the statuses, source line, date and page number at the foot; where they begin."""
    words, lang = atlas.words[sheet.view.lang], sheet.view.lang
    release, top = atlas.release, PAGE[1] - 34 - LINE * SMALL
    published = period(atlas, release.date.isoformat(), lang)
    source = words("export.source-line", title=release.title[lang], date=published)
    right = words("export.handed-line", date=period(atlas, handed, lang))
    if sheet.total > 1:
        right += " · " + words("export.page-number", n=sheet.number, total=sheet.total)
    axes.add_artist(Line2D((EDGE, PAGE[0] - EDGE), (top - 7, top - 7), color=RULE, linewidth=0.75, zorder=1))
    for row, text in enumerate((source, statuses_line(atlas, sheet))):
        for line in wrapped(text, SMALL, PAGE[0] - 2 * EDGE - 30 - width(right, SMALL), 1):
            write(axes, line, (EDGE, top + row * LINE * SMALL), SMALL, colour=QUIET)
    write(axes, right, (PAGE[0] - EDGE, top), SMALL, colour=QUIET, align="right")
    return top - 7


def _notes(axes: Axes, sheet: Sheet, foot: float) -> float:
    """Print the notes above the foot, smaller where they are long; where they begin."""
    if not sheet.notes.strip():
        return foot - 12
    room, size = PAGE[0] - 2 * EDGE, NOTES
    lines = _lines(sheet.notes, size, room)
    while len(lines) * LINE * size > NOTES_HIGH and size > NOTES_LEAST:
        size -= 0.5
        lines = _lines(sheet.notes, size, room)
    lines = lines[: int(NOTES_HIGH / (LINE * size))]
    top = foot - 10 - len(lines) * LINE * size
    for number, line in enumerate(lines):
        write(axes, line, (EDGE, top + number * LINE * size), size, colour=theme.INK)
    return top - 12


def _lines(text: str, size: float, room: float) -> list[str]:
    return [line for part in text.splitlines() if part.strip() for line in wrapped(part, size, room)]


def _cards(axes: Axes, atlas: Atlas, sheet: Sheet, box: Box) -> None:
    """Print the figures one below the other, their numbers equally large."""
    left, top, wide, high = box
    cards = [figure(atlas, fact, sheet.view.lang) for fact in sheet.figures]
    each = min((high + BETWEEN) / len(cards) - BETWEEN, HIGHEST)
    for shrunk in (1, 0.92, 0.84):
        texts = [list(_text(atlas, sheet, card, wide - 32, shrunk)) for card in cards]
        number = min(NUMBER, (each - 14 - max(_tall(text) for text in texts)) / LINE)
        if number >= NUMBER_LEAST:
            break
    for card, text in zip(cards, texts, strict=True):
        axes.add_artist(Rectangle((left, top), wide, each, facecolor="#ffffff", edgecolor=RULE, linewidth=0.75))
        axes.add_artist(Rectangle((left, top), 5, each, facecolor=BLUE, edgecolor="none"))
        y = top + (each - LINE * number - _tall(text)) / 2
        _number(axes, card, (left + 20, y), number, wide - 32)
        y += LINE * number
        for line, size, colour in text:
            write(axes, line, (left + 20, y), size, colour=colour)
            y += LINE * size + 2
        top += each + BETWEEN


def _text(atlas: Atlas, sheet: Sheet, card: Figure, room: float, shrunk: float) -> Iterator[tuple[str, float, str]]:
    """The lines beneath a number with their size and colour: what it is, when, and the words that carry it."""
    words = atlas.words[sheet.view.lang]
    quote = words("export.quote-line", quote=card.quote, locator=card.locator)
    district = next(of_district(atlas, sheet, fact) for fact in sheet.figures if fact.id == card.id)
    about = f"{words('figure.district')} · {card.about}" if district else card.about
    for text, size, colour in ((card.label, 15.5, theme.INK), (about, 12.0, QUIET), (quote, 12.5, BLUE)):
        yield from ((line, size * shrunk, colour) for line in wrapped(text, size * shrunk, room, 2))


def _tall(text: Sequence[tuple[str, float, str]]) -> float:
    return sum(LINE * size + 2 for _, size, _ in text)


def _number(axes: Axes, card: Figure, at: tuple[float, float], size: float, room: float) -> None:
    """The figure itself, its unit and rank beside it as far as they fit."""
    x, y = at
    write(axes, card.printed, at, size, colour=BLUE, bold=True)
    x += width(card.printed, size, bold=True) + (1 if card.unit.startswith("%") else 6)
    for text, colour in ((card.unit, theme.INK), (card.rank, BROWN)):
        if text:
            wide = at[0] + room - x
            small = 15.0 if width(text, 15) <= wide else max(9.0, 15 * wide / width(text, 15))
            write(axes, text, (x, y + 0.95 * (size - small)), small, colour=colour, bold=colour == BROWN)
            x += width(text, small) + 12
