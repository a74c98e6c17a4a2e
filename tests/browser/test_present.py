"""A story is presented with a clicker, wherever the focus is: in the page, or inside the map that was clicked."""

import signal

import pytest

from fengtai_map.content.status_at import tagged
from fengtai_map.content.stories import kinds, stop_of_cluster
from fengtai_map.view.url import View
from tests.browser.conftest import running
from tests.browser.reader import Reader, back, reload
from tests.every import once

FOCUS = ("page", "map")
FORWARD = ("PageDown", "ArrowRight", "ArrowDown", " ", "Enter")
BACK = ("PageUp", "ArrowLeft", "ArrowUp", "Backspace")
pytestmark = pytest.mark.reads

SCREENS = [(1920, 1080), (1280, 720), (1366, 768), (1280, 1024), (390, 844)]
# What is wrong with the stop that stands on the screen: how far the map is from its place, what does not fit (a part
# that is cut off, or that reaches below the foot), the lines of its title, how much of the foot the bar takes, what
# ends with a line of one Chinese sign, and what is set too small to be read. In a window higher than wide the words may
# scroll instead: a phone is in a hand, and a stop of many lines would be set in 9 pixels to fit.
FITS = """() => {
    const stop = document.querySelector(".ft-stop"), words = stop.querySelector(".ft-stop-words");
    const held = innerWidth < innerHeight, scrolls = (one) => held && one === words;
    const high = (one) => !scrolls(one) && one.scrollHeight > one.clientHeight + 1;
    const low = (one) => high(one) || one.scrollWidth > one.clientWidth + 1;
    const foot = stop.querySelector("footer").getBoundingClientRect();
    const below = held ? [] : [...words.children].filter((one) => one.getBoundingClientRect().bottom > foot.top + 2);
    const title = stop.querySelector("h1"), lines = title.clientHeight / parseFloat(getComputedStyle(title).lineHeight);
    const place = stop.querySelector(".ft-stop-map").getBoundingClientRect();
    const map = document.querySelector("iframe[src*='st_folium']").getBoundingClientRect();
    const low_end = ([node, place]) => {
        const range = document.createRange();
        range.setStart(node, place);
        range.setEnd(node, place + 1);
        return range.getBoundingClientRect().bottom;
    };
    const alone = (one) => {
        const signs = [], texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const node = texts.currentNode;
            for (const { index } of node.data.matchAll(/[\\u4e00-\\u9fff\\d]/g)) signs.push([node, index]);
        }
        const [before, last] = signs.slice(-2);
        return last && low_end(last) > low_end(before) + 4;
    };
    const lined = ".ft-stop-label, .ft-stop-small, .ft-stop details em, .ft-stop-lines li > span, .ft-stop-caption";
    const said = (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE);
    const small = (one) => said(one) && one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 12;
    const bar = stop.querySelector(".ft-stop-progress").clientWidth / stop.querySelector("footer").clientWidth;
    return {
        number: [ftView().view.stop, parseInt(stop.querySelector("footer strong").textContent)],
        off: Math.max(...["x", "y", "width", "height"].map((side) => Math.abs(place[side] - map[side]))),
        over: [stop, words].filter(low).concat(below).map((one) => one.className),
        lines: Math.round(lines),
        bar: Math.round(100 * bar),
        layout: stop.dataset.layout,
        small: held ? [...words.querySelectorAll("*")].filter(small).map((one) => one.className || one.tagName) : [],
        alone: [...words.querySelectorAll(lined)].filter(alone).map((one) => one.textContent),
    };
}"""
# From stop to stop in a window of this width: a stop is measured once it is turned to, which lays it out, but none
# waits until it is painted.
WALK = f"""async (width) => {{
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    while (innerWidth !== width) await frame();
    for (const _ of "12") await frame(); // the page hears of another size with a frame
    const found = [({FITS})()], next = document.querySelector(".ft-stop footer [data-key=next]");
    while (!next.disabled && found.length < 99) {{
        next.click();
        found.push(({FITS})());
    }}
    return found;
}}"""


def fits(found, number):
    """The stop of this number stands there, and fits."""
    assert found["number"] == [number, number]
    assert found["off"] <= 1, number
    assert found["over"] == [], number
    assert found["lines"] <= 2, number
    assert found["alone"] == [], number
    assert found["small"] == [], number


