"""What a speaker has at hand besides the next stop: all stops, a number, a light, a pen; and the way back."""

import pytest
from playwright.sync_api import expect

from fengtai_map.client.bundle import FOLDER

pytestmark = pytest.mark.reads

INKED = """() => {
    const canvas = document.querySelector(".ft-ink");
    return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((one) => one > 0);
}"""


def district(atlas):
    return next(story for story in atlas.stories if story.id == "district")


def stands_at(page, stop):
    page.wait_for_function("stop => ftView().view.stop === stop", arg=stop)


@pytest.fixture
def talk(reader):
    return reader.open("present", story="district", stop=2).page


def test_the_grid_has_every_stop_and_a_number_or_the_arrows_go_to_one(talk, atlas):
    story = district(atlas)
    cells = talk.locator(".ft-over.grid [data-cell]")
    talk.keyboard.press("g")
    expect(cells).to_have_count(len(story.stop))
    assert [one.strip() for one in cells.locator("strong").all_text_contents()] == [s.headline.zh for s in story.stop]
    expect(talk.locator("[data-cell='2']")).to_be_focused()
    expect(talk.locator("[data-cell][aria-current=true]")).to_have_attribute("data-cell", "2")
    last = str(len(story.stop))
    for digit in last:
        talk.keyboard.press(digit)
    expect(talk.locator(f"[data-cell='{last}']")).to_be_focused()
    talk.keyboard.press("Enter")
    stands_at(talk, len(story.stop))
    expect(talk.locator(".ft-over")).to_be_hidden()
    talk.keyboard.press("g")
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowLeft", "Enter"):
        talk.keyboard.press(key)
    stands_at(talk, 2)
    talk.keyboard.press("g")
    talk.locator("[data-cell='4']").click()
    stands_at(talk, 4)


def test_what_covers_a_stop_has_the_focus_and_gives_it_back(talk):
    over = talk.locator(".ft-over")
    inside = "() => document.activeElement.closest('.ft-over') !== null"
    figure = talk.locator(".ft-stop summary").first
    for key in ("b", "n", "?", "m", "g"):
        figure.focus()
        talk.keyboard.press(key)
        expect(over).to_be_visible()
        assert talk.evaluate(inside), key
        talk.keyboard.press("Escape")
        expect(over).to_be_hidden()
        expect(figure).to_be_focused()
    talk.locator("[data-key=back]").focus()
    talk.keyboard.press("b")
    for key in ("Tab", "Enter"):  # behind the black nothing is found, and a clicker's Enter only takes it off
        talk.keyboard.press(key)
    expect(over).to_be_hidden()
    stands_at(talk, 2)


def test_the_grid_of_a_long_story_fills_the_screen_and_none_of_it_is_cut_off(talk):
    for width, height in ((1920, 1080), (1280, 1024)):
        talk.set_viewport_size({"width": width, "height": height})
        talk.keyboard.press("g")
        talk.wait_for_function(
            """() => {
                const all = document.querySelector(".ft-over.grid ol"), last = all?.lastElementChild;
                const low = last && all.getBoundingClientRect().bottom - last.getBoundingClientRect().bottom;
                return last && all.scrollHeight <= all.clientHeight && low < 10;
            }"""
        )
        talk.keyboard.press("Escape")


def test_the_keys_are_told_in_large_type_and_none_is_cut_off(talk):
    for width, height in ((1366, 768), (1920, 1080)):
        talk.set_viewport_size({"width": width, "height": height})
        talk.keyboard.press("?")
        talk.wait_for_function(
            """(width) => {
                const all = document.querySelector(".ft-over.keys"), said = all?.querySelector("dd");
                return said && innerWidth === width && all.scrollHeight <= all.clientHeight
                    && getComputedStyle(said).fontSize === getComputedStyle(all).fontSize;
            }""",
            arg=width,
        )
        talk.keyboard.press("Escape")


def test_arrows_go_down_a_column_of_the_grid(talk):
    talk.keyboard.press("g")
    below = talk.locator(".ft-over.grid [data-cell]").evaluate_all("""cells => cells.find(
        cell => cell.offsetTop > cells[1].offsetTop && cell.offsetLeft === cells[1].offsetLeft).dataset.cell""")
    talk.keyboard.press("ArrowDown")
    expect(talk.locator(f"[data-cell='{below}']")).to_be_focused()
    talk.keyboard.press("ArrowUp")
    expect(talk.locator("[data-cell='2']")).to_be_focused()


def test_a_number_and_enter_go_there_without_the_grid(talk, atlas):
    for key in ("1", "0"):
        talk.keyboard.press(key)
    expect(talk.locator(".ft-typed")).to_contain_text("10")
    talk.keyboard.press("Enter")
    stands_at(talk, 10)
    expect(talk.locator(".ft-typed")).to_be_hidden()
    for key in ("9", "9", "Enter"):
        talk.keyboard.press(key)
    said = atlas.words["zh"]("talk.no-stop", n=99, total=len(district(atlas).stop))
    expect(talk.locator(".ft-typed")).to_have_text(said)
    stands_at(talk, 10)


