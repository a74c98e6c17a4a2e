"""Choosing: a click on the map, on a name or on a row selects the same thing everywhere."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.reads

RINGED = """(name) => Object.values(ft.marks._layers).some((layer) =>
    layer instanceof ft.Badge && layer.getLatLng().equals(ft.items.get(name).layer.getLatLng()))"""

# A hand on the map as soon as the map has seen its other size: Leaflet tells of a move a little later.
PRESSED_WHEN_RESIZED = """() => void ft.map.once("resize", () => setTimeout(() => {
    ft.map.getContainer().dispatchEvent(new PointerEvent("pointerdown"));
    window.pressed = parent.performance.now();
}, 50))"""


def drawn(reader, atlas, **wanted):
    """The ids of the places on the map with these values."""
    return [
        name
        for name in reader.state()["shown"]
        if all(getattr(atlas.index[name], field) == value for field, value in wanted.items())
    ]


def marked(reader, atlas, name):
    """The thing is selected on map, URL and panel; a point has a ring, and a circle if its error is known."""
    reader.selects(name)
    record = atlas.index[name]
    card = reader.page.locator(f".ft-panel .ft-card[data-id={name}]")
    expect(card.locator("h1, h2").first).to_have_text(record.name.zh)
    if hasattr(record, "error_m"):
        assert reader.map.evaluate(RINGED, name)
        assert reader.state()["circles"] == (1 if record.error_m else 0)


def test_a_click_on_the_map_selects_what_lies_there_and_one_beside_it_lets_go(reader, atlas):
    reader.open()
    for kind in ("hub", "green-space", "metro-station"):
        name = reader.alone(drawn(reader, atlas, kind=kind))
        reader.click(*reader.where(name))
        marked(reader, atlas, name)
        reader.page.locator(".ft-card .ft-close").click()
        reader.selects("")
    reader.map.evaluate("ft.camera.home()")
    cluster = next(cluster for cluster in atlas.clusters if len(cluster.subdistricts) > 1)
    spot = reader.ground(cluster.id)
    reader.click(*spot)
    marked(reader, atlas, cluster.id)
    reader.click(*spot)
    subdistrict = reader.until("!['', value].includes(state.selected)", cluster.id)["selected"]
    assert subdistrict in cluster.subdistricts
    marked(reader, atlas, subdistrict)
    reader.click(*reader.ground())
    reader.selects("")


def test_a_name_in_a_list_selects_and_the_card_lets_go(reader, atlas):
    cluster = atlas.clusters[1]
    reader.open()
    reader.panel(f"[data-section=clusters] [data-cluster={cluster.id}]").click()
    marked(reader, atlas, cluster.id)
    reader.page.locator(".ft-card .ft-close").click()
    reader.selects("")
    place = next(place for place in atlas.places if place.kind == "hub" and place.lon)
    reader.go("hubs")
    reader.panel(f".ft-row[data-id={place.id}]").click()
    marked(reader, atlas, place.id)
    reader.go("figures")
    fact = next(fact for fact in atlas.facts if fact.clusters and fact.listed)
    reader.panel(f".ft-locate[data-id={fact.id}]").click()
    reader.selects(fact.id)
    expect(reader.panel(f".ft-card [data-fact={fact.id}] blockquote")).to_be_visible()
    assert reader.query == {"selected": fact.id}


def test_a_row_of_a_table_selects_and_its_order_stays(reader, atlas):
    reader.open("schools")
    rows = ".ft-sorted tbody tr"
    usual = reader.listed(rows, "id")
    head = reader.panel(".ft-sorted [data-column=name]")
    for way in ("ascending", "descending"):
        head.click()
        expect(reader.panel(".ft-sorted th[aria-sort]")).to_have_attribute("aria-sort", way)
    ordered = reader.listed(rows, "id")
    assert sorted(ordered) == sorted(usual)
    assert ordered != usual
    name = next(name for name in ordered if atlas.index[name].lon)
    reader.panel(f".ft-sorted tr[data-id={name}]").click()
    marked(reader, atlas, name)
    assert reader.listed(rows, "id") == ordered
    assert reader.listed(f"{rows}[aria-current=true]", "id") == [name]

    reader.go("clusters")
    cluster = atlas.clusters[2]
    reader.panel(f".ft-sorted tr[data-id={cluster.id}] button").press("Enter")
    reader.selects(cluster.id)
    assert reader.query == {"selected": cluster.id}
    expect(reader.panel(f".ft-card[data-id={cluster.id}] .ft-row").first).to_be_visible()  # it shows its places


def test_a_name_is_shown_where_the_mouse_rests(reader, atlas):
    reader.open()
    name = reader.alone(drawn(reader, atlas, kind="hub"))
    reader.page.mouse.move(*reader.on_page(*reader.where(name)))
    expect(reader.map.locator(".ft-tip div div").first).to_have_text(atlas.index[name].name.zh)


def test_the_sources_page_leads_to_every_circle_of_error(reader, atlas):
    known = [point for point in (*atlas.places, *atlas.stations) if point.lon is not None and point.error_m]
    reader.open("sources")
    reader.panel("button").filter(has_text=atlas.words["zh"]("source.circles")).click()
    reader.settle()
    assert reader.until("state.circles > 0")["circles"] == len(known)
    assert (reader.path, reader.query) == ("overview", {"errors": "1"})
    reader.map.locator(".ft-errors button").click()
    assert reader.until("state.circles === 0 && !location.search")  # the address follows the map


def test_a_press_while_the_frame_gets_another_size_moves_nothing(reader):
    reader.open()
    reader.map.evaluate(PRESSED_WHEN_RESIZED)
    reader.page.set_viewport_size({"width": 1240, "height": 800})
    seen = "map.pressed && performance.now() - map.pressed > 500"  # milliseconds: Leaflet has told of any move
    narrow = reader.until(f"{seen} && ftView().written && !location.search")["zoom"]
    reader.page.set_viewport_size({"width": 1600, "height": 1000})  # after a press that moved nothing
    assert reader.until("state.zoom > value && ftView().written && !location.search", narrow)


def test_a_place_without_a_position_is_listed_and_not_drawn(reader, atlas):
    missing = {place.id for place in atlas.places if place.lon is None}
    assert missing
    reader.open()
    for name in ("overview", "schools"):
        reader.go(name)
        state = reader.state()
        assert not missing & {*state["shown"], *state["labels"]}
        assert {*reader.listed(".ft-nowhere .ft-row", "id")} == missing
