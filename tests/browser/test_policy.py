"""The pages as they are hosted: under a Content-Security-Policy that nothing of theirs breaks."""

import pytest
from playwright.sync_api import expect

from fengtai_map.content.pages import PAGES
from tests.browser.reader import Reader

LISTEN = """window.broken = [];
document.addEventListener("securitypolicyviolation", (event) => {
    broken.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture
def reader(page, dashboard):
    page.add_init_script(LISTEN)
    return Reader(page, dashboard, stays=True)


@pytest.fixture
def said(page):
    """What the browser says in its console."""
    texts = []
    page.on("console", lambda message: texts.append(message.text))
    return texts


def obeys(reader, said):
    for frame in reader.page.frames:
        assert frame.evaluate("window.broken ?? []") == []
    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.mark.ci
def test_no_page_breaks_a_rule_of_its_policy(reader, said):
    reader.open()
    for one in (one for one in PAGES if one.id not in ("releases", "ready", "stories")):
        reader.go(one.id)
        obeys(reader, said)
    reader.stays = False
    for name in ("figures", "compare", "ready", "stories"):  # opened cold
        reader.open(name)
        obeys(reader, said)


def test_a_talk_the_code_of_a_link_and_another_language_break_none_either(reader, said):
    reader.open("overview", clusters="lize", selected="lize")
    reader.page.locator(".ft-top .ft-menu-head", has_text="分享").click()
    expect(reader.page.locator(".ft-code")).to_be_visible()
    reader.page.keyboard.press("Escape")
    reader.speak("en")
    obeys(reader, said)
    reader.open("present", story="district", stop=1)
    reader.page.keyboard.press("PageDown")
    reader.page.wait_for_function("ftView().view.stop === 2")
    obeys(reader, said)


def test_the_policy_is_in_force(reader, outside):
    reader.open()
    reader.page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/a.png' }))")
    reader.page.wait_for_function("broken.length")
    assert reader.page.evaluate("broken") == ["img-src https://elsewhere.example/a.png"]
    assert reader.state()["ready"]
    outside.clear()  # the browser reports the request that it then did not make
