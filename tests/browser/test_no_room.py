"""A server whose disk is full: it is read as ever, a file can be brought, what cannot be kept is refused in words."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.office import LIGHT, answer, bring
from tests.browser.reader import Reader
from tests.browser.test_policy import LISTEN
from tests.data_rows import ROOT
from tests.full_disk import WITHOUT_ROOM
from tests.server.conftest import ENVIRONMENT, free_port, get, until

LIMIT = 4000  # bytes a file; a map's script, a log of thirty lines, a megabyte that is brought and a store need more
START = f"import runpy\nfull({LIMIT})\nrunpy.run_path('serve.py', run_name='__main__')"
FEATURE = {
    "type": "Feature",
    "properties": {"name": "试造口袋公园", "kind": "口袋公园"},
    "geometry": {"type": "Point", "coordinates": [116.29, 39.84]},
}
BAD = FEATURE | {"properties": {"name": "试造飞碟基地"}, "geometry": None}

pytestmark = [pytest.mark.ci, pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")]


@pytest.fixture
def crowded(tmp_path):
    """The address of a server that has room for no file, its log, and where it would keep points."""
    port = free_port()
    log, store = tmp_path / "log", tmp_path / "own.gpkg"
    given = {"FENGTAI_STORE": str(store), "STREAMLIT_SERVER_PORT": str(port), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", WITHOUT_ROOM + START]
    with (
        log.open("wb") as err,
        subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT | given, stderr=err) as process,
    ):
        try:
            url = f"http://127.0.0.1:{port}"
            until(lambda: get(f"{url}/healthz"), process)
            yield url, log, store
        finally:
            process.terminate()


def test_on_a_full_disk_the_map_is_drawn_a_file_is_read_and_a_change_is_refused(page, crowded, atlas):
    url, log, store = crowded
    words = atlas.words["zh"]
    page.add_init_script(LISTEN)
    clerk = Reader(page, url).open("own")
    before = clerk.state()["shown"]
    assert len(before) > 50
    content = json.dumps({"type": "FeatureCollection", "features": [FEATURE, BAD]}).encode() + b" " * 2_000_000
    bring(clerk, "点位.geojson", content, "application/geo+json")
    expect(page.locator(LIGHT)).to_have_text(words("incoming.rows", good=1, bad=1))
    with page.expect_download() as taken:
        page.get_by_role("button", name=words("incoming.bad-rows", form="csv")).click()
    answer(clerk, words, "datum", words("datum.WGS-84"))
    assert "试造飞碟基地" in taken.value.path().read_text(encoding="utf-8-sig")
    form = page.locator(".stForm")
    form.get_by_label(words("applying.who")).fill("王小明")
    form.get_by_label(words("applying.reason")).fill("试")
    form.get_by_role("button", name=words("applying.apply")).click()
    expect(page.get_by_text(words("problem.store-unwritable.fix"))).to_be_visible()
    expect(page.locator(".stException")).to_have_count(0)
    assert clerk.state()["shown"] == before
    assert log.stat().st_size == LIMIT  # which stopped nobody
    assert not store.exists() or store.stat().st_size == 0
    assert get(f"{url}/readyz")[0] == 200
    assert page.evaluate("window.broken") == []  # of the rules of its policy, though its script stands in the page


def test_on_a_full_disk_the_browser_answers_as_ever_in_both_languages(page, crowded, atlas):
    reader = Reader(page, crowded[0])
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    reader.open(clusters="lize")
    reader.press("hexi")
    reader.until("state.clusters.join() === 'lize,hexi'")
    reader.speak("en")
    assert atlas.words["en"]("app.title") in page.title()
    page.locator(".ft-find input").fill("lianhuachi")
    page.locator(".ft-found button").first.click()
    expect(reader.panel(".ft-card h1").first).to_have_text(atlas.name("lianhuachi-park", "en"))
    reader.go("hubs")
    assert [url for url in asked if "served.built" in url] == []  # nothing of ours could be a file
