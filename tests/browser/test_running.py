"""What happens to files under a running server: the reader is warned, keeps their View, and nobody need restart it."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from fengtai_map.user_points.store import open_store
from tests.browser.office import shows
from tests.browser.reader import Reader, reload
from tests.data_rows import FACTS, RELEASE
from tests.server.conftest import get, replica
from tests.user_points import draft, point

pytestmark = pytest.mark.ci

VIEW = {"lang": "en", "clusters": "lize", "selected": "lize"}
OWN = point("own-000000000001", kind="green-space")
FACT = next(fact for fact in FACTS if "note" not in fact and fact["quote"].count(str(fact["value"])) == 1)
TABLE = f"release/{RELEASE.name}/facts.toml"


@pytest.fixture(scope="module")
def running(data, tmp_path_factory):
    """A server on data and a store of its own, and a sound copy of both."""
    folder = tmp_path_factory.mktemp("running")
    for name in ("data", "sound"):
        shutil.copytree(data, folder / name)
    store = open_store(str(folder / "own.gpkg"))
    store.apply(draft(added=[OWN]), 0)
    store.close()
    shutil.copy(folder / "own.gpkg", folder / "sound.gpkg")
    with replica(folder, FENGTAI_DATA=str(folder / "data"), FENGTAI_STORE=str(folder / "own.gpkg")) as server:
        yield SimpleNamespace(
            server=server, data=folder / "data", sound=folder / "sound", store=folder / "own.gpkg",
            backup=folder / "sound.gpkg",
        )  # fmt: skip


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + b'\n"')  # a line without an end


BREAKS = {  # what is done to which file, and the code it gives
    "removed": ("charts.toml", Path.unlink, "file-missing"),
    "half-written": ("geo/places.geojson", cut, "file-unreadable"),
    "the words themselves": ("text/en.toml", cut, "file-unreadable"),
    "the whole folder": ("", lambda path: path.rename(path.with_name("away")), "folder-missing"),
}


def fix(running):
    shutil.rmtree(running.data.with_name("away"), ignore_errors=True)
    shutil.copytree(running.sound, running.data, dirs_exist_ok=True)


def ready(running):
    status, _, body = get(f"{running.server.url}/readyz")
    return status, json.loads(body).get("codes")


def in_front(page, selector):
    """Whether something is seen, with nothing of the page before it."""
    seen = """box => { const { x, y, width, height } = box.getBoundingClientRect();
        return box.contains(document.elementFromPoint(x + width / 2, y + height / 2)); }"""
    return page.locator(selector).first.evaluate(seen)


def opened(figure):
    """The quote behind a figure, which is opened if it is not."""
    expect(figure).to_be_visible()
    if figure.get_attribute("open") is None:
        figure.locator("summary").click()
    return figure.locator("blockquote").first


def speaks(reader, lang):
    """Choose a language, with which the map may change as well."""
    reader.page.locator(f".ft-language [data-lang={lang}]").click()
    reader.page.wait_for_function("lang => ftView().view.lang === lang", arg=lang)
    shows(reader, "state.lang === value", lang)


def turned(reader, name):
    """The page is the one of this name, on the server as well: it looks at its data once more."""
    reader.page.locator(f".ft-top a[data-page={name}]").last.click()
    reader.page.wait_for_function("name => ftView().page === name", arg=name)


def test_data_that_break_are_named_the_view_survives_and_fixed_data_are_shown_by_themselves(page, running, atlas):
    reader = Reader(page, running.server.url).open("hubs", **VIEW)
    for name, (file, breaks, code) in zip(("schools", "hubs") * 2, BREAKS.values(), strict=True):
        breaks(running.data / file)
        turned(reader, name)
        for lang, table in zip(
            ("en", "zh"), (page.locator(".ft-table").first, page.locator(".ft-table").last), strict=True
        ):
            expect(page.get_by_role("heading", name=atlas.words[lang]("problems.title"))).to_be_visible()
            expect(table).to_contain_text(file or running.data.name)
            expect(table).to_contain_text(atlas.words[lang](f"problem.{code}.fix"))
        assert in_front(page, ".st-key-problems .ft-table")
        expect(page.locator(".stException")).to_have_count(0)
        status, codes = ready(running)
        assert (status, code in codes) == (503, True)
        assert reader.query == VIEW  # the address with which a reload shows the same
        fix(running)
        expect(page.locator(".st-key-problems")).to_have_count(0)
        shows(reader, "state.selected === 'lize' && state.clusters.join() === 'lize' && state.lang === 'en'")
        expect(reader.panel(".ft-card h1").first).to_have_text(atlas.name("lize", "en"))
        assert (reader.query, reader.path, ready(running)) == (VIEW, name, (200, None))
        reader.press("hexi")  # it answers as before
        shows(reader, "state.clusters.join() === 'lize,hexi'")
        reader.press("hexi")
    lines = running.server.lines
    events = [line["event"] for line in lines if line["event"].startswith("data-")]
    assert events == ["data-fault", "data-sound"] * len(BREAKS)
    assert not [line for line in lines if "trace" in line or line["level"] == "error"]


def test_a_figure_that_changes_is_the_new_one_with_its_words_at_the_next_page(page, running):
    reader = Reader(page, running.server.url).open("figures", topic=FACT["topic"])
    figure = reader.panel(f"details[data-fact={FACT['id']}]").first
    expect(opened(figure)).to_contain_text(FACT["quote"])
    quote = FACT["quote"].replace(str(FACT["value"]), "7351")
    text = (running.data / TABLE).read_text(encoding="utf-8")
    at = text.index(f'id = "{FACT["id"]}"')
    new = text[at:].replace(f"value = {FACT['value']}", "value = 7351", 1).replace(FACT["quote"], quote, 1)
    new = new.replace(FACT["label"]["zh"], "改过的名称", 1)
    (running.data / TABLE).write_text(text[:at] + new, encoding="utf-8")
    turned(reader, "hubs")
    turned(reader, "figures")
    for said in ("7,351", "改过的名称"):
        expect(figure).to_contain_text(said)
    expect(opened(figure)).to_contain_text(quote)
    speaks(reader, "en")
    expect(figure).to_contain_text("7,351")
    expect(opened(figure)).to_contain_text(quote)
    fix(running)
    reload(page)
    expect(figure).to_contain_text(FACT["label"]["en"])


def held(path):
    """Another process has the file to itself."""
    holder = sqlite3.connect(path)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    return holder


HARMS = {
    "store-gone": Path.unlink,
    "store-broken": lambda path: path.write_bytes(b""),
    "store-foreign": lambda path: path.write_bytes(b"garbage, and no database" * 999),
    "store-busy": held,
}


def test_own_points_whose_file_breaks_leave_the_map_and_come_back_with_it(page, running, atlas):
    reader = Reader(page, running.server.url).open("greenways")
    before = reader.until("state.shown.includes(value)", OWN.id)["shown"]
    counted = reader.view["shown"]
    languages = ["en", "zh"] * len(HARMS)
    for code, harm in HARMS.items():
        lang = languages.pop(0)
        broken = harm(running.store)
        speaks(reader, lang)
        expect(page.locator(".ft-warnings .ft-notice")).to_contain_text(atlas.words[lang](f"problem.{code}.fix"))
        state = shows(reader, "!state.shown.includes(value)", OWN.id)
        assert set(before) - set(state["shown"]) == {OWN.id}
        page.wait_for_function("n => ftView().shown === n", arg=counted - 1)
        assert ready(running)[0] == 200
        if broken.__class__ is sqlite3.Connection:
            with closing(broken):
                broken.rollback()
        else:
            shutil.copy(running.backup, running.store)
        speaks(reader, languages.pop(0))
        expect(page.locator(".ft-warnings .ft-notice")).to_have_count(0)
        assert shows(reader, "state.shown.includes(value)", OWN.id)["shown"] == before
        page.wait_for_function("n => ftView().shown === n", arg=counted)
    events = [line for line in running.server.lines if line["event"].startswith("store-")]
    assert [line["codes"] for line in events] == [codes for code in HARMS for codes in ([code], [])]
    assert not [line for line in running.server.lines if "trace" in line]
