"""Somebody who edits no file makes a story: takes two screens, edits, tells, hands over, carries and undoes it."""

import io
import json
import re

import pytest
from playwright.sync_api import expect
from pptx import Presentation

from tests.browser.reader import AT_REST, FRAME, Reader
from tests.browser.test_speaker import speaks, stands_at

NAME = "区长汇报"
HEADLINE = "丽泽：学校与民生先行"


@pytest.fixture
def speaker(office, page):
    return Reader(page, office[0], stays=True)


def adds(reader, words, number, name="", place="0"):
    """Take what is on the screen as a stop, and wait for the answer."""
    page = reader.page
    page.locator(".ft-add-head").click()
    if name:
        page.locator("#ft-add-name").fill(name)
    else:
        page.locator("#ft-add-place").select_option(place)
    page.locator("#ft-add-who").fill("王小明")
    page.locator(".ft-add button[type=submit]").click()
    key = "replaced" if place != "0" else "added"
    expect(page.locator(".ft-add-said")).to_have_text(words(f"capture.{key}", name=NAME, n=number))
    expect(page.locator(".ft-add button[type=submit]")).to_be_focused()
    page.wait_for_function(AT_REST)
    page.keyboard.press("Escape")


def edits(reader):
    """Go to where stories are edited, as a reader does."""
    reader.page.locator(".ft-top a[data-page=present]").last.click()
    reader.page.locator(".ft-story-edit").click()
    reader.page.locator(".st-key-server [data-testid=stRadio]").wait_for()
    reader.page.wait_for_function(AT_REST)


def does(reader, words, key):
    reader.page.get_by_role("button", name=words(f"story.{key}")).click()
    reader.page.wait_for_function(AT_REST)


def heads(reader):
    return reader.page.locator(".st-key-server [role=radiogroup] label")


def signs(reader, words, deed, label, done):
    form = reader.page.locator(".stForm").filter(has=reader.page.locator(f"[class*='st-key-reason-{deed}']"))
    form.wait_for()
    reader.page.wait_for_function(AT_REST)  # what is typed while the page is drawn would be lost
    form.get_by_label(words("applying.who")).fill("王小明")
    form.get_by_label(words("applying.reason")).fill("会前")
    reader.page.wait_for_function(AT_REST)
    form.get_by_role("button", name=label).click()
    reader.page.get_by_text(done).wait_for()
    reader.page.wait_for_function(AT_REST)


def two_screens(speaker, words, store):
    """Two screens of different pages become stops; the map of the page stays the one it was."""
    page = speaker.open("overview", clusters="lize").page
    page.evaluate(f"document.querySelector(\"{FRAME}\").contentWindow.mark = 'the same'")
    adds(speaker, words, 1, NAME)
    speaker.go("schools")
    speaker.press("lize")  # all clusters again
    speaker.drag((-60, -40))
    at = speaker.view["view"]["at"]
    adds(speaker, words, 2)
    assert page.evaluate(f'document.querySelector("{FRAME}").contentWindow.mark') == "the same"
    assert [(stop.clusters, stop.at) for stop in store.stories()[0].story.stop] == [(("lize",), ""), ((), at)]


def edited(speaker, words, store):
    """Another order, another headline."""
    page, first, second = speaker.page, store.stories()[0].story.stop[0].headline.zh, words("page.schools.title")
    edits(speaker)
    expect(heads(speaker)).to_contain_text([first, second])
    does(speaker, words, "down")
    expect(heads(speaker)).to_contain_text([second, first])
    for pressed, instead in (("hide", "show"), ("show", "hide")):  # the other button takes its place, and the focus
        page.locator(f".st-key-w-stop-{pressed} button").press("Enter")
        expect(page.locator(f".st-key-w-stop-{instead} button")).to_be_focused()
    page.wait_for_function(AT_REST)  # as in `signs`
    line = page.get_by_label(words("story.field", field=words("story.headline"), lang=words("story.lang-zh")))
    line.fill(HEADLINE)
    line.press("Enter")
    expect(heads(speaker).nth(1)).to_contain_text(HEADLINE)
    signs(speaker, words, "story-", words("story.keep"), words("story.kept", name=NAME))
    expect(page.locator(".ft-done")).to_be_focused()
    assert [stop.headline.zh for stop in store.stories()[0].story.stop] == [second, HEADLINE]


