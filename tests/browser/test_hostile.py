"""Whatever the data holds is shown as text: nothing of it runs, in the page or in the map."""

import hashlib
import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from fengtai_map.load import load
from fengtai_map.model import Cluster, Place, Street
from fengtai_map.text import LANGUAGES
from tests.browser.reader import FRAME, Reader

EVIL = (
    "<img src=x onerror=pwned=1></script><script>pwned=1</script>`${1}`{{7*7}}"
    "[x](javascript:pwned=1)'\"\\**y**:red[z]$k$\u202e"
)
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


def untouched(reader):
    """Nothing of the data has run, become an image or a link."""
    reader.page.wait_for_function("document.readyState === 'complete'")
    assert not reader.page.evaluate(TOUCHED)
    assert not reader.map.evaluate(TOUCHED)


def test_what_tries_to_break_out_is_shown_as_text(page, serve, hostile):
    atlas = load(hostile)
    reader = Reader(page, serve(hostile))
    titles = {name: atlas.words["zh"](f"page.{name}.title") for name in ("clusters", "hubs", "figures", "sources")}
    frame = page.frame_locator(FRAME)
    page.set_viewport_size({"width": 1920, "height": 1080})  # so that a label of that length finds room
    reader.open()
    untouched(reader)
    expect(frame.locator(".ft-label", has_text=EVIL).first).to_be_attached()
    assert all(row[0].startswith(EVIL) for row in reader.rows_until("rows.length > 2"))

    point = reader.alone(name for name in reader.state()["shown"] if atlas.index[name].kind == "hub")
    page.mouse.move(*reader.on_page(*reader.where(point)))
    expect(frame.locator(".ft-tip div div").first).to_have_text(atlas.index[point].name.zh)
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_that_tries_to_break_out_is_shown_as_text(reader, atlas, lang):
    reader.open(lang=lang, clusters=EVIL.replace(",", ""), selected=EVIL, topic=EVIL, **{EVIL: "1"})
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(4)
    expect(reader.page.get_by_test_id("stAlert").filter(has_text="onerror=pwned").first).to_be_visible()
    untouched(reader)
    assert atlas.words[lang]("page.overview.title") in reader.page.locator(".ft-headline h1").inner_text()
