"""How far: the panel names the nearest by straight line, and a ring on the map shows what lies within."""

import pytest
from playwright.sync_api import expect
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
RIM = """() => Object.values(ft.marks._layers).filter(layer => layer instanceof L.GeoJSON)
    .flatMap(layer => layer.getLayers()).filter(layer => layer.options.dashArray === '2 6')
    .flatMap(layer => layer.getLatLngs().flat(2)).map(point => [point.lng, point.lat])"""


def nearest(atlas, place, kind):
    others = [one for one in (*atlas.places, *atlas.stations) if one.kind == kind and one.lon and one.id != place.id]
    return min((GEOD.inv(place.lon, place.lat, one.lon, one.lat)[2], one.id) for one in others)


@pytest.mark.parametrize(("target", "kind"), [("metro", "metro-station"), ("green", "green-space")])
def test_the_nearest_of_a_place_can_be_chosen(reader, atlas, target, kind):
    place = atlas.index["fangzhuang-commercial-district"]
    metres, name = nearest(atlas, place, kind)
    reader.open(selected=place.id)
    row = reader.page.locator(f".st-key-near-{target} button")
    expect(row).to_contain_text(atlas.name(name, "zh"))
    printed = f"{metres / 1000:.1f} 公里" if round(metres, -1) >= 1000 else f"{round(metres, -1):.0f} 米"
    expect(row).to_contain_text(printed)
    row.click()
    reader.selects(name)


def test_a_ring_of_two_kilometres_lies_two_kilometres_away_and_stands_in_the_link(reader, atlas):
    place = atlas.index["lize-city-air-terminal"]
    words = atlas.words["zh"]
    reader.open(selected=place.id)
    assert reader.state()["ring"] == ""
    reader.pill("w-ring", words("near.ring-km", km=2)).click()
    reader.until("state.ring === '2 km'")
    assert reader.query == {"selected": place.id, "ring": "2"}
    rim = reader.map.evaluate(RIM)
    assert len(rim) > 60
    away = [GEOD.inv(place.lon, place.lat, lon, lat)[2] for lon, lat in rim]
    assert (min(away), max(away)) == (pytest.approx(2000, abs=3), pytest.approx(2000, abs=3))
    assert "ring" in reader.state()["labels"]
    reader.pill("w-ring", words("near.ring-none")).click()
    reader.until("state.ring === ''")
