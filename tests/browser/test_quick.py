"""At any pace: the last press is what map, panel and address show, and the server hears of it once, late."""

import random
from itertools import islice, pairwise

import pytest
from playwright.sync_api import expect

from fengtai_map.content import pages
from fengtai_map.content.pages import PAGES
from fengtai_map.content.stops import layout
from tests.browser.reader import FRAME, Reader, reload
from tests.every import once

BURSTS, PRESSES = 20, 10
PACE = 40  # milliseconds from press to press
QUIET = 250  # milliseconds after a press in which the server hears nothing
OPEN = [page.id for page in PAGES if page.group in ("map", "figures")]  # in the navigation without a menu
STATION = "metro-station"
# When a hand pressed and when something was sent, by one clock.
LISTEN = """(() => {
    if (window.sent) return sent.length = pressed.length = 0, sent.push(performance.now());
    const send = WebSocket.prototype.send;
    window.sent = [performance.now()];
    window.pressed = [];
    WebSocket.prototype.send = function (data) { sent.push(performance.now()); return send.call(this, data); };
    const note = (event) => pressed.push(event.timeStamp);
    for (const what of ["click", "input"]) window.addEventListener(what, note, true);
})();"""
AT_REST = """() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'
    && sent.length && performance.now() - Math.max(sent.at(-1), pressed.at(-1) ?? 0) > 900"""
SHIFTS = """(() => {
    window.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.value)))
        .observe({ type: "layout-shift", buffered: true });
})();"""
SHIFT = 0.1  # of the window, above which a reader sees the page jump
MIDDLE = """(selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""
# A browser that stands still after a press: what it would have said one after the other it then says at once.
BUSY = """name => {
    document.querySelector(`.ft-nav a[data-page=${name}]`).click();
    for (const since = performance.now(); performance.now() - since < 700;);
}"""
SAME_MAP = f'document.querySelector("{FRAME}").contentWindow.same'
STREAMLIT = "[data-testid=stDialog], [data-testid=stConnectionStatus], [data-testid=stHeader], .stException"


def covered(page):
    """Nothing of Streamlit's own stands over the page or keeps a hand, a key or a screen reader from it."""
    expect(page.locator(STREAMLIT).locator("visible=true")).to_have_count(0)
    kept_out = "[...document.querySelectorAll('.ft-app')].map(one => [one.inert, one.getAttribute('aria-hidden')])"
    assert page.evaluate(kept_out) == [[False, None]]


class Wanted:
    """What a reader wants, press by press, and what must be seen of it in the end."""

    def __init__(self, atlas, seed):
        self.atlas = atlas
        self.chance = random.Random(seed)  # noqa: S311  # the same bursts every time
        self.page, self.clusters, self.hidden = "overview", set(), set()

    def press(self):
        """The selector of the next thing to press."""
        what = self.chance.choice(("cluster", "cluster", "cluster", "kind", "kind", "page"))
        if what == "page":
            self.page = self.chance.choice([page for page in OPEN if page != self.page])
            return f".ft-nav a[data-page={self.page}]"
        if what == "kind":
            name = self.chance.choice(pages.kinds(self.atlas, self.page))
            self.hidden ^= {name}
            return f".ft-filter button[data-kind={name}]"
        name = self.chance.choice([cluster.id for cluster in self.atlas.clusters])
        self.clusters ^= {name}
        return f".ft-filter button[data-cluster={name}]"

    def query(self):
        kinds = pages.kinds(self.atlas, "overview")
        lists = {
            "clusters": [cluster.id for cluster in self.atlas.clusters if cluster.id in self.clusters],
            "hidden": [kind for kind in kinds if kind in self.hidden],
        }
        return {name: ",".join(values) for name, values in lists.items() if values}

    def shown(self):
        kinds = {*pages.kinds(self.atlas, self.page)} - self.hidden
        points = [point for point in (*self.atlas.places, *self.atlas.stations) if point.lon is not None]
        return {
            point.id
            for point in points
            if point.kind in kinds and (not self.clusters or point.cluster in self.clusters)
        }


