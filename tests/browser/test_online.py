"""Backgrounds from the internet: only when asked for, and never in the way when they do not come."""

import base64

import pytest

TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def osm(atlas):
    return next(basemap for basemap in atlas.basemaps if basemap.id == "osm")


def leave_only_tiles(outside):
    """Every request that left was for a tile."""
    assert outside
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in outside)
    outside.clear()


@pytest.mark.parametrize("network", ["refuses", "is silent"])
def test_without_its_tiles_the_offline_map_comes_back_and_says_so(reader, atlas, osm, outside, network):
    if network == "is silent":
        reader.page.context.route("https://tile.openstreetmap.org/**", lambda _: None)
    lize = atlas.clusters[1]
    reader.open()
    everything = reader.state()["shown"]
    reader.choose_background(osm.name.zh)
    state = reader.until("state.notice !== ''")
    assert state["notice"] == atlas.words["zh"]("notice.tiles")
    assert state["basemap"] == "offline"
    assert state["shown"] == everything
    reader.pill("w-clusters", f"{lize.order} {lize.name.zh}").click()
    reader.until("state.clusters.join() === value", lize.id)
    reader.click(*reader.ground(lize.id))
    reader.selects(lize.id)
    leave_only_tiles(outside)


def test_with_its_tiles_the_background_stays_and_is_credited(reader, osm, outside):
    reader.page.context.route(
        "https://tile.openstreetmap.org/**", lambda route: route.fulfill(body=TILE, content_type="image/png")
    )
    reader.open()
    reader.choose_background(osm.name.zh)
    reader.map.locator("img.leaflet-tile-loaded").first.wait_for()
    state = reader.state()
    assert (state["basemap"], state["notice"]) == ("osm", "")
    assert osm.attribution in reader.map.locator(".leaflet-control-attribution").inner_text()
    leave_only_tiles(outside)
