"""A speaker has a window of their own: it follows the talk, turns it, and each goes on without the other."""

import re
import signal

import pytest
from playwright.sync_api import expect

from fengtai_map.export import formats
from fengtai_map.export.html.page import page as handed
from tests.browser.conftest import running
from tests.browser.reader import Reader, reload

FILE = "talk.html"


def district(atlas):
    return next(story for story in atlas.stories if story.id == "district")


def speaks(talk, key="s"):
    """The window that a key opens."""
    with talk.expect_popup() as opened:
        talk.keyboard.press(key)
    window = opened.value
    expect(window.locator(".ft-speaker-now .ft-speaker-headline")).to_be_visible()
    return window


def stands_at(talk, stop):
    talk.wait_for_function("stop => ftView().view.stop === stop", arg=stop)


def shows(window, story, number, lang="zh"):
    """Wait until the window is at a stop, and the next is the one after it."""
    now = window.locator(".ft-speaker-now")
    expect(now.locator("h2")).to_contain_text(f"{number} / {len(story.stop)}")
    expect(now.locator(".ft-speaker-headline")).to_have_text(story.stop[number - 1].headline[lang])
    expect(window.locator(".ft-speaker-notes > p").first).to_have_text(story.stop[number - 1].notes[lang])
    if number < len(story.stop):
        expect(window.locator(".ft-speaker-next .ft-speaker-headline")).to_have_text(story.stop[number].headline[lang])


@pytest.fixture
def talk(reader):
    return reader.open("present", story="district", stop=2).page


@pytest.mark.reads
def test_the_window_follows_the_talk_and_has_what_is_said_and_what_may_be_asked(talk, atlas):
    story = district(atlas)
    window = speaks(talk)
    shows(window, story, 2)
    caveats = [stop.caveats.zh if stop.caveats else "" for stop in story.stop]
    expect(window.locator(".ft-speaker-notes .ft-caveats")).to_have_text([caveats[1]] if caveats[1] else [])
    talk.keyboard.press("PageDown")
    shows(window, story, 3)
    for _ in range(4):
        talk.keyboard.press("PageDown")
    shows(window, story, 7)
    span = window.locator(".ft-speaker-notes span", has_text="1—5月")  # what no line ends in
    assert span.evaluate("one => getComputedStyle(one).whiteSpace") == "nowrap"
    talk.keyboard.press("End")
    shows(window, story, len(story.stop))
    expect(window.locator(".ft-speaker-list [aria-current=true]")).to_have_attribute("data-stop", f"{len(story.stop)}")


TORN = """lines => lines.flatMap((line) => [...line.childNodes].filter((piece) => {
    const words = document.createRange();
    words.selectNodeContents(piece);
    const within = piece.nodeType === Node.TEXT_NODE && !/.[“《（]/.test(piece.textContent);
    return within && words.getClientRects().length > 1;
}).map((piece) => piece.textContent))"""  # pieces of text that stand in two lines, though no quotation begins in them


@pytest.mark.reads
def test_no_headline_in_the_window_breaks_inside_a_word(talk):
    window = speaks(talk)
    window.set_viewport_size({"width": 1280, "height": 720})
    for where in (".ft-speaker-headline", ".ft-speaker-list span"):
        assert window.locator(where).evaluate_all(TORN) == [], where


@pytest.mark.reads
def test_the_window_turns_the_talk_by_keys_buttons_and_its_list(talk, atlas):
    story = district(atlas)
    window = speaks(talk)
    window.keyboard.press("PageDown")
    stands_at(talk, 3)
    window.locator("[data-key=next]").click()
    stands_at(talk, 4)
    window.locator(".ft-speaker-list [data-stop='6']").click()
    stands_at(talk, 6)
    shows(window, story, 6)
    for key in ("5", "Enter"):
        window.keyboard.press(key)
    stands_at(talk, 5)
    window.locator("[data-key=black]").click()
    expect(talk.locator(".ft-over.black")).to_be_visible()
    expect(window.locator("[data-key=black]")).to_have_attribute("aria-pressed", "true")
    window.keyboard.press("b")
    expect(talk.locator(".ft-over")).to_be_hidden()
    for key in ("Escape", "n", "g", "?"):
        window.keyboard.press(key)
    window.keyboard.press("Home")
    stands_at(talk, 1)
    expect(talk.locator(".ft-over")).to_be_hidden()