def spoken(speaker, kept):
    """As a talk, with the speaker's window beside it; the map lies where it lay when it was taken."""
    page = speaker.page
    page.locator(".st-key-server a.ft-way[data-story]").click()
    page.wait_for_function("ftView().page === 'present' && ftView().view.story !== ''")
    speaker.settle()
    page.keyboard.press("Home")
    stands_at(page, 1)
    lon, lat, zoom = map(float, kept.stop[0].at.split(","))
    near = "([lon, lat]) => Math.hypot(ft.map.getCenter().lng - lon, ft.map.getCenter().lat - lat) < 0.001"
    speaker.map.wait_for_function(near, arg=[lon, lat])
    assert speaker.map.evaluate("ft.map.getZoom()") == pytest.approx(zoom, abs=0.05)
    window = speaks(page)
    expect(window.locator(".ft-speaker-next .ft-speaker-headline")).to_have_text(HEADLINE)
    window.keyboard.press("PageDown")
    stands_at(page, 2)
    expect(window.locator(".ft-speaker-now .ft-speaker-headline")).to_have_text(HEADLINE)
    window.close()
    page.keyboard.press("Escape")


def slides(speaker, kept):
    """Exported as slides, one a stop, in its order."""
    page, wanted = speaker.page, [stop.headline.zh for stop in kept.stop]
    page.locator(f".ft-story[data-value='{kept.id}']").click()
    with page.expect_download() as taken:
        page.locator(".ft-files [data-form=pptx]").click()
    deck = Presentation(io.BytesIO(taken.value.path().read_bytes()))
    titles = [re.sub(r"\s", "", slide.shapes.title.text) for slide in deck.slides if slide.shapes.title]
    assert [one for one in titles if one in wanted] == wanted
    assert NAME in taken.value.suggested_filename


def carried(speaker, words):
    """The story as one file."""
    edits(speaker)
    with speaker.page.expect_download() as taken:
        does(speaker, words, "download")
    return taken.value.path().read_bytes()


def deleted_and_back(speaker, words, store):
    """Deleted, and the deletion taken back."""
    unfolds(speaker, words("story.remove"))
    signs(speaker, words, "remove-", words("story.remove"), words("story.removed", name=NAME))
    assert store.stories() == ()
    speaker.go("history")
    unfolds(speaker, words("history.undo-story"))
    signs(
        speaker, words, "undo-story-", words("history.undo", n=4), re.compile(re.escape(words("history.undoes", n=4)))
    )


def unfolds(speaker, label):
    speaker.page.locator(".st-key-server details", has_text=label).locator("summary").click()
    speaker.page.wait_for_function(AT_REST)


def opened(speaker, words, content):
    """The file again: shown from this window, and not kept."""
    page = speaker.page
    edits(speaker)
    unfolds(speaker, words("story.another"))
    file = {"name": "汇报.json", "mimeType": "application/json", "buffer": content}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(file)
    page.get_by_text(words("story.draft-new")).wait_for()
    expect(heads(speaker)).to_contain_text([words("page.schools.title"), HEADLINE])
    page.locator(".ft-top a[data-page=present]").last.click()
    expect(page.locator(".ft-story", has_text=NAME)).to_have_count(2)


def test_a_story_is_made_presented_exported_carried_deleted_and_opened_again(speaker, office, atlas):
    words, store = atlas.words["zh"], office[1]
    two_screens(speaker, words, store)
    edited(speaker, words, store)
    kept = store.stories()[0].story
    spoken(speaker, kept)
    slides(speaker, kept)
    content = carried(speaker, words)
    assert json.loads(content)["story"]["id"] == kept.id
    deleted_and_back(speaker, words, store)
    assert [one.story for one in store.stories()] == [kept]
    opened(speaker, words, content)
    assert len(store.stories()) == 1
