"""What the map is told: only data, only our own addresses, colours and shapes that can be told apart."""

import itertools
import json
import re

import folium
import numpy as np
import pytest
from colorspacious import cspace_convert
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point, Polygon, shape

from fengtai_map.drawing import theme
from fengtai_map.drawing.basemaps import spec, usable
from fengtai_map.drawing.command import show
from fengtai_map.drawing.district import config, district_map
from fengtai_map.drawing.layers import script_json
from fengtai_map.drawing.offline import ASSETS, LEAFLET, SCRIPTS, OfflineMap
from fengtai_map.view import View

KEYS = {"FENGTAI_TIANDITU_KEY": "secret"}
DANGER = ("</script", "<!--", "`", "${", "{{", "_", "\u2028", "\u2029", "map_div2", "alert(")
EYES = {None: 19, "deuteranomaly": 19, "protanomaly": 19}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
nasty = st.lists(st.sampled_from([*DANGER, "{", "$", "<", "\\", '"', "%}", "{%"]), max_size=6).map("".join)


@pytest.fixture(scope="module")
def page(atlas):
    """The whole page of the map, as a browser gets it."""
    return district_map(atlas, "../leaflet", KEYS).get_root().render()


# Only data


@given(json_values | nasty | st.dictionaries(nasty, nasty))
def test_what_is_pasted_into_a_script_is_only_data(value):
    text = script_json(value)
    assert json.loads(text) == value
    assert not [sign for sign in DANGER if sign in text]


@given(st.text(), st.lists(nasty))
def test_a_command_says_the_view_and_no_more(selected, clusters):
    view = View(lang="en", clusters=tuple(clusters), hidden=("hub",), selected=selected)
    command = show(view, ("hub", "school"), errors=True)
    assert re.fullmatch(r"ft\.show\(\{.*\}\);", command)
    assert json.loads(command.removeprefix("ft.show(").removesuffix(");")) == {
        "lang": "en",
        "clusters": clusters,
        "kinds": ["school"],
        "without": [],
        "basemap": "offline",
        "selected": selected,
        "theme": "normal",
        "errors": True,
    }


def test_every_place_with_a_position_is_drawn_once_and_no_other(atlas, page):
    call = re.search(r"ft\.add\.points\((\[.*?\])\);", page).group(1)
    drawn = [point["id"] for point in json.loads(call)]
    assert sorted(drawn) == sorted(p.id for p in (*atlas.places, *atlas.stations) if p.lon is not None)


# Offline


def test_the_map_names_no_address_but_the_chosen_tiles(atlas, page):
    text = page.encode("ascii", "backslashreplace").decode().replace("\\u005f", "_").replace("\\u0026", "&")
    ours = {url.replace("{key}", KEYS.get(b.key_variable, "")) for b in atlas.basemaps for url in b.tiles}
    assert set(re.findall(r"""(?:https?:)?//[^\s"'<>)]+""", text)) == ours


def test_the_map_brings_its_own_files_and_all_of_them_exist():
    drawn = OfflineMap("leaflet")
    assert drawn.default_js == []
    (address,) = [address for _, address in drawn.default_css]
    folder, name = address.split("/")
    assert (folder, (LEAFLET / name).is_file()) == ("leaflet", True)


def test_the_script_of_the_map_is_leaflet_and_all_of_our_own():
    script = OfflineMap("leaflet").scripts()
    assert script.startswith((LEAFLET / "leaflet.js").read_text(encoding="utf-8"))
    assert set(SCRIPTS) == {path.name for path in ASSETS.glob("*.js")}
    assert all((ASSETS / name).read_text(encoding="utf-8") in script for name in SCRIPTS)


def test_no_list_of_folium_is_changed(atlas):
    before = (list(folium.Map.default_js), list(folium.Map.default_css))
    district_map(atlas, "leaflet", {}).get_root().render()
    assert (folium.Map.default_js, folium.Map.default_css) == before
    assert "default_js" not in vars(OfflineMap)


# Kinds and lines


def kinds(atlas):
    return {place.kind for place in (*atlas.places, *atlas.stations)}


def test_every_kind_of_the_data_has_a_look_and_every_look_a_kind(atlas):
    assert set(theme.KINDS) == kinds(atlas)


