"""The map in words holds what the map shows, nearest first, measured again on the ellipsoid."""

import re

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely.geometry import shape

from fengtai_map.panels.twin import twin
from fengtai_map.view import STATUSES, View
from tests.raw import CLUSTERS, PAGES, PLACES, STATIONS, STREETS, ids

GEOD = Geod(ellps="WGS84")
AROUND = Transformer.from_crs("EPSG:4326", "+proj=aeqd +lon_0=116.26 +lat_0=39.84 +ellps=WGS84", always_xy=True)
HAN = re.compile("[\u4e00-\u9fff]")
POINTS = PLACES + STATIONS
LOCATED = [row for row in POINTS if row["geometry"]]
NOWHERE = {row["id"] for row in POINTS if not row["geometry"]}
AT = {row["id"]: row["geometry"]["coordinates"] for row in LOCATED}
KINDS = sorted({row["properties"].get("kind", "metro-station") for row in POINTS})
CLUSTER_IDS, STREET_IDS = ids(CLUSTERS), ids(STREETS)
CELLS = {row["properties"]["name_zh"]: shape(row["geometry"]) for row in STREETS}
ANGLES = dict(zip(("n", "ne", "e", "se", "s", "sw", "w", "nw"), range(0, 360, 45), strict=True))
many = st.lists(st.sampled_from(CLUSTER_IDS), max_size=3, unique=True).map(tuple)
views = st.builds(
    View,
    lang=st.sampled_from(["zh", "en"]),
    clusters=many,
    hidden=st.lists(st.sampled_from(KINDS), max_size=4, unique=True).map(tuple),
    without=st.lists(st.sampled_from(STATUSES), max_size=2, unique=True).map(tuple),
    selected=st.sampled_from(["", "gdp-growth-q1", "river-yongding", *CLUSTER_IDS, *STREET_IDS, *ids(POINTS)]),
)
both = pytest.mark.parametrize("lang", ["zh", "en"])


def centre(names):
    """The centre of cells in degrees, found in a plane of the test's own."""
    area = shapely.union_all([CELLS[name] for name in names])
    middle = shapely.transform(area, AROUND.transform, interleaved=False).centroid
    return AROUND.transform(middle.x, middle.y, direction="INVERSE")


def position(atlas, name):
    return AT[name] if name in AT else atlas.index[name].label


def agrees(atlas, made, start, lang):
    """Every row is as far away, and in that direction, as the ellipsoid says; the nearest comes first."""
    words = atlas.words[lang].below("compass")
    for row in made.rows:
        degrees, _, metres = GEOD.inv(*start, *position(atlas, row.id))
        assert row.metres == pytest.approx(metres, rel=1e-4, abs=1)
        if row.metres > 1:
            angle = next(ANGLES[point] for point, word in words.items() if word == row.direction)
            assert abs((degrees - angle + 180) % 360 - 180) <= 22.5 + 60 / row.metres
        else:
            assert row.direction == atlas.words[lang]("twin.here")
    assert [row.metres for row in made.rows] == sorted(row.metres for row in made.rows)


@pytest.mark.parametrize("name", AT)
def test_distances_are_from_the_place_that_is_selected(atlas, name):
    made = twin(atlas, View(lang="en", selected=name), KINDS)
    agrees(atlas, made, AT[name], "en")
    assert atlas.name(name, "en") in made.origin


@pytest.mark.parametrize("name", CLUSTER_IDS + STREET_IDS)
def test_distances_are_from_where_the_name_of_a_selected_area_stands(atlas, name):
    made = twin(atlas, View(selected=name), KINDS)
    agrees(atlas, made, atlas.index[name].label, "zh")
    assert made.origin == atlas.words["zh"]("twin.from-area", name=atlas.name(name, "zh"))


@pytest.mark.parametrize("row", CLUSTERS, ids=CLUSTER_IDS)
def test_distances_are_from_the_centre_of_the_filter_where_nothing_is_selected(atlas, row):
    made = twin(atlas, View(lang="en", clusters=(row["id"],)), KINDS)
    agrees(atlas, made, centre(row["members"]), "en")
    assert made.origin == atlas.words["en"]("twin.from-clusters")