def bars_of(found):
    """How much of the foot the bar of progress takes at the stops of each layout."""
    return {layout: [one["bar"] for one in found if one["layout"] == layout] for layout in ("map", "figures")}


def district(atlas):
    return next(story for story in atlas.stories if story.id == "district")


@pytest.fixture(params=FOCUS)
def begun(request, reader):
    """Opens a story at a stop, the focus in the page or, after a click on it, inside the map."""

    def at(stop, **query):
        reader.open("present", story="district", stop=stop, **query)
        if request.param == "map":
            reader.click(*reader.ground())
            assert reader.page.evaluate("document.activeElement.tagName") == "IFRAME"
        return reader

    return at


def stands_at(reader, stop):
    """Wait until the story is at a stop: on the map, in the words, in the View, in the URL."""
    return reader.until(
        """state.talk && state.talk.stop === value && ftView().view.stop === value
            && new URLSearchParams(location.search).get("stop") === String(value)
            && parseInt(document.querySelector(".ft-stop footer strong").textContent) === value""",
        stop,
    )


def test_every_key_of_a_clicker_turns_the_page(begun):
    reader = begun(1)
    for stop, key in enumerate(FORWARD, 2):
        reader.page.keyboard.press(key)
        stands_at(reader, stop)
    for stop, key in zip(range(len(FORWARD), 0, -1), BACK, strict=False):
        reader.page.keyboard.press(key)
        stands_at(reader, stop)
    reader.page.keyboard.press("Home")
    stands_at(reader, 1)


@pytest.mark.parametrize("begun", ["map"], indirect=True)
def test_the_whole_story_is_walked_by_keys_and_each_stop_shows_what_it_says(begun, atlas):
    story = district(atlas)
    reader = begun(1)
    for number, stop in enumerate(story.stop, 1):
        state = stands_at(reader, number)
        fits(reader.page.evaluate(FITS), number)
        points = [p for p in (*atlas.places, *atlas.stations) if p.lon is not None and p.kind in kinds(atlas, stop)]
        assert set(state["shown"]) == {p.id for p in points if not stop.clusters or p.cluster in stop.clusters}
        words = reader.page.locator(".ft-stop")
        assert words.locator("h1").text_content() == stop.headline.zh
        listed = [name for name in stop.figures if atlas.index[name].listed]
        for what, names in (("fact", listed), ("entry", stop.entries)):
            found = words.locator(f"[data-{what}]").evaluate_all("(all, what) => all.map(o => o.dataset[what])", what)
            assert sorted(found) == sorted(names)
        reader.page.keyboard.press("PageDown")
    stands_at(reader, len(story.stop))
    reader.page.locator(".ft-telling").focus()
    for _ in story.stop[1:]:  # and back, with the focus in the page: each stop takes its key
        reader.page.keyboard.press("PageUp")
    stands_at(reader, 1)


def test_quick_presses_are_as_many_steps(begun):
    reader = begun(1)
    for _ in range(8):
        reader.page.keyboard.press("PageDown")
    stands_at(reader, 9)


def test_a_key_that_is_held_turns_one_page(begun):
    reader = begun(3)
    for key, end in (("PageDown", 4), ("PageUp", 3)):
        for _ in range(30):
            reader.page.keyboard.down(key)  # the second and all further ones are repeats
        reader.page.keyboard.up(key)
        stands_at(reader, end)
    assert reader.page.locator("[role=dialog]:visible").count() == 0


def test_end_goes_to_the_last_stop_and_not_beyond(begun, atlas):
    last = len(district(atlas).stop)
    reader = begun(3)
    reader.page.keyboard.press("End")
    stands_at(reader, last)
    reader.page.keyboard.press("PageDown")
    reader.page.keyboard.press("PageUp")
    stands_at(reader, last - 1)


def test_a_digit_goes_to_its_cluster(reader, atlas):
    reader.open("present", story="district", stop=1)
    for cluster in atlas.clusters:
        reader.page.keyboard.press(str(cluster.order))
        state = stands_at(reader, stop_of_cluster(atlas, district(atlas))[str(cluster.order)])
        assert state["clusters"] == [cluster.id]


