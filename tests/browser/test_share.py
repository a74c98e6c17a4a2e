"""Sharing: the copied link and the code open exactly this view; a frame of another page keeps map and panel."""

from playwright.sync_api import expect

from tests.browser.reader import AT_REST, Reader

EMBEDDED = {"embed": "true"}


def test_the_copied_link_opens_the_same_view(reader, atlas, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=reader.address)
    words = atlas.words["zh"]
    reader.open("clusters", clusters="lize,hexi", selected="lize", without="planned")
    page.get_by_role("button", name=words("share.title")).click()
    frame = page.frame_locator("iframe[src*='ui.share.copy']")
    frame.get_by_role("button", name=words("share.copy")).click()
    expect(frame.get_by_role("button")).to_have_text(words("share.done"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".ft-share code").first.inner_text()
    expect(page.locator(".ft-share img")).to_have_js_property("complete", value=True)
    assert page.locator(".ft-share img").evaluate("image => image.naturalWidth") > 100
    expect(page.locator(".ft-share")).to_contain_text(words("share.here-only"))
    query, state = reader.query, reader.state()
    other = Reader(page, reader.address)
    page.goto(copied)
    other.settle()
    assert other.query == query
    assert other.state() == state


def test_without_a_clipboard_the_link_is_copied_by_selection(reader, atlas, page):
    page.context.grant_permissions(["clipboard-read"], origin=reader.address)
    page.add_init_script("Clipboard.prototype.writeText = () => Promise.reject(new Error('kept back'))")
    words = atlas.words["zh"]
    reader.open(clusters="lize")
    page.get_by_role("button", name=words("share.title")).click()
    button = page.frame_locator("iframe[src*='ui.share.copy']").get_by_role("button")
    button.click()
    expect(button).to_have_text(words("share.done"))
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".ft-share code").first.inner_text()


def test_a_frame_of_another_page_keeps_the_map_and_the_panel(reader, page):
    reader.open("hubs", clusters="lize", **EMBEDDED)
    for gone in ("[data-testid=stSidebar]", ".ft-headline", "[data-testid=stTopNavLink]", "[data-testid=stDataFrame]"):
        expect(page.locator(gone).locator("visible=true")).to_have_count(0)
    box = page.locator("iframe[src*='st_folium']").bounding_box()
    assert box["y"] < 30
    assert box["height"] > 700
    reader.click(*reader.where("lize-city-air-terminal"))
    reader.until("state.selected === value", "lize-city-air-terminal")
    expect(page.locator(".st-key-selection h3").first).to_be_visible()
    page.wait_for_function(AT_REST)
    assert reader.query == {"embed": "true", "clusters": "lize", "selected": "lize-city-air-terminal"}
