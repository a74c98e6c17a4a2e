"""The server away: halted, or ended and started anew. Everything goes on; what needs the server says so."""

import csv
import io
import signal
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import _free_port, running
from tests.browser.reader import Reader
from tests.browser.test_quick import covered

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system cannot halt a process")

SERVE = ("serve.py",)
BROKEN = """window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
    broken.push(`${event.violatedDirective} ${event.blockedURI}`);
});"""
AWAY = ".ft-notices .ft-away"
AT_REST = "document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"
CONNECTED = "document.querySelector('.stApp')?.dataset.testConnectionState === 'CONNECTED'"


@pytest.fixture
def house(tmp_path):
    """Starts and ends the one server of a test, always at the same address."""
    port = _free_port()
    with ExitStack() as stack:

        class House:
            address = f"http://127.0.0.1:{port}"
            server = None

            def start(self, *command):
                self.server = stack.enter_context(running(tmp_path, *command, port=port)).process

            def kill(self):
                self.server.kill()
                self.server.wait()

        yield House()


def visit(page, house):
    """A reader who has both languages at hand. The page and its map would be known if they were loaded anew."""
    reader = Reader(page, house.address).open()
    reader.speak("en")
    reader.speak("zh")
    page.wait_for_function(AT_REST)
    for place in (page, reader.map):
        place.evaluate("() => { window.same = true; }")
    return reader


def turn(reader, name):
    """To another page without waiting for the server."""
    link = reader.page.locator(f".ft-top a[data-page={name}]").last
    if not link.is_visible():
        reader.page.locator(f".ft-nav details:has(a[data-page={name}]) > summary").click()
    link.click()
    reader.page.wait_for_function("name => ftView().page === name", arg=name)


def goes_on(reader, atlas):
    """All that a browser can do alone. It ends on the hubs with Lize chosen."""
    page = reader.page
    hub = next(place for place in atlas.places if place.kind == "hub" and place.lon)
    turn(reader, "overview")
    everything = set(reader.state()["shown"])
    reader.press("lize")
    assert reader.state()["clusters"] == ["lize"]
    reader.kind("hub")
    reader.status("planned")
    left = [atlas.index[name] for name in reader.state()["shown"]]
    assert left
    assert not [one for one in left if one.kind == "hub" or one.status == "planned"]
    reader.kind("hub")
    reader.status("planned")
    reader.press("lize")
    assert set(reader.state()["shown"]) == everything

    reader.click(*reader.where(hub.id))
    reader.selects(hub.id)
    expect(reader.panel(f".ft-card[data-id={hub.id}]")).to_be_visible()
    reader.panel("[data-ring='2'] >> visible=true").click()
    assert reader.until("state.ring !== ''")["ring"] == "2\N{NO-BREAK SPACE}公里"
    field = page.locator(".ft-find input")
    field.press_sequentially("xinfadishichang")
    field.press("Enter")
    reader.selects("xinfadi-market")

    for name in ("hubs", "compare", "timeline", "sources", "figures"):
        turn(reader, name)
        expect(reader.panel("h1, h2, summary").locator("visible=true").first).to_be_visible()
    fact = next(fact for fact in atlas.facts if fact.listed)
    figure = reader.panel(f".ft-figures details[data-fact={fact.id}]").first
    figure.locator("summary").click()
    expect(figure.locator("blockquote")).to_contain_text(fact.quote)
    reader.speak("en")
    expect(page.locator(".ft-nav [aria-current=page]")).to_have_text(atlas.words["en"]("page.figures.title"))
    reader.speak("zh")

    turn(reader, "present")
    page.locator(".ft-begin").click()
    for stop in (2, 3):
        page.keyboard.press("PageDown")
        reader.until("state.talk?.stop === value", stop)
    expect(page.locator(".ft-telling h1")).to_have_text(atlas.stories[0].stop[2].headline.zh)
    page.keyboard.press("Escape")
    expect(page.locator(".ft-telling")).to_be_hidden()

    turn(reader, "hubs")
    page.locator(".ft-card .ft-close").click()
    reader.press("lize")
    page.wait_for_url("**/hubs?*clusters=lize*", wait_until="commit")  # it is written when the map is painted
    assert (reader.path, reader.query["clusters"]) == ("hubs", "lize")
    covered(page)


def asks_in_vain(reader, atlas, lang="zh"):
    """A file cannot be had just now, and that is said in the reader's words."""
    page, words = reader.page, atlas.words[lang]
    export(reader, atlas)
    expect(page.locator(AWAY)).to_have_text(words("server.away"))
    expect(page.locator(".ft-busy")).to_have_text(words("files.later"))
    covered(page)


def export(reader, atlas, form="csv"):
    menu = reader.page.locator(".ft-top details").filter(has_text=atlas.words["zh"](f"files.{form}"))
    menu.locator("summary").click()
    menu.locator(f"[data-form={form}]").click()


def comes_back(reader, atlas, page, let):
    """The file that was asked for comes, and is right; the notices go by themselves, nothing was lost."""
    with page.expect_download() as taken:
        let()
    expect(page.locator(".ft-notice >> visible=true")).to_have_count(0)
    page.wait_for_function(f"() => {CONNECTED} && {AT_REST}")
    reader.settle()
    assert [place.evaluate("window.same") for place in (page, reader.map)] == [True, True]
    assert (reader.path, reader.query["clusters"]) == ("hubs", "lize")
    assert reader.state()["clusters"] == ["lize"]
    text = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    names = {atlas.name(name, "zh") for name in reader.state()["shown"]}
    cells = {cell for row in csv.reader(io.StringIO(text)) for cell in row}
    assert names <= cells
    outside = {place.name.zh for place in atlas.places if place.cluster not in (None, "lize")}
    assert not outside & cells
    covered(page)


@pytest.mark.ci
def test_a_halted_server_is_missed_only_where_it_is_needed(page, house, atlas):
    house.start()
    reader = visit(page, house)
    house.server.send_signal(signal.SIGSTOP)
    goes_on(reader, atlas)
    asks_in_vain(reader, atlas)
    comes_back(reader, atlas, page, lambda: house.server.send_signal(signal.SIGCONT))


@pytest.mark.ci
def test_a_server_that_died_is_started_anew_and_nothing_is_lost(page, house, atlas):
    house.start()
    reader = visit(page, house)
    house.kill()
    goes_on(reader, atlas)
    asks_in_vain(reader, atlas)
    comes_back(reader, atlas, page, house.start)


@pytest.mark.ci
def test_all_this_keeps_the_policy_of_a_hosted_server(page, house, atlas):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(BROKEN)
    house.start(*SERVE)
    reader = visit(page, house)
    house.server.send_signal(signal.SIGSTOP)
    goes_on(reader, atlas)
    asks_in_vain(reader, atlas)
    comes_back(reader, atlas, page, lambda: house.server.send_signal(signal.SIGCONT))
    house.kill()
    asks_in_vain(reader, atlas)
    comes_back(reader, atlas, page, lambda: house.start(*SERVE))
    for frame in page.frames:
        assert frame.evaluate("window.broken") == []
    assert [text for text in said if "Content Security Policy" in text] == []
