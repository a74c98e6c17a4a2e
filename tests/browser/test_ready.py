"""Before the meeting, and after it: the light, and the exported files."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from fengtai_map.clock import today
from fengtai_map.export.formats import FORMS
from tests.browser.reader import FRAME

pytestmark = pytest.mark.reads

LIGHT = ".ft-check .ft-light[data-light={}]"


def test_the_light_is_green_where_all_is_ready(reader, atlas):
    reader.page.goto(reader.url("ready"))  # a page checks once what it has asked for since its load
    found = reader.page.locator(".ft-findings li")
    for lang in ("zh", "en"):
        words = atlas.words[lang]
        expect(reader.page.locator(LIGHT.format("green"))).to_have_text(words("ready.green", n=0))
        expect(found).to_have_count(7)
        names = ("data", "files", "exports", "network", "glyphs", "screen", "browser")
        assert found.locator("b").all_inner_texts() == [words(f"ready.{name}") for name in names]
        assert found.evaluate_all("all => all.map(one => one.dataset.good)") == ["true"] * 7
        expect(found.first).to_contain_text(str(len(atlas.facts)))
        reader.speak("en")


@pytest.mark.parametrize("reads", [False])
def test_a_small_screen_is_named_with_its_fix(page, dashboard, atlas):
    words = atlas.words["zh"]
    page.set_viewport_size({"width": 1000, "height": 600})  # of the screen as well
    page.goto(f"{dashboard}/ready")
    expect(page.locator(LIGHT.format("fix"))).to_have_text(words("ready.fix", n=1))
    said = words("ready.screen-bad", width=1000, height=600, least="1280×720")
    expect(page.locator("[data-finding=screen][data-good=false]")).to_contain_text(said)
    page.set_viewport_size({"width": 1920, "height": 1080})  # the window is moved to the projector
    expect(page.locator("[data-finding=screen][data-good=true]")).to_contain_text("1920×1080")
    expect(page.locator(LIGHT.format("green"))).to_be_visible()


@pytest.mark.parametrize("form", ["xlsx", "pptx"])
def test_what_the_page_shows_is_exported(reader, form):
    reader.open("overview", clusters="hedong")
    reader.press("hedong", "lize")  # the file is of what is shown now, however late the server hears of it
    with reader.page.expect_download() as taken:
        take(reader, form)
    file = taken.value.path().read_bytes()
    assert taken.value.suggested_filename == f"fengtai-总览-丽泽-zh-{today()}.{FORMS[form].suffix}"
    with ZipFile(BytesIO(file)) as parts:
        text = unescape("".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist()))
    assert "莲花池公园" in text
    assert "卢沟桥" not in text


def take(reader, form):
    reader.page.locator(".ft-top .ft-menu-head", has_text="导出").click()
    reader.page.locator(f".ft-top button[data-form={form}]").click()


def test_a_file_is_named_after_the_page_it_shows(reader):
    reader.open()
    reader.go("hubs")
    with reader.page.expect_download() as taken:
        take(reader, "csv")
    expect(reader.page.locator(".ft-top .ft-menu-head", has_text="导出")).to_be_focused()
    assert taken.value.suggested_filename == f"fengtai-交通枢纽-zh-{today()}.csv"
    assert "北京西站" in taken.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("reads", [False])
def test_the_map_is_as_large_and_as_near_after_an_export_as_before(reader):
    reader.open()
    frame = reader.page.locator(FRAME)
    whole = frame.bounding_box()
    with reader.page.expect_download():
        take(reader, "csv")
    assert frame.bounding_box() == whole
    for share in (0.3, 0.7):  # and nothing lies upon it
        point = [whole["x"] + whole["width"] / 2, whole["y"] + whole["height"] * share]
        assert reader.page.evaluate("point => document.elementFromPoint(...point).tagName", point) == "IFRAME"
    reader.page.emulate_media(media="print")
    inside = "frame => frame.parentElement.closest('.st-key-map').getBoundingClientRect().toJSON()"
    assert frame.evaluate(inside) == frame.evaluate("frame => frame.getBoundingClientRect().toJSON()")


def test_a_story_is_exported(reader):
    reader.open("present", story="short")
    with reader.page.expect_download() as taken:
        reader.panel(".ft-files button[data-form=pdf]").click()
    assert taken.value.suggested_filename == f"fengtai-五分钟简介-zh-{today()}.pdf"
    assert taken.value.path().read_bytes().startswith(b"%PDF")
