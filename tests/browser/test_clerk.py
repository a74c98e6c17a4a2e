"""A clerk brings in the office's own points: a messy workbook, a place by a click; all of it can be undone."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests import office
from tests.browser.reader import AT_REST, Reader

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def clerk(page, serve):
    """A clerk at a dashboard with a store of its own."""
    return Reader(page, serve())


def bring(clerk, name, content, mime=WORKBOOK):
    clerk.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": mime, "buffer": content}
    )
    clerk.page.locator(".ft-light").wait_for()
    clerk.page.wait_for_function(AT_REST)


def sign(clerk, words, key, reason, label):
    form = clerk.page.locator(".stForm").filter(has=clerk.page.locator(f".st-key-reason-{key}"))
    form.get_by_label(words("applying.who")).fill("王小明")
    form.get_by_label(words("applying.reason")).fill(reason)
    clerk.page.wait_for_function(AT_REST)
    form.get_by_role("button", name=label).click()
    clerk.page.get_by_text(re.compile(re.escape(words("applying.done", version="#")).replace(r"\#", r"\d+"))).wait_for()
    clerk.page.wait_for_function(AT_REST)


def test_a_messy_workbook_is_told_fault_by_fault_applied_and_undone(clerk, atlas):
    words = atlas.words["zh"]
    content, _ = office.workbook()
    good = office.COUNT - len(office.FAULTS)
    clerk.open("own")
    before = clerk.state()["shown"]
    bring(clerk, "绿道点位.xlsx", content)
    gcj = words("datum.GCJ-02")
    expect(clerk.page.get_by_text(words("incoming.untold"))).to_be_visible()  # it names no place that we know
    clerk.pill("w-datum", gcj).click()
    rows = words("incoming.rows", good=good, bad=len(office.FAULTS))
    expect(clerk.page.locator(".ft-light")).to_have_text(rows)
    clerk.until("state.preview === value", good)

    first, (_, column, _) = next(iter(office.FAULTS.items()))
    table = clerk.page.get_by_test_id("stDataFrame").first.locator("canvas table")
    expect(table).to_contain_text(words("upload.place", row=first, column=column))
    with clerk.page.expect_download() as taken:
        clerk.page.get_by_role("button", name=words("incoming.bad-rows", form="csv")).click()
    lines = list(csv.DictReader(io.StringIO(taken.value.path().read_bytes().decode("utf-8-sig"), newline="")))
    assert len(lines) == len(office.FAULTS)
    for line, (code, column, _) in zip(lines, office.FAULTS.values(), strict=True):
        what = max(re.split(r"{\w+}", words.pattern(f"problem.{code}.what")), key=len)
        assert what in line[words("upload.faults")]
        assert column in line[words("upload.faults")]

    sign(clerk, words, "file", "绿道点位清单", words("applying.apply"))
    clerk.settle()
    after = clerk.until("state.shown.length > value", len(before))["shown"]
    assert len(after) == len(before) + good

    clerk.open("history")
    expect(clerk.page.locator(".ft-card")).to_have_count(1)
    expect(clerk.page.locator(".ft-card")).to_contain_text("王小明")
    clerk.page.get_by_text(words("history.more", n=good)).click()
    sign(clerk, words, "undo-1", "试用完毕", words("history.undo", n=1))
    clerk.settle()
    assert clerk.until("state.shown.length === value", len(before))["shown"] == before
    expect(clerk.page.locator(".ft-card")).to_have_count(2)


def test_a_place_without_a_position_is_placed_by_a_click_and_taken_back(clerk, atlas):
    words = atlas.words["zh"]
    place = next(place for place in atlas.places if place.lon is None)
    clerk.open("own", clusters="lize")
    clerk.page.locator(".st-key-w-placing button").click()
    clerk.page.get_by_role("option", name=place.name.zh).click()
    clerk.page.get_by_text(words("placing.click", name=place.name.zh)).wait_for()
    clerk.click(*clerk.ground("lize"))
    clerk.until("state.preview === 1")
    sign(clerk, words, "placing", "现场核对", words("placing.apply"))
    clerk.settle()
    clerk.until("state.shown.includes(value)", place.id)
    clerk.open(selected=place.id)
    expect(clerk.page.locator(".st-key-selection")).to_contain_text(words("basis.office-click"))
    clerk.open("history")
    clerk.page.get_by_text(words("history.more", n=1)).click()
    sign(clerk, words, "undo-1", "有误", words("history.undo", n=1))
    clerk.settle()
    clerk.until("!state.shown.includes(value)", place.id)


def test_an_unreadable_file_is_told_and_changes_nothing(clerk, atlas):
    words = atlas.words["zh"]
    clerk.open("own")
    bring(clerk, "<img src=x onerror=alert(1)>.csv", b"\x00\x01\x02", "text/csv")
    expect(clerk.page.locator(".ft-light.mend")).to_be_visible()
    expect(clerk.page.locator(".stException")).to_have_count(0)
    expect(clerk.page.get_by_role("button", name=words("applying.apply"))).to_be_disabled()
