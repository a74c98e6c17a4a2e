"""Sharing: the copied link and the code open exactly this view; a frame of another page keeps map and panel."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import WRITTEN, back

LOADED = "image => image.complete && image.naturalWidth"


def opened(reader, atlas):
    """The sheet of the menu that shares."""
    reader.page.locator(".ft-top summary").filter(has_text=atlas.words["zh"]("share.title")).click()
    return reader.page.locator(".ft-sheet:has(.ft-link)")


@pytest.mark.reads
def test_the_copied_link_opens_the_same_view(reader, atlas, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=reader.address)
    words = atlas.words["zh"]
    reader.open("clusters", clusters="lize,hexi", selected="lize", without="planned")
    reader.drag((40, 20))
    page.wait_for_function("ftView().view.at !== ''")
    sheet = opened(reader, atlas)
    copy = sheet.get_by_role("button")
    expect(copy).to_have_text(words("share.copy"))
    copy.click()
    expect(copy).to_have_text(words("share.done"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == sheet.locator(".ft-link").input_value() == reader.wait(WRITTEN).json_value()
    code = sheet.get_by_alt_text(words("share.code"))
    expect(code).to_be_visible()
    assert code.evaluate(LOADED) > 100
    expect(sheet).to_contain_text(words("share.here-only"))
    query, state = reader.query, reader.state()
    page.goto(copied)
    reader.settle()
    assert reader.query == query
    again = reader.state()
    for name in ("zoom", "centre", "labels"):  # the link keeps the centre to a metre
        state.pop(name), again.pop(name)
    assert again == state


@pytest.mark.reads
def test_its_sheet_closes_where_the_map_is_pressed_and_where_the_link_is_no_more_that_of_the_view(reader, atlas, page):
    reader.open()
    sheet = opened(reader, atlas)
    expect(sheet).to_be_visible()
    reader.click(*reader.ground())
    expect(sheet).to_be_hidden()
    reader.press("lize")
    sheet = opened(reader, atlas)
    expect(sheet.locator(".ft-link")).to_have_value(reader.url(clusters="lize"))
    sheet.locator(".ft-link").focus()
    back(page)
    expect(sheet).to_be_hidden()
    expect(page.locator(".ft-top summary").filter(has_text=atlas.words["zh"]("share.title"))).to_be_focused()


@pytest.mark.reads
def test_without_a_clipboard_the_link_is_copied_by_selection(reader, atlas, page):
    page.context.grant_permissions(["clipboard-read"], origin=reader.address)
    page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error('kept back'))")
    reader.open(clusters="lize")
    sheet = opened(reader, atlas)
    copy = sheet.get_by_role("button")
    copy.click()
    expect(copy).to_have_text(atlas.words["zh"]("share.done"))
    assert page.evaluate("navigator.clipboard.readText()") == sheet.locator(".ft-link").input_value()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def test_a_frame_of_another_page_keeps_the_map_and_the_panel(reader, page):
    reader.open("hubs", clusters="lize", embed="true")
    for gone in (".ft-top", ".ft-filter", ".ft-below", ".ft-warnings .ft-notice"):
        expect(page.locator(gone).locator("visible=true")).to_have_count(0)
    box = page.locator("iframe[src*='st_folium']").bounding_box()
    assert box["y"] < 30
    assert box["height"] > 700
    reader.click(*reader.where("lize-city-air-terminal"))
    reader.selects("lize-city-air-terminal")
    expect(page.locator(".ft-card[data-id=lize-city-air-terminal]")).to_be_visible()
    assert reader.query == {"clusters": "lize", "selected": "lize-city-air-terminal", "embed": "true"}
