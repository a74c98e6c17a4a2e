"""Several clerks and several years: what was seen is what is applied, and a list comes again. On both stores."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from fengtai_map.geo.datum import to_gcj02
from fengtai_map.user_points.store import open_store
from fengtai_map.user_points.store.connection import engine_of, read_url
from tests.browser.conftest import running
from tests.browser.office import LIGHT, answer, bring, counts, sign
from tests.browser.reader import AT_REST, Reader
from tests.user_points import draft

HEAD = "名称,类型,经度,纬度,状态,备注"
N = 200
NAME = "点位"
ACROSS = 20


def row(n, **other):
    """A row of the list, WGS-84; the grid of its points lies wholly inside the district."""
    lon, lat = 116.262 + 0.0028 * (n % ACROSS), 39.822 + 0.0032 * (n // ACROSS)
    return {
        "name": f"试造点位{n:03}",
        "kind": "口袋公园",
        "lon": lon,
        "lat": lat,
        "status": "已建成",
        "note": "旧",
    } | other


def file(rows, fields=("name", "kind", "lon", "lat", "status", "note")):
    heads = dict(zip(("name", "kind", "lon", "lat", "status", "note"), HEAD.split(","), strict=True))
    lines = [",".join(heads[field] for field in fields)]
    lines += [
        ",".join(f"{one[field]:.7f}" if isinstance(one[field], float) else one[field] for field in fields)
        for one in rows
    ]
    return "\n".join(lines).encode()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def office(request, tmp_path_factory):
    """The address of a dashboard, and its store."""
    if request.param == "sqlite":
        yield request.getfixturevalue("office")
        return
    url = request.getfixturevalue("postgres")
    first = engine_of(read_url(url))
    with first.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    first.dispose()
    with running(tmp_path_factory.mktemp("office"), FENGTAI_STORE=url) as server:
        store = open_store(url)
        yield server.address, store
        store.close()


@pytest.fixture(scope="module")
def year(office):  # noqa: ARG001  # for each store anew
    """What the first clerk who brought the first year's list left in the store: the others begin with the same."""
    return []


@pytest.fixture
def first(office, page, atlas, year):
    """A clerk, the store, and the name of a list of which the first year was applied; afterwards no point is kept."""
    address, store = office
    if year:
        store.apply(year[0], store.version())
    clerk, words = Reader(page, address).open("own"), atlas.words["zh"]
    if not year:
        bring(clerk, f"{NAME}.csv", file(map(row, range(N))), "text/csv")
        answer(clerk, words, "datum", words("datum.WGS-84"))
        sign(clerk, words, "file", "第一年", words("applying.apply"))
        year.append(draft(added=store.points(), lists=store.lists()))
    assert len(store.points()) == N
    yield clerk, store, NAME
    for tab in page.context.pages[1:]:  # so that none draws the map of what now goes; the first stays
        tab.close()
    store.apply(draft(removed=tuple(one.id for one in store.points())), store.version())


def test_what_another_clerk_applied_meanwhile_is_neither_removed_nor_overwritten(first, atlas):
    clerk, store, name = first
    words = atlas.words["zh"]
    bring(clerk, f"{name}.csv", file(map(row, range(N - 8))), "text/csv")
    clerk.page.locator(".st-key-w-whole label").click()
    expect(clerk.page.locator(".ft-counts [data-what=removed] b")).to_have_text("8")

    other = Reader(clerk.page.context.new_page(), clerk.address).open("own")
    bring(other, f"{name}.csv", file([row(n, note="新") if n < 20 else row(n) for n in range(N)]), "text/csv")
    assert counts(other) == [0, 20, 0, 180]
    sign(other, words, "file", "改二十处", words("applying.apply"))

    form = clerk.page.locator(".stForm")
    form.get_by_label(words("applying.who")).fill("甲")
    form.get_by_label(words("applying.reason")).fill("删八处")
    form.get_by_role("button", name=words("applying.apply")).click()
    meanwhile = clerk.page.locator(".ft-meanwhile[data-asked=yes]")
    expect(meanwhile).to_contain_text(words("applying.meanwhile-asked"))
    expect(meanwhile).to_contain_text("王小明")
    expect(meanwhile).to_contain_text("改二十处")
    assert len(store.points()) == N  # nothing was done
    assert counts(clerk) == [0, 20, 8, 172]  # and what would be done now is seen


