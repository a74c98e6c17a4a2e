"""Where the map looks, and how a position becomes a point of the sheet: (Atlas, Sheet, room) -> Viewport."""

from dataclasses import dataclass
from math import cos, floor, log2, radians
from typing import TypeVar

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from fengtai_map.export.sheet import Sheet
from fengtai_map.geo.projection import GEOD
from fengtai_map.model import Atlas, Place
from fengtai_map.model.user_points import Floats

TILE = 256  # pixels of the whole world at zoom 0
MARGIN = (32, 36)  # pixels left free beside and above what is looked at: names of clusters may stand there
LITTLE = 0.08  # of a frame, where that is less
AROUND = 2400.0  # metres shown around a selected point, as on screen
NEAREST_POINT, NEAREST = 14.5, 16.0  # the zooms at which the camera stops
Box = tuple[float, float, float, float]
Degrees = TypeVar("Degrees", float, Floats)


@dataclass(frozen=True)
class Viewport:
    """A map of `width` by `height` pixels around a centre, at a zoom of the screen's.

    Pixels are square: a degree of longitude is cos(latitude) as long as one of latitude, taken at the centre.
    """

    centre: tuple[float, float]
    zoom: float
    width: float
    height: float

    @property
    def scale(self) -> tuple[float, float]:
        """Pixels a degree of longitude, and of latitude."""
        east = TILE * 2**self.zoom / 360
        return east, east / cos(radians(self.centre[1]))

    def px(self, lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
        """A position in pixels from the upper left corner, or columns of them."""
        east, north = self.scale
        return self.width / 2 + (lon - self.centre[0]) * east, self.height / 2 - (lat - self.centre[1]) * north

    def point(self, place: Place) -> tuple[float, float]:
        """A place that has a position, in pixels."""
        return self.px(place.lon or 0, place.lat or 0)

    def pixels(self, geometry: BaseGeometry) -> BaseGeometry:
        """A geometry in pixels."""
        return shapely.transform(geometry, lambda at: np.column_stack(self.px(at[:, 0], at[:, 1])))

    def bounds(self, beyond: float = 0) -> Box:
        """West, south, east, north of the frame and `beyond` pixels more on each side."""
        east, north = self.scale
        x, y = (self.width / 2 + beyond) / east, (self.height / 2 + beyond) / north
        return self.centre[0] - x, self.centre[1] - y, self.centre[0] + x, self.centre[1] + y

    def metres(self, px: float) -> float:
        """The geodesic length of so many pixels, along the parallel of the centre."""
        (lon, lat), degrees = self.centre, px / self.scale[0]
        return float(GEOD.inv(lon, lat, lon + degrees, lat)[2])


def frame(atlas: Atlas, sheet: Sheet, width: float, height: float) -> Viewport:
    """The camera of the screen: what is selected, else the clusters of the filter, else the district."""
    if sheet.story and sheet.view.at:  # taken from a screen: the map lies as it lay there
        lon, lat, zoom = map(float, sheet.view.at.split(","))
        return Viewport((lon, lat), zoom, width, height)
    place = _located(atlas, sheet.view.selected)
    return around(_extent(atlas, sheet, place), width, height, sheet.zoom, NEAREST_POINT if place else NEAREST)


def around(extent: Box, width: float, height: float, zoom: float | None = None, nearest: float = NEAREST) -> Viewport:
    """The camera that looks at west, south, east, north: as near as it fits, or at a zoom that is given."""
    west, south, east, north = extent
    centre = ((west + east) / 2, (south + north) / 2)
    side, above = min(MARGIN[0], LITTLE * width), min(MARGIN[1], LITTLE * height)
    wide = (width - 2 * side) * 360 / TILE / (east - west)
    high = (height - 2 * above) * 360 / TILE / (north - south) * cos(radians(centre[1]))
    fits = floor(10 * log2(min(wide, high))) / 10
    return Viewport(centre, zoom or min(fits, nearest), width, height)


def _extent(atlas: Atlas, sheet: Sheet, place: Place | None) -> Box:
    if place:
        return _around(place)
    selected = atlas.geometry.get(sheet.view.selected)
    chosen = [selected] if selected else [atlas.geometry[name] for name in sheet.view.clusters]
    west, south, east, north = unary_union([shape(one) for one in chosen or [atlas.geometry["district"]]]).bounds
    return west, south, east, north


def _around(place: Place) -> Box:
    half = max(AROUND, (place.error_m or 0) * 2.4) / 2
    corners = [GEOD.fwd(place.lon, place.lat, bearing, half)[:2] for bearing in (270, 180, 90, 0)]
    return corners[0][0], corners[1][1], corners[2][0], corners[3][1]


def _located(atlas: Atlas, name: str) -> Place | None:
    record = atlas.index.get(name)
    return record if isinstance(record, Place) and record.lon is not None else None
