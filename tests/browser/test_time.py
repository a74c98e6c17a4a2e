"""Time and status: what exists is told apart from what is promised, and one switch shows only what exists."""

from playwright.sync_api import expect

from tests import raw

TO_COME = {"target", "planned", "under-construction"}
MARKS = """all => all.map(mark => {
    const { borderStyle, borderRadius, transform, backgroundImage, backgroundColor } = getComputedStyle(mark);
    return [borderStyle, borderRadius, transform, backgroundImage, backgroundColor].join();
})"""


def shown(reader):
    """The ids of the figures of the panel."""
    figures = reader.page.locator("[class*=st-key-panel] details[data-fact]")
    return sorted(figures.evaluate_all("all => all.map(one => one.dataset.fact)"))


def test_the_switch_leaves_only_what_exists_on_map_and_panel(reader, atlas):
    reader.open("figures")
    assert len(shown(reader)) == len(raw.FACTS)
    reader.page.locator(".st-key-w-built label").first.click()
    state = reader.until("!state.shown.includes('lize-city-air-terminal')")
    built = [
        row["id"] for row in raw.PLACES + raw.STATIONS if row["properties"].get("status", "existing") == "existing"
    ]
    nowhere = {row["id"] for row in raw.PLACES if row["geometry"] is None}
    assert sorted(state["shown"]) == sorted(set(built) - nowhere)
    reported = sorted(row["id"] for row in raw.FACTS if row["status"] == "reported")
    line = atlas.words["zh"]("figure.shown", n=len(reported), total=len(raw.FACTS))
    expect(reader.page.get_by_text(line)).to_be_visible()
    assert shown(reader) == reported
    reader.page.locator(".st-key-w-built label").first.click()
    reader.until("state.shown.includes('lize-city-air-terminal')")
    assert reader.query == {}


def test_each_status_has_a_shape_and_a_word_of_its_own(reader, atlas):
    reader.open("figures")
    looks = {}
    for status in {row["status"] for row in raw.FACTS}:
        marks = reader.page.locator(f"summary .ft-status.{status}")
        looks[status] = set(marks.evaluate_all(MARKS))
        word = atlas.words["zh"](f"status.{status}")
        assert all(word in text for text in marks.locator("xpath=..").all_inner_texts())
    assert all(len(look) == 1 for look in looks.values())
    assert len(set.union(*looks.values())) == len(looks)


def test_the_timeline_names_every_year_with_what_is_promised_by_it(reader, atlas):
    reader.open("timeline")
    words = atlas.words["zh"]
    years = {
        (row.get("period") or "").split("/")[-1]
        for row in (*raw.FACTS, *raw.ENTRIES)
        if row.get("status") in TO_COME and len((row.get("period") or "").split("/")[-1]) == 4
    }
    for year in years:
        expect(reader.page.get_by_text(words("timeline.by", year=year))).to_be_visible()
    axis = reader.page.locator(".ft-axis-marks i:not(.released)").all_inner_texts()
    assert sorted(axis) == sorted(years)
    assert shown(reader) == sorted(row["id"] for row in raw.FACTS if row["status"] in TO_COME)
    reader.page.locator(".st-key-to-come-qingta button").click()
    reader.selects("qingta")
