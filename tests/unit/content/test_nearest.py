"""How far and in which direction, measured again on the ellipsoid and in a projection around each point."""

from itertools import combinations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from shapely.geometry import Point, shape

from fengtai_map.content import nearest as panel
from fengtai_map.content.nearest import doubts, nearest_line, nearest_of, ring
from fengtai_map.content.straight_lines import COMPASS, compass, printed, straight
from fengtai_map.geo import projection as metres
from fengtai_map.geo.projection import azimuth, in_degrees, in_metres
from fengtai_map.view.url import STATUSES
from tests.data_rows import CLUSTERS, PLACES, REACH, STATIONS, SUBDISTRICTS, ids
from tests.every import every

GEOD = Geod(ellps="WGS84")
TRUE = 1e-4  # distances are true to 0.01 %
BEYOND = {"station-wufutang", "station-jingtai", "station-honglian-nanlu", "station-lianhuaqiao"}  # not in the district
RADII, TARGETS = REACH["radii"]["metres"], REACH["target"]
POINTS = PLACES + STATIONS
LOCATED = [row for row in POINTS if row["geometry"]]
NOWHERE = [row for row in POINTS if not row["geometry"]]
CELLS = {row["properties"]["name_zh"]: shape(row["geometry"]) for row in SUBDISTRICTS}
AREAS = {row["id"]: shape(row["geometry"]) for row in SUBDISTRICTS}
AREAS |= {row["id"]: shapely.union_all([CELLS[name] for name in row["members"]]) for row in CLUSTERS}
AROUND = Transformer.from_crs("EPSG:4326", "+proj=aeqd +lon_0=116.26 +lat_0=39.84 +ellps=WGS84", always_xy=True)
ANGLES = dict(zip(("n", "ne", "e", "se", "s", "sw", "w", "nw"), range(0, 360, 45), strict=True))
AT = {row["id"]: row["geometry"]["coordinates"] for row in LOCATED}
FLAT = {name: shapely.transform(area, AROUND.transform, interleaved=False) for name, area in AREAS.items()}
ANYWHERE = st.tuples(st.floats(116.06, 116.47), st.floats(39.75, 39.92))  # in or near Fengtai
every_point = every("row", LOCATED)
every_area = every("name", AREAS)
both = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture(scope="module")
def index(atlas):
    return panel.point_index(atlas)


def of_target(target, without=()):
    """The rows of the files that a target means."""
    kinds = set(target.get("kinds", ()))
    return [
        row
        for row in POINTS
        if (row["properties"].get("kind", "metro-station") in kinds or row["id"] in target.get("places", ()))
        and row["properties"].get("status", "existing") not in without
    ]


def between(one, other):
    return GEOD.inv(*AT[one], *AT[other])[2]


def flat(geometry):
    """A geometry of degrees in a plane of its own, around the middle of Fengtai: true there to 0.001 %."""
    return shapely.transform(geometry, AROUND.transform, interleaved=False)


def to_area(position, name):
    """Metres from a position in degrees to an area, 0 inside it."""
    return FLAT[name].distance(flat(Point(position)))


def off(one, other):
    """The angle between two directions in degrees."""
    return abs((one - other + 180) % 360 - 180)


def agrees(one, away, target, others):
    """Nearest, distance and counts are those of the distances measured here."""
    nearest = min(away.values(), default=None)
    partial = target.get("partial", False)
    nowhere = sum(row["geometry"] is None for row in others)
    assert (one.target, one.unlocated) == (target["id"], 0 if partial else nowhere)
    assert (one.nearest is None) == (nearest is None)
    if nearest is not None:
        assert one.metres == pytest.approx(nearest, rel=TRUE, abs=0.01)
        assert away[one.nearest] == pytest.approx(nearest, rel=TRUE, abs=0.01)
    assert [radius for radius, _ in one.within] == ([] if partial else RADII)  # of the others we know only some
    for radius, count in one.within:
        assert count == sum(metres <= radius for other, metres in away.items() if other not in BEYOND)


# The plane


