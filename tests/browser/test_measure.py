"""Measuring on the map: the ruler agrees with the ellipsoid."""

import pytest
from playwright.sync_api import expect
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
AWAY = [("beijing-west-railway-station", "qianling-mountain"), ("lugou-bridge-monument", "wanping-fortress")]


def metres(atlas, one, other):
    return GEOD.inv(atlas.index[one].lon, atlas.index[one].lat, atlas.index[other].lon, atlas.index[other].lat)[2]


@pytest.mark.reads
def test_the_ruler_measures_as_the_ellipsoid_does_and_selects_nothing_until_it_is_put_away(reader, atlas):
    reader.open()
    reader.map.evaluate("ft.camera.home()")
    for one, other in AWAY:
        ends = [{"lng": atlas.index[name].lon, "lat": atlas.index[name].lat} for name in (one, other)]
        assert reader.map.evaluate("ends => ft.metres(...ends)", ends) == pytest.approx(
            metres(atlas, one, other), rel=1e-5
        )
    one, other = "beijing-west-railway-station", "beijing-fengtai-railway-station"
    reader.map.get_by_role("button", name=atlas.words["zh"]("map.measure")).click()
    for name in (one, other):
        reader.click(*reader.where(name))
    measured = reader.until("state.measured.points === 2")["measured"]["metres"]
    assert measured == pytest.approx(metres(atlas, one, other), abs=120)  # a hand clicks within a pixel of either end
    said = reader.map.locator(".ft-measured")
    words = atlas.words["zh"]
    length = words("map.kilometres", n=f"{measured / 1000:.2f}")
    assert "公里" in length  # as on the bar of the scale beside it
    expect(said).to_have_text(words("map.measure-length", length=length))
    assert reader.state()["selected"] == ""
    reader.page.keyboard.press("Escape")
    reader.until("state.measured === null")
    expect(said).to_be_hidden()
    reader.click(*reader.where(one))
    reader.selects(one)


@pytest.mark.reads
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_what_the_ruler_says_stands_clear_below_the_count(reader, atlas, width, height):
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.open()
    reader.map.get_by_role("button", name=atlas.words["zh"]("map.measure")).click()
    said, count = reader.map.locator(".ft-measured"), reader.page.locator(".ft-count")
    expect(said).to_be_visible()
    reader.until("state.measured !== null")
    over, under = count.bounding_box(), said.bounding_box()
    assert 6 <= under["y"] - (over["y"] + over["height"]) <= 12
    reader.page.keyboard.press("Escape")
    reader.until("state.measured === null")
