"""A layer of very many points: grouped by the zoom, filtered in the browser, found and selected one by one."""

import signal
import sys

import pytest
from playwright.sync_api import expect

from bench.points import fill
from fengtai_map.content.point_counts import tally
from fengtai_map.user_points.merge import with_clusters
from fengtai_map.user_points.store import open_store
from fengtai_map.view.url import UNBUILT, View
from tests.browser.conftest import running, warm
from tests.browser.reader import Reader, reload

N = 25_000
STATIONS = "metro-station"


@pytest.fixture(scope="module")
def office(tmp_path_factory, profiles):
    """A dashboard of an office that keeps very many points, and where it keeps them."""
    folder = tmp_path_factory.mktemp("many")
    fill(str(folder / "own.gpkg"), N)
    with running(folder) as server:
        warm(server.address)
        yield server, folder / "own.gpkg"
        profiles.leave()  # the tab that stays is not to ask for this server


@pytest.fixture
def reader(page, office, reads):
    return Reader(page, office[0].address, stays=reads)


@pytest.fixture(scope="module")
def point_layer(atlas, office):
    opened = open_store(str(office[1]))
    yield with_clusters(atlas, opened.columns())
    opened.close()


def numbers(reader):
    """What the legend says of each cluster, and the counter of all."""
    buttons = reader.page.locator(".ft-clusters button")
    said = buttons.evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.dataset.cluster, one.lastChild.textContent]))"
    )
    return {name: int(n) for name, n in said.items()}, reader.view["shown"]


def expected(atlas, point_layer, view):
    """The same counted from the files: of a cluster as if no other were chosen, of all those of the filter."""
    kinds = {place.kind for place in atlas.places} | set(point_layer.kinds)
    everywhere = tally(point_layer, View(hidden=view.hidden, without=view.without), kinds).clusters
    places = [
        p for p in atlas.places if p.lon is not None and p.kind not in view.hidden and p.status not in view.without
    ]
    legend = {
        one.id: everywhere.get(one.id, 0) + sum(place.cluster == one.id for place in places) for one in atlas.clusters
    }
    shown = sum(not view.clusters or place.cluster in view.clusters for place in places)
    return legend, tally(point_layer, view, kinds).shown + shown


def closer(reader, zoom):
    """Look at the middle of the map from so near that its points are shown one by one."""
    reader.map.evaluate("zoom => { ft.map.setZoom(zoom, { animate: false }); }", zoom)
    return reader.until("state.pointLayer.singly")


@pytest.mark.ci
@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot halt a process")
def test_the_filter_counts_the_layer_in_the_browser_while_the_server_is_halted(reader, office, point_layer, atlas):
    reader.open()
    layer = reader.state()["pointLayer"]
    assert (layer["total"], layer["shown"], layer["grouped"], layer["singly"]) == (N, N, N, False)
    assert numbers(reader) == expected(atlas, point_layer, View())
    frame, view = reader.map, View()
    office[0].process.send_signal(signal.SIGSTOP)
    try:
        for view, press in (
            (View(clusters=("lize",)), lambda: reader.press("lize")),
            (View(clusters=("lize",), hidden=("school",)), lambda: reader.kind("school")),
            (View(clusters=("lize",), hidden=("school",), without=UNBUILT), lambda: reader.only("built")),
            (View(clusters=("lize", "hexi"), hidden=("school",), without=UNBUILT), lambda: reader.press("hexi")),
        ):
            press()
            wanted = tally(point_layer, view, point_layer.kinds).shown
            assert reader.state()["pointLayer"]["shown"] == wanted
            assert f"{wanted:,}" in reader.state()["pointLayer"]["said"]
            assert numbers(reader) == expected(atlas, point_layer, view)
            expect(reader.panel(".ft-layer")).to_contain_text(f"{wanted:,}")
    finally:
        office[0].process.send_signal(signal.SIGCONT)
    assert frame == reader.map  # the same map, which shows less


def test_who_looks_closely_sees_each_point_and_selects_it(reader, atlas):
    reader.open(clusters="hexi")
    known = {place.id for place in (*atlas.places, *atlas.stations)}
    state = closer(reader, 16)
    own = sorted(set(state["shown"]) - known)
    assert own
    assert state["pointLayer"]["bins"] == 0
    name = reader.alone(own)
    reader.click(*reader.where(name))
    reader.selects(name)
    expect(reader.panel(".ft-card")).to_contain_text(f"测点{int(name.removeprefix('bench-'))}")
    reload(reader.page)  # the link alone shows the same
    reader.settle()
    reader.selects(name)
    expect(reader.panel(".ft-card")).to_contain_text(f"测点{int(name.removeprefix('bench-'))}")
    assert name in reader.until("state.shown.includes(value)", name)["shown"]


@pytest.mark.reads
def test_another_page_shows_its_kinds_of_what_is_shown_singly(reader):
    reader.open(clusters="hexi")
    before = closer(reader, 16)
    reader.go("hubs")
    kinds = {"hub", STATIONS}
    state = reader.until("state.shown.length < value", len(before["shown"]))
    assert state["pointLayer"]["shown"] < before["pointLayer"]["shown"]
    of_kind = reader.map.evaluate("ids => ids.map(id => ft.items.get(id).kind)", state["shown"])
    assert set(of_kind) <= kinds


@pytest.mark.reads
def test_a_circle_opens_with_a_click(reader):
    reader.open(clusters="hexi")
    before = reader.state()
    box = reader.map.evaluate("ft.pointLayer.boxes()[0]")
    reader.click((box["x"] + box["r"]) / 2, (box["y"] + box["b"]) / 2)
    state = reader.until("state.zoom > value", before["zoom"])
    assert state["selected"] == ""


@pytest.mark.reads
def test_a_story_is_presented_without_the_layer(reader):
    reader.open("present", story="district", stop=1)
    assert reader.state()["pointLayer"]["shown"] == 0
    expect(reader.map.locator(".ft-point-layer")).to_be_hidden()


@pytest.mark.reads
def test_a_point_of_the_layer_is_found_by_its_name_whatever_the_filter_hides(reader):
    reader.open(clusters="lize", hidden="hub,school,green-space,culture")
    reader.page.locator(".ft-find input").fill("测点24242")
    reader.page.locator(".ft-found button", has_text="测点24242").click()
    reader.selects("bench-24242")
    assert "bench-24242" in reader.until("state.shown.includes(value)", "bench-24242")["shown"]
    expect(reader.panel(".ft-card")).to_contain_text("测点24242")
