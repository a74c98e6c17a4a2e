"""What the map is given: only data, only our own addresses, colours and shapes that can be told apart."""

import itertools
import json
import re

import folium
import numpy as np
import pytest
import shapely
from colorspacious import cspace_convert
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point, shape

from fengtai_map.export.image import cluster_label_places, label_places, label_print, label_wishes
from fengtai_map.export.image import ground as printed_ground
from fengtai_map.export.image.pictograms import pictogram
from fengtai_map.webmap import style, symbols
from fengtai_map.webmap.basemaps import spec, usable
from fengtai_map.webmap.build import config, district_map
from fengtai_map.webmap.folium_map import ASSETS, LEAFLET, SCRIPTS, OfflineMap, script_json
from fengtai_map.webmap.ground import ground, styled
from fengtai_map.webmap.surroundings import extent
from tests.every import every

KEYS = {"FENGTAI_TIANDITU_KEY": "secret", "FENGTAI_AMAP": "on"}
DANGER = ("</script", "<!--", "`", "${", "{{", "_", "\u2028", "\u2029", "map_div2", "alert(")
EYES = (None, "deuteranomaly", "protanomaly")
NEIGHBOURS, ANY = 17, 14  # how far apart the fills of two clusters are at least
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
    assert set(style.KINDS) == kinds(atlas)


LOOKS = style.KINDS | {"other": style.OTHER} | style.PREVIEW


@every("name", [name for name, look in LOOKS.items() if look.path])
def test_a_pictogram_is_a_path_within_its_badge(name):
    corners = pictogram(LOOKS[name].path).vertices
    assert len(corners) >= 2
    assert np.hypot(*corners.T).max() * symbols.SHARE < 0.75
    assert np.abs(corners.mean(axis=0)).max() < 2.5  # around its middle


def test_no_two_kinds_have_the_same_pictogram():
    paths = [look.path for look in (*style.KINDS.values(), style.OTHER)]
    assert len(set(paths)) == len(paths)


def test_a_kind_that_nobody_knows_has_a_look_of_its_own():
    assert style.look("hub") is style.KINDS["hub"]
    assert style.look("no-such-kind") is style.OTHER
    assert style.OTHER not in style.KINDS.values()


def test_the_page_gets_all_of_a_symbol():
    hub, green = (style.symbol(style.look(kind)) for kind in ("hub", "green-space"))
    assert (hub["path"], hub["stroke"], hub["colour"], hub["small"]) == (symbols.TRAIN, True, "#16324f", False)
    assert green["small"]


def test_every_road_has_a_look(atlas):
    assert {road.kind for road in atlas.ground["roads"]} <= set(style.LINES)


@every("lang", ["zh", "en"])
def test_the_legend_has_a_word_for_everything_it_shows(atlas, lang):
    words = config(atlas, {})["words"][lang]
    assert set(style.KINDS) <= set(words["kind"])
    assert "metro" in words["line"]
    assert all(words[key] for key in ("legend", "home", "sketch", "building", "planned", "outline", "credit", "errors"))


# Colours


def rgb(colour):
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def seen(colour, eye):
    """The place of a colour in CAM02-UCS, for full colour vision (None) or a kind of colour blindness."""
    space = {"name": "sRGB1+CVD", "cvd_type": eye, "severity": 100}
    light = rgb(colour) if eye is None else np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)
    return cspace_convert(light, "sRGB1", "CAM02-UCS")


def apart(one, other):
    """How far two colours are apart for whoever tells them apart the least."""
    return min(np.linalg.norm(seen(one, eye) - seen(other, eye)) for eye in EYES)


def test_any_two_clusters_can_be_told_apart():
    pairs = itertools.combinations(style.CLUSTERS, 2)
    assert {pair: apart(*pair) for pair in pairs if apart(*pair) < ANY} == {}