def test_the_plane_is_the_one_of_the_districts_offices():
    named = Transformer.from_crs(metres.DEGREES, metres.METRES, always_xy=True)
    for position in AT.values():
        ours = shapely.get_coordinates(in_metres(Point(position)))[0]
        assert ours == pytest.approx(named.transform(*position), abs=1e-6)


@every("way", [metres._INTO, metres._BACK])
def test_a_way_between_the_systems_needs_no_names(way):
    # Those would be looked up again in every thread, which is at every change of a reader.
    assert (way.source_crs, way.target_crs) == (None, None)


def test_distances_in_the_plane_are_true_to_a_hundredth_of_a_percent():
    plane = {name: in_metres(Point(position)) for name, position in AT.items()}
    for one, other in combinations(AT, 2):
        assert plane[one].distance(plane[other]) == pytest.approx(between(one, other), rel=TRUE, abs=0.01)


@every_area
def test_an_area_comes_back_from_the_plane_where_it_was(name):
    assert shapely.equals_exact(in_degrees(in_metres(AREAS[name])), AREAS[name], tolerance=1e-9)


# Directions


@given(st.floats(0, 360))
def test_a_direction_is_called_by_the_nearest_point_of_the_compass(degrees):
    assert off(degrees, ANGLES[compass(degrees)]) <= 22.5


@given(ANYWHERE, ANYWHERE)
def test_a_line_goes_where_the_ellipsoid_says(start, end):
    degrees, _, metres = GEOD.inv(*start, *end)
    length, direction = straight(in_metres(Point(start)), in_metres(Point(end)))
    assert length == pytest.approx(metres, rel=TRUE, abs=1e-6)
    assert 0 <= azimuth(start, end) < 360
    assert off(degrees, azimuth(start, end)) < 1e-9
    if metres > 1.001:
        assert off(degrees, ANGLES[direction]) <= 22.5 + 1e-3
    if metres < 0.999:
        assert direction == ""


@both
def test_every_point_of_the_compass_has_its_own_word(atlas, lang):
    words = atlas.words[lang].below("compass")
    assert tuple(words) == COMPASS == tuple(ANGLES)
    assert len(set(words.values())) == len(COMPASS)


@every(
    "metres, en, zh",
    [
        (0, "0\u00a0m", "0\u00a0米"),
        (4.9, "0\u00a0m", "0\u00a0米"),
        (644, "640\u00a0m", "640\u00a0米"),
        (994, "990\u00a0m", "990\u00a0米"),
        (996, "1.0\u00a0km", "1.0\u00a0公里"),
        (3249, "3.2\u00a0km", "3.2\u00a0公里"),
    ],
)
def test_a_distance_is_printed_as_a_reader_needs_it(atlas, metres, en, zh):
    assert (printed(atlas.words["en"], metres), printed(atlas.words["zh"], metres)) == (en, zh)


# Near


@every_point
def test_what_is_near_to_a_point_is_what_the_ellipsoid_says(atlas, index, row):
    name = row["id"]
    for one, target in zip(nearest_of(index, atlas, name), TARGETS, strict=True):
        others = [other for other in of_target(target) if other["id"] != name]
        away = {other["id"]: between(name, other["id"]) for other in others if other["geometry"]}
        agrees(one, away, target, others)
        assert one.inside == 0
        assert bool(one.direction) == ((one.metres or 0) > 1)
        if one.direction:
            assert off(GEOD.inv(*AT[name], *AT[one.nearest])[0], ANGLES[one.direction]) <= 22.51


@every_area
def test_what_is_near_to_an_area_is_measured_from_its_outline(atlas, index, name):
    for one, target in zip(nearest_of(index, atlas, name), TARGETS, strict=True):
        others = of_target(target)
        away = {row["id"]: to_area(AT[row["id"]], name) for row in others if row["geometry"]}
        agrees(one, away, target, others)
        assert one.inside == sum(AREAS[name].covers(Point(AT[other])) for other in away)
        assert bool(one.inside) == (one.metres == 0) == (one.direction == "")


