"""Backgrounds from the internet: only when asked for, and never in the way when they do not come."""

import base64

import pytest
from playwright.sync_api import expect

from tests.every import once

TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OSM = "https://tile.openstreetmap.org/**"


@pytest.fixture
def osm(atlas):
    return next(basemap for basemap in atlas.basemaps if basemap.id == "osm")


def leave_only_tiles(outside):
    """Every request that left was for a tile."""
    assert outside
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in outside)
    outside.clear()


@pytest.mark.parametrize("network", once("is silent", "refuses"))
def test_without_its_tiles_the_offline_map_comes_back_and_says_so(reader, atlas, osm, outside, network):
    if network == "is silent":
        reader.page.route(OSM, lambda _: None)
    reader.open()
    everything = reader.state()["shown"]
    reader.choose_background(osm.name.zh)
    state = reader.until("state.notice !== ''")
    assert state["notice"] == atlas.words["zh"]("notice.tiles")
    assert state["basemap"] == "offline"
    assert state["shown"] == everything
    reader.press("lize")
    reader.until("state.clusters.join() === value", "lize")
    reader.click(*reader.ground("lize"))
    reader.selects("lize")
    reader.speak("en")
    assert reader.until("state.notice !== ''")["notice"] == atlas.words["en"]("notice.tiles")
    leave_only_tiles(outside)


def test_with_its_tiles_the_background_stays_and_is_credited(reader, osm, outside):
    reader.page.route(OSM, lambda route: route.fulfill(body=TILE, content_type="image/png"))
    reader.open()
    reader.choose_background(osm.name.zh)
    reader.map.locator("img.leaflet-tile-loaded").first.wait_for()
    state = reader.state()
    assert (state["basemap"], state["notice"]) == ("osm", "")
    assert osm.attribution in reader.map.locator(".leaflet-control-attribution").inner_text()
    assert reader.query == {"basemap": "osm"}
    reader.choose_background("离线底图")
    assert reader.until("state.basemap === 'offline'")["notice"] == ""
    leave_only_tiles(outside)


@pytest.mark.reads
def test_a_background_that_needs_a_key_is_not_offered_without_it(reader, atlas):
    reader.open()
    offered = reader.page.locator("#ft-basemap option").evaluate_all("all => all.map(one => one.value)")
    assert offered == [one.id for one in atlas.basemaps if not one.key_variable and not one.needs]


@pytest.mark.parametrize("lang", once("zh", "en"))
def test_a_link_to_a_background_that_is_not_offered_says_so_and_shows_the_offline_map(reader, atlas, lang):
    locked = next(one for one in atlas.basemaps if one.key_variable)
    reader.open("hubs", lang=lang, clusters="lize", basemap=locked.id)
    said = atlas.words[lang]("notice.unoffered", name=locked.name[lang])
    expect(reader.page.locator(".ft-warnings .ft-notice")).to_have_text([said])
    assert reader.state()["basemap"] == "offline"
    assert "basemap" not in reader.query
    reader.page.locator(".ft-warnings .ft-close").click()
    expect(reader.page.locator(".ft-warnings .ft-notice")).to_have_count(0)
