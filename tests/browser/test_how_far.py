"""How far: the panel names the nearest by straight line, and a ring on the map shows what lies within."""

import pytest
from playwright.sync_api import expect
from pyproj import Geod

from tests.browser.reader import back

pytestmark = pytest.mark.reads

GEOD = Geod(ellps="WGS84")
RIM = """() => Object.values(ft.marks._layers).filter(layer => layer instanceof L.GeoJSON)
    .flatMap(layer => layer.getLayers()).filter(layer => layer.options.dashArray === '2 6')
    .flatMap(layer => layer.getLatLngs().flat(2)).map(point => [point.lng, point.lat])"""
TARGETS = {"metro": "metro-station", "green": "green-space"}


def nearest(atlas, place, kind):
    others = [one for one in (*atlas.places, *atlas.stations) if one.kind == kind and one.lon and one.id != place.id]
    return min((GEOD.inv(place.lon, place.lat, one.lon, one.lat)[2], one.id) for one in others)


def test_the_nearest_of_a_place_can_be_chosen(reader, atlas):
    place = atlas.index["fangzhuang-commercial-district"]
    reader.open(selected=place.id)
    for target, kind in TARGETS.items():
        metres, name = nearest(atlas, place, kind)
        row = reader.panel(f".ft-card[data-id={place.id}] [data-target={target}]")
        expect(row).to_contain_text(atlas.name(name, "zh"))
        printed = f"{metres / 1000:.1f} 公里" if round(metres, -1) >= 1000 else f"{round(metres, -1):.0f} 米"
        expect(row).to_contain_text(printed)
        row.click()
        reader.selects(name)
        back(reader.page)
        reader.selects(place.id)


def test_a_ring_of_two_kilometres_lies_two_kilometres_away_and_stands_in_the_link(reader, atlas):
    place = atlas.index["lize-city-air-terminal"]
    reader.open(selected=place.id)
    assert reader.state()["ring"] == ""
    reader.panel("[data-ring='2'] >> visible=true").click()
    reader.until("state.ring === value", atlas.words["zh"]("map.kilometres", n=2))  # as on the bar of the scale
    assert reader.query == {"selected": place.id, "ring": "2"}
    rim = reader.map.evaluate(RIM)
    assert len(rim) > 60
    away = [GEOD.inv(place.lon, place.lat, lon, lat)[2] for lon, lat in rim]
    assert (min(away), max(away)) == (pytest.approx(2000, abs=3), pytest.approx(2000, abs=3))
    reader.until("state.labels.includes('ring')")
    reader.panel("[data-ring='0'] >> visible=true").click()
    reader.until("state.ring === ''")
