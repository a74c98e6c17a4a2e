"""Data with a fault: a page that says in both languages where it is, what it is and how to mend it."""

import shutil

import pytest
from playwright.sync_api import expect

from fengtai_map.text import LANGUAGES


@pytest.fixture
def faulty(data, tmp_path):
    """A copy of the data in which one key of one fact is misspelt."""
    copy = shutil.copytree(data, tmp_path / "data")
    facts = next(copy.glob("release/*/facts.toml"))
    facts.write_text(facts.read_text(encoding="utf-8").replace("period =", "perod =", 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize("name", ["", "clusters"])
def test_a_fault_is_shown_with_file_place_and_mend_in_both_languages(page, serve, faulty, atlas, name):
    page.goto(f"{serve(faulty)}/{name}")
    tables = page.locator(".ft-table")
    expect(tables).to_have_count(len(LANGUAGES))
    for table, lang in zip(tables.all(), LANGUAGES, strict=True):
        words = atlas.words[lang]
        expect(page.get_by_role("heading", name=words("fault.title"))).to_be_visible()
        expect(table).to_contain_text(f"facts.toml {atlas.facts[0].id}")
        expect(table).to_contain_text(words("problem.key-unknown.what", key="perod"))
        expect(table).to_contain_text(words("problem.key-unknown.mend", near="period"))
        expect(table).to_contain_text(words("problem.key-missing.what", key="period"))
    expect(page.locator(".stException")).to_have_count(0)
    assert "Traceback" not in page.locator("body").inner_text()


def test_mended_data_is_shown_at_the_next_visit(page, serve, faulty, data):
    address = serve(faulty)
    page.goto(address)
    expect(page.locator(".ft-table").first).to_be_visible()
    shutil.copytree(data, faulty, dirs_exist_ok=True)
    page.reload()
    expect(page.locator(".ft-headline h1")).to_be_visible()
