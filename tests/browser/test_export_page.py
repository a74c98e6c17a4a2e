"""The page that is handed over, opened from a file with the network off."""

import re

import pytest

from fengtai_map.export import sheet as sheets
from fengtai_map.export.page import page as handed
from fengtai_map.model import Stop, Story
from fengtai_map.panels.figures import figure
from fengtai_map.text import LANGUAGES, Text
from fengtai_map.view import View
from tests.browser.reader import PIXELS

DAY = "2026-11-23"
SIZE = {"width": 1440, "height": 900}
DRAWN = "() => window.ftState && ftState().ready && ftState().labels.length > 0"
HOSTILE = "<img src=x onerror='window.hurt=1'>`${window.hurt=1}`</script><script>window.hurt=1</script>"


@pytest.fixture(scope="module")
def story(atlas):
    """A stop a cluster, after one of the whole district."""
    figures = [fact.id for fact in atlas.facts[:4]]
    whole = Stop(
        headline=Text(zh="全区", en="The district"), figures=tuple(figures), notes=Text(zh="开场", en="Opening")
    )
    stops = (
        Stop(headline=one.name, clusters=(one.id,), figures=tuple(figures[:2]), notes=one.name)
        for one in atlas.clusters
    )
    return Story(id="test", name=whole.headline, stop=(whole, *stops))


@pytest.fixture
def open_file(chromium, tmp_path):
    """Opens an exported page from the disk. Nothing may leave it, and none of its scripts may fail."""
    context = chromium.new_context(viewport=SIZE, reduced_motion="reduce", offline=True, locale="zh-CN")
    asked, failures = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: failures.append(str(error.error)))
    tab = context.new_page()
    tab.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)

    def opened(content):
        file = tmp_path / "汇报.html"
        file.write_bytes(content)
        tab.goto(file.as_uri())
        tab.wait_for_function(DRAWN)
        return tab

    yield opened
    address = (tmp_path / "汇报.html").as_uri()
    context.close()
    assert [one[:80] for one in asked if not one.startswith(("data:", "blob:", address))] == []
    assert failures == []


@pytest.fixture
def told(atlas, story, open_file):
    """The story, opened at its first stop."""
    return open_file(handed(atlas, {lang: sheets.of_story(atlas, story, lang) for lang in LANGUAGES}, DAY))


def at(tab, number, total):
    """Wait until the page stands at a step."""
    tab.locator("#at", has_text=re.compile(rf"^{number} / {total}$")).wait_for()


def state(tab):
    return tab.evaluate("ftState()")


def click(tab, name):
    """Click on the map where something stands, as a hand would."""
    box = tab.locator("#map_div").bounding_box()
    point = tab.evaluate("name => ftWhere(name)", name)
    tab.mouse.click(box["x"] + point["x"], box["y"] + point["y"])


def test_the_map_is_drawn_without_a_network(atlas, told):
    assert told.evaluate(PIXELS) > 20
    assert set(state(told)["shown"]) == {one.id for one in (*atlas.places, *atlas.stations) if one.lon is not None}


def test_the_whole_story_is_walked_by_keys_with_the_focus_in_the_map(atlas, told):
    total = len(atlas.clusters) + 1
    told.locator("#map_div").focus()
    centre = state(told)["centre"]
    for number, cluster in enumerate(atlas.clusters, 2):
        told.keyboard.press("PageDown")
        at(told, number, total)
        assert told.locator("#title").text_content() == cluster.name.zh
        assert state(told)["clusters"] == [cluster.id]
        assert told.evaluate("document.activeElement.id") == "map_div"
    assert state(told)["centre"] != centre


@pytest.mark.parametrize(
    ("keys", "step"),
    [
        (["ArrowRight"], 2),
        (["ArrowDown", "ArrowDown"], 3),
        (["End"], 9),
        (["End", "PageDown"], 9),
        (["End", "PageUp"], 8),
        (["End", "ArrowLeft", "ArrowUp"], 7),
        (["End", "Home"], 1),
        (["PageUp"], 1),
    ],
)
def test_each_key_steps_with_the_focus_in_the_map(atlas, told, keys, step):
    told.locator("#map_div").focus()
    for key in keys:
        told.keyboard.press(key)
    at(told, step, len(atlas.clusters) + 1)


def test_a_key_moves_the_story_and_not_the_map(atlas, told):
    told.locator("#map_div").focus()
    told.keyboard.press("End")
    at(told, len(atlas.clusters) + 1, len(atlas.clusters) + 1)
    told.evaluate("() => { ft.map.on('movestart', () => { window.moved = true; }); }")
    for key in ("ArrowRight", "ArrowDown", "PageDown", "End"):
        told.keyboard.press(key)
    assert told.evaluate("window.moved") is None


