"""Very many points on a printed map: grouped into circles with a number, as on the screen."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes

from fengtai_map.content.point_counts import shown
from fengtai_map.export.image.fonts import write
from fengtai_map.export.image.symbols import CENTRE, Badge, draw
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet
from fengtai_map.webmap import style

CELL = 60.0  # pixels that are grouped into one circle
SMALL = 10.0  # pixels of a number
Bin = tuple[float, float, int]  # pixels from the upper left corner, and how many points


def print_point_layer(axes: Axes, sheet: Sheet, frame: Viewport) -> None:
    """Print the layer of a sheet, where it has one."""
    for x, y, count in bins(sheet, frame):
        draw(axes, Badge(style.POINT_LAYER["fillColor"], style.POINT_LAYER["color"], 1.5), (x, y), size(count))
        top = y - CENTRE * SMALL
        write(axes, f"{count}", (x, top), SMALL, colour=style.POINT_LAYER["color"], bold=True, align="center")


def bins(sheet: Sheet, frame: Viewport) -> Iterator[Bin]:
    """The groups of the points in a frame: where their middle is, and how many they are."""
    if sheet.point_layer is None:
        return
    seen = shown(sheet.point_layer, sheet.view, sheet.kinds)
    x, y = frame.px(sheet.point_layer.lon[seen], sheet.point_layer.lat[seen])
    inside = (x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height)
    places = np.stack((x[inside], y[inside]), axis=1)
    _, at, counts = np.unique(np.floor(places / CELL), axis=0, return_inverse=True, return_counts=True)
    for number, count in enumerate(counts):
        middle = places[at.ravel() == number].mean(axis=0)
        yield float(middle[0]), float(middle[1]), int(count)


def size(count: int) -> float:
    """The radius of a circle for so many points, in pixels."""
    return float(min(20.0, 7 + 3 * np.log10(count)))
