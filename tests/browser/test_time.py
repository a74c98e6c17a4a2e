"""Time and status: what exists looks different from what is promised, and one switch shows only what exists."""

import pytest
from playwright.sync_api import expect

from tests import data_rows

pytestmark = pytest.mark.reads

TO_COME = {"target", "planned", "under-construction"}
FIGURES = ".ft-figures details[data-fact]"
MARKS = """all => all.map(mark => [...mark.querySelectorAll("circle")].map(circle =>
    ["fill", "stroke", "stroke-dasharray"].map(name => circle.getAttribute(name) === "none").join()).join(";"))"""


def listed(rows):
    return [row for row in rows if row.get("listed", True)]


def test_the_switch_leaves_only_what_exists_on_map_and_panel(reader, atlas):
    facts = listed(data_rows.FACTS)
    reader.open("figures")
    assert len(reader.listed(FIGURES, "fact")) == len(facts)
    reader.only("built")
    state = reader.until("!state.shown.includes('lize-city-air-terminal')")
    built = [
        row["id"]
        for row in data_rows.PLACES + data_rows.STATIONS
        if row["properties"].get("status", "existing") == "existing"
    ]
    nowhere = {row["id"] for row in data_rows.PLACES if row["geometry"] is None}
    assert sorted(state["shown"]) == sorted(set(built) - nowhere)
    assert reader.pressed("status") == ["existing"]
    reported = sorted(row["id"] for row in facts if row["status"] == "reported")
    line = atlas.words["zh"]("figure.shown", n=len(reported), total=len(facts))
    expect(reader.page.get_by_text(line)).to_be_visible()
    assert sorted(reader.listed(FIGURES, "fact")) == reported
    reader.only("everything")
    reader.until("state.shown.includes('lize-city-air-terminal')")
    assert reader.query == {}


def test_each_status_has_a_shape_and_a_word_of_its_own(reader, atlas):
    reader.open()
    words = atlas.words["zh"]
    legend = reader.page.locator(".ft-filter [data-status]")
    assert legend.all_inner_texts() == [words(f"status.{one}") for one in reader.pressed("status")]
    looks = dict(zip(reader.pressed("status"), legend.evaluate_all(MARKS), strict=True))
    assert looks["existing"] != looks["under-construction"] != looks["planned"]
    assert looks["existing"] != looks["planned"]
    reader.go("figures")
    for status in {row["status"] for row in listed(data_rows.FACTS)}:
        about = reader.panel(f"{FIGURES}[data-status={status}] .ft-about").all_inner_texts()
        assert all(words(f"status.{status}") in text for text in about) or status == "reported"


def test_the_timeline_names_every_year_with_what_is_promised_by_it(reader, atlas):
    reader.open("timeline")
    words = atlas.words["zh"]
    years = {
        (row.get("period") or "").split("/")[-1]
        for row in (*data_rows.FACTS, *data_rows.ENTRIES)
        if row.get("status") in TO_COME and len((row.get("period") or "").split("/")[-1]) == 4
    }
    for year in years:
        expect(reader.panel("h3").filter(has_text=words("timeline.by", year=year))).to_be_visible()
    axis = reader.panel(".ft-axis-marks i:not(.ft-released)").all_inner_texts()
    assert sorted(axis) == sorted(years)
    promised = sorted(row["id"] for row in listed(data_rows.FACTS) if row["status"] in TO_COME)
    assert sorted(reader.listed(FIGURES, "fact")) == promised
    place = next(place for place in atlas.places if place.status in TO_COME and place.lon is not None)
    reader.select(place.id)
