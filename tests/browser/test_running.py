"""What happens to files under a running server: the reader is told, keeps their View, and nobody restarts anything."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from fengtai_map.store import open_store
from tests.browser.reader import AT_REST, FRAME, Reader
from tests.points import draft, point
from tests.raw import FACTS, RELEASE
from tests.serving.conftest import get, replica

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
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


BREAKS = {  # what is done to which file, and the code it gives
    "removed": ("charts.toml", Path.unlink, "file-missing"),
    "half-written": ("geo/places.geojson", cut, "file-unreadable"),
    "the words themselves": ("text/en.toml", cut, "file-unreadable"),
    "the whole folder": ("", lambda path: path.rename(path.with_name("away")), "folder-missing"),
}


def mend(running):
    shutil.rmtree(running.data.with_name("away"), ignore_errors=True)
    shutil.copytree(running.sound, running.data, dirs_exist_ok=True)


def ready(running):
    status, _, body = get(f"{running.server.url}/readyz")
    return status, json.loads(body).get("codes")


def test_data_that_break_are_named_the_view_survives_and_mended_data_are_shown_by_themselves(page, running, atlas):
    words = atlas.words["en"]
    reader = Reader(page, running.server.url).open("hubs", lang="en", clusters="lize", selected="lize")
    others = [cluster for cluster in atlas.clusters if cluster.id != "lize"]
    for cluster, (file, breaks, code) in zip(others, BREAKS.values(), strict=False):
        breaks(running.data / file)
        reader.pill("w-clusters", f"{cluster.order} {cluster.name.en}").click()
        expect(page.locator("h3").first).to_have_text(words("fault.title"))
        table = page.locator(".ft-table").first
        expect(table).to_contain_text(file or running.data.name)
        expect(table).to_contain_text(words(f"problem.{code}.mend"))
        expect(page.locator(".stException")).to_have_count(0)
        status, codes = ready(running)
        assert (status, code in codes) == (503, True)
        view = reader.query
        assert cluster.id in view["clusters"]  # the choice that met the fault is not lost either
        mend(running)
        expect(page.locator(".ft-headline h1")).to_have_text(words("page.hubs.title"))
        reader.settle()
        assert (reader.query, ready(running)) == (view, (200, None))
    lines = running.server.lines
    events = [line["event"] for line in lines if line["event"].startswith("data-")]
    assert events == ["data-fault", "data-sound"] * len(BREAKS)
    assert not [line for line in lines if "trace" in line or line["level"] == "error"]


def test_a_figure_that_changes_is_the_new_one_with_its_words_at_the_next_choice(page, running):
    reader = Reader(page, running.server.url)
    page.goto(reader.url("figures", topic=FACT["topic"]))
    figure = page.locator(f"[data-fact={FACT['id']}]").first
    expect(figure).to_contain_text(FACT["quote"])
    value, quote = "7351", FACT["quote"].replace(str(FACT["value"]), "7351")
    text = (running.data / TABLE).read_text(encoding="utf-8")
    at = text.index(f'id = "{FACT["id"]}"')
    new = text[at:].replace(f"value = {FACT['value']}", f"value = {value}", 1).replace(FACT["quote"], quote, 1)
    new = new.replace(FACT["label"]["zh"], "改过的名称", 1)
    (running.data / TABLE).write_text(text[:at] + new, encoding="utf-8")
    reader.pill("w-lang", "English").click()
    expect(figure).to_contain_text(value)
    reader.pill("w-lang", "中文").click()
    expect(figure).to_contain_text("改过的名称")
    expect(figure.locator("blockquote")).to_contain_text(quote)
    mend(running)
    page.reload()
    expect(figure).to_contain_text(FACT["label"]["zh"])


def swapped(reader):
    """Other points are another map: wait until the old one has gone."""
    reader.page.wait_for_function(AT_REST)
    expect(reader.page.locator(FRAME)).to_have_count(1)
    reader.settle()


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
    languages = [("en", "English"), ("zh", "中文")] * len(HARMS)
    for code, harm in HARMS.items():
        lang, name = languages.pop(0)
        broken = harm(running.store)
        reader.pill("w-lang", name).click()
        expect(page.get_by_test_id("stAlert")).to_contain_text(atlas.words[lang](f"problem.{code}.mend"))
        swapped(reader)
        assert set(before) - set(reader.state()["shown"]) == {OWN.id}
        assert ready(running)[0] == 200
        if broken.__class__ is sqlite3.Connection:
            with closing(broken):
                broken.rollback()
        else:
            shutil.copy(running.backup, running.store)
        reader.pill("w-lang", languages.pop(0)[1]).click()
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
        swapped(reader)
        assert reader.state()["shown"] == before
    events = [line for line in running.server.lines if line["event"].startswith("store-")]
    assert [line["codes"] for line in events] == [codes for code in HARMS for codes in ([code], [])]
    assert not [line for line in running.server.lines if "trace" in line]
