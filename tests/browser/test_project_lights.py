"""A list of projects is brought in: their lights on the map, in list, legend, card and file; nothing else has one."""

import csv
import io

import pytest
from playwright.sync_api import expect

from fengtai_map.export import formats
from fengtai_map.export.html.page import page as handed
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.view.url import View
from tests.browser.conftest import SIZE
from tests.browser.office import bring, sign
from tests.browser.reader import CELLS, Reader
from tests.user_points import draft, point

HEAD = "名称,类型,经度,纬度,坐标系,状态,计划进度,完成进度,完成期限,牵头单位,填报日期"
ROWS = (  # so far from today that no day of a test changes a light
    "试造片区,更新片区,116.25,39.83,WGS-84,在建,60%,40%,2099年底,园林局,2099-01-01",
    "试造大厦,产业园区,116.27,39.835,WGS-84,在建,0%,98%,2020年6月底,投促中心,2099-01-01",
    "试造市场,市场,116.33,39.82,WGS-84,在建,80%,72%,2099.6,花乡,2099-01-01",
    "试造校,学校,116.35,39.83,WGS-84,在建,50%,50%,2099-06-30,区教委,2020-05-31",
    "试造园,公园,116.37,39.84,WGS-84,在建,50%,约六成,2099-06-30,园林局,2099-01-01",
    "试造馆,文化设施,116.24,39.85,WGS-84,已建成,100%,已完成,2020-06-30,文旅局,2020-06-30",
    "试造站,枢纽,116.29,39.82,WGS-84,规划,30%,35%,2099-06-30,交通局,2099-01-01",
    "试造所,医院,116.31,39.83,WGS-84,在建,,,,,",
)
LEVELS = ("red", "red", "amber", "stale", "unknown", "done", "green")


@pytest.fixture(scope="module")
def due_page(atlas, tmp_path_factory):
    """An exported page, with a place that is due on the day it was made."""
    office = with_user_points(atlas, [point("own-1", fields=(("完成进度", "98%"), ("完成期限", "2026-11-26")))])
    file = tmp_path_factory.mktemp("exported") / "总览.html"
    file.write_bytes(handed(office, formats.of_view(office, View(selected="own-1"), ()), "2026-11-26"))
    return file


def table(reader):
    """The names and lights of the table of projects, as they are in sight."""
    rows = reader.page.locator(".ft-projects tbody tr").evaluate_all(CELLS)
    return [(name, light.split("：")[0].split(":")[0]) for name, light, _ in rows]


def test_a_filter_by_light_ends_with_the_last_light(page, office):
    store = office[1]
    lit = point("own-lit", fields=(("完成进度", "98%"), ("完成期限", "2099-11-26")))
    store.apply(draft(added=(lit,)), store.version())
    reader = Reader(page, office[0]).open("overview", lights="green")
    page.wait_for_function("() => ftView().shown === 1")
    store.apply(draft(removed=("own-lit",)), store.version())
    reader.go("clusters")
    page.wait_for_function("() => ftView().shown > 100 && ftView().view.lights.length === 0")
    assert "lights" not in reader.query
    assert [one["name"] for one in page.evaluate("ftView().problems")] == ["lights"]


def test_a_list_of_projects_has_lights_wherever_its_places_are_seen(page, office, atlas):
    words = atlas.words["zh"]
    reader = Reader(page, office[0], stays=True).open("overview", lang="zh", lights="red")  # nobody has a light yet
    assert page.locator(".ft-lights:visible, .ft-projects, .ft-lamp:visible").count() == 0
    assert reader.state()["lights"] == {}
    assert reader.view["view"]["lights"] == []

    reader.open("own", lang="zh")
    bring(reader, "重点项目.csv", "\n".join((HEAD, *ROWS)).encode(), "text/csv")
    unread = words("problem.upload-progress.what", value="约六成")
    expect(page.locator(".st-key-server")).to_contain_text(unread)
    sign(reader, words, "file", "重点项目", words("applying.apply"))

    reader.go("overview")
    reader.until("Object.keys(state.lights).length === value", len(LEVELS))
    names = [row.split(",")[0] for row in ROWS]
    lights = reader.map.evaluate(
        "() => Object.entries(ftState().lights).map(([id, level]) => [ft.items.get(id).name.zh, level])"
    )
    assert dict(lights) == dict(zip(names, LEVELS, strict=False))
    assert {level for _, level in lights} == {"red", "amber", "stale", "unknown", "green", "done"}

    listed = table(reader)
    assert [light for _, light in listed] == [words(f"light.{one}") for one in (*LEVELS[:5], "green", "done")]
    assert "试造所" not in dict(listed)
    by_light = page.locator(".ft-projects th button", has_text=words("table.light"))
    by_light.click()
    assert table(reader) == listed
    by_light.click()
    assert table(reader)[0] == ("试造馆", words("light.done"))

    page.locator(".ft-lights button[data-light=red]").click()
    shown = reader.until("state.shown.length === value", 2)["shown"]
    assert reader.query["lights"] == "red"
    assert sorted(name for name, _ in table(reader)) == ["试造大厦", "试造片区"]
    page.locator(".ft-projects tbody button", has_text="试造大厦").click()
    card = page.locator("article.ft-card")
    for said in (words("light.red"), "逾期", "98%", "2020年6月底", "投促中心", "2099-01-01", words("own.source")):
        expect(card).to_contain_text(said)

    page.locator(".ft-top .ft-menu-head", has_text="导出").click()
    with page.expect_download() as taken:
        page.locator(".ft-top button[data-form=csv]").click()
    lines = list(csv.DictReader(io.StringIO(taken.value.path().read_text(encoding="utf-8-sig"), newline="")))
    assert {line["编号"] for line in lines} == set(shown)
    assert all(line[words("export.column-light")].startswith(words("light.red")) for line in lines)

    reader.speak("en")
    expect(card).to_contain_text(atlas.words["en"]("light.red"))
    reader.open("schools", lang="en")
    own = reader.page.locator(".ft-below .ft-sorted tbody tr", has_text="试造校")
    expect(own).to_contain_text(atlas.words["en"]("light.stale"))


def test_a_page_that_stays_open_over_midnight_has_the_lights_of_the_new_day(chromium, atlas, due_page):
    words = atlas.words["zh"]
    with chromium.new_context(viewport=SIZE, reduced_motion="reduce", locale="zh-CN", offline=True) as context:
        context.clock.install(time="2026-11-26T23:58:00")  # for all pages of a context: one of its own
        _over_midnight(context.new_page(), due_page, words)


def _over_midnight(page, file, words):
    page.goto(file.as_uri())
    light = page.locator("article.ft-card .ft-shine")
    expect(light).to_contain_text(words("light.amber"))
    page.wait_for_function("() => window.ftState && ftState().ready && ftState().lights['own-1'] === 'amber'")
    page.clock.fast_forward("04:00")
    expect(light).to_contain_text(words("light.reason.overdue", n=1))
    page.wait_for_function("() => ftState().lights['own-1'] === 'red'")


def test_lights_are_told_apart_without_colour(page, outside, due_page):
    """Each sign has an outline of its own, and is drawn in the colour of text where a reader chose colours."""
    page.emulate_media(forced_colors="active")
    page.goto(due_page.as_uri())
    outside.remove(due_page.as_uri())
    lamps = page.locator(".ft-lights .ft-lamp path")
    lamps.first.wait_for()
    drawn = lamps.evaluate_all("all => all.map(one => [one.getAttribute('d'), getComputedStyle(one).fill])")
    assert len({path for path, _ in drawn}) == len(drawn) == 6
    assert len({fill for _, fill in drawn}) == 1
