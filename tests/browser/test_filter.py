"""The filter: the map, the counter, the tables and the panels show the chosen clusters and nothing else."""

import pytest
from playwright.sync_api import expect

from fengtai_map.content.figures import concerning
from tests import data_rows
from tests.browser.reader import FRAME, reload

pytestmark = pytest.mark.reads

# Once the map has its pictures of what no cluster has: by how much of 255 the canvas with them differs from one that is
# drawn stroke by stroke, at most.
COPIED = """() => {
    const canvas = window.ft?.map._renderer, pictures = canvas?.pictures;
    if (!pictures?.size || canvas.filtered !== ft.state.clusters.length > 0) return null;
    const { width, height } = canvas._container;
    const drawn = (using) => {
        [canvas.pictures, canvas._redrawBounds] = [using, null];
        canvas._redraw();
        return canvas._ctx.getImageData(0, 0, width, height).data;
    };
    const [copied, plain] = [drawn(pictures), drawn(new Map())];
    canvas.pictures = pictures;
    return { most: copied.reduce((most, one, at) => Math.max(most, Math.abs(one - plain[at])), 0) };
}"""
ROUNDED = 8  # one colour over another, in one step or in two


def located(atlas, *clusters):
    """The ids of places and of stations with a position in these clusters."""
    within = [
        [row.id for row in rows if row.lon is not None and row.cluster in clusters]
        for rows in (atlas.places, atlas.stations)
    ]
    return within[0], within[1]


def counted(atlas, *clusters):
    """What the counter says while these clusters are chosen."""
    words = atlas.words["zh"]
    return words("page.counter", n=len(located(atlas, *clusters)[0]), total=len(atlas.places))


def gone(atlas, **wanted):
    """The condition that the first place with these values is not on the map."""
    ((field, value),) = wanted.items()
    place = next(place for place in atlas.places if place.lon is not None and getattr(place, field) == value)
    return f"!state.shown.includes('{place.id}')"


def test_a_cluster_shows_all_that_lies_in_it_and_nothing_else(reader, atlas):
    reader.open()
    for name in data_rows.ids(data_rows.CLUSTERS):
        places, stations = located(atlas, name)
        reader.press(name)
        shown = reader.until("state.clusters.join() === value", name)["shown"]
        assert sorted(shown) == sorted([*places, *stations])
        expect(reader.page.locator(".ft-count")).to_contain_text(counted(atlas, name))
        assert reader.view["shown"] == len(places)
        assert reader.pressed("cluster") == [name]
        assert reader.listed("[data-section=card] .ft-card", "id") == [name]  # as if it were clicked
        assert reader.listed("[data-section=clusters] [data-cluster]", "cluster") == []
        assert reader.query == {"clusters": name}
        reader.press(name)
    assert reader.query == {}


def test_the_only_cluster_of_the_filter_has_its_card_until_another_is_chosen_too(reader, atlas):
    one, other = atlas.clusters[1], atlas.clusters[4]
    card = f"[data-section=card] .ft-card[data-id={one.id}]"
    reader.open(clusters=one.id)
    expect(reader.panel(f"{card} h1")).to_have_text(one.name.zh)
    expect(reader.panel(".ft-district")).to_have_count(0)
    reader.press(other.id)
    assert reader.listed("[data-section=clusters] [data-cluster]", "cluster") == [one.id, other.id]
    expect(reader.panel(".ft-district")).to_be_visible()
    reader.press(other.id)
    reader.panel(f"{card} .ft-ring [data-ring='1']").click()  # a ring is drawn around what is selected
    reader.selects(one.id)
    expect(reader.panel(f"{card} .ft-close")).to_be_visible()
    assert reader.query == {"clusters": one.id, "selected": one.id, "ring": "1"}
    reader.panel(f"{card} .ft-close").click()  # what was chosen first, then the filter
    assert reader.query == {"clusters": one.id}
    reader.panel(f"{card} .ft-close").click()
    expect(reader.panel(".ft-district")).to_be_visible()
    assert reader.query == {}


