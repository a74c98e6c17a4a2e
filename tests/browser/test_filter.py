"""The filter: the map, the counter, the tables and the panels show the chosen clusters and nothing else."""

import pytest
from playwright.sync_api import expect

from fengtai_map.panels.figures import concerning
from tests import raw


def located(atlas, *clusters):
    """The ids of places and of stations with a position in these clusters."""
    within = [
        [row.id for row in rows if row.lon is not None and row.cluster in clusters]
        for rows in (atlas.places, atlas.stations)
    ]
    return within[0], within[1]


def gone(atlas, **wanted):
    """The condition that the first place with these values is not on the map."""
    ((field, value),) = wanted.items()
    place = next(place for place in atlas.places if place.lon is not None and getattr(place, field) == value)
    return f"!state.shown.includes('{place.id}')"


def pill(reader, cluster):
    return reader.pill("w-clusters", f"{cluster.order} {cluster.name.zh}")


@pytest.mark.parametrize("name", raw.ids(raw.CLUSTERS))
def test_a_cluster_shows_all_that_lies_in_it_and_nothing_else(reader, atlas, name):
    cluster, words = atlas.index[name], atlas.words["zh"]
    places, stations = located(atlas, name)
    names = {place.name.zh for place in atlas.places if place.cluster == name}
    nowhere = {place.name.zh for place in atlas.places if place.lon is None}
    counter = words("page.counter", n=len(places), total=len(atlas.places))

    reader.open()
    pill(reader, cluster).click()
    shown = reader.until("state.clusters.join() === value", name)["shown"]
    assert sorted(shown) == sorted([*places, *stations])
    expect(reader.page.locator(".ft-counter")).to_have_text(counter)
    expect(reader.page.locator(".st-key-clusters button")).to_have_count(1)
    expect(reader.page.locator(".st-key-clusters button")).to_contain_text(cluster.name.zh)
    reader.rows_until("rows.every(row => value.includes(row[0]))", sorted(names | nowhere))

    reader.turn_to(words("page.clusters.title"))
    assert sorted(reader.state()["shown"]) == sorted([*places, *stations])
    expect(reader.page.locator(".ft-counter")).to_have_text(counter)
    reader.rows_until("rows.length === 1 && rows[0][0] === value", f"{cluster.order} {cluster.name.zh}")
    panel = reader.page.locator("[class*=st-key-panel]")
    expect(panel.locator(".ft-card h3")).to_have_text([cluster.name.zh])
    facts = panel.locator("details[data-fact]").evaluate_all("all => all.map(one => one.dataset.fact)")
    assert sorted(facts) == sorted(fact.id for fact in concerning(atlas, name))
    buttons = panel.locator("[class*=st-key-names-] button strong").all_inner_texts()
    assert sorted(buttons) == sorted(names)


def test_two_clusters_are_the_union_and_show_all_brings_everything_back(reader, atlas):
    one, other = atlas.clusters[1], atlas.clusters[4]
    reader.open()
    everything = reader.state()
    pill(reader, one).click()
    reader.until("state.clusters.length === 1")
    pill(reader, other).click()
    both = reader.until("state.clusters.length === 2")
    places, stations = located(atlas, one.id, other.id)
    assert sorted(both["shown"]) == sorted([*places, *stations])
    assert reader.query == {"clusters": f"{one.id},{other.id}"}

    reader.page.locator(".st-key-w-all button").click()
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
    pill(reader, cluster).click()
    inside = "ft.items.get(value).layer.getBounds().contains(ft.map.getCenter()) && state.zoom > 12"
    assert reader.until(inside, cluster.id)["zoom"] > start["zoom"]


def test_kinds_and_statuses_are_taken_off_the_map_and_put_back(reader, atlas):
    words = atlas.words["zh"]
    reader.open()
    everything = reader.state()["shown"]
    for key, heading, field, left_out in (
        ("w-hidden-overview", "kind", "kind", "green-space"),
        ("w-without-overview", "status", "status", "under-construction"),
    ):
        button = reader.pill(key, words(f"{heading}.{left_out}"))
        button.click()
        shown = reader.until("state.shown.length < value", len(everything))["shown"]
        assert shown == [name for name in everything if getattr(atlas.index[name], field) != left_out]
        button.click()
        assert reader.until("state.shown.length === value", len(everything))["shown"] == everything


def test_the_map_stays_the_same_over_every_change(reader, atlas):
    zh, en = atlas.words["zh"], atlas.words["en"]
    lize = atlas.clusters[1]
    reader.open()
    reader.map.evaluate("() => { window.mine = ft.map; window.frameElement.mine = true; }")
    kept = "window.mine === ft.map && window.frameElement.mine"
    for choice, then in (
        (pill(reader, lize), "state.clusters.length === 1"),
        (reader.pill("w-hidden-overview", zh("kind.hub")), gone(atlas, kind="hub")),
        (reader.pill("w-without-overview", zh("status.existing")), gone(atlas, status="existing")),
        (reader.page.locator(".st-key-cluster-2 button"), f"state.selected === '{lize.id}'"),
        (reader.pill("w-lang", "English"), "state.lang === 'en'"),
        (reader.page.get_by_role("button", name=en("sidebar.all")), "state.clusters.length === 0"),
    ):
        choice.click()
        reader.until(then)
        assert reader.map.evaluate(kept)
    reader.click(*reader.ground())
    reader.until("state.selected === ''")
    assert reader.map.evaluate(kept)


def test_where_a_hand_moved_the_map_it_stays_while_kinds_status_and_language_change(reader, atlas):
    words = atlas.words["zh"]
    reader.open()
    start = reader.state()["centre"]
    reader.drag((160, 90))
    moved = reader.state()
    assert moved["centre"] != start
    for choice, then in (
        (reader.pill("w-hidden-overview", words("kind.green-space")), gone(atlas, kind="green-space")),
        (reader.pill("w-without-overview", words("status.existing")), gone(atlas, status="existing")),
        (reader.pill("w-lang", "English"), "state.lang === 'en'"),
    ):
        choice.click()
        now = reader.until(then)
        assert (now["zoom"], now["centre"]) == (moved["zoom"], moved["centre"])
    reader.map.locator(".ft-home a").click()
    assert reader.until("Math.abs(state.centre[0] - value) < 1e-4", start[0])["zoom"] > 0