@pytest.mark.parametrize("place", ["aside", "#next"])
def test_a_key_steps_with_the_focus_beside_the_map(atlas, told, place):
    told.locator(place).focus()
    told.keyboard.press("ArrowRight")
    told.keyboard.press("PageDown")
    at(told, 3, len(atlas.clusters) + 1)


def test_a_click_on_the_map_shows_the_card_and_keys_still_work(atlas, told):
    hub = next(place for place in atlas.places if place.id == "lize-city-air-terminal")
    click(told, hub.id)
    card = told.locator("#card")
    card.wait_for()
    assert card.locator("h2").text_content() == hub.name.zh
    assert f"{hub.error_m:g}" in card.text_content()
    assert state(told)["selected"] == hub.id
    told.keyboard.press("PageDown")
    at(told, 2, len(atlas.clusters) + 1)
    card.wait_for(state="hidden")


def test_a_card_can_be_closed(told):
    click(told, "lize-city-air-terminal")
    told.locator("#card .close").click()
    told.locator("#card").wait_for(state="hidden")
    assert state(told)["selected"] == ""


def test_the_buttons_step_and_stop_at_the_ends(atlas, told):
    assert told.locator("#previous").is_disabled()
    told.locator("#next").click()
    at(told, 2, len(atlas.clusters) + 1)
    told.locator("#previous").click()
    at(told, 1, len(atlas.clusters) + 1)


def test_the_language_is_switched_where_the_reader_stands(atlas, told):
    told.keyboard.press("PageDown")
    click(told, atlas.clusters[0].id)
    told.get_by_role("button", name="English", exact=True).click()
    told.locator("#title", has_text=atlas.clusters[0].name.en).wait_for()
    assert state(told)["lang"] == "en"
    assert state(told)["selected"] == atlas.clusters[0].id
    assert atlas.clusters[0].name.en in told.locator("#card h2").text_content()
    fact = figure(atlas, atlas.facts[0], "en")
    assert fact.label in told.locator(f"[data-fact={fact.id}]").text_content()
    assert atlas.release.title.en in told.locator("#foot").text_content()


def test_figures_and_notes_stand_beside_the_map(atlas, told):
    for fact in atlas.facts[:4]:
        one = figure(atlas, fact, "zh")
        card = told.locator(f"[data-fact={fact.id}]")
        assert card.locator("strong").text_content() == one.printed
        assert one.quote in card.text_content()
    assert "开场" in told.locator("#talk").text_content()


def test_a_reload_lands_on_the_same_step(atlas, told):
    told.keyboard.press("End")
    told.get_by_role("button", name="English", exact=True).click()
    told.reload()
    told.wait_for_function(DRAWN)
    at(told, len(atlas.clusters) + 1, len(atlas.clusters) + 1)
    assert told.locator("#title").text_content() == atlas.clusters[-1].name.en


def test_the_map_is_dragged_and_zoomed(told):
    before = state(told)
    box = told.locator("#map_div").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 40
    told.mouse.move(x, y)
    told.mouse.down()
    told.mouse.move(x - 120, y + 60, steps=5)
    told.mouse.up()
    told.wait_for_function("centre => ftState().centre[0] > centre[0]", arg=before["centre"])
    told.locator(".leaflet-control-zoom-in").click()
    told.wait_for_function("zoom => ftState().zoom > zoom", arg=before["zoom"])


def test_a_view_is_a_page_without_steps_whose_arrows_belong_to_the_map(atlas, open_file):
    views = (View(lang=lang, clusters=("lize",)) for lang in LANGUAGES)
    tab = open_file(handed(atlas, {view.lang: (sheets.of_view(atlas, view, ()),) for view in views}, DAY))
    assert tab.locator("#steps").is_hidden()
    before = state(tab)
    assert before["clusters"] == ["lize"]
    tab.locator("#map_div").focus()
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("centre => ftState().centre[0] > centre[0]", arg=before["centre"])


def test_hostile_names_are_text(atlas, open_file):
    bad = Text(zh=HOSTILE, en=HOSTILE)
    places = tuple(place.model_copy(update={"name": bad, "note": bad}) for place in atlas.places)
    facts = (atlas.facts[0].model_copy(update={"label": bad}), *atlas.facts[1:])
    other = atlas.model_copy(update={"places": places, "facts": facts})
    stop = Stop(headline=bad, figures=(facts[0].id,), notes=bad, selected="lize-city-air-terminal")
    story = Story(id="bad", name=bad, stop=(stop, stop))
    tab = open_file(handed(other, {lang: sheets.of_story(other, story, lang) for lang in LANGUAGES}, DAY))
    for place in ("#title", "#card h2", "#figures .label", "#talk p"):
        assert tab.locator(place).text_content() == HOSTILE
    assert tab.title() == HOSTILE
    assert tab.evaluate("window.hurt") is None
    assert tab.locator("img").count() == 0
