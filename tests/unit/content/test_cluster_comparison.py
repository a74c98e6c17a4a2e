"""Clusters side by side, counted again from the raw files and measured again on the ellipsoid."""

import re

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely.geometry import Point, Polygon, shape

from fengtai_map.content import nearest as panel
from fengtai_map.content.card_rows import card
from fengtai_map.content.cluster_comparison import MEASURES, compare
from fengtai_map.content.small_maps import small_maps
from fengtai_map.view.url import STATUSES, View
from tests.data_rows import CLUSTERS, ENTRIES, FACTS, MANIFEST, PLACES, REACH, STATIONS, SUBDISTRICTS, ids
from tests.every import every

GEOD = Geod(ellps="WGS84")
AROUND = Transformer.from_crs("EPSG:4326", "+proj=aeqd +lon_0=116.26 +lat_0=39.84 +ellps=WGS84", always_xy=True)
CELLS = {row["properties"]["name_zh"]: shape(row["geometry"]) for row in SUBDISTRICTS}
CLUSTER_OF = {name: row["id"] for row in CLUSTERS for name in row["members"]}
OUTLINES = {row["id"]: shapely.union_all([CELLS[name] for name in row["members"]]) for row in CLUSTERS}
JUST_OUTSIDE = {
    "qianling-mountain": "hexi",
    "vanke-port-chengshousi": "hedong",
    "station-chengshousi": "hedong",
    "station-muxiyuan": "hedong",
    "station-wanzi": "lize",
}
KINDS = {"hubs": "hub", "stations": "metro-station", "schools": "school", "green": "green-space"}
SHARED = {"lines", "figures", "entries"}
PARTIAL = {"hubs", "schools", "green"}  # of which we know only some
BEYOND = {row["id"] for row in STATIONS} & {
    "station-wufutang", "station-jingtai", "station-honglian-nanlu", "station-lianhuaqiao",
}  # fmt: skip
LISTED = [row for row in FACTS if row.get("listed", True)]
SINGLED_OUT = [target for target in REACH["target"] if "places" in target]
IDS = ids(CLUSTERS)
ROWS = ["area", "subdistricts", "hubs", "stations", "lines", "schools", "green", "figures", "entries"]
ROWS += [f"nearest-{target['id']}" for target in SINGLED_OUT]
SIZES = [(260, 200), (120, 300), (41.5, 40)]
some = st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)
statuses = st.sets(st.sampled_from(STATUSES))
every_row = every("measure", ROWS)
every_cluster = every("name", IDS)


@pytest.fixture(scope="module")
def index(atlas):
    return panel.point_index(atlas)


@pytest.fixture(scope="module")
def everything(atlas, index):
    return {row.measure: row for row in compare(atlas, index, IDS, View())}


def kind(row):
    return row["properties"].get("kind", "metro-station")


def status(row):
    return row["properties"].get("status", "existing")


def cluster_at(row):
    """The cluster of a point by the cell it lies in; None where it has no position or lies outside."""
    if row["id"] in JUST_OUTSIDE or row["geometry"] is None:
        return JUST_OUTSIDE.get(row["id"])
    point = Point(row["geometry"]["coordinates"])
    return next((CLUSTER_OF[name] for name, cell in CELLS.items() if cell.covers(point)), None)


CLUSTER_AT = {row["id"]: cluster_at(row) for row in PLACES + STATIONS}


def tied(rows, name):
    """How many facts or entries of the files name a cluster or a place in it."""
    inside = {row["id"] for row in PLACES if CLUSTER_AT[row["id"]] == name}
    return sum(name in row["clusters"] or bool(inside & set(row["places"])) for row in rows)


def metres_to(name, points):
    """Metres from the outline of a cluster to the nearest of these places, in a plane of the test's own."""
    area = shapely.transform(OUTLINES[name], AROUND.transform, interleaved=False)
    at = [row["geometry"]["coordinates"] for row in PLACES if row["id"] in points]
    return min(area.distance(Point(AROUND.transform(*position))) for position in at)


def counted(measure, name, without=()):
    """A measure of a cluster by the files alone."""
    inside = [row for row in PLACES + STATIONS if CLUSTER_AT[row["id"]] == name and status(row) not in without]
    if measure in KINDS:
        return sum(kind(row) == KINDS[measure] for row in inside)
    if measure == "lines":
        return len({line for row in inside for line in row["properties"].get("lines", ())})
    target = next((one for one in SINGLED_OUT if measure == f"nearest-{one['id']}"), None)
    if target:
        return metres_to(name, target["places"])
    return {
        "area": abs(GEOD.geometry_area_perimeter(OUTLINES[name])[0]) / 1e6,
        "subdistricts": sum(cluster == name for cluster in CLUSTER_OF.values()),
        "figures": tied(LISTED, name),
        "entries": tied(ENTRIES, name),
    }[measure]


