"""Shapes, lines and areas of a sheet, as matplotlib artists with the looks of drawing/theme.py.

Everything on a sheet has the same z-order: what is added later lies above.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, polygon
from shapely.geometry.base import BaseGeometry

from fengtai_map.drawing import theme
from fengtai_map.drawing.shapes import Outline
from fengtai_map.export.fonts import BASELINE, PX, write
from fengtai_map.export.frame import Frame
from fengtai_map.model import Place

BEYOND = 40  # pixels drawn beyond the frame, so that no cut edge shows
IN_DISC = 1.33  # the size of a number, in radii of its disc
CENTRE = BASELINE - 0.365  # from the top of a line to the middle of a numeral, in sizes
CORE = 0.42  # how much of a symbol the core of a thing being built takes
Style = Mapping[
    str, Any
]  # as Leaflet names them: color, weight, opacity, dashArray, fillColor, fillOpacity, stroke, fill


@dataclass(frozen=True)
class Mark:
    """A symbol: an outline in units of its radius (None is a circle), its colours, its edge in pixels.

    `core` is the colour of the heart of a thing being built, `number` that of a cluster.
    """

    shape: Outline | None
    fill: str
    edge: str
    weight: float
    core: str = ""
    dash: str = ""
    number: int = 0


def mark_of(place: Place) -> Mark:
    """What exists is filled, what is being built is hollow with a core, what is planned is hollow and dashed."""
    look = theme.KINDS[place.kind]
    if place.status == "existing":
        return Mark(look.shape, look.colour, "#ffffff", 1.5)
    hollow = Mark(look.shape, "#ffffff", look.colour, 2.5)
    if place.status == "under-construction":
        return replace(hollow, core=look.colour)
    return replace(hollow, dash="3 2.5")


def dashes(array: str, weight: float) -> Any:  # noqa: ANN401  # matplotlib's own union of styles
    """A dash array in pixels as matplotlib's line style, which counts in line widths."""
    return (0, tuple(float(part) / weight for part in array.split())) if array else "solid"


def draw(axes: Axes, mark: Mark, at: tuple[float, float], radius: float) -> None:
    """A symbol at a point."""
    look = dashes(mark.dash, mark.weight)
    patch = {"facecolor": mark.fill, "edgecolor": mark.edge, "linewidth": mark.weight * PX, "linestyle": look}
    axes.add_artist(PathPatch(_symbol(mark.shape, at, radius), **patch))
    if mark.core:
        core = _symbol(mark.shape, at, radius * CORE)
        axes.add_artist(PathPatch(core, facecolor=mark.core, edgecolor="none"))
    if mark.number:
        size = radius * IN_DISC
        top = at[1] - CENTRE * size
        write(axes, f"{mark.number}", (at[0], top), size, colour=theme.INK, bold=True, align="center")


def disc(number: int) -> Mark:
    """The disc with a cluster's number."""
    return Mark(None, theme.CLUSTERS[(number - 1) % len(theme.CLUSTERS)], theme.INK, 1.5, number=number)


def ring(axes: Axes, at: tuple[float, float], radius: float) -> None:
    """The mark around a selected symbol."""
    outline = _symbol(None, at, radius)
    for colour, weight in (("#ffffff", 7), (theme.MARK, 4)):
        axes.add_artist(PathPatch(outline, fill=False, edgecolor=colour, linewidth=weight * PX))


def _symbol(outline: Outline | None, at: tuple[float, float], radius: float) -> Path:
    if outline is None:
        circle = Path.unit_circle()
        return Path(np.asarray(circle.vertices, dtype=float) * radius + at, circle.codes)
    return Path(np.array([*outline, outline[0]]) * radius + at, closed=True)


def area(axes: Axes, frame: Frame, geometry: BaseGeometry, style: Style) -> None:
    """Draw a geometry of lines or polygons with a style of the screen's; what lies outside the frame is cut off."""
    part = shapely.clip_by_rect(geometry, *frame.bounds(BEYOND))
    rings = list(_rings(part))
    if not rings:
        return
    path = Path.make_compound_path(*(Path(_px(frame, points), closed=closed) for points, closed in rings))
    axes.add_artist(PathPatch(path, **_look(style, filled=rings[0][1])))


def _px(frame: Frame, points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.column_stack(frame.px(points[:, 0], points[:, 1]))


def _rings(part: BaseGeometry) -> Iterator[tuple[np.ndarray[Any, Any], bool]]:
    """The lines of a geometry and whether each is closed; holes run the other way round."""
    if isinstance(part, Polygon) and not part.is_empty:
        turned = polygon.orient(part)
        yield from ((np.asarray(ring.coords), True) for ring in (turned.exterior, *turned.interiors))
    elif isinstance(part, LineString) and not part.is_empty:
        yield np.asarray(part.coords), False
    elif isinstance(part, MultiPolygon | MultiLineString):
        for one in part.geoms:
            yield from _rings(one)


def _look(style: Style, *, filled: bool) -> dict[str, Any]:
    weight = style.get("weight", 3)
    stroked = style.get("stroke", True)
    edge = (style.get("color", "none"), style.get("opacity", 1)) if stroked else "none"
    fill = filled and style.get("fill", True) and "fillColor" in style
    return {
        "facecolor": (style["fillColor"], style.get("fillOpacity", 0.2)) if fill else "none",
        "edgecolor": edge,
        "linewidth": weight * PX if stroked else 0,
        "linestyle": dashes(style.get("dashArray", ""), weight),
        "joinstyle": "round",
        "capstyle": "round",
    }
