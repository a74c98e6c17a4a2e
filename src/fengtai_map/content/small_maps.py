"""The small maps of the comparison, a cluster each, all at one scale: pictures (SVG) in their own addresses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from fengtai_map.content.straight_lines import KILOMETRE, on_the_ground
from fengtai_map.geo.hubs import STATION
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import style

MARGIN = 10  # pixels left free on every side
BAR = 0.4  # of the width: no scale bar is longer, unless a kilometre is
BARS = (1, 2, 5, 10)  # kilometres
Extent = tuple[float, float, float, float]
FINE = 0.5  # pixels: a finer bend of an outline would not be seen
SIZE = (200, 150)  # pixels
RADIUS = 4.0  # pixels: the radius of a point, half of it for a station
TYPE = 22.0  # pixels: on a phone the pictures are half as wide,
LARGER = ((120, 20), (160, 16), (200, 13))  # from so many pixels' width on it is so many, to be as large on the screen
FACES = "Source Han Sans SC,Noto Sans CJK SC,Noto Sans SC,PingFang SC,Microsoft YaHei,sans-serif"  # those of the page
LEFT_OUT = "/*left-out*/"  # where a style may be put that hides points: each has its kind and status as classes
LETTERS = "".join(f"@media (min-width:{wide}px){{text{{font-size:{size}px}}}}" for wide, size in LARGER)
PLAIN = " /*:;=,.-_'(){}!"  # signs that stand as they are in an address of this sort
ROOT = "<svg xmlns='http://www.w3.org/2000/svg' width='{w:g}' height='{h:g}' viewBox='0 0 {w:g} {h:g}'>"
OUTLINE = "<path d='{d}' fill='{fill}' fill-rule='evenodd' stroke='{ink}' stroke-width='1.5' stroke-dasharray='6 3'/>"
CELL = "<path d='{d}' fill='none' stroke='{ink}' stroke-opacity='.45' stroke-width='.8' stroke-dasharray='2 2'/>"
POINT = (
    "<circle class='{kind} {status}' cx='{x:g}' cy='{y:g}' r='{r:g}' fill='{fill}' stroke='#fff' stroke-width='.8'/>"
)
SCALE_BAR = "<path d='M4 {y:g}v5h{bar:.1f}v-5' fill='none' stroke='{ink}' stroke-width='1.2'/>"
SCALE = (
    "<text x='9' y='{y:g}' font-size='{size:g}' font-family='{type}' fill='{ink}' stroke='#fff' stroke-width='5'"
    " paint-order='stroke'>{text}</text>"
)


@dataclass(frozen=True)
class Dot:
    """A place or station of a small map, in pixels from its upper left corner."""

    place: Place
    x: float
    y: float


@dataclass(frozen=True)
class SmallMap:
    """A cluster alone: path data (fill rule evenodd) of its outline and, by id, of its 街镇; its points."""

    cluster: str
    outline: str
    cells: tuple[tuple[str, str], ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class SmallMaps:
    """Maps of one scale; the scale bar is `bar_km` whole kilometres long, `bar` in pixels."""

    metres_per_pixel: float
    bar_km: int
    bar: float
    maps: tuple[SmallMap, ...]


@dataclass(frozen=True)
class Paper:
    """From metres of the plane to pixels: y grows downwards. Up is half a degree off true north here."""

    left: float
    top: float
    metres_per_pixel: float

    def px(self, x: float, y: float) -> tuple[float, float]:
        """A position of the plane in pixels, to a tenth."""
        return round((x - self.left) / self.metres_per_pixel, 1), round((self.top - y) / self.metres_per_pixel, 1)

    def path(self, area: BaseGeometry) -> str:
        """The rings of an area as SVG path data."""
        smooth = area.simplify(FINE * self.metres_per_pixel)
        rings = (ring for part in getattr(smooth, "geoms", [smooth]) for ring in (part.exterior, *part.interiors))
        return " ".join(f"M{self._corners(ring.coords[:-1])}Z" for ring in rings)

    def _corners(self, corners: Iterable[tuple[float, ...]]) -> str:
        return " ".join("{:g},{:g}".format(*self.px(x, y)) for x, y in corners)


def small_maps(atlas: Atlas, clusters: Sequence[str], size: tuple[float, float]) -> SmallMaps:
    """A map of `size` pixels for each cluster, all at the scale at which the largest fits.

    Raises KeyError where an id is no cluster, ValueError where there is none.
    """
    points = {name: _points(atlas, name) for name in clusters}
    extents = {name: _extent(atlas, name, points[name]) for name in clusters}
    scale = max(_scale(extent, size) for extent in extents.values())
    bar_km = max((km for km in BARS if km * KILOMETRE <= size[0] * BAR * scale), default=BARS[0])
    return SmallMaps(
        metres_per_pixel=scale,
        bar_km=bar_km,
        bar=bar_km * KILOMETRE / scale,
        maps=tuple(_map(atlas, name, _paper(extents[name], size, scale), points[name]) for name in clusters),
    )


def _points(atlas: Atlas, name: str) -> tuple[Place, ...]:
    """The points of a cluster that its map shows, with a position all: without one a place has no cluster.

    A line or an area is none: it has no room in so small a map, and its middle may lie in another cluster.
    """
    return tuple(point for point in atlas.points if point.cluster == name and not point.shape)


def _extent(atlas: Atlas, name: str, points: Iterable[Place]) -> Extent:
    """West, south, east, north of an outline and its points in the plane: a point may lie just outside."""
    shapes = [_outline(atlas, name), *(on_the_ground(atlas, point.id) for point in points)]
    west, south, east, north = shapely.total_bounds(shapes)
    return float(west), float(south), float(east), float(north)


def _scale(extent: Extent, size: tuple[float, float]) -> float:
    """Metres a pixel at which an extent just fits."""
    west, south, east, north = extent
    return max((east - west) / (size[0] - 2 * MARGIN), (north - south) / (size[1] - 2 * MARGIN))


def _paper(extent: Extent, size: tuple[float, float], scale: float) -> Paper:
    """The paper whose middle is that of an extent."""
    west, south, east, north = extent
    return Paper((west + east - size[0] * scale) / 2, (south + north + size[1] * scale) / 2, scale)


def _map(atlas: Atlas, name: str, paper: Paper, points: Iterable[Place]) -> SmallMap:
    subdistricts = [subdistrict.id for subdistrict in atlas.subdistricts if subdistrict.cluster == name]
    return SmallMap(
        cluster=name,
        outline=paper.path(_outline(atlas, name)),
        cells=tuple((subdistrict, paper.path(_outline(atlas, subdistrict))) for subdistrict in subdistricts),
        dots=tuple(_dot(atlas, paper, point) for point in points),
    )


def _dot(atlas: Atlas, paper: Paper, point: Place) -> Dot:
    at = on_the_ground(atlas, point.id)
    assert isinstance(at, Point)  # noqa: S101  # it has a cluster, hence a position
    x, y = paper.px(at.x, at.y)
    return Dot(point, x, y)


def _outline(atlas: Atlas, name: str) -> BaseGeometry:
    """The outline of a cluster or 街镇 in the plane. Raises KeyError where it is neither."""
    area = on_the_ground(atlas, name)
    if area is None or isinstance(area, Point):
        raise KeyError(name)
    return area


def pictures(atlas: Atlas, lang: str) -> Mapping[str, str]:
    """A picture a cluster by its id, all at one scale.

    A browser that leaves out a status writes `.planned{display:none}` in the place of LEFT_OUT.
    """
    drawn = small_maps(atlas, [cluster.id for cluster in atlas.clusters], SIZE)
    fills = {cluster.id: style.fill(cluster.order) for cluster in atlas.clusters}
    scale = atlas.words[lang]("compare.scale", km=drawn.bar_km)
    return {one.cluster: _address(_svg(drawn, one, fills[one.cluster], scale)) for one in drawn.maps}


def _address(svg: str) -> str:
    return f"data:image/svg+xml,{quote(svg, safe=PLAIN)}"


def _svg(drawn: SmallMaps, one: SmallMap, fill: str, scale: str) -> str:
    ink = style.INK
    return "".join(
        (
            ROOT.format(w=SIZE[0], h=SIZE[1]),
            f"<style>{LETTERS}{LEFT_OUT}</style>",
            OUTLINE.format(d=one.outline, fill=fill, ink=ink),
            *(CELL.format(d=path, ink=ink) for _, path in one.cells),
            *map(_point, one.dots),
            SCALE_BAR.format(y=SIZE[1] - 9, bar=drawn.bar, ink=ink),
            SCALE.format(y=SIZE[1] - 13, size=TYPE, type=FACES, ink=ink, text=escape(scale)),
            "</svg>",
        )
    )


def _point(dot: Dot) -> str:
    kind, radius = dot.place.kind, RADIUS / 2 if dot.place.kind == STATION else RADIUS
    fill = style.look(kind).colour
    return POINT.format(kind=escape(kind), status=dot.place.status, x=dot.x, y=dot.y, r=radius, fill=fill)
