"""Old browsers and other engines: the core works from the floor on, below it nobody sees a page without a word."""

import os
import subprocess

import pytest
from playwright.sync_api import expect

from fengtai_map.server.routes import ONE_FILE
from tests.browser.conftest import PATIENCE
from tools import engines
from tools.node import find as find_node

WALK = engines.FOLDER / "walk.mjs"
LONGEST = 240  # seconds for the whole walk
OLD, TOO_OLD = 103, 92  # the driver's own ways to look and click need more than the second


def engine(find, *version):
    """A browser; only continuous integration has to have each."""
    try:
        return find(*version)
    except engines.EngineMissingError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.mark.ci
@pytest.mark.parametrize(
    ("name", "find", "version"), [("chrome", engines.chromium, (OLD,)), ("firefox", engines.firefox, ())]
)
def test_a_reader_walks_through_the_core(name, find, version, dashboard):
    found = engine(find, *version)
    walked = subprocess.run(
        [find_node(), str(WALK), name, found.path, dashboard],
        capture_output=True, text=True, timeout=LONGEST, check=False,
        env=os.environ | ({"LD_LIBRARY_PATH": found.libraries} if found.libraries else {}),
    )  # fmt: skip
    assert walked.returncode == 0, walked.stdout + walked.stderr
    assert walked.stdout.count("ok: ") == WALK.read_text(encoding="utf-8").count("  async ")


@pytest.fixture
def too_old(chromium):
    """A tab of a Chromium below the floor."""
    found = engine(engines.chromium, TOO_OLD)
    browser = chromium.browser_type.launch(
        executable_path=found.path,
        args=["--no-sandbox", "--no-zygote", "--disable-gpu"],
        env=os.environ | {"LD_LIBRARY_PATH": found.libraries},
    )
    tab = browser.new_page()
    tab.set_default_timeout(PATIENCE * 1000)
    yield tab
    browser.close()


SEEN = "name => { const box = document.querySelector(name); return Boolean(box && box.getClientRects().length); }"
CLICKED = "name => document.querySelector(name).click()"


def says(tab, link):
    """The plain words are seen, in both languages, and lead to the one-file page; asked in plain script."""
    tab.wait_for_function(SEEN, arg="#ft-floor")
    assert not tab.evaluate(SEEN, "#root")
    words, links = tab.evaluate("""() => { const box = document.getElementById("ft-floor");
        return [box.innerText, [...box.querySelectorAll("a")].map(one => one.getAttribute("href"))]; }""")
    assert all(said in words for said in ("Edge 或 Chrome 94", "Edge or Chrome 94"))
    assert links == [link] * 2


@pytest.mark.ci
@pytest.mark.parametrize("path", ["/", "/hubs?clusters=lize"])
def test_below_the_floor_a_page_says_what_is_needed_and_leads_to_one_that_opens(path, too_old, dashboard):
    too_old.goto(dashboard + path)
    says(too_old, f"/{ONE_FILE}")
    too_old.evaluate(CLICKED, "#ft-floor a")
    too_old.wait_for_function("() => window.ftView && window.ftState && ftState().ready")
    too_old.evaluate(CLICKED, ".ft-filter button[data-cluster=lize]")
    too_old.wait_for_function("() => ftState().clusters.join() === 'lize' && ftView().view.clusters.join() === 'lize'")
    too_old.evaluate(CLICKED, ".ft-top a[data-page=hubs]")
    too_old.wait_for_function("() => ftView().page === 'hubs'")


def test_without_scripts_the_same_page_is_read(chromium, dashboard):
    with chromium.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(dashboard)
        words = tab.locator("#ft-floor")
        expect(words).to_be_visible()
        expect(words).to_contain_text("Edge 或 Chrome 94")
        expect(words.get_by_role("link").first).to_have_attribute("href", f"/{ONE_FILE}")
        expect(tab.get_by_text("You need to enable JavaScript")).to_have_count(0)


def test_a_browser_of_today_never_sees_these_words(page, dashboard):
    page.goto(dashboard)
    page.wait_for_function("window.ftView")
    expect(page.locator("#ft-floor")).to_be_hidden()


def test_a_front_end_that_fails_at_its_start_is_not_a_white_page(chromium, dashboard):
    broken = "throw new TypeError('asks for a browser of tomorrow')"
    with chromium.new_context() as context:
        tab = context.new_page()
        tab.route("**/static/js/index.*.js", lambda way: way.fulfill(body=broken, content_type="text/javascript"))
        tab.goto(dashboard)
        says(tab, f"/{ONE_FILE}")