def test_a_key_covers_the_screen_and_again_uncovers_it(begun):
    reader = begun(2)
    over = reader.page.locator(".ft-over")
    for key, name in (("b", "black"), (".", "black"), ("n", "notes"), ("?", "keys")):
        reader.page.keyboard.press(key)
        reader.page.locator(f".ft-over.{name}").wait_for()
        reader.page.keyboard.press(key)
        over.wait_for(state="hidden")
    stands_at(reader, 2)


def test_black_covers_everything(reader):
    reader.open("present", story="district", stop=2, over="black")
    box = reader.page.locator(".ft-over.black").bounding_box()
    assert (box["width"], box["height"]) == (1440, 900)
    assert reader.page.evaluate("document.elementFromPoint(720, 450).className").endswith("black")


def test_notes_are_those_of_the_stop(reader, atlas):
    reader.open("present", story="district", stop=3, over="notes")
    notes = [stop.notes.zh for stop in district(atlas).stop]
    assert reader.page.locator(".ft-over.notes p:not(.ft-caveats)").text_content() == notes[2]


def test_escape_leaves_the_story_for_the_page_it_was_begun_on(begun):
    reader = begun(4, over="notes")
    reader.page.keyboard.press("Escape")
    reader.page.locator(".ft-over").wait_for(state="hidden")
    stands_at(reader, 4)
    reader.page.keyboard.press("Escape")
    reader.page.locator(".ft-talkstart").wait_for()
    assert "stop" not in reader.query
    assert reader.path == "present"


def test_a_story_is_begun_at_a_stop_of_its_outline_and_one_step_back_ends_it(reader):
    reader.open("present")
    reader.page.locator("[data-choice=story][data-value=short]").click()
    reader.page.locator("[data-choice=theme][data-value=projector]").click()
    reader.page.locator("[data-stop='2']").click()
    stands_at(reader, 2)
    assert (reader.query["story"], reader.query["theme"]) == ("short", "projector")
    reader.page.keyboard.press("PageDown")
    stands_at(reader, 3)
    back(reader.page)
    reader.page.locator(".ft-talkstart").wait_for()
    assert "stop" not in reader.query


def test_a_figure_opens_its_quote_by_mouse_and_by_key_and_the_clicker_still_turns(reader, atlas):
    stop = district(atlas).stop[2]
    fact = next(fact for fact in atlas.facts if fact.id == stop.figures[0])
    reader.open("present", story="district", stop=3)
    box = reader.page.locator(f".ft-stop [data-fact={fact.id}]")
    box.locator("summary").click()
    assert fact.quote in box.locator("blockquote").inner_text()
    reader.page.keyboard.press("Escape")
    box.locator("blockquote").wait_for(state="hidden")
    box.locator("summary").focus()
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Shift+Tab")
    reader.page.keyboard.press("Enter")
    box.locator("blockquote").wait_for()
    reader.page.keyboard.press("PageDown")
    stands_at(reader, 4)


def test_the_map_is_the_same_from_stop_to_stop(reader):
    reader.open("present", story="district", stop=1)
    reader.map.evaluate("window.same = true")
    reader.page.keyboard.press("PageDown")
    stands_at(reader, 2)
    assert reader.map.evaluate("window.same") is True


def test_a_reload_lands_on_the_same_stop_and_the_clock_goes_on(reader):
    reader.open("present", story="district", stop=1)
    reader.page.keyboard.press("PageDown")
    stands_at(reader, 2)
    began = reader.page.evaluate("sessionStorage.getItem('ft-begun-district')")
    assert began
    reload(reader.page)
    reader.settle()
    stands_at(reader, 2)
    assert reader.page.evaluate("sessionStorage.getItem('ft-begun-district')") == began
    assert reader.page.locator("#ft-clock").text_content()


def test_a_story_by_itself_goes_on_and_begins_again(reader):
    reader.open("present", story="short", stop=4, seconds=1)
    stands_at(reader, 5)
    stands_at(reader, 1)


def test_notes_hold_a_story_that_runs_by_itself(reader):
    reader.open("present", story="short", stop=2, seconds=1, over="notes")
    reader.wait("() => document.querySelector('#ft-clock')?.textContent >= '0:03'")
    assert reader.view["view"]["stop"] == 2
    reader.page.keyboard.press("n")
    stands_at(reader, 3)


