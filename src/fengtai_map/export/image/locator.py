"""The whole district, small in a corner of a map of few clusters: where they lie. As on screen (locator.js)."""

from shapely import union_all
from shapely.geometry import box as rectangle
from shapely.geometry import shape

from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.viewport import Viewport, around
from fengtai_map.export.sheet import Sheet
from fengtai_map.model import Atlas

LEAST = 640  # pixels: a smaller map has no locator
FEW_CLUSTERS = 3  # clusters: more of them are the district
WIDE, SHARE, SHAPE = 300.0, 0.27, 0.56  # pixels at most, of the map's width, height in widths
INSET, FOOT = 14, 30  # pixels from the edges of the map, and from its foot, where the attribution stands


def box(atlas: Atlas, sheet: Sheet, frame: Viewport) -> Rect | None:
    """Where the locator stands: in a corner that the clusters of the filter leave free. None where there is none."""
    if not 0 < len(sheet.view.clusters) <= FEW_CLUSTERS or sheet.view.selected or frame.width < LEAST:
        return None
    wide = min(WIDE, SHARE * frame.width)
    high, right = wide * SHAPE, frame.width - INSET - wide
    shown = union_all([frame.pixels(shape(atlas.geometry[name])) for name in sheet.view.clusters])
    for x, y in ((right, INSET), (right, frame.height - high - FOOT), (INSET, INSET)):
        if not shown.intersects(rectangle(x, y, x + wide, y + high)):
            return Rect(x, y, x + wide, y + high)
    return None


def frame(atlas: Atlas, size: tuple[float, float]) -> Viewport:
    """The camera of a locator of so many pixels."""
    return around(shape(atlas.geometry["district"]).bounds, *size)
