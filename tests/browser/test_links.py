"""A link is a View: it opens again what it was copied from, and a wrong one says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

LINKS = {
    "clusters": ("overview", {"clusters": "lize,xinfadi"}),
    "hidden": ("overview", {"hidden": "green-space,metro-station"}),
    "without": ("overview", {"without": "existing,planned"}),
    "selected": ("overview", {"selected": "lize-city-air-terminal"}),
    "lang": ("hubs", {"lang": "en"}),
    "all": (
        "clusters",
        {"lang": "en", "clusters": "lize", "hidden": "school", "without": "planned", "selected": "lize"},
    ),
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_opens_the_same_state_again(reader, atlas, link):
    name, query = LINKS[link]
    reader.open(name, **query)
    state = reader.state()
    assert reader.query == query
    assert state["lang"] == query.get("lang", "zh")
    assert ",".join(state["clusters"]) == query.get("clusters", "")
    assert state["selected"] == query.get("selected", "")
    points = [atlas.index[point] for point in state["shown"]]
    assert points
    assert not {point.kind for point in points} & set(query.get("hidden", "").split(","))
    assert not {point.status for point in points} & set(query.get("without", "").split(","))
    pressed = reader.page.locator(".st-key-w-clusters button[aria-pressed=true]").all_inner_texts()
    chosen = [cluster for cluster in atlas.clusters if cluster.id in state["clusters"]]
    assert pressed == [f"{cluster.order} {cluster.name[state['lang']]}" for cluster in chosen]


def test_a_link_to_a_topic_opens_its_figures(reader, atlas):
    topic = atlas.facts[-1].topic
    reader.open("figures", topic=topic)
    assert reader.query == {"topic": topic}
    shown = reader.page.locator("[class*=st-key-panel] details[data-fact]")
    expect(shown).to_have_count(sum(fact.topic == topic for fact in atlas.facts))


def test_a_link_to_a_background_opens_it(reader, atlas, outside):
    amap = next(basemap for basemap in atlas.basemaps if basemap.id == "amap")
    reader.open(basemap="amap")
    reader.until("state.notice !== ''")
    expect(reader.page.locator(".st-key-w-basemap input")).to_have_value(amap.name.zh)
    assert outside
    assert all("autonavi.com" in url for url in outside)
    outside.clear()


def test_a_page_can_be_the_first_that_a_server_is_asked_for(page, serve, atlas):
    reader = Reader(page, serve()).open("clusters", clusters="lize")
    expect(page.locator(".ft-headline h1")).to_have_text(atlas.words["zh"]("page.clusters.title"))
    assert reader.state()["clusters"] == ["lize"]
    assert reader.query == {"clusters": "lize"}


def test_a_link_that_makes_no_sense_opens_the_default_and_says_why(reader, atlas):
    words = atlas.words["zh"]
    reader.open(clusters="atlantis", lang="xx", foo="1")
    state = reader.state()
    assert (state["lang"], state["clusters"], state["selected"]) == ("zh", [], "")
    warnings = reader.page.get_by_test_id("stAlert")
    expect(warnings).to_have_count(3)
    for text in (
        words("problem.url-unknown.what", place="foo"),
        words("problem.url-value.what", place="lang", value="xx"),
        words("problem.url-value.what", place="clusters", value="atlantis"),
    ):
        expect(warnings.filter(has_text=text)).to_be_visible()
    expect(reader.page.locator(".stException")).to_have_count(0)


def test_back_and_forward_follow_the_filter(reader, atlas):
    one, other = atlas.clusters[0], atlas.clusters[1]
    reader.open()
    for cluster in (one, other):
        reader.pill("w-clusters", f"{cluster.order} {cluster.name.zh}").click()
        reader.until("state.clusters.includes(value)", cluster.id)
    reader.page.go_back()
    reader.until("state.clusters.join() === value", one.id)
    reader.page.go_back()
    reader.until("state.clusters.length === 0")
    expect(reader.page.locator(".ft-headline h1")).to_have_text(atlas.words["zh"]("page.overview.title"))
    reader.page.go_forward()
    reader.until("state.clusters.join() === value", one.id)


def test_the_filter_and_the_language_stay_from_page_to_page(reader, atlas):
    words = atlas.words["en"]
    reader.open(lang="en", clusters="lize")
    for name in ("hubs", "schools", "overview"):
        reader.turn_to(words(f"page.{name}.title"))
        assert reader.state()["clusters"] == ["lize"]
        assert reader.query == {"lang": "en", "clusters": "lize"}
