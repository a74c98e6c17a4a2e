"""The ground, computed again from the raw files: areas, dissolves, joins, coverage, checksums."""

import hashlib
from datetime import date

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import Point, shape

from tests.data_rows import CLUSTERS, DATA, LAYERS, MANIFEST, PLACES, STATIONS, SUBDISTRICTS, features, ids
from tests.every import every

GEOD = Geod(ellps="WGS84")
CELLS = {row["properties"]["name_zh"]: shape(row["geometry"]) for row in SUBDISTRICTS}
CLUSTER_OF = {name: row["id"] for row in CLUSTERS for name in row["members"]}
LOCATED = [row for row in PLACES + STATIONS if row["geometry"]]
JUST_OUTSIDE = {  # within the error of the point, or of the outline where the point states none
    "qianling-mountain": "hexi",
    "vanke-port-chengshousi": "hedong",
    "station-chengshousi": "hedong",
    "station-muxiyuan": "hedong",
    "station-wanzi": "lize",
}
OUTSIDE = {"station-wufutang", "station-jingtai", "station-honglian-nanlu", "station-lianhuaqiao"}
EDGE = MANIFEST["outline"]["error_m"]
NOWHERE = {"bnu-experimental-fengtai-school", "fengtai-tcm-hospital"}


def km2(geometry):
    return abs(GEOD.geometry_area_perimeter(geometry)[0]) / 1e6


def clusters_at(row):
    """The clusters whose cells cover a point, found by asking every cell."""
    point = Point(row["geometry"]["coordinates"])
    return {CLUSTER_OF[name] for name, cell in CELLS.items() if cell.covers(point)}


def metres_to(row, geometry):
    """The geodesic distance of a point to the nearest vertex or edge point of a geometry."""
    point = Point(row["geometry"]["coordinates"])
    near = shapely.shortest_line(point, geometry.boundary).coords
    return GEOD.inv(*near[0], *near[1])[2]


def test_the_district_has_the_published_area(atlas):
    assert 306.4 <= atlas.area_km2 <= 307
    assert atlas.area_km2 == pytest.approx(MANIFEST["outline"]["published_area_km2"], rel=0.01)


def test_the_district_is_the_union_of_all_cells(atlas):
    union = shapely.union_all(list(CELLS.values()))
    district = shape(atlas.geometry["district"])
    assert district.symmetric_difference(union).area < 1e-9
    assert atlas.area_km2 == pytest.approx(km2(union), rel=1e-6)


def test_the_clusters_add_up_to_the_district(atlas):
    assert sum(cluster.area_km2 for cluster in atlas.clusters) == pytest.approx(atlas.area_km2, rel=1e-6)


def test_the_subdistricts_add_up_to_the_district(atlas):
    assert sum(subdistrict.area_km2 for subdistrict in atlas.subdistricts) == pytest.approx(atlas.area_km2, rel=1e-6)


@every("row", CLUSTERS)
def test_a_cluster_is_the_union_of_its_subdistricts(atlas, row):
    union = shapely.union_all([CELLS[name] for name in row["members"]])
    assert shape(atlas.geometry[row["id"]]).symmetric_difference(union).area < 1e-9
    assert atlas.index[row["id"]].area_km2 == pytest.approx(km2(union), rel=1e-6)
    assert {atlas.index[name].name.zh for name in atlas.index[row["id"]].subdistricts} == set(row["members"])


@every("row", CLUSTERS)
def test_the_label_of_a_cluster_lies_in_it(atlas, row):
    assert shape(atlas.geometry[row["id"]]).contains(Point(atlas.index[row["id"]].label))


@every("row", SUBDISTRICTS)
def test_a_subdistrict_has_the_area_of_its_cell_and_its_label_in_it(atlas, row):
    subdistrict, cell = atlas.index[row["id"]], shape(row["geometry"])
    assert subdistrict.area_km2 == pytest.approx(km2(cell), rel=1e-6)
    assert cell.contains(Point(subdistrict.label))
    assert subdistrict.cluster == CLUSTER_OF[row["properties"]["name_zh"]]


def test_the_cells_cover_the_district_without_gap_or_overlap():
    cells = list(CELLS.values())
    assert shapely.coverage_is_valid(cells)
    assert sum(cell.area for cell in cells) == pytest.approx(shapely.union_all(cells).area, rel=1e-12)
    whole = shapely.union_all(cells)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors


@every("row", LOCATED)
def test_a_point_belongs_to_the_cluster_it_lies_in(atlas, row):
    point, inside = atlas.index[row["id"]], clusters_at(row)
    if row["id"] in JUST_OUTSIDE:
        assert (not inside, point.joined, point.cluster) == (True, "within-error", JUST_OUTSIDE[row["id"]])
    elif inside:
        assert ({point.cluster}, point.joined) == (inside, "inside")
    else:
        assert (point.joined, point.cluster, point.outside) == ("none", None, True)


