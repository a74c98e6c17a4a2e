"""What was named, on a slide: rows of text with their status, or tiles, in the largest type in which all fit."""

from collections.abc import Iterator, Sequence

from fengtai_map.content.status_at import tagged
from fengtai_map.export.image.fonts import width
from fengtai_map.export.layout.items import (
    BLUE,
    INK,
    LEAST,
    PX_PER_PT,
    QUIET,
    STATUS,
    Area,
    Box,
    Item,
    Line,
    Run,
    TableBox,
    TextBox,
)
from fengtai_map.export.layout.line_breaks import LEADING, SPARE, lines_of, named, straggles
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas, Entry

TEXT_SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12)
TILE_SIZES = (22, 20, 19, 18, 17, 16, 15, 14, 13, 12)
LITTLE = 0.8  # of a size: smaller, all of a slide would pay for one line
STATUS_SHARE = 0.34  # of a row, for its status at most: what is longer breaks between words
EntryLine = tuple[str, str, str]  # text, status, the colour of the status
Row = tuple[tuple[Run, Run], float]  # text and status, height


def entry_line(atlas: Atlas, line: Sequence[Entry], sheet: Sheet) -> EntryLine:
    """The names of a line of entries, what their tag says, and its colour."""
    words, lang = atlas.words[sheet.view.lang], sheet.view.lang
    status = tagged(line[0], sheet.view)
    names = [one.name[lang] for one in line]
    between = "list.clause" if any("," in name for name in names) else "list.comma"
    return words(between).join(names), words(f"status.{status}") if status else "", STATUS.get(status or "", QUIET)


def rows_of(listed: Sequence[EntryLine], size: float, room: float) -> list[Row]:
    """Lines of text with their statuses, in a size, and how high each becomes in a width."""
    share = _text_share([status for _, status, _ in listed], room)
    rows: list[Row] = []
    for names, status, colour in listed:
        text = named(names, size, room * share - 14)
        high = lines_of(text, size, room * share - 14) * size * PX_PER_PT * LEADING + 10
        rows.append(((Run(text, size), Run(status, LEAST, colour, bold=True)), high))
    return rows


def _text_share(statuses: Sequence[str], room: float) -> float:
    """What part of a row its text gets: all but what the longest status needs in one line."""
    needed = max(width(status, LEAST * PX_PER_PT * SPARE[True], bold=True) for status in ("", *statuses)) + 8
    return 1 - min(STATUS_SHARE, needed / room)


def grid(rows: Sequence[Row], box: Box, air: float) -> TableBox:
    """Rows of text as a table without heads; `air` is added to the height of each."""
    heights = tuple(high + air for _, high in rows)
    share = _text_share([status.text for (_, status), _ in rows], box.w)
    return TableBox(
        Box(box.x, box.y, box.w, sum(heights)),
        tuple(runs for runs, _ in rows),
        (share, 1 - share),
        heights,
        heads=False,
        right=(1,),
    )


def fit_rows(listed: Sequence[EntryLine], box: Box) -> list[Row]:
    """Lines as rows in the largest type in which all fit."""
    made = [(size, rows_of(listed, size, box.w)) for size in TEXT_SIZES]
    fits = [(size, rows) for size, rows in made if sum(high for _, high in rows) <= box.h] or made[-1:]
    room = box.w * _text_share([status for _, status, _ in listed], box.w) - 14
    return dict(fits)[_even([size for size, _ in fits], [text for text, _, _ in listed], room)]


def _even(sizes: Sequence[int], texts: Sequence[str], room: float, *, bold: bool = False) -> int:
    """The largest of the sizes, or one a little smaller in which no text is left with a sign or two."""
    straggling = {
        size: sum(straggles(named(text, size, room), size, room, bold=bold) for text in texts)
        for size in sizes
        if size >= LITTLE * sizes[0]
    }
    return min(straggling, key=lambda size: (straggling[size], -size))


def tiles(listed: Sequence[EntryLine], box: Box) -> Iterator[Item]:
    """Texts with their statuses as cards in two to four columns, numbered, in the largest type that fits all."""
    columns = 2 if len(listed) <= 4 else 3 if len(listed) <= 9 else 4  # noqa: PLR2004  # cards in a row
    rows = -(-len(listed) // columns)
    high = min(130.0, (box.h - 14 * (rows - 1)) / rows)
    wide = (box.w - 14 * (columns - 1)) / columns
    inner = wide - 28
    free = high - 18 - (22 if any(status for _, status, _ in listed) else 0)
    texts = [text for text, _, _ in listed]

    def needed(size: float) -> float:
        return max(lines_of(text, size, inner, bold=True) for text in texts) * size * PX_PER_PT * LEADING

    fits = [size for size in TILE_SIZES if needed(size) <= free] or TILE_SIZES[-1:]
    size = _even(fits, texts, inner, bold=True)
    for at, (text, status, colour) in enumerate(listed):
        x, y = box.x + at % columns * (wide + 14), box.y + at // columns * (high + 14)
        yield Area(Box(x, y, wide, high), "pale")
        yield Area(Box(x, y, 4, high), BLUE)
        runs: list[Line] = [(Run(text, size, INK, bold=True),)]
        if status:
            runs.append((Run(status, LEAST, colour, bold=True),))
        yield TextBox(Box(x + 16, y + 6, inner, high - 12), tuple(runs), role="entry", gap=3, middle=True)