def test_escape_closes_the_grid_then_leaves_to_where_one_was_and_the_talk_goes_on_from_there(reader):
    page = reader.open("present", clusters="lize", selected="lize", at="116.3,39.86,13").page
    page.locator("[data-key=begin]").click()
    stands_at(page, 1)
    began = page.evaluate("sessionStorage.getItem('ft-begun-district')")
    page.keyboard.press("PageDown")
    page.keyboard.press("g")
    page.keyboard.press("Escape")
    expect(page.locator(".ft-over")).to_be_hidden()
    stands_at(page, 2)
    page.keyboard.press("Escape")
    expect(page.locator(".ft-talkstart")).to_be_visible()
    view = reader.view["view"]
    assert (reader.path, view["clusters"], view["selected"]) == ("present", ["lize"], "lize")
    assert view["at"] == "116.3,39.86,13"
    reader.until("state.clusters.join() === 'lize' && state.selected === 'lize' && !state.talk")
    page.locator("[data-key=resume]").click()
    stands_at(page, 2)
    assert page.evaluate("sessionStorage.getItem('ft-begun-district')") == began


def test_the_clock_begins_with_the_first_stop_that_is_seen(reader):
    page = reader.open("present").page
    page.locator("[data-stop='3']").click()
    stands_at(page, 3)
    began = page.evaluate("Number(sessionStorage.getItem('ft-begun-district'))")
    assert began > 0
    page.keyboard.press("Escape")
    page.locator("[data-stop='3']").click()
    stands_at(page, 3)
    page.wait_for_function("began => Number(sessionStorage.getItem('ft-begun-district')) > began", arg=began)


def test_a_pen_draws_while_it_is_in_hand_and_its_lines_go_with_the_stop(talk):
    canvas = talk.locator(".ft-ink")
    assert talk.evaluate("document.elementFromPoint(300, 300).tagName") == "IFRAME"
    talk.keyboard.press("d")
    assert talk.evaluate("document.elementFromPoint(300, 300).className") == "ft-ink"
    expect(talk.locator("[data-key=pen]")).to_have_attribute("aria-pressed", "true")
    draw(talk)
    expect(canvas).to_have_attribute("data-lines", "1")
    talk.wait_for_function(INKED)
    talk.keyboard.press("e")
    expect(canvas).to_have_attribute("data-lines", "0")
    draw(talk)
    expect(canvas).to_have_attribute("data-lines", "1")
    talk.keyboard.press("PageDown")
    stands_at(talk, 3)
    expect(canvas).to_have_attribute("data-lines", "0")
    assert not talk.evaluate(INKED)
    talk.keyboard.press("Escape")
    stands_at(talk, 3)
    expect(canvas).to_have_attribute("data-tool", "")
    assert talk.evaluate("document.elementFromPoint(300, 300).tagName") != "CANVAS"


def test_a_pen_taken_twice_leaves_lines_that_fade_and_a_third_time_is_put_away(talk):
    canvas = talk.locator(".ft-ink")
    for tool in ("pen", "fading"):
        talk.keyboard.press("d")
        expect(canvas).to_have_attribute("data-tool", tool)
    draw(talk)
    expect(canvas).to_have_attribute("data-lines", "1")
    expect(canvas).to_have_attribute("data-lines", "0")
    talk.keyboard.press("d")
    expect(canvas).to_have_attribute("data-tool", "")


def test_a_light_follows_the_mouse_and_marks_nothing(talk):
    talk.locator("[data-key=laser]").focus()
    talk.keyboard.press("Enter")
    talk.mouse.move(300, 300)
    talk.wait_for_function(INKED)
    draw(talk)
    expect(talk.locator(".ft-ink")).to_have_attribute("data-lines", "0")
    talk.keyboard.press("l")
    talk.wait_for_function(f"() => !({INKED})()")


def draw(page):
    page.mouse.move(200, 300)
    page.mouse.down()
    page.mouse.move(400, 420, steps=4)
    page.mouse.up()


def test_the_buttons_of_a_talk_are_named_and_do_what_their_keys_do(talk):
    buttons = talk.locator(".ft-stop-turn button")
    assert all(buttons.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))"))
    talk.locator("[data-key=grid]").focus()
    talk.keyboard.press("Enter")
    expect(talk.locator(".ft-over.grid")).to_be_visible()


def test_the_help_is_the_table_of_keys(talk):
    rows = [
        line.split('"')[1]
        for line in (FOLDER / "talk" / "keys.js").read_text(encoding="utf-8").splitlines()
        if line.startswith("  { name: ")
    ]
    talk.keyboard.press("?")
    found = talk.locator(".ft-over.keys [data-row]")
    assert found.evaluate_all("all => all.map(one => one.dataset.row)") == rows
    assert all(found.locator("dd").all_text_contents())


@pytest.mark.parametrize("reads", [False])
def test_a_hidden_stop_is_passed_and_can_be_chosen(reader, page):
    """The second stop is hidden in what the server tells the browser: that it says so, test_hidden_stops.py asks."""

    def hide(route):
        book = route.fetch().json()
        next(story for story in book["stories"] if story["id"] == "district")["stops"][1]["hidden"] = True
        route.fulfill(json=book)

    page.route("**/*.built/*.json", hide)
    reader.open("present", story="district", stop=1)
    page.keyboard.press("PageDown")
    stands_at(page, 3)
    page.keyboard.press("PageUp")
    stands_at(page, 1)
    page.keyboard.press("g")
    expect(page.locator(".ft-over.grid [data-hidden]")).to_have_attribute("data-cell", "2")
    page.locator("[data-cell='2']").click()
    stands_at(page, 2)
    reader.until("state.talk.stop === value", 2)
