"""Before the meeting, and after it: the light, and the files that are handed over."""

from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from fengtai_map.export.forms import FORMS


def test_the_light_is_green_where_all_is_ready(reader):
    reader.open("ready")
    expect(reader.page.locator(".ft-light.green")).to_be_visible()
    assert reader.page.locator(".ft-list", has_text="检查结果").inner_text().count("✓") == 6


def test_a_small_screen_is_named_with_its_mend(chromium, dashboard):
    context = chromium.new_context(viewport={"width": 1000, "height": 600}, screen={"width": 1000, "height": 600})
    page = context.new_page()
    page.goto(f"{dashboard}/ready")
    expect(page.locator(".ft-light.mend")).to_be_visible()
    expect(page.locator(".ft-list", has_text="1000×600")).to_be_visible()
    context.close()


@pytest.mark.parametrize("form", ["xlsx", "pptx"])
def test_what_the_page_shows_is_handed_over(reader, form):
    reader.open("overview", clusters="lize")
    reader.page.get_by_role("button", name="导出本页").click()
    with reader.page.expect_download() as taken:
        reader.page.locator(f".st-key-take-{form} button").click()
    file = taken.value.path().read_bytes()
    assert taken.value.suggested_filename == f"fengtai-overview.{FORMS[form].suffix}"
    with ZipFile(BytesIO(file)) as parts:
        text = unescape("".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist()))
    assert "莲花池公园" in text
    assert "卢沟桥" not in text


def test_a_story_is_handed_over_with_its_progress(reader):
    reader.open("present", story="short")
    reader.page.locator(".st-key-make-pdf button").click()
    take = reader.page.locator(".st-key-story-pdf button")
    expect(take).to_contain_text("fengtai-short.pdf")
    with reader.page.expect_download() as taken:
        take.click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")