def test_the_measures_stand_in_their_order(everything):
    assert list(everything) == ROWS


@every_row
@every_cluster
def test_a_measure_of_a_cluster_is_what_the_files_say(everything, measure, name):
    assert everything[measure].cells[IDS.index(name)].value == pytest.approx(counted(measure, name), rel=1e-4, abs=1e-6)


@every_row
def test_a_rank_counts_the_clusters_that_are_ahead(everything, measure):
    values = [counted(measure, name) for name in IDS]
    sign = -1 if measure.startswith("nearest") else 1
    ranked = measure == "area" or measure.startswith("nearest")  # what is measured; and nothing has no rank
    for value, cell in zip(values, everything[measure].cells, strict=True):
        ahead = 1 + sum(sign * other > sign * value for other in values)
        assert cell.rank == (ahead if ranked and value > 0.01 else None)


def test_the_total_is_what_the_district_has_and_not_what_the_clusters_add_up_to(everything):
    for measure, name in KINDS.items():
        rows = [row for row in PLACES + STATIONS if kind(row) == name]
        assert everything[measure].total == sum(row["id"] not in BEYOND for row in rows)
        assert everything[measure].nowhere == sum(CLUSTER_AT[row["id"]] is None for row in rows)
    assert everything["area"].total == pytest.approx(MANIFEST["outline"]["published_area_km2"], rel=0.01)
    assert everything["subdistricts"].total == len(SUBDISTRICTS)
    assert everything["figures"].total == len(LISTED)
    assert everything["entries"].total == len(ENTRIES)


@every_row
def test_a_share_is_of_the_district_and_only_of_what_clusters_do_not_share(everything, measure):
    row = everything[measure]
    if measure in SHARED | PARTIAL or measure.startswith("nearest"):
        assert {cell.share for cell in row.cells} == {None}
    else:
        assert [cell.share for cell in row.cells] == [pytest.approx(cell.value / row.total) for cell in row.cells]
        assert sum(cell.share for cell in row.cells) == pytest.approx(1)  # what lies beyond is no part of it


@pytest.mark.parametrize("lang", ["zh", "en"])
@every_row
def test_every_measure_says_what_it_is_and_how_it_was_computed(atlas, everything, measure, lang):
    row, words = everything[measure], atlas.words[lang]
    assert words(row.label)
    assert not row.nowhere or str(row.nowhere) in words(f"{row.how}-nowhere", n=row.nowhere)


@every_cluster
def test_a_comparison_counts_as_the_card_of_a_cluster_does(atlas, everything, name):
    made, at = card(atlas, atlas.index[name], View(lang="en")), IDS.index(name)
    values = {measure: row.cells[at].value for measure, row in everything.items()}
    assert everything["area"].cells[at].share == made.share
    assert values["stations"] == made.stations
    assert (values["figures"], values["entries"]) == (len(made.facts), len(made.entries))
    assert [values[measure] for measure in KINDS if measure != "stations"] == [
        made.counts[KINDS[measure]] for measure in KINDS if measure != "stations"
    ]


@settings(max_examples=20)  # each makes all rows of all clusters
@given(some)
def test_a_cluster_has_the_same_values_and_ranks_in_whatever_company(atlas, index, everything, names):
    for row in compare(atlas, index, names, View()):
        assert row.cells == tuple(everything[row.measure].cells[IDS.index(name)] for name in names)


@settings(max_examples=20)  # as above
@given(some, statuses)
def test_what_the_reader_leaves_out_is_not_counted(atlas, index, names, without):
    rows = {row.measure: row for row in compare(atlas, index, names, View(without=tuple(without)))}
    for measure in [*KINDS, "lines", "area"]:
        assert [cell.value for cell in rows[measure].cells] == [
            pytest.approx(counted(measure, name, without)) for name in names
        ]
    if "under-construction" in without:
        assert {(cell.value, cell.rank) for cell in rows["nearest-terminal"].cells} == {(None, None)}


def test_a_comparison_of_what_is_no_cluster_is_refused(atlas, index):
    with pytest.raises(KeyError):
        compare(atlas, index, ["lize", "lianhuachi-park"], View())


