"""The places of a sheet as a native table of a slide: as many as fit, then how many more there are."""

from collections.abc import Iterator, Sequence

from pptx.slide import Slide
from pptx.util import Inches

from fengtai_map.content.places import row
from fengtai_map.export import blocks
from fengtai_map.export.blocks import INK, PALE, WHITE, Box
from fengtai_map.export.sheet import Sheet
from fengtai_map.export.tables import listed
from fengtai_map.model import Atlas, Cluster, Place

COLUMNS = {"name": 0.31, "kind": 0.19, "cluster": 0.28, "status": 0.22}  # shares of the width
POINTS = 9
LINE, AIR = POINTS * 1.48 / 72, 0.05  # inches: a line of text, generously, since rows grow; and the air of a row


def draw_places(slide: Slide, box: Box, atlas: Atlas, sheet: Sheet) -> None:
    """The table, with what is selected first; nothing where the sheet shows no places."""
    words = atlas.words[sheet.view.lang]
    places = sorted(listed(atlas, sheet), key=lambda place: place.id != sheet.view.selected)
    if not places:
        return
    heads = [words(f"table.{name}") for name in COLUMNS]
    rows = fitted([_cells(atlas, place, sheet) for place in places], box, _height(heads, box.width))
    left = len(places) - len(rows)
    table = slide.shapes.add_table(1 + len(rows) + bool(left), len(COLUMNS), *box.emu()).table
    table.horz_banding = False
    for x, share in enumerate(COLUMNS.values()):
        table.columns[x].width = Inches(box.width * share)
    more = [[words("export.more", n=left), *[""] * (len(COLUMNS) - 1)]] if left else []
    for y, texts in enumerate([heads, *rows, *more]):
        table.rows[y].height = Inches(_height(texts, box.width) if y <= len(rows) else LINE + AIR)
        for x, text in enumerate(texts):
            ground = INK if y == 0 else PALE if y % 2 == 0 else WHITE
            blocks.cell(table.cell(y, x), (text, POINTS, y == 0, WHITE if y == 0 else INK), ground)


def fitted(rows: Sequence[list[str]], box: Box, head: float) -> list[list[str]]:
    """The rows that fit into the box below the head; room for the line «n more» is kept where it is needed."""
    heights = [_height(texts, box.width) for texts in rows]
    if head + sum(heights) <= box.height:
        return list(rows)
    room = box.height - head - LINE - AIR
    return [texts for texts, foot in zip(rows, _sums(heights), strict=True) if foot <= room]


def _sums(heights: Sequence[float]) -> Iterator[float]:
    total = 0.0
    for height in heights:
        total += height
        yield total


def _height(texts: Sequence[str], width: float) -> float:
    """How high a row becomes, by its cell of most lines."""
    rooms = ((width * share - 0.1) * 72 / POINTS for share in COLUMNS.values())
    return max(blocks.wrapped(text, room) for text, room in zip(texts, rooms, strict=True)) * LINE + AIR


def _cells(atlas: Atlas, place: Place, sheet: Sheet) -> list[str]:
    one = row(atlas, place, sheet.view.lang, sheet.view.time)
    cluster = atlas.index.get(place.cluster or "")
    home = f"{cluster.order} {one.cluster}" if isinstance(cluster, Cluster) else one.cluster
    return [one.name, one.kind_name, home, one.status_name]
