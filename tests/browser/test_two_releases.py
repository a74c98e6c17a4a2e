"""Two releases in the browser: the comparison when there are two, plain words when there is one."""

from playwright.sync_api import expect

from tests.browser.reader import Reader
from tests.raw import FACTS, RELEASE


def test_two_releases_are_compared_filtered_and_their_quotes_opened(page, serve, next_release, later):
    words = later.words["zh"]
    reader = Reader(page, serve(next_release)).open("releases")
    row = page.locator("[data-change=two-zones-cases]")
    expect(row).to_contain_text("+6 个")
    expect(row).to_contain_text("+75.0%")
    row.locator("summary").click()
    expect(row.locator("q")).to_have_text(["等8个“两区”创新实践案例", "14个案例"])
    expect(page.locator(".ft-editions")).to_have_count(7)
    page.locator(".st-key-w-change button").filter(has_text=words("change.fell")).click()
    expect(page.locator(".ft-editions")).to_have_count(1)
    expect(page.locator("[data-change=new-large-enterprises]")).to_contain_text("−87 户")
    assert reader.query == {"change": "fell"}
    assert len(reader.state()["shown"]) > 0


def test_one_release_says_so_and_shows_what_it_holds(reader, atlas):
    reader.open("releases", lang="en")
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text(atlas.words["en"]("editions.alone"))
    card = reader.page.locator("[class*=st-key-panel-] .ft-card")
    expect(card).to_contain_text(atlas.release.title.en)
    expect(card).to_contain_text(str(len(FACTS)))
    assert atlas.release.id == RELEASE.name
