"""The legend along the foot of the map: whatever the map shows and does not name itself."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from shapely.geometry import box, shape

from fengtai_map.content.status_at import stated
from fengtai_map.export.image.fonts import LINE, PT_PER_PX, width, write
from fengtai_map.export.image.ground import shows_metro
from fengtai_map.export.image.label_print import PlacedLabel
from fengtai_map.export.image.symbols import Badge, dashes, disc, draw, mark, sign
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet, places
from fengtai_map.model import Atlas
from fengtai_map.model.lights import LEVELS, Level
from fengtai_map.webmap import style
from fengtai_map.webmap.ground import METRO

SIZE = 13  # pixels of its text
SYMBOL, STROKE = 18, 26  # pixels that a symbol, and a stroke, take
GAP, BETWEEN = 6, 16  # from symbol to text, and from there to the next
NUMBERED = 8.5  # the radius of a disc with a number
ROW = 22
INSET = 10  # from the edge of the map
DARK = {"color": style.INK, "weight": 1.6, "dashArray": "5 3"}
CIRCLE = {"color": style.MARK, "weight": 1.6, "dashArray": "5 4"}


@dataclass(frozen=True)
class Item:
    """A line of the legend: a symbol or a stroke, and its words. `key` is what it stands for."""

    key: str
    text: str
    mark: Badge | None = None
    stroke: Mapping[str, object] | None = None
    light: Level | None = None

    @property
    def wide(self) -> float:
        """Its width in pixels."""
        return (SYMBOL if self.mark or self.light else STROKE) + GAP + width(self.text, SIZE)


def shown(atlas: Atlas, sheet: Sheet, frame: Viewport, names: Sequence[PlacedLabel]) -> Iterator[str]:
    """The keys of what stands inside the frame; of the clusters, those without a name there."""
    west, south, east, north = frame.bounds()
    inside = [p for p in places(atlas, sheet) if west <= (p.lon or 0) <= east and south <= (p.lat or 0) <= north]
    yield from (place.kind for place in inside)
    yield from (f"status-{stated(place, sheet.view)}" for place in inside)
    yield from (f"light-{place.light.level}" for place in inside if place.light)
    yield "outline"
    if shows_metro(sheet, frame):
        yield METRO
    if getattr(atlas.index.get(sheet.view.selected), "error_m", None):
        yield "error"
    named = {one.name.id for one in names}
    chosen = sheet.view.clusters or [cluster.id for cluster in atlas.clusters]
    seen = box(*frame.bounds(-NUMBERED))
    yield from (name for name in chosen if name not in named and seen.intersects(shape(atlas.geometry[name])))


def rows(atlas: Atlas, sheet: Sheet, keys: AbstractSet[str], room: float) -> list[list[Item]]:
    """The legend of these keys, in rows of a width."""
    found: list[list[Item]] = [[]]
    used = width(atlas.words[sheet.view.lang]("map.legend"), SIZE, bold=True) + BETWEEN
    for item in _items(atlas, sheet):
        if item.key not in keys:
            continue
        if used + item.wide > room and found[-1]:
            found.append([])
            used = 0
        found[-1].append(item)
        used += item.wide + BETWEEN
    return found


def _items(atlas: Atlas, sheet: Sheet) -> Iterator[Item]:
    """Everything a legend may hold, in its order: the kinds as the legend beside the map has them."""
    words = atlas.words[sheet.view.lang]
    yield from (Item(one.id, one.name[sheet.view.lang], disc(one.order)) for one in atlas.clusters)
    for kind, like in atlas.looks.items():
        yield Item(kind, words(f"kind.{kind}"), mark(style.look(like)))
    plain = replace(style.OTHER, colour=style.INK)
    yield Item("status-under-construction", words("map.building"), mark(plain, "under-construction"))
    yield Item("status-planned", words("map.planned"), mark(plain, "planned"))
    yield from (Item(f"light-{level}", words(f"light.{level}"), light=level) for level in LEVELS)
    yield Item("outline", words("map.outline"), stroke=DARK)
    yield Item(METRO, words("line.metro"), stroke=style.LEGEND_METRO)
    error_m = getattr(atlas.index.get(sheet.view.selected), "error_m", None) or 0
    yield Item("error", words("map.error", n=f"{error_m:,.0f}"), stroke=CIRCLE)


def print_legend(axes: Axes, atlas: Atlas, sheet: Sheet, at: tuple[float, float], items: list[list[Item]]) -> None:
    """Print the rows below a point, headed by «legend»."""
    left, top = at
    head = atlas.words[sheet.view.lang]("map.legend")
    write(axes, head, (left, top), SIZE, colour=style.INK, bold=True)
    x = left + width(head, SIZE, bold=True) + BETWEEN
    for row in items:
        for item in row:
            _print(axes, item, x, top)
            x += item.wide + BETWEEN
        x, top = left, top + ROW


def _print(axes: Axes, item: Item, x: float, top: float) -> None:
    middle = top + LINE * SIZE / 2
    if item.mark:
        draw(
            axes,
            item.mark,
            (x + SYMBOL / 2, middle),
            NUMBERED if item.mark.number else SYMBOL * 0.44 if item.mark.path else SYMBOL * 0.25,
        )
    elif item.light:
        sign(axes, item.light, (x + SYMBOL / 2, middle), SYMBOL * 0.36)
    elif item.stroke:
        weight = float(str(item.stroke["weight"]))
        look = dashes(str(item.stroke.get("dashArray", "")), weight)
        colour = str(item.stroke["color"])
        ends = (x + 1, x + STROKE - 1), (middle, middle)
        axes.add_artist(Line2D(*ends, color=colour, linewidth=weight * PT_PER_PX, linestyle=look, zorder=1))
    write(axes, item.text, (x + (SYMBOL if item.mark or item.light else STROKE) + GAP, top), SIZE, colour=style.INK)
