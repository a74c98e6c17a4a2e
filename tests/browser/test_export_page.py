"""The exported page, opened from a file with the network off: the same client, without a server."""

import pytest

from fengtai_map.export import formats
from fengtai_map.export.html.page import page as handed
from fengtai_map.i18n import Text
from fengtai_map.model import Stop, Story
from fengtai_map.view.url import View
from tests.browser.reader import GROUND, PIXELS

DAY = "2026-11-23"
SIZE = {"width": 1440, "height": 900}
DRAWN = "() => window.ftView && window.ftState && ftState().ready && ftState().labels.length > 0"
STANDS_AT = """stop => {
    const said = document.querySelector(".ft-stop footer strong");
    return said?.checkVisibility() && said.textContent.includes(`${stop} /`) && ftState().talk?.stop === stop;
}"""
HOSTILE = "<img src=x onerror='window.hurt=1'>`${window.hurt=1}`</script><script>window.hurt=1</script>"
HUB = "lize-city-air-terminal"
NEEDS_A_SERVER = (".ft-link", "[data-form]", "[data-page=own]", "[data-page=history]", "[data-key=ready]")


@pytest.fixture(scope="module")
def of_story(atlas):
    return handed(atlas, formats.of_story(atlas, atlas.stories[0], "zh"), DAY)


@pytest.fixture(scope="module")
def of_view(atlas):
    view = View(clusters=("lize",), selected=HUB)
    return handed(atlas, formats.of_view(atlas, view, (), None, "hubs"), DAY)


@pytest.fixture(scope="module")
def browser(chromium):
    """A browser without a network, in which one empty page stays open."""
    with chromium.new_context(viewport=SIZE, reduced_motion="reduce", offline=True, locale="zh-CN") as context:
        context.new_page()
        yield context


@pytest.fixture
def open_file(browser, tmp_path):
    """Opens an exported page from the disk. Nothing may leave it, and none of its scripts may fail."""
    asked, failures = [], []
    tab = browser.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: failures.append(str(error)))
    tab.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)

    def opened(content):
        file = tmp_path / "汇报.html"
        file.write_bytes(content)
        tab.goto(file.as_uri())
        tab.wait_for_function(DRAWN)
        return tab

    yield opened
    address = (tmp_path / "汇报.html").as_uri()
    tab.close()
    assert [one[:80] for one in asked if not one.startswith(("data:", "blob:", address))] == []
    assert failures == []


def state(tab):
    return tab.evaluate("ftState()")


def view(tab):
    return tab.evaluate("ftView().view")


def at(tab, stop):
    """Wait until the story stands at a stop, in the words and on the map."""
    tab.wait_for_function(STANDS_AT, arg=stop)


def click(tab, name):
    """Click on the map where something stands, as a hand would."""
    box = tab.locator("#map_div").bounding_box()
    point = tab.evaluate("name => ftWhere(name)", name)
    tab.mouse.click(box["x"] + point["x"], box["y"] + point["y"])


def test_a_story_opens_at_its_first_stop_and_is_drawn_without_a_network(atlas, of_story, open_file):
    tab = open_file(of_story)
    at(tab, 1)
    assert tab.evaluate(PIXELS) > 20
    assert tab.locator(".ft-stop h1").text_content() == atlas.stories[0].stop[0].headline.zh


def test_a_bar_says_the_rank_that_no_large_number_beside_it_says(atlas, open_file):
    chart, by_id = atlas.charts[0], {fact.id: fact for fact in atlas.facts}
    bars = [name for name in chart.facts if by_id[name].rank][:2]
    others = [one.id for one in atlas.facts if one.listed and not one.places and one.id not in chart.facts][:4]
    said = {"headline": atlas.clusters[0].name, "notes": Text(zh="", en="")}
    stops = (Stop(**said), Stop(**said, figures=(*bars, *others)))
    story = Story(id="own-story-1", name=said["headline"], stop=stops)
    told = atlas.having(stories=(story,))
    tab = open_file(handed(told, formats.of_story(told, story, "zh"), DAY))
    at(tab, 1)
    tab.keyboard.press("PageDown")
    at(tab, 2)
    assert len(bars) > 1
    large = [one.get_attribute("data-fact") for one in tab.locator(".ft-stop-figure").all()]
    assert large == others
    for name in bars:
        assert by_id[name].rank.said.zh in tab.locator(f".ft-stop-bars [data-fact={name}] summary").inner_text()