def test_nothing_of_the_page_stands_around_a_story(reader):
    reader.open("present", story="district", stop=1)
    for part in (".ft-top", ".ft-filter", ".ft-panel", ".ft-count", "[data-testid=stHeader]"):
        assert not reader.page.locator(part).first.is_visible()


def test_keys_are_the_pages_own_where_no_story_is_presented(reader):
    reader.open("overview")
    reader.page.keyboard.press("PageDown")
    reader.page.keyboard.press("n")
    assert reader.state()["talk"] is None
    assert not reader.page.locator(".ft-over").is_visible()


@pytest.mark.ci
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be halted here")
def test_a_story_is_presented_while_the_server_stands_still(chromium, tmp_path, atlas):
    with running(tmp_path) as server:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        reader = Reader(context.new_page(), server.address).open("present", story="district", stop=1)
        server.process.send_signal(signal.SIGSTOP)
        for number in range(2, len(district(atlas).stop) + 1):
            reader.page.keyboard.press("PageDown")
            stands_at(reader, number)
        server.process.send_signal(signal.SIGCONT)
        context.close()


@pytest.mark.parametrize("lang", once("zh", "en"))
def test_every_stop_fits_the_screen(reader, atlas, lang):
    for story in atlas.stories:
        reader.open("present", story=story.id, stop=1, lang=lang)
        for width, height in SCREENS:
            reader.page.set_viewport_size({"width": width, "height": height})
            found = reader.page.evaluate(WALK, width)
            for number, one in enumerate(found, 1):
                fits(one, number)
            assert number == len(story.stop)
            assert all(len(set(bars)) <= 1 for bars in bars_of(found).values())
            stands_at(reader, number)
            fits(reader.page.evaluate(FITS), number)  # also when it is painted, and the map with it
            reader.page.keyboard.press("Home")
            stands_at(reader, 1)


EMPTY = """(size) => {
    const stop = document.querySelector(".ft-stop"), foot = stop.querySelector("footer").getBoundingClientRect();
    if (innerWidth !== size || !stop.style.getPropertyValue("--ft-k")) return false;
    const low = [...stop.querySelector(".ft-stop-words").children].map((one) => one.getBoundingClientRect().bottom);
    return (foot.top - Math.max(...low)) / innerHeight < 0.15;
}"""


def test_on_a_screen_of_five_to_four_figures_that_lead_leave_no_empty_third(reader):
    reader.page.set_viewport_size({"width": 1280, "height": 1024})
    for stop in (4, 7, 8):
        reader.open("present", story="district", stop=stop)
        reader.wait(EMPTY, 1280)


# How much of the width of a rank's ground its longest line takes, its padding aside.
TAKEN = """(rank) => {
    const words = document.createRange(), { paddingLeft, paddingRight } = getComputedStyle(rank);
    words.selectNodeContents(rank);
    const lines = [...words.getClientRects()].map(({ left, right }) => [Math.round(left), Math.round(right)]);
    const wide = Math.max(...lines.map(([, right]) => right)) - Math.min(...lines.map(([left]) => left));
    return wide / (rank.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight));
}"""


def test_a_rank_stands_on_a_ground_of_its_own_width_and_the_next_headline_has_more_room_than_the_bar(reader):
    reader.page.set_viewport_size({"width": 1920, "height": 1080})
    for stop in (8, 10):
        reader.open("present", story="district", stop=stop, lang="en")
        for rank in reader.page.locator(".ft-stop-figure em:visible").all():
            assert rank.evaluate(TAKEN) > 0.75, (stop, rank.text_content())
    reader.open("present", story="district", stop=2, lang="en")
    bar, following = (reader.page.locator(f".ft-stop-{one}").bounding_box() for one in ("progress", "next"))
    assert following["width"] > 2 * bar["width"]


TAG = """(one) => {
    const { color, borderTopColor, borderTopStyle, backgroundColor } = getComputedStyle(one);
    return [one.textContent, color, borderTopColor, borderTopStyle, backgroundColor];
}"""


