"""使用说明: one press away on every page, found and searched in both languages, with and without a server."""

import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from fengtai_map import manual
from fengtai_map.cli import main
from tests.browser.reader import Reader
from tests.data_rows import ROOT


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    """The folder that goes on a stick."""
    folder = tmp_path_factory.mktemp("stick")
    assert main(["site", str(folder / "fengtai-map.html")]) == 0
    return folder


def opened(page):
    """The manual, which opens beside the page."""
    with page.context.expect_page() as other:
        page.locator(".ft-top .ft-help").click()
    other.value.wait_for_load_state()
    return other.value


def sections(guide):
    return guide.locator("section:visible").evaluate_all("all => all.map(one => one.id)")


def test_every_page_leads_to_the_manual_in_its_language(page, dashboard):
    reader = Reader(page, dashboard, stays=True)
    for name in ("overview", "figures", "own", "present"):
        reader.open(name, lang="en")
        assert (reader.view["page"], reader.view["view"]["lang"]) == (name, "en")
        guide = opened(page)
        assert guide.url == f"{dashboard}/help-en.html"
        assert guide.locator("html").get_attribute("lang") == "en"
    guide.get_by_role("link", name="中文").click()
    guide.wait_for_url(f"{dashboard}/help.html")
    expect(guide.locator("h1")).to_contain_text("使用说明")


def test_what_is_typed_leaves_the_sections_that_hold_it(page, dashboard):
    page.goto(f"{dashboard}/help.html")
    everything = [section["id"] for section in manual.sections()]
    assert sections(page) == everything
    page.get_by_role("searchbox").fill("拼音")
    assert sections(page) == ["find"]
    expect(page.get_by_role("status")).to_have_text("1 节")
    page.get_by_role("searchbox").fill("没有这个词")
    assert sections(page) == []
    expect(page.get_by_role("status")).to_have_text("没有找到")
    page.locator("nav a[href='#talk']").click()
    assert sections(page) == everything
    expect(page.locator("#talk")).to_be_in_viewport()


def test_everybody_can_use_it_and_nothing_of_it_is_missing(page, dashboard):
    for name in manual.NAMES.values():
        page.goto(f"{dashboard}/{name}")
        assert Axe().run(page).response["violations"] == []
        assert page.locator("img").evaluate_all("all => all.every(one => one.complete && one.naturalWidth > 400)")


def test_it_lies_beside_the_page_on_a_stick(page, carried, outside):
    page.goto((carried / "fengtai-map.html").as_uri())
    page.wait_for_function("() => window.ftView && window.ftState && ftState().ready")
    guide = opened(page)
    assert guide.url == (carried / "help.html").as_uri()
    guide.get_by_role("link", name="English").click()
    guide.wait_for_url((carried / "help-en.html").as_uri())
    guide.get_by_role("searchbox").fill("clicker")
    assert sections(guide) == ["talk"]
    outside[:] = [address for address in outside if not address.startswith(carried.as_uri())]


def test_it_is_printed_as_a_file_in_both_languages(carried):
    command = (sys.executable, "-m", "tools.paper", str(carried))
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert printed.stdout.split() == ["help.pdf", "help-en.pdf"]
    assert all((carried / name).with_suffix(".pdf").read_bytes()[:5] == b"%PDF-" for name in manual.NAMES.values())
