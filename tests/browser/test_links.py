"""A link is a View: it opens again what it was copied from, and a wrong one says so."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

pytestmark = pytest.mark.reads

LINKS = {
    "lists": ("overview", {"clusters": "lize,xinfadi", "hidden": "green-space,metro-station"}),
    "selected": ("hubs", {"lang": "en", "without": "existing", "selected": "beijing-fengtai-railway-station"}),
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_opens_the_same_state_again(reader, atlas, link):
    name, query = LINKS[link]
    reader.open(name, **query)
    state = reader.state()
    assert (reader.path, reader.query) == (name, query)
    assert state["lang"] == query.get("lang", "zh")
    assert ",".join(state["clusters"]) == query.get("clusters", "")
    assert state["selected"] == query.get("selected", "")
    points = [atlas.index[point] for point in state["shown"]]
    assert points
    assert not {point.kind for point in points} & set(query.get("hidden", "").split(","))
    assert not {point.status for point in points} & set(query.get("without", "").split(","))
    assert reader.pressed("cluster") == [one.id for one in atlas.clusters if one.id in state["clusters"]]
    assert not {*reader.pressed("kind")} & set(query.get("hidden", "").split(","))
    expect(reader.page.locator(".ft-nav [aria-current=page]")).to_have_text(
        atlas.words[state["lang"]](f"page.{name}.title")
    )
    expect(reader.page.locator(".ft-notice:visible")).to_have_count(0)


def test_a_link_to_a_topic_and_a_background_opens_them(reader, atlas, outside):
    topic = atlas.facts[-1].topic
    reader.open("figures", topic=topic, basemap="osm")
    assert reader.query == {"topic": topic, "basemap": "osm"}
    shown = {*reader.listed(".ft-figures details[data-fact]", "fact")}
    assert shown == {fact.id for fact in atlas.facts if fact.topic == topic and fact.listed}
    reader.until("state.notice !== ''")
    expect(reader.page.locator("#ft-basemap")).to_have_value("osm")
    assert outside
    assert all("openstreetmap.org" in url for url in outside)
    outside.clear()


def test_a_page_can_be_the_first_that_a_server_is_asked_for(page, serve, atlas):
    query = {"lang": "en", "clusters": "lize", "hidden": "school", "without": "planned", "selected": "lize"}
    reader = Reader(page, serve()).open("clusters", **query)
    expect(page.locator(".ft-card h2").first).to_have_text(atlas.index["lize"].name.en)
    assert (reader.state()["clusters"], reader.state()["selected"]) == (["lize"], "lize")
    assert (reader.path, reader.query) == ("clusters", query)
    reader.speak("zh")  # nobody has asked for it before: the server makes what there is to say
    expect(page.locator(".ft-card h2").first).to_have_text(atlas.index["lize"].name.zh)


def test_a_link_that_makes_no_sense_opens_the_default_and_says_why(reader, atlas):
    reader.open(clusters="atlantis", lang="xx", selected="nobody", stop="99", at="here")
    state = reader.state()
    assert (state["lang"], state["clusters"], state["selected"]) == ("zh", [], "")
    assert reader.query == {}
    words = atlas.words["zh"]
    notices = reader.page.locator(".ft-warnings .ft-notice")
    wrong = {"clusters": "atlantis", "lang": "xx", "selected": "nobody", "stop": "99", "at": "here"}
    expect(notices).to_have_count(len(wrong))
    for place, value in wrong.items():
        text = words("problem.url-value.what", place=place, value=value)
        whole = text + words("problem.url-value.fix")  # without a space between
        expect(notices.filter(has_text=whole)).to_be_visible()
    reader.page.get_by_role("button", name=words("notice.close")).click()
    expect(notices).to_have_count(0)


def test_no_link_and_no_wheel_leads_nearer_than_anything_is_known(reader):
    reader.open(at="116.3,39.85,99")
    assert reader.state()["zoom"] == 18
    reader.map.evaluate("() => { ft.map.zoomIn(3, { animate: false }); }")
    assert reader.state()["zoom"] == 18
    assert reader.map.locator(".leaflet-control-scale-line").inner_text().split()[0] == "50"


def test_the_filter_and_the_language_stay_from_page_to_page(reader):
    reader.open(lang="en", clusters="lize")
    for name in ("hubs", "schools", "timeline", "sources", "overview"):
        reader.go(name)
        assert reader.state()["clusters"] == ["lize"]
        assert (reader.path, reader.query) == (name, {"lang": "en", "clusters": "lize"})


def test_a_page_is_a_link_that_opens_in_another_tab(reader, page):
    reader.open(clusters="lize")
    link = page.locator(".ft-nav a[data-page=hubs]")
    with page.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    other = Reader(opened.value, reader.address)
    other.settle()
    assert (other.path, other.query) == ("hubs", {"clusters": "lize"})
    assert reader.path == "overview"


def test_a_book_is_asked_for_once_and_together_with_the_script_that_reads_it(reader):
    page = reader.open("overview").page
    fetched = page.evaluate("""() => performance.getEntriesByType("resource")
        .filter(({ name }) => name.includes(".built/"))
        .map(({ name, startTime, responseEnd }) => ({ name, start: startTime, end: responseEnd }))""")
    books = [one for one in fetched if one["name"].endswith(".json")]
    script = next(one for one in fetched if one["name"].endswith(".js"))
    assert books[0]["start"] <= script["end"]
    assert len({one["name"] for one in books}) == len(books)
