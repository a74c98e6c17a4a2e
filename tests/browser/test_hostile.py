"""Whatever the data holds is shown as text: nothing of it runs, in the page or in the map."""

import hashlib
import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from fengtai_map.load import load
from fengtai_map.model import Cluster, OwnPoint, Place, Street
from fengtai_map.own import with_own
from fengtai_map.store import Draft, open_store
from fengtai_map.text import LANGUAGES, Text, readable
from tests.browser.reader import FRAME, Reader

EVIL = (
    "<img src=x onerror=pwned=1></script><script>pwned=1</script>`${1}`{{7*7}}"
    "[x](javascript:pwned=1)'\"\\**y**:red[z]$k$\u202e\u2067\x07\x7f"
)
SHOWN = readable(EVIL)
OWN = OwnPoint(
    id="own-evil", name=Text(zh=EVIL, en=EVIL), kind="hub", lon=116.2, lat=39.8, error_m=5, basis="mapped",
    status="existing", note=EVIL, origin=EVIL,
)  # fmt: skip
NAMES = ("name_zh", "name_en", "note_zh", "note_en", "aliases")
TOUCHED = """() => window.pwned !== undefined
    || document.querySelector("img[src='x'], a[href^='javascript:']") !== null"""


def spoil_toml(path):
    """Put EVIL before every text in two languages and into every list of other names."""
    evil = json.dumps(EVIL)[1:-1]
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'\b(zh|en) = "', lambda match: match.group() + evil, text)
    text = re.sub(r"aliases = \[.*\]", lambda _: f'aliases = ["{evil}"]', text)
    path.write_text(text, encoding="utf-8")


def spoil_geojson(path):
    """The same for the names and notes of features; the Chinese names of 街镇 are what clusters list as members."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    names = NAMES[1:] if path.stem == "subdistricts" else NAMES
    for feature in collection["features"]:
        row = feature["properties"]
        row |= {name: [EVIL] if name == "aliases" else f"{EVIL}{row[name] or ''}" for name in names if name in row}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def list_anew(manifest):
    """Write the checksums of the changed layers into their manifest."""
    text = manifest.read_text(encoding="utf-8")
    for file in re.findall(r'file = "(.*)"', text):
        sha256 = hashlib.sha256((manifest.parent / file).read_bytes()).hexdigest()
        text = re.sub(rf'(file = "{file}"(?:.*\n)*?sha256 = ")\w+', rf"\g<1>{sha256}", text, count=1)
    manifest.write_text(text, encoding="utf-8")


@pytest.fixture
def hostile(data, tmp_path):
    """A copy of the data in which every name, label, note and alias tries to break out."""
    copy = shutil.copytree(data, tmp_path / "data")
    for path in [*copy.glob("release/*/*.toml"), copy / "basemaps.toml", copy / "charts.toml"]:
        spoil_toml(path)
    for path in copy.glob("geo/*.geojson"):
        spoil_geojson(path)
    spoil_toml(copy / "geo" / "manifest.toml")
    list_anew(copy / "geo" / "manifest.toml")
    return copy


@pytest.fixture
def own(tmp_path):
    """A point of the office that tries the same, in the store of the dashboard; and so does whoever brought it."""
    store = open_store(str(tmp_path / "own.gpkg"))
    store.apply(Draft(added=(OWN,), who=EVIL, reason=EVIL, when="2026-11-25T08:00:00Z"), 0)
    store.close()
    return OWN


def untouched(reader):
    """Nothing of the data has run, become an image or a link."""
    reader.page.wait_for_function("document.readyState === 'complete'")
    assert not reader.page.evaluate(TOUCHED)
    assert not reader.map.evaluate(TOUCHED)


def test_what_tries_to_break_out_is_shown_as_text(page, serve, hostile, own):
    atlas = with_own(load(hostile), [own])
    reader = Reader(page, serve(hostile))
    titles = {name: atlas.words["zh"](f"page.{name}.title") for name in ("clusters", "hubs", "figures", "sources")}
    frame = page.frame_locator(FRAME)
    page.set_viewport_size({"width": 1920, "height": 1080})  # so that a label of that length finds room
    reader.open()
    untouched(reader)
    expect(frame.locator(".ft-label", has_text=SHOWN).first).to_be_attached()
    assert all(row[0].startswith(SHOWN) for row in reader.rows_until("rows.length > 2"))

    for point in (reader.alone(name for name in reader.state()["shown"] if atlas.index[name].kind == "hub"), own.id):
        page.mouse.move(*reader.on_page(*reader.where(point)))
        expect(frame.locator(".ft-tip div div").first).to_have_text(atlas.index[point].name.zh)
    page.goto(reader.url(selected=own.id))  # so near to it no name of the map has room
    expect(page.locator(".st-key-selection .ft-note").filter(has_text=SHOWN)).to_have_text(SHOWN)
    for kind in (Place, Street, Cluster):
        name = next(name for name, record in atlas.index.items() if type(record) is kind)
        reader.open(selected=name)
        expect(page.locator(".st-key-selection h3").first).to_have_text(atlas.index[name].name.zh)
        untouched(reader)
    for title in titles.values():
        reader.turn_to(title)
        untouched(reader)
    reader.turn_to(titles["hubs"])
    hubs = [place.name.zh for place in atlas.places if place.kind == "hub"]
    expect(page.locator(".st-key-names-hub button strong")).to_have_text(hubs)
    page.goto(reader.url("history"))
    expect(page.locator(".ft-card dd").filter(has_text=SHOWN)).to_have_text([SHOWN, SHOWN])
    page.get_by_text(atlas.words["zh"]("history.more", n=1)).click()
    table = page.get_by_test_id("stDataFrame").locator("canvas table")
    expect(table).to_contain_text(SHOWN)
    assert not page.evaluate(TOUCHED)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_that_tries_to_break_out_is_shown_as_text(reader, atlas, lang):
    reader.open(lang=lang, clusters=EVIL.replace(",", ""), selected=EVIL, topic=EVIL, **{EVIL: "1"})
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(4)
    expect(reader.page.get_by_test_id("stAlert").filter(has_text="onerror=pwned").first).to_be_visible()
    untouched(reader)
    assert atlas.words[lang]("page.overview.title") in reader.page.locator(".ft-headline h1").inner_text()