def test_the_whole_story_is_walked_by_keys_with_the_focus_in_the_map(atlas, of_story, open_file):
    tab = open_file(of_story)
    tab.locator("#map_div").focus()
    for number, stop in enumerate(atlas.stories[0].stop, 1):
        at(tab, number)
        assert tab.locator(".ft-stop h1").text_content() == stop.headline.zh
        assert state(tab)["clusters"] == list(stop.clusters)
        tab.keyboard.press("PageDown")
    at(tab, len(atlas.stories[0].stop))


def test_each_key_steps(of_story, open_file, atlas):
    stops = atlas.stories[0].stop
    fourth = next(n for n, stop in enumerate(stops, 1) if stop.clusters == (atlas.clusters[3].id,))
    tab, last = open_file(of_story), len(stops)
    for key, stop in (("End", last), ("PageUp", last - 1), ("4", fourth), ("Home", 1), ("PageUp", 1), ("PageDown", 2)):
        tab.keyboard.press(key)
        at(tab, stop)


def test_a_key_moves_the_story_once_and_not_the_map_by_hand(of_story, open_file):
    tab = open_file(of_story)
    tab.locator("#map_div").focus()
    tab.keyboard.press("ArrowRight")
    at(tab, 2)
    assert view(tab)["at"] == ""


def test_escape_leads_from_the_story_to_the_map_with_filter_and_cards(atlas, of_story, open_file):
    tab = open_file(of_story)
    tab.keyboard.press("Escape")
    tab.locator(".ft-panel").wait_for()
    assert state(tab)["talk"] is None
    tab.locator(".ft-filter [data-cluster=lize]").click()
    inside = {p.id for p in (*atlas.places, *atlas.stations) if p.lon is not None and p.cluster == "lize"}
    tab.wait_for_function("() => ftState().clusters.join() === 'lize'")
    assert set(state(tab)["shown"]) == inside
    tab.locator(".ft-filter [data-kind=green-space]").click()
    parks = {p.id for p in atlas.places if p.kind == "green-space"}
    tab.wait_for_function("() => ftView().view.hidden.join() === 'green-space'")
    assert set(state(tab)["shown"]) == inside - parks


def test_a_view_opens_on_its_page_with_its_filter_and_card(atlas, of_view, open_file):
    tab = open_file(of_view)
    assert tab.evaluate("ftView().page") == "hubs"
    assert (state(tab)["clusters"], state(tab)["selected"]) == (["lize"], HUB)
    name = next(place.name.zh for place in atlas.places if place.id == HUB)
    assert name in tab.locator(".ft-panel").inner_text()


def test_a_click_on_the_map_shows_the_card_and_a_second_elsewhere_lets_go(atlas, of_story, open_file):
    tab = open_file(of_story)
    tab.keyboard.press("Escape")
    tab.locator(".ft-panel").wait_for()
    click(tab, HUB)
    tab.wait_for_function("name => ftView().view.selected === name", arg=HUB)
    name = next(place.name.zh for place in atlas.places if place.id == HUB)
    assert name in tab.locator(".ft-panel").inner_text()
    x, y = tab.evaluate(GROUND, "")
    box = tab.locator("#map_div").bounding_box()
    tab.mouse.click(box["x"] + x, box["y"] + y)
    tab.wait_for_function("() => ftView().view.selected === ''")


