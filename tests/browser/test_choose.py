"""Choosing: a click on the map, on a name or on a row selects the same thing everywhere."""

import pytest
from playwright.sync_api import expect

RINGED = """(name) => Object.values(ft.marks._layers).some((layer) =>
    layer instanceof ft.Shape && layer.getLatLng().equals(ft.items.get(name).layer.getLatLng()))"""


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
    expect(reader.page.locator(".st-key-selection h3").first).to_have_text(record.name.zh)
    if hasattr(record, "error_m"):
        assert reader.map.evaluate(RINGED, name)
        assert reader.state()["circles"] == (1 if record.error_m else 0)


@pytest.mark.parametrize("kind", ["hub", "green-space", "metro-station"])
def test_a_click_on_a_point_selects_it(reader, atlas, kind):
    reader.open()
    name = reader.alone(drawn(reader, atlas, kind=kind))
    reader.click(*reader.where(name))
    marked(reader, atlas, name)


def test_a_click_on_the_ground_selects_the_cluster_a_second_one_the_subdistrict(reader, atlas):
    cluster = next(cluster for cluster in atlas.clusters if len(cluster.streets) > 1)
    reader.open()
    spot = reader.ground(cluster.id)
    reader.click(*spot)
    marked(reader, atlas, cluster.id)
    reader.click(*spot)
    street = reader.until("!['', value].includes(state.selected)", cluster.id)["selected"]
    assert street in cluster.streets
    marked(reader, atlas, street)


def test_a_click_beside_everything_lets_go(reader, atlas):
    reader.open()
    name = reader.alone(drawn(reader, atlas, kind="hub"))
    reader.click(*reader.where(name))
    reader.selects(name)
    reader.click(*reader.ground())
    reader.selects("")


def test_a_name_in_a_list_selects_a_cluster_and_a_button_lets_go(reader, atlas):
    cluster = atlas.clusters[1]
    reader.open()
    reader.page.locator(".st-key-clusters button").filter(has_text=cluster.name.zh).click()
    marked(reader, atlas, cluster.id)
    reader.page.get_by_role("button", name=atlas.words["zh"]("panel.clear")).click()
    reader.selects("")


def test_a_name_in_a_list_selects_a_place(reader, atlas):
    place = next(place for place in atlas.places if place.kind == "hub")
    reader.open("hubs")
    reader.page.locator("[class*=st-key-names-] button").filter(has_text=place.name.zh).first.click()
    marked(reader, atlas, place.id)


def test_a_row_of_the_table_of_places_selects_a_place(reader, atlas):
    reader.open()
    rows = reader.rows_until("rows.length > 2")
    reader.tick(2)
    place = next(place for place in atlas.places if place.name.zh == rows[2][0])
    marked(reader, atlas, place.id)


def test_a_row_of_the_table_of_clusters_selects_a_cluster(reader, atlas):
    cluster = atlas.clusters[2]
    reader.open("clusters")
    reader.rows_until("rows.length > 2")
    reader.tick(2)
    reader.until("state.selected === value", cluster.id)
    assert reader.query == {"selected": cluster.id}
    opened = reader.page.locator("[class*=st-key-panel] [class*=st-key-names-]").first
    expect(opened).to_be_visible()  # its card is the one that shows its places


def test_a_figure_shows_where_it_belongs(reader, atlas):
    fact = next(fact for fact in atlas.facts if fact.clusters)
    reader.open("figures")
    reader.page.locator(f".st-key-fact-{fact.id} button").click()
    reader.page.locator(f".st-key-selection details[data-fact={fact.id}]").wait_for()
    assert reader.query == {"selected": fact.id}


def test_a_name_is_told_where_the_mouse_rests(reader, atlas):
    reader.open()
    name = reader.alone(drawn(reader, atlas, kind="hub"))
    reader.page.mouse.move(*reader.on_page(*reader.where(name)))
    expect(reader.page.frame_locator("iframe[src*='st_folium']").locator(".ft-tip div div").first).to_have_text(
        atlas.index[name].name.zh
    )


def test_the_sources_page_draws_every_circle_of_error(reader, atlas):
    known = [point for point in (*atlas.places, *atlas.stations) if point.lon is not None and point.error_m]
    reader.open("sources")
    assert reader.state()["circles"] == len(known) > 0


@pytest.mark.parametrize("name", ["overview", "schools"])
def test_a_place_without_a_position_is_listed_and_not_drawn(reader, atlas, name):
    missing = {place.id: place.name.zh for place in atlas.places if place.lon is None}
    reader.open(name)
    state = reader.state()
    assert missing
    assert not missing.keys() & {*state["shown"], *state["labels"]}
    listed = reader.page.locator(".ft-list").filter(has_text=atlas.words["zh"]("place.unlocated"))
    expect(listed.locator("li b")).to_have_text(list(missing.values()))
