"""The office's own points among the places of the Atlas, their clusters asked anew of the raw cells."""

import pytest
from shapely.geometry import Point, shape

from fengtai_map.i18n import Text
from fengtai_map.model import UserPoint
from fengtai_map.problems import DataError
from fengtai_map.user_points.merge import with_user_points
from tests.data_rows import CLUSTERS, PLACES, SUBDISTRICTS, ids
from tests.every import every

CLUSTER_OF = {name: row["id"] for row in CLUSTERS for name in row["members"]}
NOWHERE = [row for row in PLACES if row["geometry"] is None]
FAR = (117.0, 40.5)


def own(id_, **values):
    given = {"name": Text(zh="绿道入口", en="Greenway gate"), "kind": "hub", "lon": 116.3, "lat": 39.85, "error_m": 1.0}
    return UserPoint(id=id_, **{**given, "basis": "mapped", "status": "existing", **values})


def reports(error):
    return [(problem.code, problem.place, problem.particulars.get("key")) for problem in error.value.problems]


def test_without_own_points_the_atlas_is_the_same(atlas):
    assert with_user_points(atlas, ()) is atlas


@every("subdistrict", SUBDISTRICTS)
def test_a_point_joins_the_cluster_it_lies_in(atlas, subdistrict):
    inside = shape(subdistrict["geometry"]).representative_point()
    place = with_user_points(atlas, [own("gate", lon=inside.x, lat=inside.y, note="东门")]).index["gate"]
    assert (place.cluster, place.joined) == (CLUSTER_OF[subdistrict["properties"]["name_zh"]], "inside")
    assert (place.lon, place.lat, place.source, place.note) == (inside.x, inside.y, "own", Text(zh="东门", en="东门"))


def test_own_points_follow_the_places_in_the_order_of_their_ids(atlas):
    full = with_user_points(atlas, [own("gate-b"), own("gate-a")])
    assert [place.id for place in full.places] == [*ids(PLACES), "gate-a", "gate-b"]
    assert full.places[: len(PLACES)] == atlas.places
    assert full.name("own", "en") == "The office’s own points"
    assert "gate-a" not in atlas.index


@every("row", NOWHERE)
def test_a_place_without_a_position_is_placed(atlas, row):
    full = with_user_points(atlas, [own(row["id"], basis="street-corner", error_m=50, origin="click")])
    place, before = full.index[row["id"]], atlas.index[row["id"]]
    assert [one.id for one in full.places] == ids(PLACES)
    assert (place.lon, place.lat, place.error_m, place.basis, place.source) == (
        116.3,
        39.85,
        50,
        "street-corner",
        "own",
    )
    assert (place.name, place.kind, place.status, place.note) == (before.name, before.kind, before.status, before.note)
    covering = {
        CLUSTER_OF[s["properties"]["name_zh"]] for s in SUBDISTRICTS if shape(s["geometry"]).covers(Point(116.3, 39.85))
    }
    assert {place.cluster} == covering


def test_a_place_that_is_moved_out_of_the_district_leaves_its_cluster(atlas):
    moved = next(place for place in atlas.places if place.cluster and place.maybe_clusters)
    place = with_user_points(atlas, [own(moved.id, lon=FAR[0], lat=FAR[1])]).index[moved.id]
    assert (place.cluster, place.joined, place.maybe_clusters) == (None, "none", ())


def test_own_points_twice_over_are_the_same(atlas):
    once = with_user_points(atlas, [own("gate")])
    again = with_user_points(once, [own("gate")])
    assert (again.places, again.sources) == (once.places, once.sources)


def test_what_the_atlas_does_not_know_is_refused_all_at_once(atlas):
    station, cluster = atlas.stations[0].id, atlas.clusters[0].id
    with pytest.raises(DataError) as error:
        with_user_points(
            atlas, [own("gate", kind="moon", basis="dream"), own(station), own(cluster), own("own"), own("district")]
        )
    assert reports(error) == [
        ("reference-unknown", "gate", "kind"),
        ("reference-unknown", "gate", "basis"),
        ("id-duplicate", station, None),
        ("id-duplicate", cluster, None),
        ("id-duplicate", "own", None),
        ("id-duplicate", "district", None),
    ]


def test_a_place_of_two_lists_has_the_columns_of_both(atlas):
    lists = {"own-a": ("甲", "面积"), "own-b": ("甲；乙", "备"), "own-c": ("乙", "电话")}
    points = [own(id_, list=name, fields=((head, "1"),)) for id_, (name, head) in lists.items()]
    made = {place.id: tuple(head for head, _ in place.fields) for place in with_user_points(atlas, points).places}
    assert made["own-b"] == ("备", "面积", "电话")
    assert {*made["own-a"]} == {"面积", "备"}
