"""The hints of a first visit: seen once, in nobody's way, gone for good once they were done or put away."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from fengtai_map.export import formats
from fengtai_map.export.html.page import page as one_file
from fengtai_map.view.url import View
from tests.browser.conftest import PATIENCE, SIZE
from tests.browser.reader import Reader

DAY = "2026-11-23"
KEPT = "() => localStorage.getItem('fengtai-hints')"
# A browser that keeps nothing for this page.
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
# What moved although nobody asked for it, as the browser itself counts it.
SHIFTS = """() => new Promise((done) => {
    const seen = [];
    const watching = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    watching.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(seen.flatMap((one) => one.sources)
        .filter((one) => one.node?.closest?.(".ft-hints")).length)));
})"""


@pytest.fixture(scope="module")
def browser(chromium, dashboard):
    """A browser with a tab that stays open, through which its store is reached."""
    with chromium.new_context(viewport=SIZE, reduced_motion="reduce", locale="zh-CN") as context:
        context.set_default_timeout(PATIENCE * 1000)
        context.new_page().goto(f"{dashboard}/healthz")
        yield context


@pytest.fixture
def visit(browser):
    """A browser that keeps nothing of an earlier visit; only the files it fetched, which nobody sees."""
    browser.pages[0].evaluate("localStorage.clear()")
    yield browser
    for tab in browser.pages[1:]:
        tab.close()


@pytest.fixture
def first(visit, dashboard):
    """The reader at their first visit."""
    return Reader(visit.new_page(), dashboard)


def hints(page):
    return page.locator(".ft-hints")


def left(page):
    return page.locator(".ft-hints li >> visible=true").evaluate_all("all => all.map(one => one.dataset.hint)")


def test_a_first_visit_is_shown_three_hints_in_nobodys_way(first):
    page = first.open().page
    assert left(page) == ["filter", "map", "talk"]
    assert "汇报" in hints(page).inner_text()
    assert page.evaluate(SHIFTS) == 0
    box = hints(page).bounding_box()
    under = page.evaluate("([x, y]) => document.elementFromPoint(x, y).tagName", [box["x"] + 6, box["y"] + 6])
    assert under == "IFRAME"  # a hand reaches the map through them
    found = Axe().run(page, ".ft-hints")
    assert found.response["violations"] == []


def test_above_a_table_they_stand_one_at_a_time_and_leave_the_district_in_sight(first):
    page = first.open("hubs").page
    assert left(page) == ["filter"]
    assert hints(page).bounding_box()["height"] < 60


@pytest.mark.parametrize("away", ["button", "Escape", "Escape on the map"])
def test_put_away_they_are_gone_for_good(first, away):
    page = first.open().page
    if away == "button":
        hints(page).get_by_role("button").click()
    elif away == "Escape":
        page.keyboard.press("Escape")
    else:
        first.click(*first.ground())
        page.keyboard.press("Escape")
    expect(hints(page)).to_be_hidden()
    assert page.evaluate(KEPT) == "filter map talk"
    first.stays = away != "button"  # one load shows it for all: what is kept is the same
    first.open("hubs")
    expect(hints(page)).to_be_hidden()


def test_a_hint_goes_when_it_was_done_and_stays_away(first):
    page = first.open().page
    first.press("lize")
    assert left(page) == ["map", "talk"]
    first.click(*first.ground("lize"))
    first.selects("lize")
    assert left(page) == ["talk"]
    first.open()
    assert left(page) == ["talk"]
    page.locator(".ft-top a.ft-primary").click()
    page.wait_for_function("() => ftView().page === 'present'")
    assert page.evaluate(KEPT) == "filter map talk"


def test_a_link_that_selects_something_has_done_nothing_yet(first):
    page = first.open(clusters="lize", selected="lize").page
    assert left(page) == ["filter", "map", "talk"]


def test_a_browser_that_keeps_nothing_loses_them_for_this_page(visit, dashboard):
    reader = Reader(visit.new_page(), dashboard)
    reader.page.add_init_script(REFUSED)
    reader.open()
    hints(reader.page).get_by_role("button").click()
    expect(hints(reader.page)).to_be_hidden()
    reader.go("hubs")
    expect(hints(reader.page)).to_be_hidden()


def test_there_are_none_in_a_frame_on_paper_and_in_a_talk(first):
    page = first.open(embed="true").page
    expect(hints(page)).to_be_hidden()
    first.open()
    expect(hints(page)).to_be_visible()
    page.emulate_media(media="print")
    expect(hints(page)).to_be_hidden()
    page.emulate_media(media="null")
    expect(hints(page)).to_be_visible()
    first.stays = True
    first.open(story="district", stop=2)
    expect(hints(page)).to_be_hidden()


@pytest.mark.parametrize(("carried", "wanted"), [(True, 3), (False, 0)])
def test_the_carried_page_has_them_and_what_was_exported_has_not(visit, atlas, tmp_path, carried, wanted):
    file = tmp_path / "page.html"
    file.write_bytes(one_file(atlas, formats.of_view(atlas, View(), ()), DAY, manual=carried))
    page = visit.new_page()
    page.goto(file.as_uri())
    page.wait_for_function("() => window.ftView && window.ftState && ftState().ready")
    assert len(left(page)) == wanted
