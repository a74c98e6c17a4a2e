"""Whatever the data holds is shown as text: nothing of it runs, in the page or in the map."""

import csv
import hashlib
import io
import json
import re
import shutil
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from fengtai_map.content.pages import PAGES
from fengtai_map.data.load import load
from fengtai_map.i18n import LANGUAGES, Text, readable
from fengtai_map.model import Cluster, Entry, Fact, Place, Source, Subdistrict, UserPoint
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.user_points.store import ChangeDraft, open_store
from tests.browser.conftest import served
from tests.browser.office import answer, bring, shows, sign
from tests.browser.reader import STANDS, VISIT, Reader
from tests.every import once

EVIL = (
    "<img src=x onerror=pwned=1></script><script>pwned=1</script>`${1}`{{7*7}}"
    "[x](javascript:pwned=1)'\"\\**y**:red[z]$k$\u202e\u200f\x07\x7f"
)
EVIL_ZH = f"恶{EVIL}"  # Chinese has to be Chinese
SHOWN = readable(EVIL)
BRIEF = EVIL[:60]  # a file's names are no longer than 80 characters
OWN = readable(EVIL)
BRIEF = EVIL[:60]  # a file's names are no longer than 80 characters
OWN = UserPoint(
    id="own-evil", name=Text(zh=EVIL, en=EVIL), kind="hub", lon=116.2, lat=39.8, error_m=5, basis="mapped",
    status="existing", note=EVIL, origin=EVIL,
)  # fmt: skip
NAMES = ("name_zh", "name_en", "note_zh", "note_en", "aliases")
TOUCHED = """() => window.pwned !== undefined
    || document.querySelector("img[src='x'], a[href^='javascript:']") !== null"""


def spoil_toml(path):
    """Put EVIL before every text in two languages and into every list of other names.

    The Chinese name of a cluster stands in the release, and stays.
    """
    evil = {lang: json.dumps(text)[1:-1] for lang, text in (("zh", EVIL_ZH), ("en", EVIL))}
    text = path.read_text(encoding="utf-8")
    kept = r"(?<!name = \{ )" if path.name == "clusters.toml" else ""
    text = re.sub(rf'{kept}\b(zh) = "|\b(en) = "', lambda match: match.group() + evil[match[1] or match[2]], text)
    text = re.sub(r"aliases = \[.*\]", lambda _: f'aliases = ["{evil["zh"]}"]', text)
    path.write_text(text, encoding="utf-8")


