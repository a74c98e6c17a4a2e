"""The ground of a sheet: what lies around the district, the district and its clusters."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from fengtai_map.export.image.symbols import area
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet
from fengtai_map.geo.hubs import STATION
from fengtai_map.model import Atlas
from fengtai_map.webmap import style
from fengtai_map.webmap.ground import CLOSE, METRO, PAPER, GroundLayer, ground, styled
from fengtai_map.webmap.surroundings import extent

FADE = 0.07  # of the ground's width and height: there it fades into the paper
STEPS, SHARE = 14, 0.2  # of the fading, and how much of the rest each takes
METRO_FROM = CLOSE["metro-lines"]


def print_ground(axes: Axes, atlas: Atlas, sheet: Sheet, frame: Viewport) -> None:
    """Areas and lines, from the ground up."""
    layers = ground(atlas)
    for layer in layers:
        if layer.role == PAPER:
            _print(axes, layer, sheet, frame)
    _fade(axes, atlas, frame)
    for layer in layers:
        if layer.role != PAPER and _shown(layer, sheet, frame):
            _print(axes, layer, sheet, frame)


def shows_metro(sheet: Sheet, frame: Viewport) -> bool:
    """Whether the lines of the metro are drawn."""
    return STATION in sheet.kinds and frame.zoom >= METRO_FROM


def _shown(layer: GroundLayer, sheet: Sheet, frame: Viewport) -> bool:
    return frame.zoom >= layer.zoom and (layer.role != METRO or STATION in sheet.kinds)


def _print(axes: Axes, layer: GroundLayer, sheet: Sheet, frame: Viewport) -> None:
    for one, body in zip(layer.features, layer.shapes, strict=True):
        area(axes, frame, body, styled(layer, one, sheet.view.clusters, frame.zoom))


def _fade(axes: Axes, atlas: Atlas, frame: Viewport) -> None:
    """Paper over the edges of the ground that are in the frame, so that nobody sees where it ends."""
    west, south, east, north = extent(atlas)
    (left, top), (right, foot) = frame.px(west, north), frame.px(east, south)
    deep = ((right - left) * FADE, (foot - top) * FADE)
    for step in range(STEPS + 1):
        part = 1 - step / STEPS
        alpha = SHARE if step < STEPS else 1
        x, y = deep[0] * part, deep[1] * part
        for seen, box in (
            (left > 0, (0, 0, left + x, frame.height)),
            (right < frame.width, (right - x, 0, frame.width - right + x, frame.height)),
            (top > 0, (0, 0, frame.width, top + y)),
            (foot < frame.height, (0, foot - y, frame.width, frame.height - foot + y)),
        ):
            if seen:
                axes.add_artist(Rectangle(box[:2], *box[2:], facecolor=style.PAPER, alpha=alpha, linewidth=0))
