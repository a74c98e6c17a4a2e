"""Two releases in the browser: the comparison when there are two, plain words when there is one."""

import pytest
from playwright.sync_api import expect

from fengtai_map.content.figures import released
from tests.browser.reader import Reader
from tests.data_rows import FACTS, RELEASE


def test_two_releases_are_compared_filtered_and_their_quotes_opened(page, serve, next_release, later):
    words = later.words["zh"]
    reader = Reader(page, serve(next_release)).open()
    reader.go("releases")
    row = page.locator(".ft-result tr[data-fact=two-zones-cases]")
    expect(row).to_contain_text("+6个")
    expect(row).to_contain_text("+75.0%")
    row.locator("summary").click()
    expect(row.locator("blockquote")).to_have_text(["等8个“两区”创新实践案例", "14个案例"])
    expect(page.locator(".ft-result:visible")).to_have_count(page.locator(".ft-pill[data-change]:visible").count())
    expect(page.locator(".ft-schemes")).to_be_visible()
    fell = page.locator(".ft-pill[data-change=fell]")
    expect(fell).to_contain_text(words("change.fell"))
    fell.click()
    expect(page.locator(".ft-result:visible")).to_have_count(1)
    expect(page.locator(".ft-schemes")).to_be_hidden()
    expect(page.locator("tr[data-fact=new-large-enterprises]")).to_contain_text("−87户")
    assert reader.query == {"change": "fell"}
    assert len(reader.state()["shown"]) > 0


@pytest.mark.reads
def test_one_release_says_so_and_shows_what_it_holds(reader, atlas, page):
    reader.open("releases", lang="en")
    expect(page.locator(".ft-nav a[data-page=releases]")).to_have_count(0)
    expect(reader.panel(".ft-hint")).to_have_text(atlas.words["en"]("editions.alone"))
    expect(page.locator(".ft-panel")).to_contain_text(f"{atlas.release.title.en} · {released(atlas, 'en')}")
    names = page.locator(".ft-editions .ft-pairs dt")  # each in one line: there is room
    assert len({name.bounding_box()["height"] for name in names.all()}) == 1
    expect(page.locator(".ft-panel")).to_contain_text(str(sum(fact.get("listed", True) for fact in FACTS)))
    assert atlas.release.id == RELEASE.name
