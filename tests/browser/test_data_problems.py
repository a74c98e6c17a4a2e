"""Data with a problem: a page that says in both languages where it is, what it is and how to fix it."""

import shutil

import pytest
from playwright.sync_api import expect

from fengtai_map.i18n import LANGUAGES
from tests.browser.reader import Reader


@pytest.fixture
def faulty(data, tmp_path):
    """A copy of the data in which one key of one fact is misspelt."""
    copy = shutil.copytree(data, tmp_path / "data")
    facts = next(copy.glob("release/*/facts.toml"))
    facts.write_text(facts.read_text(encoding="utf-8").replace("topic =", "topc =", 1), encoding="utf-8")
    return copy


def test_a_problem_is_shown_with_file_place_and_fix_and_fixed_data_by_itself(page, serve, faulty, data, atlas):
    reader = Reader(page, serve(faulty))
    page.goto(reader.address)
    said_in_both_languages(page, atlas, "zh")
    page.goto(reader.url("hubs", clusters="lize", lang="en"))
    said_in_both_languages(page, atlas, "en")
    mended_data_is_shown_as_the_link_asked(reader, faulty, data)


def said_in_both_languages(page, atlas, lang):
    """The reader's own language comes first."""
    tables = page.locator(".ft-table")
    expect(page.get_by_role("heading", name=atlas.words[lang]("problems.title"))).to_be_visible()
    expect(tables).to_have_count(len(LANGUAGES))
    for table, one in zip(tables.all(), sorted(LANGUAGES, key=lambda one: one != lang), strict=True):
        words = atlas.words[one]
        expect(page.get_by_role("heading", name=words("problems.title"))).to_be_visible()
        expect(table).to_contain_text(f"facts.toml {atlas.facts[0].id}")
        expect(table).to_contain_text(words("problem.key-unknown.what", key="topc"))
        expect(table).to_contain_text(words("problem.key-unknown.fix", near="topic"))
        expect(table).to_contain_text(words("problem.key-missing.what", key="topic"))
    expect(page.locator(".stException")).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()


def mended_data_is_shown_as_the_link_asked(reader, faulty, data):
    page = reader.page
    shutil.copytree(data, faulty, dirs_exist_ok=True)
    reader.settle()
    expect(page.locator(".ft-table")).to_have_count(0)
    assert (reader.view["page"], reader.view["view"]["clusters"], reader.state()["lang"]) == ("hubs", ["lize"], "en")