@pytest.mark.reads
@pytest.mark.parametrize("seed", once(1, 2))
def test_the_last_of_ten_quick_presses_is_what_everything_shows(reader, atlas, page, seed):
    reader.open()
    page.evaluate(LISTEN)
    wanted = Wanted(atlas, seed)
    middles = {}  # where the clusters and the pages stand, which is always the same place
    for _ in range(BURSTS // 2):
        for _ in range(PRESSES):
            target = wanted.press()
            at = middles.get(target) or page.evaluate(MIDDLE, target)
            if "kind" not in target:
                middles[target] = at
            page.mouse.click(*at, delay=PACE - 10)
        shown = wanted.shown()
        state = reader.state()
        assert {*state["shown"]} == shown
        assert {*state["clusters"]} == wanted.clusters
        assert (reader.path, reader.query) == (wanted.page, wanted.query())
        places = sum(atlas.index[name].kind != STATION for name in shown)
        expect(page.locator(".ft-count")).to_have_attribute("data-shown", str(places))
        assert {*reader.pressed("cluster")} == wanted.clusters
        expect(page.locator(".ft-nav [aria-current=page]")).to_have_attribute("data-page", wanted.page)
        if wanted.chance.random() < 0.5:  # half of them meet the server at rest, half while it hears of the last one
            reader.wait(AT_REST)
    reader.wait(AT_REST)
    assert {*reader.state()["shown"]} == wanted.shown()
    assert (reader.path, reader.query) == (wanted.page, wanted.query())
    covered(page)


@pytest.mark.reads
def test_the_server_hears_once_of_many_changes_and_never_while_a_hand_is_busy(reader, page):
    reader.open()
    page.evaluate(LISTEN)

    def point_layer():
        legend = ["[data-cluster=lize]", "[data-cluster=hexi]", "[data-cluster=xinfadi]", "[data-kind=school]"]
        for at in [page.evaluate(MIDDLE, f".ft-filter {target}") for target in [*legend, "[data-status=planned]"]]:
            page.mouse.click(*at, delay=PACE - 10)

    for change in (
        lambda: reader.press("lize"),
        point_layer,
        lambda: reader.select("hexi"),
        lambda: page.locator(".ft-find input").press_sequentially("lize", delay=PACE),
        lambda: page.locator(".ft-find input").press("Escape"),
        lambda: reader.click(*reader.ground("hexi")),  # which selects the 街镇 below the hand
        lambda: reader.panel("[data-ring='2'] >> visible=true").click(),
    ):
        reader.wait(AT_REST)
        page.evaluate("() => { sent.length = pressed.length = 0; }")
        change()
        reader.wait(AT_REST)
        sent, pressed = page.evaluate("[sent, pressed]")
        pauses = [later for earlier, later in pairwise(pressed) if later - earlier > QUIET]  # of a slow machine
        assert 1 <= len(sent) <= 1 + len(pauses)
        assert all(not 0 <= at - press < QUIET for at in sent for press in pressed)
        assert not pressed or sent[-1] > pressed[-1]


@pytest.mark.reads
def test_the_map_stays_also_where_the_browser_stands_still_after_each_press(reader, page):
    reader.open()
    page.evaluate(f"{SAME_MAP} = true")
    page.evaluate(LISTEN)
    for name in OPEN[1:] + OPEN[:1]:
        page.evaluate(BUSY, name)
        page.wait_for_function(AT_REST)
    assert page.evaluate(SAME_MAP)


@pytest.mark.reads
def test_back_and_forward_go_step_by_step_however_quick(reader, atlas, page):
    reader.open()
    page.evaluate(LISTEN)
    kind, one, other, third = "hub", *(cluster.id for cluster in islice(atlas.clusters, 3))
    reader.press(one, other)
    reader.kind(kind)
    reader.go("hubs")
    reader.press(third)
    reader.panel(".ft-entries summary >> visible=true").first.click()  # which is no step
    steps = [
        ("overview", {}),
        ("overview", {"clusters": one}),
        ("overview", {"clusters": f"{one},{other}"}),
        ("overview", {"clusters": f"{one},{other}", "hidden": kind}),
        ("hubs", {"clusters": f"{one},{other}", "hidden": kind}),
        ("hubs", {"clusters": f"{one},{other},{third}", "hidden": kind}),
    ]
    step = """([way, page, query]) => {
        if (way) history.go(way);
        return new Promise(done => (function look() {
            const view = ftView();
            if (view.page === page && view.query === query && location.search.slice(1) === query) done();
            else setTimeout(look, 5);
        })());
    }"""

    def go(way, at):
        name, query = steps[at]
        page.evaluate(step, [way, name, "&".join(f"{key}={value}" for key, value in query.items())])

    for at in (4, 3, 2, 1, 0):
        go(-1, at)
        assert ",".join(reader.state()["clusters"]) == steps[at][1].get("clusters", "")
    for at in (1, 2, 3, 4, 5):
        go(1, at)
    reader.wait(AT_REST)
    for at in (4, 3, 2):  # three quick ones, as by a finger on the mouse's button
        go(-1, at)
    reader.wait(AT_REST)
    go(0, 2)  # the server, which has heard of it by now, took no step of its own
    go(1, 3)
    go(1, 4)
    reader.wait(AT_REST)
    assert (reader.path, reader.query) == steps[4]
    covered(page)


@pytest.mark.reads
def test_two_tabs_are_independent(reader, page):
    reader.open(clusters="lize")
    other = Reader(page.context.new_page(), reader.address).open("hubs", lang="en")
    other.press("hexi")
    reader.press("xinfadi")
    other.speak("zh")
    assert (reader.state()["clusters"], other.state()["clusters"]) == (["lize", "xinfadi"], ["hexi"])
    reload(page)
    reader.settle()
    assert (reader.path, reader.query) == ("overview", {"clusters": "lize,xinfadi"})
    assert (other.path, other.query) == ("hubs", {"clusters": "hexi"})


def test_what_others_add_to_a_link_passes_unsaid(reader, page):
    reader.open("hubs", clusters="lize", **{"from": "singlemessage", "isappinstalled": "0", "utm_source": "wechat"})
    expect(page.locator(".ft-notice:visible")).to_have_count(0)
    assert (reader.path, reader.query) == ("hubs", {"clusters": "lize"})
    assert reader.view["problems"] == []


def test_a_page_that_is_none_opens_the_first_and_says_so(reader, atlas, page):
    lang = "en"
    reader.open("nosuch", lang=lang, clusters="lize")
    words = atlas.words[lang]
    notice = words("problem.url-value.what", place="page", value="nosuch")
    expect(page.locator(".ft-warnings .ft-notice")).to_contain_text(notice)
    covered(page)
    field = page.locator(".ft-find input")
    field.press_sequentially("丽泽")  # nothing that is not seen takes the keys
    expect(field).to_have_value("丽泽")
    expect(field).to_be_focused()
    assert reader.path == "overview"
    assert reader.state()["clusters"] == ["lize"]

    page.goto(f"{reader.address}/overview?lang={lang}")
    reader.settle()
    assert (reader.path, reader.view["page"], reader.query) == (
        "overview",
        "overview",
        {"lang": lang},
    )
    assert page.url.partition("?")[0] == f"{reader.address}/"
    covered(page)


HOLDS = """() => {
    const held = document.activeElement;
    return { lost: held === document.body || held === null || !held.checkVisibility(), data: { ...held.dataset } };
}"""


@pytest.mark.reads
def test_the_focus_stays_where_the_hand_is(reader, atlas, page):
    place = next(place for place in atlas.places if place.kind == "hub" and place.lon)
    fact = next(fact for fact in atlas.facts if fact.listed and fact.clusters)
    reader.open()

    def held():
        page.wait_for_function("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found = page.evaluate(HOLDS)
        assert not found["lost"], found
        return found["data"]

    reader.press("lize")
    assert held()["cluster"] == "lize"
    reader.kind("school")
    assert held()["kind"] == "school"
    reader.status("planned")
    assert held()["status"] == "planned"
    reader.only("built")
    assert held()["value"] == "built"
    reader.only("everything")
    page.locator(".ft-filter .ft-all:visible").first.click()  # which goes with what it shows again
    held()
    reader.select("lize")
    held()
    page.locator(".ft-card .ft-close").click()
    held()
    reader.speak("en")
    assert held()["lang"] == "en"
    reader.go("hubs")
    assert held()["page"] == "hubs"
    reader.panel(f".ft-row[data-id={place.id}]").click()
    assert held()["id"] == place.id
    reader.panel(".ft-sorted [data-column=name]").click()
    assert held()["column"] == "name"
    reader.panel(f".ft-sorted tr[data-id={place.id}] button").press("Enter")
    assert held()["key"] == f"row-{place.id}"
    reader.go("figures")
    reader.panel(f".ft-locate[data-id={fact.id}]").click()
    assert held()["id"] == fact.id
    reader.panel(".ft-pill[data-topic]").nth(1).click()
    held()
    field = page.locator(".ft-find input")
    field.press_sequentially("lize")
    expect(field).to_be_focused()
    page.locator(".ft-found [role=option]").first.click()
    held()
    page.wait_for_function("document.querySelector('.stApp').dataset.testScriptState === 'notRunning'")
    held()


def test_nothing_jumps_while_a_page_loads(page, dashboard):
    page.add_init_script(SHIFTS)
    for width, height in ((1280, 720), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for name in ("overview", "hubs", "figures", "own"):
            Reader(page, dashboard).open(name)
            if name == "own":  # its last part comes when its script is here
                expect(page.locator(".st-key-server .stSelectbox input")).to_be_visible()
            assert page.evaluate("shifts.reduce((sum, one) => sum + one, 0)") <= SHIFT, (name, width)


def test_nothing_jumps_while_a_talk_loads(page, dashboard, atlas):
    story = atlas.stories[0]
    layouts = {layout(atlas, story, number): number for number in range(len(story.stop), 0, -1)}
    page.add_init_script(SHIFTS)
    for number in layouts.values():
        Reader(page, dashboard).open("present", story=story.id, stop=number)
        assert page.evaluate("shifts.reduce((sum, one) => sum + one, 0)") <= SHIFT, number