def test_what_lies_beyond_the_district_is_known_by_name(atlas):
    assert {point.id for point in (*atlas.places, *atlas.stations) if point.outside} == OUTSIDE


def test_hexi_has_a_station_and_a_line(atlas):
    assert [station.id for station in atlas.stations if station.cluster == "hexi"] == ["station-zhangguozhuang"]


def test_a_place_that_is_sure_of_its_cluster_reaches_no_other(atlas):
    hub = atlas.index["beijing-fengtai-railway-station"]
    assert (hub.cluster, hub.sure, hub.maybe_clusters) == ("fengtai-station", True, ())


def test_a_status_has_its_day_and_what_came_later(atlas):
    hospital = atlas.index["beijing-stomatological-hospital"]
    assert (hospital.status, hospital.as_of, hospital.now) == ("under-construction", "2023-06-13", "existing")
    assert [(one.status, one.as_of) for one in hospital.later] == [("existing", "2024-12-28")]
    assert atlas.index["station-zhangguozhuang"].as_of == "2026-04"
    assert atlas.index["xiju-park"].as_of == "2026-11"
    assert atlas.index["xinfadi-market"].now == atlas.index["xinfadi-market"].status
    assert atlas.index["project-line-1-branch"].now == "under-construction"


def test_a_doubt_goes_with_the_place(atlas):
    assert "红莲南路" in atlas.index["beijing-west-railway-station"].doubt.zh
    assert atlas.index["xinfadi-market"].doubt is None


def test_every_river_crosses_the_district(atlas):
    district = shape(atlas.geometry["district"])
    rivers = {river.id for river in atlas.ground["rivers"]}
    assert len(rivers) == 14
    assert {name for name in rivers if not shape(atlas.geometry[name]).intersects(district)} == set()


@every("row", LOCATED)
def test_a_point_stays_where_its_file_puts_it(atlas, row):
    point = atlas.index[row["id"]]
    assert [point.lon, point.lat] == row["geometry"]["coordinates"]


@every("name", JUST_OUTSIDE)
def test_a_place_just_outside_is_within_its_error_of_its_cluster(atlas, name):
    row = next(row for row in PLACES + STATIONS if row["id"] == name)
    outside = metres_to(row, shape(atlas.geometry[JUST_OUTSIDE[name]]))
    assert 0 < outside <= row["properties"].get("error_m", EDGE)


@every("row", [row for row in LOCATED if row in PLACES])
def test_a_place_reaches_every_other_cluster_within_its_error(atlas, row):
    point, error = atlas.index[row["id"]], row["properties"]["error_m"]
    others = [cluster.id for cluster in atlas.clusters if cluster.id != point.cluster]
    away = {name: metres_to(row, shape(atlas.geometry[name])) for name in others}
    if row["properties"].get("sure"):
        assert point.maybe_clusters == ()
        return
    certain = {name for name, metres in away.items() if metres < error * 0.99}  # 1 % for two ways of measuring
    possible = {name for name, metres in away.items() if metres < error * 1.01}
    assert certain <= set(point.maybe_clusters) <= possible


def test_a_place_without_a_position_is_kept_without_a_cluster(atlas):
    places = {place.id: place for place in atlas.places if place.lon is None}
    assert set(places) == NOWHERE
    assert {(place.lat, place.error_m, place.cluster, place.joined) for place in places.values()} == {
        (None, None, None, "none")
    }


def test_nothing_is_lost_between_file_and_atlas(atlas):
    assert [place.id for place in atlas.places] == ids(PLACES)
    assert [station.id for station in atlas.stations] == ids(STATIONS)
    assert [subdistrict.id for subdistrict in atlas.subdistricts] == ids(SUBDISTRICTS)


@every("row", LAYERS)
def test_every_feature_of_a_layer_keeps_its_geometry(atlas, row):
    for feature in features(row["file"].removesuffix(".geojson")):
        if row["kind"] != "point":
            assert shape(atlas.geometry[feature["id"]]).equals(shape(feature["geometry"]))


@every("row", [row for row in STATIONS if row["properties"]["opened"]])
def test_a_station_knows_when_it_opened(atlas, row):
    assert atlas.index[row["id"]].opened == date.fromisoformat(row["properties"]["opened"])


@every("row", LAYERS)
def test_the_checksum_of_a_layer_is_that_of_its_file(row):
    content = (DATA / "geo" / row["file"]).read_bytes().replace(b"\r\n", b"\n")  # as Windows may check it out
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