def test_a_name_is_searched_for_and_chosen(atlas, of_story, open_file):
    tab = open_file(of_story)
    tab.keyboard.press("Escape")
    tab.locator(".ft-find input").fill("fengtaizhan")
    first = tab.locator(".ft-found button").first
    first.click()
    tab.wait_for_function("() => ftView().view.selected !== ''")
    assert "丰台站" in atlas.name(view(tab)["selected"], "zh")


def test_the_language_is_switched_where_the_reader_stands(atlas, of_view, open_file):
    tab = open_file(of_view)
    tab.locator(".ft-language [data-lang=en]").click()
    name = next(place.name.en for place in atlas.places if place.id == HUB)
    tab.locator(".ft-panel", has_text=name).wait_for()
    assert (state(tab)["lang"], state(tab)["selected"]) == ("en", HUB)


def test_back_forward_and_a_link_pasted_over_the_last_are_followed(of_view, open_file):
    tab = open_file(of_view)
    shows = """([page, clusters]) => {
        const seen = ftView();
        return seen.written && seen.page === page && seen.view.clusters.join() === clusters;
    }"""
    tab.wait_for_function(shows, arg=["hubs", "lize"])
    tab.locator(".ft-filter button[data-cluster=hexi]").click()
    tab.wait_for_function(shows, arg=["hubs", "lize,hexi"])
    tab.locator(".ft-top a[data-page=clusters]").last.click()
    tab.wait_for_function(shows, arg=["clusters", "lize,hexi"])
    for step, stands in ((tab.go_back, "lize,hexi"), (tab.go_back, "lize"), (tab.go_forward, "lize,hexi")):
        step()
        tab.wait_for_function(shows, arg=["hubs", stands])
    tab.evaluate("location.hash = '#nowhere?clusters=lize,nobody&lang=en'")
    tab.wait_for_function(shows, arg=["overview", "lize"])
    assert view(tab)["lang"] == "en"
    assert [one["value"] for one in tab.evaluate("ftView().problems")] == ["nowhere", "nobody"]
    assert tab.locator(".ft-warnings .ft-notice").count() == 2
    assert tab.evaluate("location.hash") == "#overview?lang=en&clusters=lize"


def test_the_day_and_the_source_stand_at_the_foot(atlas, of_view, open_file):
    foot = open_file(of_view).locator(".ft-foot").inner_text()
    assert "2026年11月23日" in foot
    assert atlas.release.title.zh in foot


def test_a_talk_of_it_has_names_of_the_size_that_its_map_asks_for(of_story, open_file):
    tab = open_file(of_story)
    for width, height in ((1366, 768), (1920, 1080)):
        tab.set_viewport_size({"width": width, "height": height})
        size = tab.wait_for_function(
            """width => {
                const map = ft.map.getContainer(), name = document.querySelector(".ft-label.cluster:not([hidden])");
                if (innerWidth !== width || ft.map.getSize().x !== map.clientWidth || !name) return null;
                return [parseFloat(getComputedStyle(name).fontSize), map.clientWidth];
            }""",
            arg=width,
        ).json_value()
        assert size[0] <= 0.0196 * size[1], (width, size)  # 1.95 hundredths of the map's width, as on the dashboard


IN_THE_MIDDLE = """() => {
    const corners = [ft.home.getNorthWest(), ft.home.getSouthEast()];
    const [first, last] = corners.map((at) => ft.map.latLngToContainerPoint(at));
    const spare = ft.map.getSize().x - last.x;
    const still = !ft.map._panAnim?._inProgress;
    return ft.state.talk && still && first.x > 0 && Math.abs(first.x - spare) < 20;
}"""


def test_a_talk_that_is_begun_on_its_page_has_the_whole_district_in_the_middle(of_story, open_file):
    tab = open_file(of_story)
    tab.set_viewport_size({"width": 1366, "height": 768})
    tab.keyboard.press("Escape")
    tab.locator(".ft-top [data-page=present]").click()
    tab.locator(".ft-begin").click()
    tab.wait_for_function(IN_THE_MIDDLE, timeout=8000)