def test_a_table_that_the_filter_empties_says_so(reader, atlas):
    with_hubs = {place.cluster for place in atlas.places if place.kind == "hub"}
    without = next(cluster.id for cluster in atlas.clusters if cluster.id not in with_hubs)
    reader.open("hubs")
    said = reader.page.locator(".ft-below .ft-note")
    expect(said).to_be_hidden()
    reader.press(without)
    expect(said).to_be_visible()
    expect(said).to_have_text(atlas.words["zh"]("table.none"))
    assert reader.rows() == []
    reader.press(without)
    expect(said).to_be_hidden()


def test_a_chosen_cluster_alone_fills_cards_and_tables(reader, atlas):
    reader.open("clusters")
    for name in data_rows.ids(data_rows.CLUSTERS):
        places, stations = located(atlas, name)
        reader.press(name)
        shown = reader.until("state.clusters.join() === value", name)["shown"]
        assert sorted(shown) == sorted([*places, *stations])
        assert reader.listed(".ft-sorted tbody tr", "id") == [name]
        card = f".ft-card[data-id={name}]"
        assert reader.listed(".ft-card", "id") == [name]
        facts = reader.listed(f"{card} .ft-figures details", "fact")
        assert sorted(facts) == sorted(fact.id for fact in concerning(atlas, name) if fact.listed)
        inside = reader.listed(f"{card} .ft-row[data-kind][data-id]", "id")
        assert sorted(inside) == sorted(place.id for place in atlas.places if place.cluster == name)
        reader.press(name)
    name = max(data_rows.ids(data_rows.CLUSTERS), key=lambda one: len(located(atlas, one)[0]))
    reader.press(name)
    for page in ("schools", "greenways"):
        reader.go(page)
        rows = reader.listed(".ft-sorted tbody tr", "id")  # what has no position is in no cluster's list
        assert {*rows} == {*located(atlas, name)[0]} & {*reader.state()["shown"]}
    assert rows


def test_two_clusters_are_the_union_and_show_all_brings_everything_back(reader, atlas):
    one, other = atlas.clusters[1], atlas.clusters[4]
    reader.open()
    everything = reader.state()
    reader.press(other.id, one.id)
    both = reader.until("state.clusters.length === 2")
    places, stations = located(atlas, one.id, other.id)
    assert sorted(both["shown"]) == sorted([*places, *stations])
    assert reader.query == {"clusters": f"{one.id},{other.id}"}  # the same choice is the same address

    reader.page.locator(".ft-filter .ft-all").first.click()
    back = reader.until("state.clusters.length === 0")
    assert back["shown"] == everything["shown"]
    assert back["zoom"] == pytest.approx(everything["zoom"])
    assert back["centre"] == pytest.approx(everything["centre"], abs=1e-3)  # degrees: two pixels at this zoom
    assert reader.query == {}


@pytest.mark.parametrize("motion", ["no-preference"])
def test_the_map_flies_to_what_is_filtered(reader, atlas):
    cluster = atlas.clusters[1]
    reader.open()
    start = reader.state()
    reader.press(cluster.id)
    inside = "ft.items.get(value).layer.getBounds().contains(ft.map.getCenter()) && state.zoom > 12"
    assert reader.until(inside, cluster.id)["zoom"] > start["zoom"]


def test_kinds_and_statuses_are_taken_off_the_map_and_put_back(reader, atlas):
    reader.open()
    everything = reader.state()["shown"]
    for field, press, left_out in (
        ("kind", reader.kind, "green-space"),
        ("status", reader.status, "under-construction"),
    ):
        press(left_out)
        shown = reader.until("state.shown.length < value", len(everything))["shown"]
        assert shown == [name for name in everything if getattr(atlas.index[name], field) != left_out]
        assert left_out not in reader.pressed(field)
        press(left_out)
        assert reader.until("state.shown.length === value", len(everything))["shown"] == everything
        assert reader.query == {}