@pytest.mark.parametrize("name", ["", "gdp-growth-q1", "river-yongding", *sorted(NOWHERE)])
def test_distances_are_from_the_centre_of_the_district_where_nothing_else_has_a_position(atlas, name):
    made = twin(atlas, View(lang="en", selected=name), KINDS)
    agrees(atlas, made, centre(CELLS), "en")
    assert made.origin == atlas.words["en"]("twin.from-district")


@settings(max_examples=60)  # each makes a whole table
@given(views, st.sets(st.sampled_from(KINDS)))
def test_the_twin_holds_what_the_map_shows_and_nothing_else(atlas, view, kinds):
    made = twin(atlas, view, sorted(kinds))
    wanted = [
        row["id"]
        for row in POINTS
        if (kind := row["properties"].get("kind", "metro-station")) in kinds
        and kind not in view.hidden
        and row["properties"].get("status", "existing") not in view.without
        and (not view.clusters or row["id"] in NOWHERE or atlas.index[row["id"]].cluster in view.clusters)
    ]
    clusters = view.clusters or CLUSTER_IDS
    assert sorted(row.id for row in made.rows) == sorted([*clusters, *(name for name in wanted if name in AT)])
    assert sorted(row.id for row in made.unlocated) == sorted(name for name in wanted if name in NOWHERE)


@both
def test_a_row_says_all_that_the_map_shows_of_a_thing(atlas, lang):
    words = atlas.words[lang]
    by_id = {row["id"]: row["properties"] for row in POINTS}
    made = twin(atlas, View(lang=lang), KINDS)
    for row in (*made.rows, *made.unlocated):
        assert row.name == atlas.name(row.id, lang)
        assert row.direction
        assert row.distance
        if row.id in CLUSTER_IDS:
            assert (row.kind, row.error) == (words("kind.cluster"), words("accuracy.schematic"))
            continue
        about = by_id[row.id]
        assert row.kind == words(f"kind.{about.get('kind', 'metro-station')}")
        assert row.status == words(f"status.{about.get('status', 'existing')}")
        error = about.get("error_m")
        assert row.error == (f"±{error:,} m" if error else words("table.unknown"))


@both
def test_what_has_no_position_says_so(atlas, lang):
    made = twin(atlas, View(lang=lang), KINDS)
    assert {row.id for row in made.unlocated} == NOWHERE
    assert {(row.metres, row.distance) for row in made.unlocated} == {(None, atlas.words[lang]("place.unlocated"))}
    assert str(len(NOWHERE)) in made.summary


@pytest.mark.parametrize("row", PAGES, ids=ids(PAGES))
@both
def test_the_summary_counts_what_the_map_of_a_page_shows(atlas, row, lang):
    kinds = row.get("kinds") or KINDS
    made = twin(atlas, View(lang=lang), kinds)
    places = sum(one["properties"]["kind"] in kinds for one in PLACES if one["geometry"])
    stations = len(STATIONS) if "metro-station" in kinds else 0
    said = atlas.words[lang]("twin.shows", clusters=len(CLUSTERS), places=places, stations=stations)
    assert made.summary.startswith(said)


@both
def test_the_summary_tells_what_was_chosen_and_what_is_left_out(atlas, lang):
    view = View(lang, clusters=("lize",), hidden=("school",), without=("planned",), selected="lianhuachi-park")
    summary, words = twin(atlas, view, KINDS).summary, atlas.words[lang]
    for said in (atlas.name("lize", lang), words("kind.school"), words("status.planned")):
        assert said in summary
    assert atlas.name("lianhuachi-park", lang) in summary
    assert HAN.search(summary) is None or lang == "zh"


def test_an_unfiltered_map_does_not_speak_of_a_filter(atlas):
    summary = twin(atlas, View(lang="en"), KINDS).summary
    assert "Filter" not in summary
    assert "Left out" not in summary
    assert "Selected" not in summary
