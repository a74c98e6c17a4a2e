"""A clerk brings in the office's own points: a messy workbook, a place by a click; all of it can be undone."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from tests import messy_workbook as given
from tests.browser.office import LIGHT, answer, bring, shows, sign
from tests.browser.reader import Reader, back, reload
from tests.user_points import draft

# Press the box as the client says its first word: Streamlit sends both as one message, and draws only what said it.
PRESSED_AT_ONCE = """addEventListener("message", function press({ data }) {
    const box = data.type === "streamlit:setComponentValue" && document.querySelector(".st-key-server summary");
    if (!box) return;
    removeEventListener("message", press);
    setTimeout(() => box.click()); // after Streamlit has taken the word, before it sends it
})"""


@pytest.fixture
def store(office):
    """The store of the dashboard. No test leaves a point in it; what was changed stays in its history."""
    _, kept = office
    yield kept
    if left := tuple(one.id for one in kept.points()):
        kept.apply(draft(removed=left), kept.version())


@pytest.fixture
def clerk(office, store, page):
    """A clerk at a dashboard whose store holds no point."""
    address, _ = office
    assert not store.count()
    yield Reader(page, address, stays=True)
    for tab in page.context.pages[1:]:  # so that none draws the map of what now goes; the first stays
        tab.close()


def counted(clerk):
    """What the page says that it shows, and what the legend adds up to."""
    legend = clerk.page.locator(".ft-clusters button i").all_inner_texts()
    return clerk.view["shown"], sum(map(int, legend))


def test_a_messy_workbook_is_reported_problem_by_problem_applied_and_undone(clerk, store, atlas):
    words, change = atlas.words["zh"], store.version() + 1
    content, _ = given.workbook()
    good = given.COUNT - len(given.PROBLEMS)
    clerk.open("own")
    before, (places, _) = clerk.state()["shown"], counted(clerk)
    bring(clerk, "绿道点位.xlsx", content)
    expect(clerk.page.get_by_text(words("incoming.ask.assumed"))).to_be_visible()  # it names no place that we know
    answer(clerk, words, "datum", words("datum.GCJ-02"))
    rows = words("incoming.rows", good=good, bad=len(given.PROBLEMS))
    expect(clerk.page.locator(LIGHT)).to_have_text(rows)
    assert clerk.until("state.preview === value", good)["shown"] == before  # a preview is no point yet

    first, (_, column, _) = next(iter(given.PROBLEMS.items()))
    table = clerk.page.locator(".st-key-server .ft-lines", has_text=words("incoming.problems"))
    expect(table).to_contain_text(words("upload.place", row=first, column=column))
    with clerk.page.expect_download() as taken:
        clerk.page.get_by_role("button", name=words("incoming.bad-rows", form="CSV")).click()
    lines = list(csv.DictReader(io.StringIO(taken.value.path().read_bytes().decode("utf-8-sig"), newline="")))
    assert len(lines) == len(given.PROBLEMS)
    for line, (code, column, _) in zip(lines, given.PROBLEMS.values(), strict=True):
        what = max(re.split(r"{\w+}", words.pattern(f"problem.{code}.what")), key=len)
        assert what in line[words("upload.problems")]
        assert column in line[words("upload.problems")]

    sign(clerk, words, "file", "绿道点位清单", words("applying.apply"))
    shows(clerk, "state.shown.length === value", len(before) + good)
    clerk.page.wait_for_function("n => ftView().shown === n", arg=places + good)
    assert counted(clerk) == (places + good, places + good)

    clerk.go("history")
    cards = clerk.page.locator(".st-key-server .ft-card")
    expect(cards).to_have_count(change)
    expect(cards.first).to_contain_text("王小明")
    labels = [words("applying.who"), words("applying.reason"), words("history.points")]
    assert cards.first.locator("dt").all_text_contents() == labels
    clerk.page.get_by_text(words("history.more", n=good)).first.click()
    sign(clerk, words, f"undo-{change}", "试用完毕", words("history.undo", n=change))
    expect(cards).to_have_count(change + 1)
    clerk.page.wait_for_function("n => ftView().shown === n", arg=places)
    clerk.go("overview")
    assert shows(clerk, "state.shown.length === value", len(before))["shown"] == before


def test_the_focus_goes_from_what_is_taken_away_to_what_comes_of_it(clerk, atlas):
    words, page = atlas.words["zh"], clerk.open("own").page
    bring(clerk, "焦点.csv", "名称,类型,经度,纬度\n试造公园,口袋公园,116.29,39.85\n".encode(), "text/csv")
    button = page.locator(".st-key-ask-datum button").first
    button.press("Enter")
    button.wait_for(state="detached")
    expect(page.locator(".st-key-server :focus")).to_have_count(1)
    sign(clerk, words, "file", "试", words("applying.apply"))
    expect(page.locator(".ft-done")).to_be_focused()


def test_what_can_be_chosen_of_a_file_speaks_the_language_of_the_page(clerk, atlas):
    page, stays = clerk.page, atlas.words["zh"]("incoming.row", row=1)
    clerk.open("own")
    bring(clerk, "list.csv", "名称,经度,纬度,类别\n甲,116.3,39.87,学校\n乙,116.28,39.86,学校\n".encode(), "text/csv")
    page.locator(".st-key-server summary").last.click()
    box = page.locator(".st-key-w-head_row input")
    expect(box).to_have_value(stays)
    clerk.speak("en")
    expect(box).to_have_value(atlas.words["en"]("incoming.row", row=1))
    for other in ("datum", "default-kind", "list", "field-id"):
        expect(page.locator(f".st-key-w-{other} input")).not_to_have_value(re.compile("[\u4e00-\u9fff]"))
    clerk.go("overview")
    back(page)
    expect(page.locator(LIGHT)).to_be_visible()  # what the box had shown before was taken for an answer
    clerk.speak("zh")
    expect(page.locator(LIGHT)).to_be_visible()
    page.locator(".st-key-server summary").last.click()
    expect(box).to_have_value(stays)


def test_an_own_point_is_a_record_found_filtered_and_described_as_any_other(clerk, atlas):
    words = atlas.words["zh"]
    clerk.open("own")
    rows = (
        "名称,类型,经度,纬度,状态,备注",
        "试造口袋公园,公园,116.29,39.84,规划,第一处",
        "试造学校,学校,116.35,39.84,已建成,",
    )
    file = "".join(f"{row}\n" for row in rows)
    bring(clerk, "点位.csv", file.encode(), "text/csv")
    answer(clerk, words, "datum", words("datum.WGS-84"))
    sign(clerk, words, "file", "清单", words("applying.apply"))
    clerk.go("overview")
    places = clerk.view["shown"]
    clerk.page.locator(".ft-find input").fill("试造口袋")
    clerk.page.locator(".ft-found button", has_text="试造口袋公园").click()
    own = clerk.view["view"]["selected"]
    clerk.selects(own)
    assert own in clerk.state()["shown"]
    for said in ("试造口袋公园", "第一处", words("own.source"), words("status.planned")):
        expect(clerk.panel(".ft-card")).to_contain_text(said)
    clerk.only("built")
    clerk.until("!state.shown.includes(value)", own)
    clerk.only("everything")
    clerk.until("state.shown.includes(value)", own)
    clerk.kind("green-space")
    clerk.until("!state.shown.includes(value)", own)
    clerk.kind("green-space")
    assert clerk.until("state.shown.includes(value)", own)
    assert clerk.view["shown"] == places
    reload(clerk.page)  # the link alone shows the same
    clerk.settle()
    clerk.selects(own)
    expect(clerk.panel(".ft-card")).to_contain_text("第一处")


def test_a_place_without_a_position_is_placed_by_a_click_and_taken_back(clerk, store, atlas):
    words, change = atlas.words["zh"], store.version() + 1
    place = next(place for place in atlas.places if place.lon is None)
    clerk.open("own", clusters="lize")
    clerk.page.locator(".st-key-w-placing button").click()
    clerk.page.get_by_role("option", name=place.name.zh).click()
    clerk.page.get_by_text(words("placing.click", name=place.name.zh)).wait_for()
    clerk.click(*clerk.ground("lize"))
    clerk.until("state.preview === 1")
    assert clerk.view["view"]["selected"] == ""  # the click said where, and chose nothing
    sign(clerk, words, "placing", "现场核对", words("placing.apply"))
    shows(clerk, "state.shown.includes(value)", place.id)
    clerk.open(selected=place.id)
    expect(clerk.panel(".ft-card")).to_contain_text(words("basis.office-click"))
    clerk.page.add_init_script(PRESSED_AT_ONCE)
    clerk.page.goto(clerk.url("history"))
    sign(clerk, words, f"undo-{change}", "有误", words("history.undo", n=change))
    clerk.go("overview")
    shows(clerk, "!state.shown.includes(value)", place.id)


def test_an_unreadable_file_is_reported_and_changes_nothing(clerk, atlas):
    words = atlas.words["zh"]
    clerk.open("own")
    bring(clerk, "<img src=x onerror=alert(1)>.csv", b"\x00\x01\x02", "text/csv")
    expect(clerk.page.locator(f"{LIGHT}[data-light=fix]")).to_be_visible()
    expect(clerk.page.locator(".stException")).to_have_count(0)
    expect(clerk.page.get_by_role("button", name=words("applying.apply"))).to_have_count(0)
