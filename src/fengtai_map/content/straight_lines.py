"""How far and in which direction: straight lines between what lies on the ground."""

import shapely
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from fengtai_map.geo.projection import azimuth, in_degrees, in_metres
from fengtai_map.i18n import Words
from fengtai_map.model import Atlas, Cluster, Place, Subdistrict

COMPASS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
KILOMETRE = 1000
SAME = 1.0  # metres: positions of five decimals tell no direction below it


def on_the_ground(atlas: Atlas, name: str) -> BaseGeometry | None:
    """The shape of a place, station, cluster or 街镇 in the plane (metres); None for any other id."""
    record = atlas.index.get(name)
    if isinstance(record, Place):
        body = geometry(record)
        return None if body is None else in_metres(body)
    return in_metres(shape(atlas.geometry[name])) if isinstance(record, (Cluster, Subdistrict)) else None


def geometry(place: Place) -> BaseGeometry | None:
    """Where a place lies, in degrees: a point, or the line or area that it is; None where that is not known."""
    if place.shape:
        return shapely.from_geojson(place.shape)
    return Point(place.lon, place.lat) if place.lon is not None and place.lat is not None else None


def straight(start: BaseGeometry, end: BaseGeometry) -> tuple[float, str]:
    """Metres and compass direction of the shortest line between two shapes of the plane.

    From an area it begins at its outline; where they touch it has no length. Below a metre the direction is empty.
    """
    line = shapely.shortest_line(start, end)
    first, last = in_degrees(line).coords
    return line.length, compass(azimuth(first, last)) if line.length >= SAME else ""


def compass(degrees: float) -> str:
    """The nearest of the eight points of the compass, as the words under [compass] name it."""
    return COMPASS[round(degrees / (360 / len(COMPASS))) % len(COMPASS)]


def printed(words: Words, metres: float) -> str:
    """A distance as a reader needs it: to ten metres, from a kilometre on to a tenth of one."""
    tens = round(metres, -1)
    if tens < KILOMETRE:
        return words("distance.metres", n=f"{tens:.0f}")
    return words("distance.kilometres", n=f"{metres / KILOMETRE:.1f}")