def test_a_measure_of_a_kind_counts_a_kind_that_exists():
    assert {measure.id for measure in MEASURES} == set(ROWS[:9])
    assert set(KINDS.values()) <= {kind(row) for row in PLACES + STATIONS}


# Small maps


def drawn(path):
    """The area of path data that consists of closed rings, the even-odd way."""
    rings = [[tuple(map(float, at.split(","))) for at in ring.split()] for ring in re.findall(r"M([^MZ]*)Z", path)]
    assert "M" + "Z M".join(" ".join(f"{x:g},{y:g}" for x, y in ring) for ring in rings) + "Z" == path
    area = Polygon()
    for ring in rings:
        area = area.symmetric_difference(Polygon(ring).buffer(0))
    return area


@every("size", SIZES)
def test_small_maps_have_one_scale_and_fit(atlas, size):
    made = small_maps(atlas, IDS, size)
    pixel = made.metres_per_pixel
    assert [one.cluster for one in made.maps] == IDS
    for one in made.maps:
        outline = drawn(one.outline)
        true = abs(GEOD.geometry_area_perimeter(OUTLINES[one.cluster])[0])
        assert outline.area * pixel**2 == pytest.approx(true, abs=0.6 * pixel * outline.length * pixel)
        west, north, east, south = outline.bounds
        assert min(west, north, size[0] - east, size[1] - south) >= 0
        assert all(0 <= dot.x <= size[0] and 0 <= dot.y <= size[1] for dot in one.dots)


@every("size", SIZES)
def test_the_largest_cluster_fills_its_small_map(atlas, size):
    free = []
    for one in small_maps(atlas, IDS, size).maps:
        dots = [(dot.x, dot.y) for dot in one.dots]
        west, north, east, south = shapely.GeometryCollection([drawn(one.outline), *map(Point, dots)]).bounds
        free += [min(west, size[0] - east), min(north, size[1] - south)]
    assert min(free) == pytest.approx(10, abs=0.6)


@given(some, st.sampled_from(SIZES))
def test_the_scale_bar_is_whole_kilometres_long(atlas, names, size):
    made = small_maps(atlas, names, size)
    assert made.bar_km == int(made.bar_km) >= 1
    assert made.bar * made.metres_per_pixel == pytest.approx(1000 * made.bar_km)
    assert made.bar_km == 1 or made.bar <= size[0] / 2


@every_cluster
def test_a_small_map_shows_the_points_of_its_cluster_where_they_are(atlas, name):
    made = small_maps(atlas, [name], SIZES[0])
    (one,) = made.maps
    at = {row["id"]: row["geometry"]["coordinates"] for row in PLACES + STATIONS if CLUSTER_AT[row["id"]] == name}
    assert sorted(dot.place.id for dot in one.dots) == sorted(at)
    first, *others = one.dots
    for dot in others:
        metres = GEOD.inv(*at[first.place.id], *at[dot.place.id])[2]
        pixels = ((dot.x - first.x) ** 2 + (dot.y - first.y) ** 2) ** 0.5
        assert pixels == pytest.approx(metres / made.metres_per_pixel, abs=0.2)
    north = max(one.dots, key=lambda dot: at[dot.place.id][1])
    assert north.y == pytest.approx(min(dot.y for dot in one.dots), abs=2)


@given(some)
def test_a_small_map_shows_every_point_of_its_cluster_in_whatever_company(atlas, names):
    for one in small_maps(atlas, names, SIZES[0]).maps:
        wanted = [row["id"] for row in PLACES + STATIONS if CLUSTER_AT[row["id"]] == one.cluster]
        assert sorted(dot.place.id for dot in one.dots) == sorted(wanted)


@every_cluster
def test_the_cells_of_a_small_map_fill_its_outline(atlas, name):
    (one,) = small_maps(atlas, [name], (600, 600)).maps
    members = next(row["members"] for row in CLUSTERS if row["id"] == name)
    inside = {row["id"] for row in SUBDISTRICTS if row["properties"]["name_zh"] in members}
    assert {cell for cell, _ in one.cells} == inside
    outline = drawn(one.outline)
    cells = shapely.union_all([drawn(path) for _, path in one.cells])
    assert cells.symmetric_difference(outline).area < 0.02 * outline.area


def test_a_small_map_of_what_is_no_cluster_is_refused(atlas):
    with pytest.raises(KeyError):
        small_maps(atlas, ["lianhuachi-park"], SIZES[0])
