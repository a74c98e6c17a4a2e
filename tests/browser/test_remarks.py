"""Remarks of a talk, as a person makes them: R, a click, a text; listed, changed, exported, still there tomorrow."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import expect

from fengtai_map.export import formats
from fengtai_map.export.html.page import page as handed
from tests.browser.reader import reload

pytestmark = pytest.mark.reads

FILE = "talk.html"


@pytest.fixture
def talk(reader):
    """A talk at its second stop in a browser that has no remarks, before and after: other tests share it."""
    reader.open("present", story="district", stop=2)
    yield reader.page
    reader.page.evaluate("localStorage.removeItem('ft-remarks')")


def kept(page):
    return page.evaluate("JSON.parse(localStorage.getItem('ft-remarks') || '[]')")


def types(page, text):
    """Write into the field, which opens by itself, and keep it."""
    field = page.locator(".ft-remarking input")
    expect(field).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator(".ft-remarking")).to_be_hidden()


def stands_at(page, stop):
    page.wait_for_function("stop => ftView().view.stop === stop", arg=stop)


def test_a_click_pins_a_remark_whose_keys_turn_nothing_and_which_stays_at_its_stop(reader, talk):
    talk.keyboard.press("r")
    expect(talk.locator(".ft-remarking")).to_be_visible()
    reader.map.wait_for_function("() => document.querySelector('#map_div').classList.contains('ft-pinning')")
    reader.click(*reader.ground("hexi"))
    types(talk, "n 2 g ? end")
    reader.until("state.pins.join() === '1'")
    assert reader.view["view"]["stop"] == 2
    [remark] = kept(talk)
    assert (remark["text"], remark["stop"], remark["cluster"], remark["place"]) == ("n 2 g ? end", 2, "hexi", "")
    talk.keyboard.press("PageDown")
    reader.until("state.pins.length === 0")
    talk.keyboard.press("PageUp")
    reader.until("state.pins.join() === '1'")


def test_a_place_gives_its_name_a_figure_too_and_enter_at_once_means_the_slide(reader, talk, atlas):
    name = reader.alone(reader.state()["shown"])
    talk.keyboard.press("r")
    reader.click(*reader.where(name))
    types(talk, "one")
    talk.keyboard.press("End")
    story = next(one for one in atlas.stories if one.id == "district")
    number = next(n for n, stop in enumerate(story.stop, 1) if stop.figures and not stop.hidden)
    for key in (*str(number), "Enter"):
        talk.keyboard.press(key)
    stands_at(talk, number)
    talk.keyboard.press("r")
    talk.locator(".ft-stop-figure[data-fact]").first.click()
    types(talk, "two")
    expect(talk.locator(".ft-stop details[open]")).to_have_count(0)
    talk.keyboard.press("r")
    talk.keyboard.press("Enter")
    types(talk, "three")
    stands_at(talk, number)
    listed = [(one["text"], one["place"], one["at"] is not None) for one in kept(talk)]
    fact = talk.locator(".ft-stop-figure[data-fact]").first.get_attribute("data-fact")
    assert listed == [
        ("one", atlas.index[name].name.zh, True),
        ("two", atlas.index[fact].label.zh, False),
        ("three", "", False),
    ]


def test_escape_drops_a_remark_and_does_not_leave_and_a_turn_puts_it_down(talk):
    talk.keyboard.press("r")
    talk.keyboard.press("Enter")
    talk.keyboard.type("not kept")
    talk.keyboard.press("Escape")
    expect(talk.locator(".ft-remarking")).to_be_hidden()
    talk.keyboard.press("r")
    talk.keyboard.press("PageDown")
    stands_at(talk, 3)
    expect(talk.locator(".ft-remarking")).to_be_hidden()
    assert kept(talk) == []


def test_the_list_is_changed_and_exported_and_outlives_the_talk_and_a_reload(reader, talk, atlas):
    sent = []

    def hear(frame):
        sent.append(frame)

    talk.on("websocket", lambda socket: socket.on("framesent", hear))
    reload(talk)
    reader.settle()
    for text in ("first words", "second words"):
        talk.keyboard.press("r")
        talk.keyboard.press("Enter")
        types(talk, text)
    talk.keyboard.press("m")
    over = talk.locator(".ft-over.remarks")
    expect(over.locator(".ft-remark-text")).to_have_text(["first words", "second words"])
    over.locator("[data-deed=edit]").first.click()
    field = over.locator("input")
    field.fill("first, mended")
    field.press("Enter")
    expect(over.locator(".ft-remark-text")).to_have_text(["first, mended", "second words"])
    expect(over.locator("[data-deed=edit]").first).to_be_focused()
    talk.keyboard.press("Escape")
    talk.keyboard.press("Escape")
    talk.wait_for_function("() => ftView().view.stop === 0")
    reader.settle()
    assert sent
    assert not any(b"words" in (frame if isinstance(frame, bytes) else frame.encode()) for frame in sent)
    listed = reader.panel("#ft-remarks .ft-remark-text")
    expect(listed).to_have_text(["first, mended", "second words"])
    rows = [one.split() for one in ("first, mended", "second words")]
    with talk.expect_download() as made:
        reader.panel("#ft-remarks [data-deed=docx]").click()
    document = Document(BytesIO(Path(made.value.path()).read_bytes()))
    assert [row.cells[5].text.split() for row in document.tables[0].rows][1:] == rows
    assert made.value.suggested_filename.startswith("fengtai-会议批注记录-")
    with talk.expect_download() as made:
        reader.panel("#ft-remarks [data-deed=xlsx]").click()
    book = openpyxl.load_workbook(BytesIO(Path(made.value.path()).read_bytes()))
    assert [row[5].value.split() for row in book.worksheets[0].rows][1:] == rows
    reload(talk)
    reader.settle()
    expect(listed).to_have_text(["first, mended", "second words"])
    reader.speak("en")
    headline = next(one for one in atlas.stories if one.id == "district").stop[1].headline.en
    expect(reader.panel("#ft-remarks .ft-remark-about").first).to_contain_text(headline)
    reader.panel("#ft-remarks [data-deed=delete-all]").click()
    reader.panel("#ft-remarks [data-deed=no]").click()
    expect(listed).to_have_count(2)
    reader.panel("#ft-remarks [data-deed=delete-all]").click()
    reader.panel("#ft-remarks [data-deed=yes]").click()
    expect(listed).to_have_count(0)
    assert kept(talk) == []


def test_a_file_without_a_server_keeps_them_and_writes_a_table(chromium, tmp_path, atlas):
    story = next(one for one in atlas.stories if one.id == "district")
    file = tmp_path / FILE
    file.write_bytes(handed(atlas, formats.of_story(atlas, story, "zh"), "2026-11-26", "zh"))
    page = chromium.new_context(reduced_motion="reduce", offline=True).new_page()
    page.goto(f"{file.as_uri()}#present?story=district&stop=2")
    page.wait_for_function("() => window.ftView && ftState().ready")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    types(page, "=1+1")
    reload(page)
    page.wait_for_function("() => window.ftView && ftState().ready")
    page.keyboard.press("m")
    expect(page.locator(".ft-over.remarks .ft-remark-text")).to_have_text(["=1+1"])
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    with page.expect_download() as made:
        page.locator("#ft-remarks [data-deed=csv]").click()
    text = Path(made.value.path()).read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    assert made.value.suggested_filename.endswith(".csv")
    page.context.close()


def test_the_speaker_sees_the_remarks_of_the_stop(talk):
    talk.keyboard.press("r")
    talk.keyboard.press("Enter")
    types(talk, "ask about this")
    with talk.expect_popup() as opened:
        talk.keyboard.press("s")
    expect(opened.value.locator(".ft-speaker-remarks")).to_contain_text("ask about this")
    talk.keyboard.press("PageDown")
    expect(opened.value.locator(".ft-speaker-remarks p")).to_have_count(0)
