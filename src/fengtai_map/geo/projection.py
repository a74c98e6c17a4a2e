"""The plane in which distances are measured, and the ellipsoid: the one home of both."""

from collections.abc import Sequence
from typing import Any, Protocol

import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

DEGREES = "EPSG:4326"  # WGS-84, longitude before latitude
# CGCS2000 / 3-degree Gauss-Kruger, central meridian 117° E: what the district's own offices use. CGCS2000 equals WGS-84
# at this scale, and distances within Fengtai are true to better than 0.01 %.
METRES = "EPSG:4548"
GEOD = Geod(ellps="WGS84")
METRE = 1e-5  # degrees: about a metre


class Located(Protocol):
    """What has a position: WGS-84 degrees."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""


def distance_m(one: Located, other: Located) -> float:
    """The geodesic distance of two positions that are known, in metres.

    >>> one, other = (station for station in atlas.stations if station.id in ("station-qilizhuang", "station-dajing"))
    >>> round(distance_m(one, other))
    1657
    """
    return float(GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2])


def _way(source: str, target: str) -> Transformer:
    """The steps between two systems, spelt out.

    A transformer is made anew in every thread that uses it, and Streamlit runs every change of a reader in a new one:
    from names it takes 70 ms each time, since they are looked up, from its steps a third of one.
    """
    return Transformer.from_pipeline(Transformer.from_crs(source, target, always_xy=True).definition)


_INTO, _BACK = _way(DEGREES, METRES), _way(METRES, DEGREES)


def in_metres(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry of degrees in the plane: x metres east, y metres north.

    >>> shapely.set_precision(in_metres(shapely.Point(116.3, 39.85)), 0.01).wkt
    'POINT (440093.44 4413108.55)'
    """
    return shapely.transform(geometry, _INTO.transform, interleaved=False)  # type: ignore[arg-type]  # x and y apart


def all_in_metres(geometries: Any) -> Any:  # noqa: ANN401  # numpy's types say no more
    """Many geometries of degrees, a list or an array, in the plane, as an array.

    >>> all_in_metres([shapely.Point(117, 39.85)])[0].x  # on the central meridian
    500000.0
    """
    return shapely.transform(geometries, _INTO.transform, interleaved=False)  # type: ignore[arg-type]  # as above


def in_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry of the plane in degrees of longitude and latitude.

    >>> in_degrees(shapely.Point(500_000, 4_412_000)).x  # on the central meridian
    117.0
    """
    return shapely.transform(geometry, _BACK.transform, interleaved=False)  # type: ignore[arg-type]  # as above


def azimuths(lines: Any) -> Any:  # noqa: ANN401  # numpy's types say no more
    """The directions of many straight lines of the plane, from their first to their last point, as `azimuth` has them.

    An array of shapely lines of two points gives an array of degrees.

    >>> north = shapely.LineString([(440_000, 4_412_000), (440_000, 4_413_000)])  # of the plane, west of its meridian
    >>> azimuths([north]).round(1)
    array([359.6])
    """
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
    lon, lat = _BACK.transform(ends[..., 0], ends[..., 1])
    return GEOD.inv(lon[:, 0], lat[:, 0], lon[:, 1], lat[:, 1])[0] % 360 % 360


def azimuth(start: Sequence[float], end: Sequence[float]) -> float:
    """The direction from one position in degrees to another, clockwise from true north, in [0, 360).

    >>> azimuth((116.3, 39.85), (116.3, 39.95)), round(azimuth((116.3, 39.85), (116.4, 39.85)))
    (0.0, 90)
    """
    return (
        float(GEOD.inv(start[0], start[1], end[0], end[1])[0]) % 360 % 360
    )  # a tiny negative angle rounds up to 360 at first
