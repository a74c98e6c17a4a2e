"""A layer of very many points: grouped by the zoom, filtered, found and selected one by one."""

import pytest
from playwright.sync_api import expect

from bench.points import fill
from fengtai_map.own import with_many
from fengtai_map.panels.many import tally
from fengtai_map.store import open_store
from fengtai_map.view import View
from tests.browser.reader import FRAME, Reader

N = 3000


@pytest.fixture(scope="module")
def address(serve_with, tmp_path_factory):
    store = tmp_path_factory.mktemp("many") / "own.gpkg"
    fill(str(store), N)
    with serve_with(FENGTAI_STORE=str(store)) as address:
        yield address, store


@pytest.fixture
def reader(page, address):
    return Reader(page, address[0])


@pytest.fixture(scope="module")
def many(atlas, address):
    opened = open_store(str(address[1]))
    yield with_many(atlas, opened.columns())
    opened.close()


def closer(reader, zoom):
    """Look at the middle of the map from so near that its points are shown one by one."""
    reader.map.evaluate("zoom => { ft.map.setZoom(zoom, { animate: false }); }", zoom)
    return reader.until("state.density.singly")


def test_all_points_are_in_the_circles_and_the_filter_takes_others_away(reader, many, atlas):
    reader.open()
    density = reader.state()["density"]
    assert (density["total"], density["shown"], density["grouped"], density["singly"]) == (N, N, N, False)
    frame = reader.map
    reader.pill("w-clusters", f"2 {atlas.name('lize', 'zh')}").click()
    wanted = tally(many, View(clusters=("lize",)), many.kinds).shown
    state = reader.until("state.density.shown === value", wanted)
    assert f"{wanted:,}" in state["density"]["said"]
    expect(reader.page.locator(".ft-many")).to_contain_text(f"{wanted:,}")
    assert frame == reader.map  # the same map, told to show less


def test_who_looks_closely_sees_each_point_and_selects_it(reader, atlas):
    reader.open(clusters="hexi")
    known = {place.id for place in (*atlas.places, *atlas.stations)}
    state = closer(reader, 15)
    own = sorted(set(state["shown"]) - known)
    assert own
    assert state["density"]["bins"] == 0
    name = reader.alone(own)
    reader.click(*reader.where(name))
    reader.selects(name)
    expect(reader.page.locator(".st-key-selection")).to_contain_text("测点")
    reader.page.reload()  # the link alone shows the same
    reader.settle()
    reader.selects(name)


def test_the_map_of_another_page_begins_with_circles(reader, atlas):
    reader.open(clusters="hexi")
    closer(reader, 15)
    reader.turn_to(atlas.words["zh"]("page.clusters.title"))
    density = reader.state()["density"]
    assert (density["singly"], density["guests"]) == (False, 0)
    assert density["grouped"] == density["shown"]


def test_a_circle_opens_with_a_click(reader):
    reader.open(clusters="hexi")
    before = reader.state()
    box = reader.map.evaluate("ft.density.boxes()[0]")
    reader.click((box["x"] + box["r"]) / 2, (box["y"] + box["b"]) / 2)
    state = reader.until("state.zoom > value", before["zoom"])
    assert state["selected"] == ""


def test_a_story_is_told_without_the_layer(reader):
    reader.open("present", story="district", stop=1)
    assert reader.state()["density"]["shown"] == 0
    expect(reader.page.frame_locator(FRAME).locator(".ft-density")).to_be_hidden()


def test_a_point_of_the_layer_is_found_by_its_name(reader):
    reader.open(clusters="lize")
    reader.page.locator(".st-key-w-ask input").fill("测点2024")
    reader.page.locator(".st-key-found").get_by_text("测点2024").click()
    reader.selects("bench-02024")
    assert "bench-02024" in reader.state()["shown"]