@pytest.mark.parametrize("kind", theme.KINDS)
def test_a_shape_fits_its_symbol(kind):
    outline = theme.KINDS[kind].shape
    if outline:
        assert max(abs(part) for point in outline for part in point) <= 1.3
        assert Polygon(outline).is_valid
        assert Polygon(outline).contains(Polygon(outline).centroid)


def test_no_two_kinds_have_the_same_shape():
    shapes = [look.shape for look in theme.KINDS.values()]
    assert len(set(shapes)) == len(shapes)


def test_every_road_has_a_look(atlas):
    assert {road.kind for road in atlas.ground["roads"]} <= set(theme.LINES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_legend_has_a_word_for_everything_it_shows(atlas, lang):
    words = config(atlas, {})["words"][lang]
    assert set(theme.KINDS) <= set(words["kind"])
    assert {line["name"] for line in theme.LEGEND_LINES} <= set(words["line"])
    assert all(words[key] for key in ("legend", "home", "sketch", "building", "planned", "outline", "schematic"))


# Colours


def rgb(colour):
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def seen(colour, eye):
    """The place of a colour in CAM02-UCS, for full colour vision (None) or a kind of colour blindness."""
    space = {"name": "sRGB1+CVD", "cvd_type": eye, "severity": 100}
    light = rgb(colour) if eye is None else np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)
    return cspace_convert(light, "sRGB1", "CAM02-UCS")


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("pair", list(itertools.combinations(theme.CLUSTERS, 2)), ids="-".join)
def test_two_clusters_can_be_told_apart(pair, eye):
    one, other = (seen(colour, eye) for colour in pair)
    assert np.linalg.norm(one - other) >= EYES[eye]


def test_every_cluster_has_a_colour_of_its_own(atlas):
    assert len(set(theme.CLUSTERS)) == len(theme.CLUSTERS) >= len(atlas.clusters)


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour))
    return sum(part * share for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


@pytest.mark.parametrize("colour", theme.CLUSTERS)
def test_ink_can_be_read_on_a_cluster(colour):
    dark, light = sorted((luminance(theme.INK), luminance(colour)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("kind", theme.KINDS)
def test_a_symbol_stands_out_from_white(kind):
    assert 1.05 / (luminance(theme.KINDS[kind].colour) + 0.05) >= 3  # WCAG 2.2, graphical objects


# Backgrounds


def centre(atlas):
    west, south, east, north = shape(atlas.geometry["district"]).bounds
    return (west + east) / 2, (south + north) / 2


def test_tiles_of_gcj_02_are_shifted_half_a_kilometre_to_the_north_east(atlas):
    lon, lat = centre(atlas)
    amap = next(basemap for basemap in atlas.basemaps if basemap.datum == "GCJ-02")
    east, north = spec(amap, {}, (lon, lat))["shift"]
    azimuth, _, metres = Geod(ellps="WGS84").inv(lon, lat, lon + east, lat + north)
    assert 500 <= metres <= 600
    assert 0 < azimuth < 90


def test_tiles_of_wgs_84_stay_where_they_are(atlas):
    others = [basemap for basemap in atlas.basemaps if basemap.datum == "WGS-84"]
    assert {spec(basemap, {}, centre(atlas))["shift"] for basemap in others} == {(0.0, 0.0)}


@pytest.mark.parametrize("keys", [{}, {"FENGTAI_TIANDITU_KEY": ""}, {"OTHER_KEY": "secret"}])
def test_without_its_key_a_background_is_not_offered(atlas, keys):
    offered = {basemap.id for basemap in usable(atlas.basemaps, keys)}
    assert offered == {basemap.id for basemap in atlas.basemaps} - {"tianditu"}
    assert "tianditu" not in config(atlas, keys)["basemaps"]


def test_with_its_key_a_background_is_offered_and_asks_with_it(atlas):
    assert usable(atlas.basemaps, KEYS) == atlas.basemaps
    tiles = config(atlas, KEYS)["basemaps"]["tianditu"]["tiles"]
    assert all("tk=secret" in url and "{key}" not in url for url in tiles)


def test_the_names_of_lines_stand_on_their_lines_within_the_district(atlas, page):
    district = shape(atlas.geometry["district"])
    names = json.loads(re.search(r"ft\.add\.names\((\[.*?\])\);", page).group(1))
    assert names
    for name in names:
        line = shape(atlas.geometry[name["id"].removeprefix("name-")])
        assert all(line.distance(point) < 1e-4 and district.contains(point) for point in map(Point, name["at"]))