def test_next_year_in_another_datum_is_recognised_by_the_kept_points(first):
    clerk, _, name = first

    def shifted(n):
        one = row(n)
        lat, lon = to_gcj02((one["lat"], one["lon"]))
        return one | {"lon": lon, "lat": lat}

    bring(clerk, f"{name}.csv", file(map(shifted, range(N))), "text/csv")
    expect(clerk.page.locator(LIGHT)).to_have_attribute("data-light", "green")
    assert counts(clerk) == [0, 0, 0, N]


def test_of_two_hundred_thirty_come_changed_and_none_twice(first, atlas):
    clerk, store, name = first
    words = atlas.words["zh"]
    changed = {n: {"name": f"改名后的点位{n:03}"} for n in range(10)} | {n: {"kind": "学校"} for n in range(10, 15)}
    changed |= {n: {"note": "新"} for n in range(15, 25)} | {n: {"lon": row(n)["lon"] + 0.001} for n in range(25, 30)}
    bring(clerk, f"{name}.csv", file(row(n, **changed.get(n, {})) for n in range(N)), "text/csv")
    expect(clerk.page.get_by_text(words("incoming.ask.alike", n=15))).to_be_visible()
    assert counts(clerk) == [0, 30, 0, 170]
    before = clerk.page.locator(".ft-lines", has_text=words("applying.title"))
    expect(before).to_contain_text("改名后的点位003")
    expect(before).to_contain_text(words("kind.school"))
    grid = clerk.page.get_by_test_id("stDataFrame").locator("canvas").first.bounding_box()
    clerk.page.mouse.click(grid["x"] + 38, grid["y"] + 35 + 17)  # the first pair is two points
    expect(clerk.page.locator(".ft-counts [data-what=added] b")).to_have_text("1")
    clerk.page.wait_for_function(AT_REST)
    sign(clerk, words, "file", "第二年", words("applying.apply"))
    assert len(store.points()) == N + 1


def test_fewer_columns_keep_what_they_do_not_have(first, atlas):
    clerk, store, name = first
    words = atlas.words["zh"]
    bring(clerk, f"{name}.csv", file(map(row, range(N)), ("name", "kind", "lon", "lat")), "text/csv")
    assert counts(clerk) == [0, 0, 0, N]
    expect(clerk.page.get_by_role("button", name=words("applying.apply"))).to_be_disabled()
    assert {(one.status, one.note) for one in store.points()} == {("existing", "旧")}


def test_the_whole_list_of_another_department_removes_nothing_of_the_first(first, atlas):
    clerk, store, name = first
    words = atlas.words["zh"]
    other = [row(n, name=f"别处{n:03}", lat=row(n)["lat"] + 0.0012, kind="学校") for n in range(50)]
    bring(clerk, "别的单位.csv", file(other), "text/csv")
    answer(clerk, words, "datum", words("datum.WGS-84"))
    sign(clerk, words, "file", "别的单位", words("applying.apply"))
    bring(clerk, "别的单位.csv", file(other[:30]), "text/csv")
    clerk.page.locator(".st-key-w-whole label").click()
    expect(clerk.page.locator(".ft-counts [data-what=removed] b")).to_have_text("20")
    sign(clerk, words, "file", "只剩三十处", words("applying.apply"))
    assert sum(one.list == name for one in store.points()) == N
    assert sum(one.list == "别的单位" for one in store.points()) == 30