def test_the_map_stays_the_same_over_every_change_and_page(reader, atlas):
    lize = atlas.clusters[1].id
    reader.open()
    reader.map.evaluate("() => { window.mine = ft.map; window.frameElement.mine = true; }")
    for change, then in (
        (lambda: reader.select(lize), f"state.selected === '{lize}'"),
        (lambda: reader.press(lize), "state.clusters.length === 1"),
        (lambda: reader.kind("hub"), gone(atlas, kind="hub")),
        (lambda: reader.status("existing"), gone(atlas, status="existing")),
        (lambda: reader.speak("en"), "state.lang === 'en'"),
        (lambda: reader.go("hubs"), "state.ready"),
        (lambda: reader.go("history"), "state.ready"),
        (lambda: reader.go("overview"), "state.ready"),
        (reader.page.locator(".ft-filter .ft-all").first.click, "state.clusters.length === 0"),
        (lambda: reader.click(*reader.ground()), "state.selected === ''"),
    ):
        change()
        reader.until(then)
        assert reader.map.evaluate("window.mine === ft.map && window.frameElement.mine")


def test_where_a_hand_moved_the_map_it_stays_and_stands_in_the_link(reader, atlas):
    reader.open()
    start = reader.state()["centre"]
    reader.drag((160, 90))
    moved = reader.state()
    assert moved["centre"] != start
    reader.page.wait_for_function("ftView().view.at !== ''")
    at = reader.query["at"]
    for change, then in (
        (lambda: reader.kind("green-space"), gone(atlas, kind="green-space")),
        (lambda: reader.status("existing"), gone(atlas, status="existing")),
        (lambda: reader.speak("en"), "state.lang === 'en'"),
        (lambda: reader.go("schools"), "state.ready"),
    ):
        change()
        now = reader.until(then)
        assert now["zoom"] == moved["zoom"]
        assert now["centre"] == pytest.approx(moved["centre"], abs=1e-3)  # a page leaves the map a height of its own
        assert reader.query["at"] == at
    reload(reader.page)
    reader.settle()
    again = reader.state()
    assert again["zoom"] == pytest.approx(moved["zoom"], abs=0.06)  # the link keeps a tenth of a step
    assert again["centre"] == pytest.approx(moved["centre"], abs=1e-3)
    reader.map.locator(".ft-home button").click()
    reader.until("Math.abs(state.centre[0] - value) < 1e-3", start[0])
    assert "at" not in reader.query


def test_what_no_cluster_has_is_copied_as_it_would_be_drawn(reader):
    reader.open()
    for change, then in (
        (lambda: None, "state.ready"),
        (lambda: reader.press("lize"), "state.clusters.join() === 'lize'"),
        (lambda: reader.press("lize"), "state.clusters.length === 0"),
        (lambda: reader.kind("metro-station"), "state.shown.length > 0"),
        (lambda: reader.open(at="116.28,39.85,14"), "state.zoom > 13"),
        (lambda: reader.press("lize"), "state.clusters.join() === 'lize'"),
    ):
        change()
        reader.until(then)
        assert reader.map.wait_for_function(COPIED).json_value()["most"] <= ROUNDED


def test_a_map_without_room_fails_in_nothing_and_is_drawn_when_it_has_some(reader):
    reader.open()
    box = reader.page.locator(FRAME).locator("..")
    for height in ("0px", ""):
        box.evaluate("(box, height) => { box.style.setProperty('height', height, height && 'important'); }", height)
        box.locator("iframe").evaluate("(frame, height) => { frame.style.height = height || '100%'; }", height)
        reader.until("Boolean(ft.map.getSize().y) === value", height != "0px")
        reader.map.evaluate("() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))")
        reader.map.evaluate("() => ft.map._renderer._redraw()")  # as a frame does that comes meanwhile
        reader.press("lize")
    assert reader.map.wait_for_function(COPIED).json_value()["most"] <= ROUNDED