def test_neighbouring_clusters_can_be_told_apart_at_a_glance(atlas):
    area = {cluster.id: shape(atlas.geometry[cluster.id]) for cluster in atlas.clusters}
    touching = [
        (one, other)
        for one, other in itertools.combinations(atlas.clusters, 2)
        if area[one.id].intersection(area[other.id]).length > 0
    ]
    assert len(touching) > len(atlas.clusters)
    found = {(one.id, other.id): apart(style.fill(one.order), style.fill(other.order)) for one, other in touching}
    assert {pair: far for pair, far in found.items() if far < NEIGHBOURS} == {}


def test_every_cluster_has_a_colour_of_its_own(atlas):
    assert len(set(style.CLUSTERS)) == len(style.CLUSTERS) >= len(atlas.clusters)


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour))
    return sum(part * share for part, share in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


@every("colour", style.CLUSTERS)
def test_ink_can_be_read_on_a_cluster(colour):
    dark, light = sorted((luminance(style.INK), luminance(colour)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@every("kind", style.KINDS)
def test_a_symbol_stands_out_from_white(kind):
    assert 1.05 / (luminance(style.KINDS[kind].colour) + 0.05) >= 3  # WCAG 2.2, graphical objects


def test_every_name_can_be_read_on_what_surrounds_it():
    css = (ASSETS / "map.css").read_text(encoding="utf-8")
    rules = [
        dict(re.findall(r"(?<![-\w])(color|--ft-halo): (#\w{6})", rule)) for rule in re.findall(r"\.ft-label.*", css)
    ]
    live = [(rule["color"], rule.get("--ft-halo", "#ffffff")) for rule in rules if "color" in rule]
    printed = [(look.colour, look.halo) for look in label_print.LOOKS.values()]
    assert len(live) > 5
    for colour, halo in (*live, *printed):
        dark, light = sorted((luminance(colour), luminance(halo)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, colour  # WCAG 2.2, text


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


def test_the_credit_of_a_background_is_text_whatever_stands_in_it(atlas):
    osm = next(basemap for basemap in atlas.basemaps if basemap.id == "osm")
    marked = osm.model_copy(update={"attribution": "© <a href='x'>OSM</a> & more"})
    assert spec(marked, {}, centre(atlas))["attribution"] == "© &lt;a href='x'&gt;OSM&lt;/a&gt; &amp; more"


@every("keys", [{}, {"FENGTAI_TIANDITU_KEY": ""}, {"OTHER_KEY": "secret"}, {"FENGTAI_AMAP": "off"}])
def test_without_its_key_or_the_word_on_a_background_is_not_offered(atlas, keys):
    offered = {basemap.id for basemap in usable(atlas.basemaps, keys)}
    assert offered == {basemap.id for basemap in atlas.basemaps} - {"tianditu", "amap"}
    assert "tianditu" not in config(atlas, keys)["basemaps"]


def test_where_no_browser_may_fetch_any_no_online_background_is_offered(atlas):
    keys = KEYS | {"FENGTAI_ONLINE_MAPS": "off"}
    assert [basemap.id for basemap in usable(atlas.basemaps, keys)] == ["offline"]


def test_with_its_key_a_background_is_offered_and_asks_with_it(atlas):
    assert usable(atlas.basemaps, KEYS) == atlas.basemaps
    tiles = config(atlas, KEYS)["basemaps"]["tianditu"]["tiles"]
    assert all("tk=secret" in url and "{key}" not in url for url in tiles)


def test_the_names_of_lines_stand_on_their_lines_within_the_district(atlas, page):
    district = shape(atlas.geometry["district"])
    called = json.loads(re.search(r"ft\.add\.names\((\[.*?\])\);", page).group(1))
    names = [name for name in called if name["look"] != "district"]
    assert names
    for name in names:
        line = shape(atlas.geometry[name["id"].removeprefix("name-")])
        assert all(line.distance(point) < 1e-4 and district.contains(point) for point in map(Point, name["at"]))


# The ground


def layers(atlas, role):
    return [(layer, feature) for layer in ground(atlas) if layer.role == role for feature in layer.features]


def test_the_ground_lies_around_the_district_and_never_in_it(atlas):
    inner = shape(atlas.geometry["district"]).buffer(-1e-5)
    drawn = {feature["id"]: shape(feature["geometry"]) for _, feature in layers(atlas, "paper")}
    assert {f"paper-{look}" for look in style.CONTEXT} == set(drawn)
    assert [name for name, geometry in drawn.items() if geometry.intersects(inner)] == []
    assert all(geometry.is_valid for geometry in drawn.values())


def test_the_ground_reaches_far_beyond_the_district_on_every_side(atlas):
    west, south, east, north = extent(atlas)
    left, low, right, high = shape(atlas.geometry["district"]).bounds
    assert min(left - west, east - right, low - south, north - high) > 0.1
    box = shapely.union_all([shape(feature["geometry"]) for _, feature in layers(atlas, "paper")]).bounds
    assert box == pytest.approx((west, south, east, north), abs=0.01)


def test_our_own_lines_and_waters_stay_within_the_district(atlas):
    outer = shape(atlas.geometry["district"]).buffer(1e-4)
    own = [feature for role in ("water", "ground", "metro") for _, feature in layers(atlas, role)]
    assert len(own) > 40
    assert [feature["id"] for feature in own if not outer.covers(shape(feature["geometry"]))] == []


def test_every_border_is_dashed_once(atlas):
    dashed = [shape(f["geometry"]) for layer, f in layers(atlas, "outline") if layer.style == style.OUTLINE]
    borders = shapely.union_all([shape(atlas.geometry[one.id]).boundary for one in atlas.clusters])
    assert sum(line.length for line in dashed) == pytest.approx(borders.length, rel=1e-6)


def test_a_filter_leaves_its_clusters_their_colour_and_greys_the_others(atlas):
    fills = {feature["id"]: (layer, feature) for layer, feature in layers(atlas, "cluster")}
    assert set(fills) == {cluster.id for cluster in atlas.clusters}
    layer, lize = fills["lize"]
    assert styled(layer, lize, (), 11) == {"stroke": False, "fillOpacity": 1, "fillColor": style.CLUSTERS[1]}
    assert styled(layer, lize, (), 14)["fillOpacity"] == style.FILL_NEAR["fillOpacity"]
    assert styled(layer, lize, ("lize",), 11) == styled(layer, lize, (), 11) | style.FILL_CHOSEN
    assert styled(layer, lize, ("hexi",), 11) == styled(layer, lize, (), 11) | style.FILL_QUIET
    edges = [(layer, f) for layer, f in layers(atlas, "outline") if f["id"] == "edge-lize"]
    assert [styled(layer, f, chosen, 11)["stroke"] for layer, f in edges for chosen in ((), ("lize",), ("hexi",))] == [
        False,
        True,
        False,
    ]


def test_screen_and_paper_place_names_by_one_rule():
    script = "".join(
        (ASSETS / name).read_text(encoding="utf-8")
        for name in ("cluster_labels.js", "label_obstacles.js", "labels.js", "ground.js", "label_places.js")
    )
    given = {name: float(value) for name, value in re.findall(r"const ([A-Z_]+) = ([\d.]+)", script)}
    for module, names in (
        (cluster_label_places, ("LATTICE", "EDGE", "LABEL_GAP_PX", "DISC", "TURNS", "CONTENT", "CROSSED")),
        (cluster_label_places, ("MISLEADING",)),
        (label_wishes, ("SMALLER", "GOOD", "ROOMY")),
        (label_wishes, ("ASIDE",)),
        (label_places, ("FRAME", "LEAST", "APART", "NEAREST", "STEP", "PASSED", "CROSSED_PX")),
        (printed_ground, ("FADE",)),
    ):
        assert {name: given[name] for name in names} == {name: getattr(module, name) for name in names}
    assert [float(part) for part in re.search(r"SIZES = \[(.*?)\]", script).group(1).split(",")] == [
        *label_wishes.SHARES
    ]