def spoil_geojson(path):
    """The same for the names and notes of features; the Chinese names of 街镇 are what clusters list as members."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    names = NAMES[1:] if path.stem == "subdistricts" else NAMES
    for feature in collection["features"]:
        row = feature["properties"]
        for name in (name for name in names if row.get(name)):
            evil = EVIL if name.endswith("en") else EVIL_ZH
            row[name] = [evil] if name == "aliases" else f"{evil}{row[name]}"
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def list_anew(manifest):
    """Write the checksums of the changed layers into their manifest."""
    text = manifest.read_text(encoding="utf-8")
    for file in re.findall(r'file = "(.*)"', text):
        sha256 = hashlib.sha256((manifest.parent / file).read_bytes()).hexdigest()
        text = re.sub(rf'(file = "{file}"(?:.*\n)*?sha256 = ")\w+', rf"\g<1>{sha256}", text, count=1)
    manifest.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(data, tmp_path_factory):
    """A copy of the data in which every name, label, note and alias tries to break out."""
    copy = shutil.copytree(data, tmp_path_factory.mktemp("hostile") / "data")
    for path in [*copy.glob("release/*/*.toml"), copy / "basemaps.toml", copy / "charts.toml"]:
        spoil_toml(path)
    for path in copy.glob("geo/*.geojson"):
        spoil_geojson(path)
    spoil_toml(copy / "geo" / "manifest.toml")
    list_anew(copy / "geo" / "manifest.toml")
    return copy


@pytest.fixture(scope="module")
def spoilt(hostile, tmp_path_factory):
    """The address of a dashboard on such data, which keeps a point of the office that tries the same.

    So does whoever brought the point. No test changes anything there.
    """
    folder = tmp_path_factory.mktemp("office")
    store = open_store(str(folder / "own.gpkg"))
    store.apply(ChangeDraft(added=(OWN,), who=EVIL, reason=EVIL, when="2026-11-25T08:00:00Z"), 0)
    store.close()
    with served(folder, FENGTAI_DATA=str(hostile)) as address:
        yield address


def untouched(reader):
    """Nothing of the data has run, become an image or a link."""
    reader.page.wait_for_function("document.readyState === 'complete'")
    assert not reader.page.evaluate(TOUCHED)
    assert not reader.map.evaluate(TOUCHED)


def turn(reader, name):
    """Choose a page; on a narrow map no name of that length may have room, so none is waited for."""
    reader.page.locator(f".ft-top a[data-page={name}]").last.dispatch_event("click")
    stands(reader, name)


def visit(reader, name, **query):
    """Go to an address without a load; as in `turn`."""
    assert reader.page.evaluate(VISIT, reader.url(name, **query))
    reader.page.wait_for_function("lang => ftView().view.lang === lang", arg=query.get("lang", "zh"))
    stands(reader, name)


def stands(reader, name):
    reader.page.wait_for_function("name => ftView().page === name", arg=name)
    reader.page.wait_for_function(STANDS)


def words_of(locator):
    """The texts of all that is found, hidden or not."""
    return locator.evaluate_all("all => all.map(one => one.textContent)")


def test_what_tries_to_break_out_is_shown_as_text(page, spoilt, hostile):
    atlas = with_user_points(load(hostile), [OWN])
    reader = Reader(page, spoilt, stays=True)
    page.set_viewport_size({"width": 1920, "height": 1080})  # so that a label of that length finds room
    reader.open()
    untouched(reader)
    expect(reader.map.locator(".ft-label", has_text=SHOWN).first).to_be_attached()
    assert words_of(page.locator(".ft-clusters .ft-long")) == [one.name.zh for one in atlas.clusters]
    assert all(SHOWN in text for text in words_of(page.locator("#ft-basemap option")))

    for point in (reader.alone(name for name in reader.state()["shown"] if atlas.index[name].kind == "hub"), OWN.id):
        page.mouse.move(*reader.on_page(*reader.where(point)))
        expect(reader.map.locator(".ft-tip div div").first).to_have_text(atlas.index[point].name.zh)
    for kind in (Place, Subdistrict, Cluster, Fact, Entry, Source):
        name = next(name for name, record in atlas.index.items() if type(record) is kind)
        reader.open(selected=name)
        label = getattr(atlas.index[name], "name", None) or atlas.index[name].label
        expect(reader.panel(".ft-card h1").first).to_have_text(label.zh)
        untouched(reader)
    page.goto(reader.url(selected=OWN.id))  # a link that is opened anew
    reader.settle()
    expect(reader.panel(".ft-card .ft-note").filter(has_text=SHOWN).first).to_contain_text(SHOWN)

    visit(reader, "overview", lang="en")
    page.locator(".ft-find input").fill("img src=x")
    results = page.locator(".ft-found button b:not(.ft-disc)")
    expect(results.first).to_contain_text(SHOWN)
    untouched(reader)


@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_no_page_runs_what_its_data_hold(page, spoilt, hostile, lang):
    atlas = with_user_points(load(hostile), [OWN])
    reader = Reader(page, spoilt, stays=True).open(lang=lang)
    for one in (one for one in PAGES if one.id not in ("overview", "releases", "present", "ready", "stories")):
        turn(reader, one.id)
        untouched(reader)
    assert words_of(page.locator(".ft-clusters button span" if lang == "en" else ".ft-clusters .ft-long")) == [
        one.short.en if lang == "en" else one.name.zh for one in atlas.clusters
    ]
    turn(reader, "hubs")
    hubs = [place.name[lang] for place in atlas.places if place.kind == "hub"]
    assert sorted(row[0] for row in reader.rows() if row[0] in hubs) == sorted(hubs)
    # The check before a meeting shows no text of the data, but makes every file of it, for many seconds: once will do.
    for name in ("present", "stories", *(["ready"] if lang == "en" else [])):
        visit(reader, name, lang=lang)
        untouched(reader)
    page.goto(reader.url("present", lang=lang, story=atlas.stories[0].id, stop=2))  # a link that is opened anew
    page.wait_for_function(STANDS)
    untouched(reader)


def test_who_changed_what_and_why_is_text_too(page, spoilt):
    reader = Reader(page, spoilt)
    page.goto(reader.url("history"))
    page.wait_for_function(STANDS)
    expect(page.locator(".st-key-server .ft-card dd").filter(has_text=SHOWN)).to_have_text([SHOWN, SHOWN])
    page.locator(".st-key-server summary").click()
    expect(page.locator(".st-key-server .ft-table td").filter(has_text=SHOWN).first).to_be_visible()
    untouched(reader)


def test_what_a_file_holds_is_text_before_and_after_it_is_brought_in(page, office, atlas):
    words = atlas.words["zh"]
    reader = Reader(page, office[0]).open("own")
    rows = [
        ["名称", "类型", "经度", "纬度", "备注"],
        [BRIEF, "公园", "116.29", "39.84", BRIEF],
        [BRIEF, BRIEF, "1", "2", ""],
    ]
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    bring(reader, f"{BRIEF.replace('/', '')}.csv", file.getvalue().encode(), "text/csv")
    shows(reader, "state.preview === 1")
    untouched(reader)
    answer(reader, words, "datum", words("datum.WGS-84"))
    untouched(reader)
    sign(reader, words, "file", BRIEF, words("applying.apply"))
    reader.go("overview")
    page.locator(".ft-find input").fill("onerror")
    page.locator(".ft-found button", has_text=BRIEF).first.click()
    expect(reader.panel(".ft-card h1").first).to_have_text(BRIEF)
    untouched(reader)


@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_a_link_that_tries_to_break_out_is_shown_as_text(reader, atlas, lang):
    reader.open(lang=lang, clusters=EVIL.replace(",", ""), selected=EVIL, topic=EVIL, **{EVIL: "1"})
    words, notices = atlas.words[lang], reader.page.locator(".ft-warnings .ft-notice")
    expect(notices).to_have_count(3)  # names that are none of ours pass unsaid
    assert all("onerror=pwned" in text for text in words_of(notices))
    untouched(reader)
    assert reader.query == ({} if lang == "zh" else {"lang": lang})
    assert reader.page.title() == words("app.title")


def test_an_address_that_names_no_page_shows_the_first_and_says_so(reader):
    reader.page.goto(f"{reader.address}/{quote(EVIL.replace('/', ''))}")
    reader.settle()
    assert reader.view["page"] == "overview"
    expect(reader.page.locator(".ft-warnings .ft-notice")).to_have_count(1)
    untouched(reader)
