"""Data with a fault: a page that says in both languages where it is, what it is and how to mend it."""

import shutil

import pytest
from playwright.sync_api import expect

from fengtai_map.text import LANGUAGES
from tests.browser.reader import Reader


@pytest.fixture
def faulty(data, tmp_path):
    """A copy of the data in which one key of one fact is misspelt."""
    copy = shutil.copytree(data, tmp_path / "data")
    facts = next(copy.glob("release/*/facts.toml"))
    facts.write_text(facts.read_text(encoding="utf-8").replace("topic =", "topc =", 1), encoding="utf-8")
    return copy


@pytest.fixture
def faulty_address(serve, faulty):
    return serve(faulty)


@pytest.mark.parametrize(("asked", "lang"), [("", "zh"), ("clusters?lang=en", "en")])
def test_a_fault_is_shown_with_file_place_and_mend_the_readers_language_first(page, faulty_address, atlas, asked, lang):
    page.goto(f"{faulty_address}/{asked}")
    tables = page.locator(".ft-table")
    expect(tables).to_have_count(len(LANGUAGES))
    for table, one in zip(tables.all(), sorted(LANGUAGES, key=lambda one: one != lang), strict=True):
        words = atlas.words[one]
        expect(page.get_by_role("heading", name=words("fault.title"))).to_be_visible()
        expect(table).to_contain_text(f"facts.toml {atlas.facts[0].id}")
        expect(table).to_contain_text(words("problem.key-unknown.what", key="topc"))
        expect(table).to_contain_text(words("problem.key-unknown.mend", near="topic"))
        expect(table).to_contain_text(words("problem.key-missing.what", key="topic"))
    expect(page.locator(".stException")).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()


def test_mended_data_is_shown_by_itself_as_the_link_asked(page, serve, faulty, data):
    reader = Reader(page, serve(faulty))
    page.goto(reader.url("hubs", clusters="lize", lang="en"))
    expect(page.locator(".ft-table").first).to_be_visible()
    shutil.copytree(data, faulty, dirs_exist_ok=True)
    reader.settle()
    expect(page.locator(".ft-table")).to_have_count(0)
    assert (reader.view["page"], reader.view["view"]["clusters"], reader.state()["lang"]) == ("hubs", ["lize"], "en")