# What lies behind the foot: that the map is a sketch, its scale and credit, the end of a panel or of a table.
BEHIND = """() => {
    const edge = document.querySelector(".ft-foot").getBoundingClientRect().top;
    if (document.querySelector("#map_div").getBoundingClientRect().bottom > edge + 1) return null;
    const parts = ".ft-sketch, .leaflet-control-scale, .leaflet-control-attribution, .ft-panel, .ft-below";
    const seen = [...document.querySelectorAll(parts)].filter((one) => one.checkVisibility());
    const behind = seen.filter((one) => one.getBoundingClientRect().bottom > edge + 1);
    return { n: seen.length, behind: behind.map((one) => one.className) };
}"""


def test_nothing_of_the_map_or_the_panels_lies_behind_the_foot(of_view, open_file):
    tab = open_file(of_view)
    for width, height in ((1366, 768), (1024, 768)):
        tab.set_viewport_size({"width": width, "height": height})
        for page in ("hubs", "figures", "overview"):
            tab.evaluate("page => document.querySelector(`.ft-top a[data-page=${page}]`).click()", page)
            tab.wait_for_function("page => ftView().page === page", arg=page)
            found = tab.wait_for_function(BEHIND).json_value()
            assert found["n"] > 3, page  # the three of the map and a panel
            assert found["behind"] == [], (width, page)


def test_what_needs_a_server_is_not_offered(of_story, open_file):
    tab = open_file(of_story)
    tab.keyboard.press("Escape")
    tab.locator(".ft-top [data-page=present]").click()
    tab.locator(".ft-talkstart").wait_for()
    assert [name for name in NEEDS_A_SERVER if tab.locator(name).count()] == []


def test_the_map_is_dragged_and_zoomed(of_view, open_file):
    tab = open_file(of_view)
    before = state(tab)
    box = tab.locator("#map_div").bounding_box()
    x, y = tab.evaluate(GROUND, "")
    tab.mouse.move(box["x"] + x, box["y"] + y)
    tab.mouse.down()
    tab.mouse.move(box["x"] + x + 80, box["y"] + y + 60, steps=5)
    tab.mouse.up()
    tab.wait_for_function("centre => ftState().centre[0] < centre[0]", arg=before["centre"])
    tab.locator(".ft-zoom-in button").click()
    tab.wait_for_function("zoom => ftState().zoom > zoom", arg=before["zoom"])


def test_hostile_names_are_text(atlas, open_file):
    bad = Text(zh=HOSTILE, en=HOSTILE)
    places = tuple(place.model_copy(update={"name": bad, "note": bad}) for place in atlas.places)
    first = next(fact for fact in atlas.facts if fact.listed)
    facts = tuple(fact.model_copy(update={"label": bad}) if fact is first else fact for fact in atlas.facts)
    stop = Stop(headline=bad, figures=(first.id,), notes=bad, selected=HUB)
    story = Story(id="bad", name=bad, stop=(stop, stop))
    other = atlas.model_copy(update={"places": places, "facts": facts, "stories": (story,)})
    tab = open_file(handed(other, formats.of_story(other, story, "zh"), DAY))
    tab.keyboard.press("n")
    for place in (".ft-stop h1", ".ft-stop-label", ".ft-over.notes p"):
        assert tab.locator(place).first.text_content() == HOSTILE
    tab.keyboard.press("Escape")
    tab.keyboard.press("Escape")
    tab.locator(".ft-panel").wait_for()
    click(tab, HUB)
    tab.locator(".ft-panel h1, .ft-panel h2").filter(has_text=HOSTILE[:20]).first.wait_for()
    assert tab.evaluate("window.hurt") is None
    assert tab.locator("img[src=x]").count() == 0
