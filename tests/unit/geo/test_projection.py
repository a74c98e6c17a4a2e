"""The plane and the ellipsoid: there and back, and in which direction a line runs."""

import pytest
import shapely
from pyproj import Geod, Transformer

from fengtai_map.geo import projection
from fengtai_map.geo.projection import azimuth, azimuths, in_degrees, in_metres
from tests.every import every

GEOD = Geod(ellps="WGS84")
LOCATED = [(116.06, 39.75), (116.322, 39.895), (116.47, 39.92)]
ENDS = [(116.3, 39.95), (116.4, 39.85), (116.2, 39.75), (116.2, 39.95), (116.3, 39.75)]  # from the middle, all around
MIDDLE = (116.3, 39.85)


@every("at", LOCATED)
def test_the_steps_spelt_out_lead_where_the_named_systems_lead(at):
    for source, target in [(projection.DEGREES, projection.METRES), (projection.METRES, projection.DEGREES)]:
        named = Transformer.from_crs(source, target, always_xy=True)
        start = at if source == projection.DEGREES else projection._INTO.transform(*at)
        assert projection._way(source, target).transform(*start) == pytest.approx(named.transform(*start), abs=1e-9)


@every("end", ENDS)
def test_a_direction_is_clockwise_from_true_north(end):
    assert azimuth(MIDDLE, end) == pytest.approx(GEOD.inv(*MIDDLE, *end)[0] % 360)
    assert 0 <= azimuth(MIDDLE, end) < 360


def test_the_directions_of_many_lines_are_those_of_each():
    lines = [in_metres(shapely.LineString([MIDDLE, end])) for end in ENDS]
    assert list(azimuths(lines)) == pytest.approx([azimuth(MIDDLE, end) for end in ENDS], abs=1e-6)
    assert ((azimuths(lines) >= 0) & (azimuths(lines) < 360)).all()


@every("at", LOCATED)
def test_a_place_in_metres_is_the_same_place_in_degrees(at):
    back = in_degrees(in_metres(shapely.Point(at)))
    assert (back.x, back.y) == pytest.approx(at, abs=1e-9)