def test_a_tag_looks_the_same_in_a_talk_as_beside_the_map_and_a_role_has_none(reader, atlas):
    looks, seen = {}, set()
    for where in ("figures", "hubs"):
        reader.open(where)
        for tag in reader.page.locator(".ft-tag:visible").all():
            looks.setdefault(tag.get_attribute("data-status"), []).append(tag.evaluate(TAG))
    assert all(look == found[0] for found in looks.values() for look in found)
    for number, stop in enumerate(district(atlas).stop, 1):
        if not stop.entries:
            continue
        reader.open("present", story="district", stop=number)
        for line in reader.page.locator(".ft-stop-lines li:has([data-entry])").all():
            entry = atlas.index[line.locator("[data-entry]").first.get_attribute("data-entry")]
            tags = [tag.evaluate(TAG) for tag in line.locator(".ft-tag").all()]
            said = tagged(entry, View())
            assert len(tags) == bool(said), entry.id
            assert entry.kind != "role" or not tags
            if said in looks:
                assert tags == looks[said][:1]
                seen.add(said)
    assert {"planned", "under-construction", "existing", "reported"} & set(looks) == seen - {"target"}


# What is wrong with the locator: words in it, or what it lies on: a cluster that is shown, or something at the edge.
LOCATED = """() => {
    const box = document.querySelector(".ft-locator"), frame = ft.map.getContainer().getBoundingClientRect();
    if (box.hidden) return null;
    const { left, top, right, bottom } = box.getBoundingClientRect(), covers = [];
    for (let x = left; x <= right; x += 4) for (let y = top; y <= bottom; y += 4) {
        const at = ft.map.containerPointToLatLng([x - frame.left, y - frame.top]);
        for (const id of ft.state.clusters) if (ft.inside(at, ft.items.get(id))) covers.push(id);
    }
    for (const one of document.querySelectorAll(".leaflet-control")) {
        const other = one.getBoundingClientRect();
        const apart = other.left >= right || other.right <= left || other.top >= bottom || other.bottom <= top;
        if (other.width && !apart) covers.push(one.className);
    }
    const coloured = [...box.querySelectorAll("path")].map((one) => one.getAttribute("fill"));
    const within = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const ours = coloured.filter((one) => !["none", "#e4e6e7"].includes(one));
    return { words: box.textContent, covers, within, coloured: ours };
}"""


@pytest.mark.parametrize("screen", once((1366, 768), (1440, 900), (1920, 1080)))
def test_a_stop_about_a_cluster_has_a_small_map_that_shows_where_it_lies_and_covers_nothing(reader, atlas, screen):
    width, height = screen
    reader.page.set_viewport_size({"width": width, "height": height})
    for number, stop in enumerate(district(atlas).stop, 1):
        if not stop.clusters:
            continue
        reader.open("present", story="district", stop=number)
        reader.map.wait_for_function("!document.querySelector('.ft-locator').hidden && ftState().labels.length")
        found = reader.map.evaluate(LOCATED)
        assert (found["words"], found["covers"], found["within"]) == ("", [], True), number
        assert len(found["coloured"]) == len(stop.clusters)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_beside_figures_the_map_has_the_numbers_of_the_clusters_and_no_names(reader, atlas, lang):
    for width, height in SCREENS:
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.open("present", story="district", stop=3, lang=lang)
        assert reader.page.locator(".ft-stop").get_attribute("data-layout") == "figures"
        said = """() => [...document.querySelectorAll(".ft-label")]
            .filter(one => one.checkVisibility({ visibilityProperty: true })).map(one => one.innerText.trim())"""
        numbers = sorted(str(one.order) for one in atlas.clusters)  # the names before are seen until the map has moved
        reader.map.wait_for_function(f"numbers => ({said})().sort().join() === numbers.join()", arg=numbers)
        inset = """() => document.querySelector(".ft-sketch span").getBoundingClientRect().left
            - ft.map.getContainer().getBoundingClientRect().left"""
        assert reader.map.evaluate(inset) >= 8


def test_few_lines_stand_in_the_middle_of_the_room_that_each_has(reader):
    reader.page.set_viewport_size({"width": 1920, "height": 1080})
    reader.open("present", story="district", stop=15)
    off = """all => all.map((one) => {
        const [row, said] = [one, one.querySelector("span")].map((box) => box.getBoundingClientRect());
        return Math.abs(row.top + row.bottom - said.top - said.bottom) / 2;
    })"""
    assert max(reader.page.locator(".ft-stop-lines li").evaluate_all(off)) < 6
