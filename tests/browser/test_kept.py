"""What a reader has unfolded and sorted is as it was after another page and in another language."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import back


@pytest.fixture
def comings_and_goings(reader):
    """Ways to leave a page and come back to it; each ends on the page, in Chinese."""

    def there_and_back(name):
        reader.go("timeline")
        reader.go(name)

    def step_back(name):
        reader.go("timeline")
        back(reader.page)
        reader.page.wait_for_function("name => ftView().page === name", arg=name)

    def in_english(_name):
        reader.speak("en")
        reader.speak("zh")

    return there_and_back, step_back, in_english


def test_a_table_keeps_its_order(reader, comings_and_goings):
    reader.open("hubs")
    usual = reader.rows()
    head = reader.panel(".ft-sorted [data-column=name]")
    head.click()
    head.click()
    turned = reader.rows()
    assert turned != usual
    for leave in comings_and_goings:
        leave("hubs")
        assert reader.rows() == turned
        expect(reader.panel(".ft-sorted th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    reader.go("schools")  # whose columns are others
    expect(reader.panel(".ft-sorted th[aria-sort]")).to_have_count(0)


def test_quotes_stay_open_on_their_page_only(reader, atlas, comings_and_goings):
    one, other = [fact for fact in atlas.facts if fact.listed][:2]
    reader.open("figures")
    quotes = {fact.id: reader.panel(f".ft-figures details[data-fact={fact.id}]") for fact in (one, other)}
    for leave in comings_and_goings:
        quotes[one.id].locator("summary").click()
        leave("figures")
        expect(quotes[one.id].locator("blockquote")).to_contain_text(one.quote)
        expect(quotes[other.id].locator("blockquote:visible")).to_have_count(0)
        quotes[one.id].locator("summary").click()  # who folds it finds it folded
        leave("figures")
        expect(quotes[one.id].locator("blockquote:visible")).to_have_count(0)


def test_what_is_unfolded_in_something_unfolded_stays_too(reader):
    reader.open("timeline")
    outer = reader.panel(".ft-fold-list").first
    outer.locator("summary").first.click()
    inner = outer.locator("details[data-entry] >> visible=true").first
    name = inner.get_attribute("data-entry")
    inner.locator("summary").click()
    reader.go("hubs")
    reader.go("timeline")
    expect(outer.locator(f"details[data-entry={name}] blockquote")).to_be_visible()


def test_a_key_figure_of_the_district_stays_open(reader, comings_and_goings):
    reader.open()
    cell = reader.panel(".ft-cell[aria-controls]").nth(2)
    cell.click()
    for leave in comings_and_goings:
        leave("overview")
        expect(cell).to_have_attribute("aria-expanded", "true")
        expect(reader.panel(".ft-behind >> visible=true")).to_have_count(1)


TAKEN = """frame => {
    const inside = frame.contentWindow;
    frame.remove();
    return inside.parent === window;
}"""


def test_a_map_that_is_taken_away_still_has_somebody_to_talk_to(reader):
    reader.open()
    assert reader.page.locator("iframe[src*='st_folium']").element_handle().evaluate(TAKEN)