@every_point
def test_what_is_near_travels_with_its_status_and_the_errors_of_both_ends(atlas, index, row):
    by_id = {other["id"]: other["properties"] for other in POINTS}
    for one in nearest_of(index, atlas, row["id"]):
        other = by_id.get(one.nearest, {"status": ""})
        assert one.status == other.get("status", "existing")
        assert one.errors == (row["properties"].get("error_m"), other.get("error_m"))
        both = sum(error or 0 for error in one.errors)
        said = atlas.words["en"]("near.error", n=f"{both:,.0f}")
        assert (said in doubts(atlas, one.origin, one.errors, "en")) == bool(both)


@given(st.sets(st.sampled_from(STATUSES)), st.sampled_from(ids(LOCATED)))
def test_what_the_reader_leaves_out_is_not_near(atlas, index, without, name):
    for one, target in zip(nearest_of(index, atlas, name, without), TARGETS, strict=True):
        others = [other for other in of_target(target, without) if other["id"] != name]
        away = {other["id"]: between(name, other["id"]) for other in others if other["geometry"]}
        agrees(one, away, target, others)


@every("row", NOWHERE)
def test_a_place_without_a_position_is_near_to_nothing(atlas, index, row):
    assert nearest_of(index, atlas, row["id"]) is None
    assert ring(atlas, row["id"], 1000) is None


@every("name", ["gdp-growth-q1", "river-yongding", "atlantis"])
def test_only_what_has_a_place_on_the_ground_is_near_to_something(atlas, index, name):
    assert nearest_of(index, atlas, name) is None


@both
@every("name", [*AT, *AREAS])
def test_what_is_near_is_said_with_name_distance_and_direction(atlas, index, name, lang):
    words = atlas.words[lang]
    for one in (one for one in nearest_of(index, atlas, name) if one.nearest):
        line = nearest_line(atlas, one, lang)
        assert atlas.name(one.nearest, lang) in line
        assert words(f"status.{one.status}") in line
        if one.stands_in:
            assert words("near.stand-in", name=atlas.name(one.nearest, lang)) in line
        elif one.direction:
            assert printed(words, one.metres) in line
            assert words(f"compass.{one.direction}") in line
        else:
            assert atlas.name(name, lang) in line
        assert (words("near.schematic") in line) == (name in AREAS)


@every_point
def test_between_a_place_and_the_station_that_stands_in_for_it_there_is_no_distance(atlas, index, row):
    bases = {other["id"]: other["properties"].get("basis") for other in POINTS}
    for one in (one for one in nearest_of(index, atlas, row["id"]) if one.nearest):
        put = "nearest-metro-station" in (bases[row["id"]], bases[one.nearest])
        assert one.stands_in == (put and between(row["id"], one.nearest) < 5)
        assert not (one.stands_in and "0\u00a0m" in nearest_line(atlas, one, "en"))


@both
def test_where_nothing_is_left_the_reader_is_told(atlas, index, lang):
    first, *_ = nearest_of(index, atlas, "lize", STATUSES)
    assert nearest_line(atlas, first, lang) == atlas.words[lang]("near.none")
    assert (first.metres, first.direction, first.inside, first.status) == (None, "", 0, "")


# Rings


def corners(geometry):
    assert all(value == round(value, 5) for value in shapely.get_coordinates(geometry).ravel())
    assert geometry.is_valid
    return shapely.get_coordinates(geometry)


@every_point
@every("metres", RADII)
def test_a_ring_around_a_point_is_a_circle(atlas, row, metres):
    name = row["id"]
    for lon, lat in corners(shape(ring(atlas, name, metres))):
        assert GEOD.inv(*AT[name], lon, lat)[2] == pytest.approx(metres, abs=1.5)


@every_area
def test_a_ring_around_an_area_is_as_wide_as_it_says(atlas, name):
    made = shape(ring(atlas, name, 1000))
    assert made.contains(AREAS[name])
    for corner in corners(made):
        assert to_area(corner, name) == pytest.approx(1000, abs=22)
