"""The map in words, as the browser tells it: all that the map shows, nearest first, measured again on the ellipsoid."""

import pytest
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import shape

from fengtai_map.view.url import View
from tests.asked import KINDS, Client, some_views
from tests.data_rows import CLUSTERS, PAGES, PLACES, STATIONS, SUBDISTRICTS, ids
from tests.every import every

GEOD = Geod(ellps="WGS84")
AROUND = Transformer.from_crs("EPSG:4326", "+proj=aeqd +lon_0=116.26 +lat_0=39.84 +ellps=WGS84", always_xy=True)
POINTS = PLACES + STATIONS
NOWHERE = {row["id"] for row in POINTS if not row["geometry"]}
AT = {row["id"]: row["geometry"]["coordinates"] for row in POINTS if row["geometry"]}
CLUSTER_IDS, SUBDISTRICT_IDS = ids(CLUSTERS), ids(SUBDISTRICTS)
CELLS = {row["properties"]["name_zh"]: shape(row["geometry"]) for row in SUBDISTRICTS}
ANGLES = dict(zip(("n", "ne", "e", "se", "s", "sw", "w", "nw"), range(0, 360, 45), strict=True))
ROUNDED = 2  # metres that a centre of five decimals may be off
pytestmark = pytest.mark.node


@pytest.fixture(scope="module")
def client(atlas, tmp_path_factory):
    return Client(atlas, tmp_path_factory.mktemp("client"))


@pytest.fixture(scope="module")
def twins(client):
    return lambda views, kinds=KINDS: client.answers("twin", [(view, {"kinds": list(kinds)}) for view in views])


def centre(names):
    """The centre of cells in degrees, found in a plane of the test's own."""
    area = shapely.union_all([CELLS[name] for name in names])
    middle = shapely.transform(area, AROUND.transform, interleaved=False).centroid
    return AROUND.transform(middle.x, middle.y, direction="INVERSE")


def agrees(atlas, made, start, off=1.0):
    """Every line is as far away, and in that direction, as the ellipsoid says; the nearest comes first."""
    away = [line for line in made["lines"] if line["metres"] is not None]
    for line in away:
        name = line["id"]
        degrees, _, metres = GEOD.inv(*start, *(AT[name] if name in AT else atlas.index[name].label))
        assert line["metres"] == pytest.approx(metres, rel=1e-4, abs=off)
        if line["metres"] > 100 * off:
            assert abs((degrees - ANGLES[line["direction"]] + 180) % 360 - 180) <= 22.5 + 60 * off / line["metres"]
        elif line["metres"] < 1:
            assert line["direction"] == ""
    assert [line["metres"] for line in away] == sorted(line["metres"] for line in away)
    assert made["lines"][: len(away)] == away  # what has no position comes last


def test_distances_are_from_the_place_that_is_selected(atlas, twins):
    for name, made in zip(AT, twins([View(selected=name) for name in AT]), strict=True):
        agrees(atlas, made, AT[name])
        assert (made["origin"]["key"], made["origin"]["name"]) == ("twin.from-place", atlas.name(name, "en"))


def test_distances_are_from_where_the_name_of_a_selected_area_stands(atlas, twins):
    names = CLUSTER_IDS + SUBDISTRICT_IDS
    for name, made in zip(names, twins([View(selected=name) for name in names]), strict=True):
        agrees(atlas, made, atlas.index[name].label)
        assert (made["origin"]["key"], made["origin"]["name"]) == ("twin.from-area", atlas.name(name, "en"))


def test_distances_are_from_the_centre_of_the_filter_where_nothing_is_selected(atlas, twins):
    chosen = [(name,) for name in CLUSTER_IDS] + [("lize", "hexi"), ("hedong", "xinfadi", "lugou-bridge")]
    for names, made in zip(chosen, twins([View(clusters=names) for names in chosen]), strict=True):
        members = [member for row in CLUSTERS if row["id"] in names for member in row["members"]]
        agrees(atlas, made, centre(members), ROUNDED)
        assert made["origin"]["key"] == "twin.from-clusters"


def test_distances_are_from_the_centre_of_the_district_where_nothing_else_has_a_position(atlas, twins):
    names = ["", "gdp-growth-q1", "river-yongding", *sorted(NOWHERE)]
    for made in twins([View(selected=name) for name in names]):
        agrees(atlas, made, centre(CELLS), ROUNDED)
        assert made["origin"]["key"] == "twin.from-district"


@every("row", PAGES)
def test_the_table_holds_what_the_map_of_a_page_shows_and_nothing_else(atlas, twins, row):
    kinds = row.get("kinds") or KINDS
    selected = ["", *CLUSTER_IDS[:2], *SUBDISTRICT_IDS[:2], *ids(POINTS)[::40]]
    views = [View(), *some_views(25, selected)]
    for view, made in zip(views, twins(views, kinds), strict=True):
        wanted = [
            one["id"]
            for one in POINTS
            if (kind := one["properties"].get("kind", "metro-station")) in kinds
            and kind not in view.hidden
            and one["properties"].get("status", "existing") not in view.without
            and (not view.clusters or atlas.index[one["id"]].cluster in view.clusters)
        ]
        shown = [*(view.clusters or CLUSTER_IDS), *wanted]
        assert sorted(line["id"] for line in made["lines"]) == sorted(shown)
        assert made["n"] == len(shown)
        assert {line["id"] for line in made["lines"] if line["metres"] is None} == NOWHERE & set(wanted)
        status = {one["id"]: one["properties"].get("status", "existing") for one in POINTS}
        assert all(line["status"] == status.get(line["id"]) for line in made["lines"])
