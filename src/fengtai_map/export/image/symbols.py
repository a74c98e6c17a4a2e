"""Badges, lines and areas of a sheet, as matplotlib artists with the looks of webmap/style.py.

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

from fengtai_map.export.image.fonts import BASELINE, PT_PER_PX, write
from fengtai_map.export.image.pictograms import pictogram
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.model import Place
from fengtai_map.model.lights import Level
from fengtai_map.webmap import style as theme
from fengtai_map.webmap import symbols
from fengtai_map.webmap.symbols import LAMP_BOX, LAMPS

BEYOND = 40  # pixels drawn beyond the frame, so that no cut edge shows
IN_DISC = 1.33  # the size of a number, in radii of its disc
CENTRE = BASELINE - 0.365  # from the top of a line to the middle of a numeral, in sizes
SHADE = (theme.INK, 0.26)  # the shadow of a badge
DASH = "3 2"
LEAST = 4.5  # pixels from the middle of a light to its edge
Style = Mapping[
    str, Any
]  # as Leaflet names them: color, weight, opacity, dashArray, fillColor, fillOpacity, stroke, fill


@dataclass(frozen=True)
class Badge:
    """A badge: its colours, its edge in pixels, and the path of its pictogram in the colour `ink`.

    One without a path is a plain dot. `number` is that of a cluster.
    """

    fill: str
    edge: str
    weight: float
    path: str = ""
    ink: str = ""
    dash: str = ""
    number: int = 0


def mark_of(place: Place, status: str = "") -> Badge:
    """What exists is filled, what is being built is white in its colour, what is planned or unknown is dashed, too.

    `status` is another than that of the release. What lies beyond the district is grey.
    """
    look = theme.look(place.look)
    if place.outside:
        look = replace(look, colour=theme.OUTSIDE)
    return mark(look, status or place.status)


def mark(look: theme.SymbolStyle, status: str = "existing") -> Badge:
    """The badge of a look."""
    if not look.path:
        return Badge(theme.WHITE, look.colour, 1.3)
    if status == "existing":
        return Badge(look.colour, theme.WHITE, 1.6, look.path, theme.WHITE)
    hollow = Badge(theme.WHITE, look.colour, 2, look.path, look.colour)
    return hollow if status == "under-construction" else replace(hollow, dash=DASH)


def dashes(array: str, weight: float) -> Any:  # noqa: ANN401  # matplotlib's own union of styles
    """A dash array in pixels as matplotlib's line style, which counts in line widths."""
    return (0, tuple(float(part) / weight for part in array.split())) if array else "solid"


def draw(axes: Axes, mark: Badge, at: tuple[float, float], radius: float) -> None:
    """A badge at a point."""
    if mark.path:
        shade = _circle((at[0], at[1] + radius * 0.08), radius + 1.2)
        axes.add_artist(PathPatch(shade, facecolor=SHADE, edgecolor="none"))
    look = dashes(mark.dash, mark.weight)
    patch = {"facecolor": mark.fill, "edgecolor": mark.edge, "linewidth": mark.weight * PT_PER_PX, "linestyle": look}
    axes.add_artist(PathPatch(_circle(at, radius), **patch))
    if mark.path:
        _pictogram(axes, mark, at, radius * symbols.SHARE)
    if mark.number:
        size = radius * IN_DISC
        top = at[1] - CENTRE * size
        write(axes, f"{mark.number}", (at[0], top), size, colour=theme.INK, bold=True, align="center")


def _pictogram(axes: Axes, mark: Badge, at: tuple[float, float], unit: float) -> None:
    whole = pictogram(mark.path)
    path = Path(np.asarray(whole.vertices) * unit + at, whole.codes)
    stroked = mark.path in symbols.STROKED
    colours = {"facecolor": "none", "edgecolor": mark.ink} if stroked else {"facecolor": mark.ink, "edgecolor": "none"}
    axes.add_artist(PathPatch(path, linewidth=symbols.STROKE * unit * PT_PER_PX, joinstyle="round", **colours))


def symbol(axes: Axes, place: Place, status: str, at: tuple[float, float], radius: float) -> None:
    """The badge of a place, with its light where it has one."""
    draw(axes, mark_of(place, status), at, radius)
    if place.light:
        _lamp(axes, place.light.level, at, radius)


def _lamp(axes: Axes, level: Level, at: tuple[float, float], radius: float) -> None:
    """The light of a project at the upper right of its badge, in white so that it stands off."""
    half = max(LEAST, radius * 0.52)
    spot = (at[0] + radius * 0.74, at[1] - radius * 0.74)
    axes.add_artist(PathPatch(_circle(spot, half + 1.6), facecolor=theme.WHITE, edgecolor="none"))
    sign(axes, level, spot, half)


def sign(axes: Axes, level: Level, at: tuple[float, float], half: float) -> None:
    """The sign of a light alone."""
    colour, path = LAMPS[level]
    whole = pictogram(path)
    corners = (np.asarray(whole.vertices) + symbols.BOX / 2 - LAMP_BOX / 2) * (2 * half / LAMP_BOX) + at
    axes.add_artist(PathPatch(Path(corners, whole.codes), facecolor=colour, edgecolor="none"))


def disc(number: int) -> Badge:
    """The disc with a cluster's number."""
    return Badge(theme.fill(number), theme.DARK, 1.2, number=number)


def ring(axes: Axes, at: tuple[float, float], radius: float) -> None:
    """What a selected symbol stands on."""
    axes.add_artist(PathPatch(_circle(at, radius), fc=("#ffffff", 0.85), ec=theme.MARK, linewidth=2 * PT_PER_PX))


def _circle(at: tuple[float, float], radius: float) -> Path:
    circle = Path.unit_circle()
    return Path(np.asarray(circle.vertices, dtype=float) * radius + at, circle.codes)


def area(axes: Axes, frame: Viewport, geometry: BaseGeometry, style: Style) -> None:
    """Draw a geometry of lines or polygons with a style of the screen's; what lies outside the frame is cut off."""
    part = shapely.clip_by_rect(geometry, *frame.bounds(BEYOND))
    rings = list(_rings(part))
    if not rings:
        return
    path = Path.make_compound_path(*(Path(_px(frame, points), closed=closed) for points, closed in rings))
    axes.add_artist(PathPatch(path, **_look(style, filled=rings[0][1])))


def _px(frame: Viewport, points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
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
        "linewidth": weight * PT_PER_PX if stroked else 0,
        "linestyle": dashes(style.get("dashArray", ""), weight),
        "joinstyle": "round",
        "capstyle": "round",
    }