@pytest.mark.reads
def test_the_clock_is_the_talks_and_can_be_begun_anew_and_planned(talk):
    window = speaks(talk)
    clock, rest = window.locator(".ft-speaker-clock"), window.locator(".ft-speaker-rest")
    expect(clock).to_have_text(re.compile(r"^0:0[2-9]|0:[1-5]\d|[1-9]"))
    began = talk.evaluate("sessionStorage.getItem('ft-begun-district')")
    window.locator("[data-key=reset]").click()
    talk.wait_for_function("before => sessionStorage.getItem('ft-begun-district') > before", arg=began)
    window.locator("input").fill("30")
    window.locator("input").press("Enter")
    expect(rest).to_contain_text(re.compile(r"(29|30):\d\d"))
    expect(rest).not_to_have_class(re.compile("ft-late"))
    talk.evaluate("sessionStorage.setItem('ft-begun-district', Date.now() - 31 * 60000)")
    talk.keyboard.press("PageDown")
    expect(rest).to_have_class(re.compile("ft-late"))
    expect(rest).to_contain_text(re.compile(r"1:\d\d"))


def test_each_goes_on_without_the_other(talk, reader, atlas):
    story = district(atlas)
    window = speaks(talk)
    window.close()
    talk.keyboard.press("PageDown")
    stands_at(talk, 3)
    window = speaks(talk)
    shows(window, story, 3)
    reload(talk)
    reader.settle()
    window.keyboard.press("PageDown")
    stands_at(talk, 4)
    shows(window, story, 4)
    talk.close()
    expect(window.locator(".ft-speaker-away")).to_be_visible()
    window.keyboard.press("PageDown")
    shows(window, story, 5)


@pytest.mark.reads
def test_a_window_that_is_reloaded_comes_back(talk, atlas):
    window = speaks(talk)
    reload(window)
    shows(window, district(atlas), 2)


def test_a_talk_that_is_left_is_awaited(talk, atlas):
    window = speaks(talk)
    talk.keyboard.press("Escape")
    expect(window.locator(".ft-speaker-away")).to_be_visible()
    talk.locator("[data-key=resume]").click()
    expect(window.locator(".ft-speaker-away")).to_be_hidden()
    shows(window, district(atlas), 2)


@pytest.mark.reads
def test_two_talks_in_two_tabs_do_not_mix(talk, dashboard, atlas):
    story = district(atlas)
    other = Reader(talk.context.new_page(), dashboard).open("present", story="district", stop=5).page
    windows = speaks(talk), speaks(other)
    windows[1].keyboard.press("PageDown")
    stands_at(other, 6)
    shows(windows[1], story, 6)
    shows(windows[0], story, 2)
    stands_at(talk, 2)


@pytest.mark.reads
def test_the_window_speaks_the_readers_language(reader, atlas):
    talk = reader.open("present", story="district", stop=2, lang="en").page
    window = speaks(talk)
    shows(window, district(atlas), 2, "en")
    assert window.evaluate("document.documentElement.lang") == "en"
    names = window.locator("button, input").evaluate_all(
        "all => all.map(o => (o.textContent || o.labels[0].textContent).trim())"
    )
    assert all(names)


@pytest.mark.ci
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be halted here")
def test_the_window_opens_while_the_server_stands_still(chromium, tmp_path, atlas):
    with running(tmp_path, "serve.py") as server:
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        talk = Reader(context.new_page(), server.address).open("present", story="district", stop=1).page
        server.process.send_signal(signal.SIGSTOP)
        window = speaks(talk)
        window.keyboard.press("PageDown")
        stands_at(talk, 2)
        shows(window, district(atlas), 2)
        server.process.send_signal(signal.SIGCONT)
        context.close()


def test_the_page_in_one_file_has_the_window_too(chromium, tmp_path, atlas):
    file = tmp_path / FILE
    file.write_bytes(handed(atlas, formats.of_story(atlas, district(atlas), "zh"), "2026-11-23"))
    page = chromium.new_context(reduced_motion="reduce", offline=True).new_page()
    page.goto(file.as_uri())
    stands_at(page, 1)
    window = speaks(page)
    window.keyboard.press("PageDown")
    stands_at(page, 2)
    shows(window, district(atlas), 2)
    page.context.close()
