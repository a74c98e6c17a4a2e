"""The metro at a hub: which stations are within reach of it, and which lines stop there."""

import pytest
from pyproj import Geod

from fengtai_map.geo.hubs import AT_HAND, HUB, lines_at, stations_at
from fengtai_map.geo.projection import distance_m

GEOD = Geod(ellps="WGS84")


@pytest.fixture(scope="module")
def crossing(atlas):
    """A station where lines meet."""
    return next(station for station in atlas.stations if len(station.lines) > 1)


def test_the_stations_at_a_place_are_all_within_reach_nearest_first(atlas):
    for place in (*atlas.places, *atlas.stations):
        found = stations_at(atlas, place)
        if place.lon is None:
            assert found == ()
            continue
        far = [(GEOD.inv(place.lon, place.lat, one.lon, one.lat)[2], one.id) for one in atlas.stations]
        assert [(station.id, pytest.approx(metres)) for station, metres in found] == [
            (name, metres) for metres, name in sorted(far) if metres <= AT_HAND
        ]


def test_a_distance_is_the_same_there_and_back(atlas):
    one, other = atlas.stations[:2]
    assert distance_m(one, other) == pytest.approx(GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2])
    assert distance_m(one, other) == pytest.approx(distance_m(other, one))


def test_at_a_hub_stop_the_lines_of_the_stations_around_it_and_elsewhere_none(atlas, crossing):
    hub = crossing.model_copy(update={"id": "h", "kind": HUB, "lines": ()})
    around = {line for station, _ in stations_at(atlas, hub) for line in station.lines}
    assert around >= set(crossing.lines)
    assert [line.id for line in lines_at(atlas, hub)] == [
        line.id for line in atlas.ground["metro-lines"] if line.id in around
    ]
    assert lines_at(atlas, hub.model_copy(update={"kind": "school"})) == ()


def test_a_station_has_its_own_lines(atlas):
    for station in atlas.stations:
        assert {line.id for line in lines_at(atlas, station)} == set(station.lines)
