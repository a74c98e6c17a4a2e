"""What the benchmark measures with, and what it writes; no time is asserted."""

from collections import Counter

from bench import points
from fengtai_map.own import with_own
from fengtai_map.store import open_store


def test_the_points_are_the_same_every_time_and_a_shorter_list_begins_a_longer_one(atlas):
    assert points.points(atlas, 50) == points.points(atlas, 80)[:50]
    assert points.points(atlas, 0) == ()


def test_every_point_lies_in_a_cluster_and_is_of_a_kind_that_the_release_has(atlas):
    made = points.points(atlas, 400)
    places = with_own(atlas, made).places[len(atlas.places) :]
    found = Counter(place.cluster for place in places)
    assert len(places) == 400
    assert all(place.joined == "inside" for place in places)
    assert found.keys() == {cluster.id for cluster in atlas.clusters}
    assert {point.kind for point in made} == {place.kind for place in atlas.places}


def test_a_store_is_filled_and_filled_up(atlas, tmp_path):
    url = str(tmp_path / "many.gpkg")
    for n in (20, 30, 30):
        points.fill(url, n)
    store = open_store(url)
    assert store.points() == points.points(atlas, 30)
    assert store.version() == 2
    store.close()
