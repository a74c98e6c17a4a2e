"""Every problem is found, named and placed: tests/bad holds the smallest change of data/ that makes each.

A file there names the `file` and `place` where the problem is reported, and the change: `old` and `new` text, text to
`add`, or `delete`; in the file `edited`, where that is another. `query` is a link instead, `address` one to listen on
with the settings of an `environment`. `particulars` are what the report says besides, `also` further codes that cannot
be told apart from the problem. `next` says that the change is made to the data with the invented next release. Problems
of a reader's own file (upload-…) have theirs in test_upload_problems.py, of a store (store-…) in test_store.py, of an
official file in test_official.py, of the folder as a whole in test_standing.py, of who starts it (start-…) in
test_configuration.py.
"""

import hashlib
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from fengtai_map.data.checks import dates
from fengtai_map.data.checks.quotes import OF_TEXT
from fengtai_map.data.load import load, read
from fengtai_map.i18n import LANGUAGES, Words, described
from fengtai_map.problems import DataError, Problem
from fengtai_map.server.settings import read_settings
from fengtai_map.view.fit import fit
from fengtai_map.view.url import read as read_url
from tests import data_rows
from tests.data_folder import whole_again
from tests.every import every
from tests.problem_codes import CODES

BAD = Path(__file__).parents[2] / "bad"
OVERLAYS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(BAD.glob("*.toml"))}
URL_CODES = [code for code, overlay in OVERLAYS.items() if "query" in overlay]
NEXT_CODES = [code for code, overlay in OVERLAYS.items() if overlay.get("next")]
SETTING_CODES = [code for code, overlay in OVERLAYS.items() if "address" in overlay]
TEXT_CODES = ["quote-absent", "mention-absent", "numeral-unclaimed"]
DATE_CODES = ["date-ahead"]
ELSEWHERE = URL_CODES + NEXT_CODES + SETTING_CODES + TEXT_CODES + DATE_CODES
DATA_CODES = [code for code in OVERLAYS if code not in ELSEWHERE]
DABAOTAI = '"Dabaotai", "lines": ["metro-line-fangshan"]'
PLACES_CRS = 'name = { zh = "地点", en = "Places" }\nkind = "point"\ncrs = "EPSG:4326"'
R = f"release/{data_rows.RELEASE.name}"
MUSEUM = '"name_en": "Beijing Auto Museum", "aliases": []'
EASTS, WAYS = "east = [360_000, 560_000]", '["three-ways", "three-ways-sites"]'
FIGURES = 'figures = ["spirits-count", "lotus-pond-age", "jin-capital-age"]'
FIVE = 'kind = "spirit"\nname = { zh = "五气"'
AGE_UNIT = 'value = 10000\nunit = "年"'
MORE = [  # the same codes from other corners: code, file, place, old, new
    ("quote-number", f"{R}/facts.toml", "gdp-growth-q1", "position = 2,", "position = 3,"),
    (
        "quote-long",
        f"{R}/facts.toml",
        "gdp-growth-q1",
        'quote = "增速居城六区第二"',
        f'quote = "增速居城六区第二{"，" * 30}"',
    ),
    ("quote-long", f"{R}/clusters.toml", "hexi", 'quote = "河西地区"', f'quote = "河西地区{"，" * 30}"'),
    ("reference-unknown", f"{R}/facts.toml", "hall-completion-2025", '["nan-zhong-zhou"]', '["nan-zhou"]'),
    ("reference-unknown", f"{R}/facts.toml", "lotus-pond-age", '["lianhuachi-park"]', '["lianhua-park"]'),
    ("reference-unknown", f"{R}/plans.toml", "plan-doubling", 'facts = ["doubling-plan-domains"', 'facts = ["domains"'),
    ("reference-unknown", "pages.toml", "hubs", 'named = ["project-super-tod"]', 'named = ["super-tod"]'),
    ("reference-unknown", "charts.toml", "partners", '"chain-leaders-2023"', '"chain-leaders"'),
    (
        "reference-unknown",
        "geo/metro-stations.geojson",
        "station-dabaotai",
        DABAOTAI,
        DABAOTAI.replace("fang", "liang"),
    ),
    ("reference-unknown", "geo/manifest.toml", "subdistricts", '["tianditu-2020", ', '["tianditu", '),
    ("reference-unknown", "reach.toml", "metro", '["metro-station"]', '["metro-stop"]'),
    ("reference-unknown", "reach.toml", "terminal", '["lize-city-air-terminal"]', '["lize-terminal"]'),
    ("key-missing", "reach.toml", "school", 'kinds = ["school"]', ""),
    ("id-duplicate", "reach.toml", "metro", 'id = "school"', 'id = "metro"'),
    ("value-refused", "reach.toml", "radii", "[1000, 2000, 3000]", "[1000, 3000, 2000]"),
    ("value-refused", "reach.toml", "radii", "[1000, 2000, 3000]", "[0, 2000, 3000]"),
    ("value-refused", "text/en.toml", "kind.hub", '"Transport hub"', '"Transport { hub"'),
    ("value-refused", "text/en.toml", "kind.hub", '"Transport hub"', '"Transport {.real}"'),
    ("value-refused", "text/en.toml", "kind.hub", '"Transport hub"', '"Transport {!r}"'),
    ("value-refused", "text/en.toml", "kind.hub", '"Transport hub"', "3"),
    ("value-refused", "text/en.toml", "scale.亿元", '"亿元" = "0.1"', '"亿元" = "0,1"'),
    ("value-refused", "text/en.toml", "scale.亿元", '"亿元" = "0.1"', '"亿元" = "-1"'),
    ("language-mixed", "text/en.toml", "kind.hub", '"Transport hub"', '"交通枢纽"'),
    ("text-missing", "text/en.toml", "kind.hub", '"Transport hub"', '" "'),
    ("text-missing", "text/zh.toml", "line.river", 'river = "河流"\n', ""),
    ("word-unknown", f"{R}/facts.toml", "yongding-river-age", AGE_UNIT, AGE_UNIT.replace("年", "載")),
    ("word-unknown", f"{R}/spirits.toml", "spirit-five", FIVE, FIVE.replace("spirit", "spirt")),
    ("later-order", f"{R}/clusters.toml", "scheme", '"2024-12-27"', '"2023-06-12"'),
    ("value-refused", "basemaps.toml", "osm", "max_zoom = 19", "max_zoom = 190"),
    ("value-refused", "geo/manifest.toml", "outline", "published_area_km2 = 306", "published_area_km2 = 0"),
    ("value-refused", "reach.toml", "radii", "[1000, 2000, 3000]", "[500, 1500]"),
    ("value-refused", f"{R}/plans.toml", "plan-period-14", '"2021/2025"', '"2025"'),
    ("value-refused", f"{R}/plans.toml", "plan-period-15", '"2026/2030"', '"2026-01/2030-12"'),
    ("value-refused", f"{R}/numerals.toml", "大家", 'text = "百姓"', 'text = "大家"'),
    (
        "value-refused",
        "later.toml",
        "#1",
        'status = "existing"\nas_of = "2024-12-28"',
        'status = "open"\nas_of = "2024-12-28"',
    ),
    ("reference-unknown", "later.toml", "project-line-1", '["project-line-1-branch"]', '["project-line-1"]'),
    ("later-order", "later.toml", "national-natural-history-museum", '"2026-03-12"', '"2022-03-12"'),
    ("background-unfit", "basemaps.toml", "tianditu", 'key_variable = "FENGTAI_TIANDITU_KEY"\n', ""),
    ("background-unfit", "basemaps.toml", "amap", 'attribution = "© 高德软件 AutoNavi"\n', ""),
    ("chart-unlike", "charts.toml", "sites", '["three-ways-sites", "corner-sites"]', '["corner-sites"]'),
    ("word-refused", f"{R}/measures.toml", "measure-task-forces", "industry working groups", "industry Work Camps"),
    ("word-refused", "text/zh.toml", "status.unknown", 'unknown = "状态待核实"', 'unknown = "情况不明"'),
    ("language-mixed", f"{R}/spirits.toml", "spirit-five", 'zh = "五气", en', 'zh = "wuqi", en'),
    ("position-far", "geo/metro-stations.geojson", "station-wufutang", "39.783768", "39.763768"),
    ("value-refused", "upload.toml", "grid", 'crs = "EPSG:4548"', 'crs = "EPSG:4326"'),
    ("value-refused", "upload.toml", "grid", 'crs = "EPSG:4548"', 'crs = "EPSG:1"'),
    ("value-refused", "geo/manifest.toml", "rivers", 'file = "rivers.geojson"', 'file = "../../dev/zero"'),
    ("value-refused", "geo/manifest.toml", "rivers", 'file = "rivers.geojson"', r'file = "\u0000.geojson"'),
    ("file-unreadable", "reach.toml", "", "[1000, 2000, 3000]", f"[1000, 2000, {2**64}]"),
    ("file-unreadable", "reach.toml", "", "[1000, 2000, 3000]", f"[0x{'f' * 4000}]"),
    ("file-unreadable", "reach.toml", "", "[1000, 2000, 3000]", f"{'[' * 99}{']' * 99}"),
    ("file-unreadable", "reach.toml", "", "[1000, 2000, 3000]", "[" * 9999),
    ("value-refused", "reach.toml", "radii", "[1000, 2000, 3000]", "[]"),
    ("datum-refused", "geo/manifest.toml", "places", PLACES_CRS, PLACES_CRS.replace("4326", "4490")),
    (
        "value-refused",
        "upload.toml",
        "grid",
        f'family = "utm"\n{EASTS}',
        'family = "utm"\neast = [560_000, 360_000]',
    ),
    ("reference-twice", "tour.toml", "district #1", FIGURES, FIGURES.replace("jin-capital-age", "spirits-count")),
    ("reference-twice", f"{R}/projects.toml", "project-three-ways", WAYS, '["three-ways", "three-ways"]'),
    ("text-unseen", "geo/places.geojson", "beijing-auto-museum", MUSEUM, MUSEUM.replace("[]", r'["汽车\u200b馆"]')),
    ("text-unseen", f"{R}/spirits.toml", "spirit-five", 'zh = "五气", en', r'zh = "五\u2060气", en'),
    ("value-refused", "geo/places.geojson", "beijing-auto-museum", MUSEUM, MUSEUM.replace("[]", '[" "]')),
    ("file-unreadable", "geo/places.geojson", "", MUSEUM, MUSEUM + ', "aliases": ["馆"]'),
]
FACTS, PLACES, RIVERS, CELLS = f"{R}/facts.toml", *(f"geo/{n}.geojson" for n in ("places", "rivers", "subdistricts"))
AGE, WEST, RIVER, CELL = "yongding-river-age", "beijing-west-railway-station", "river-yongding", "street-110106001"
MANIFEST = "geo/manifest.toml"
COORDINATES = r'"coordinates": \[116.*?\]'
SLIPS = {  # what must not become silence: code, file, place, a pattern whose first match becomes `new`
    "table-misspelt": ("key-unknown", FACTS, "fcat", r"\[\[fact\]\]\nid", "[[fcat]]\nid"),
    "page-misspelt": ("key-unknown", "pages.toml", "pgae", r'\[\[page\]\]\nid = "s', '[[pgae]]\nid = "s'),
    "stop-misspelt": ("key-unknown", "tour.toml", "district", r"\nfigures =", "\nfigurs ="),
    "page-of-unknown-kind": ("reference-unknown", "pages.toml", "hubs", '"metro-station"', '"metro-stop"'),
    "page-of-unknown-entries": ("reference-unknown", "pages.toml", "hubs", '"rail"', '"rails"'),
    "period-no-date": ("value-refused", FACTS, "building-space-2035", '"2035"', '"soon"'),
    "period-no-month": ("value-refused", FACTS, AGE, '"2023-06-13"', '"2023-13"'),
    "period-no-day": ("value-refused", FACTS, AGE, '"2023-06-13"', '"2023-02-30"'),
    "value-in-quotes": ("value-refused", FACTS, "lotus-pond-age", "value = 3000", 'value = "3000"'),
    "period-backwards": ("value-refused", FACTS, AGE, '"2023-06-13"', '"2023-06/2023-05"'),
    "locator-of-a-fact": ("reference-unknown", FACTS, AGE, '"a03"', '"x03"'),
    "locator-of-an-entry": ("reference-unknown", f"{R}/spirits.toml", "spirit-five", '"a03"', '"x03"'),
    "locator-of-a-mention": ("reference-unknown", f"{R}/spirits.toml", "spirit-five", '"a00"', '"x00"'),
    "locator-of-a-cluster": (
        "reference-unknown",
        f"{R}/clusters.toml",
        "nan-zhong-zhou",
        '\nlocator = "b06"\nquote = "南',
        '\nlocator = "x06"\nquote = "南',
    ),
    "locator-of-the-scheme": ("reference-unknown", f"{R}/clusters.toml", "scheme", '\nlocator = "b', '\nlocator = "x'),
    "locator-of-a-section": ("reference-unknown", f"{R}/source.toml", "a", '"a00"', '"x00"'),
    "locator-of-a-numeral": ("reference-unknown", f"{R}/numerals.toml", "二十大", '"a00"', '"x00"'),
    "order-twice": ("value-refused", f"{R}/clusters.toml", "lize", "order = 2", "order = 1"),
    "order-beyond": ("value-refused", f"{R}/clusters.toml", "lize", "order = 2", "order = 9"),
    "basemap-twice": ("id-duplicate", "basemaps.toml", "amap", '"osm"', '"amap"'),
    "layer-as-of-no-date": ("value-refused", MANIFEST, "metro-stations", '"2026-04"', '"spring"'),
    "feature-with-empty-id": ("id-form", PLACES, "#1", f'"{WEST}"', '""'),
    "feature-with-a-capital": ("id-form", RIVERS, "River-yongding", RIVER, "River-yongding"),
    "feature-with-a-number": ("id-form", RIVERS, "7", f'"{RIVER}"', "7"),
    "feature-with-a-list": ("id-form", RIVERS, "[7]", f'"{RIVER}"', "[7]"),
    "feature-with-half-a-letter": ("id-form", RIVERS, "[U+D800]", RIVER, r"\\ud800"),
    "feature-without-id": ("key-missing", RIVERS, "#1", f'"id": "{RIVER}", ', ""),
    "feature-null": ("value-refused", RIVERS, "#1", r'\{.*"river-yongding".*\}', "null"),
    "feature-of-another-type": ("value-refused", RIVERS, RIVER, '"Feature"', '"Thing"'),
    "collection-empty": ("value-refused", RIVERS, "", r"(?s)\[.*\]", "[]"),
    "collection-in-another-crs": ("key-unknown", RIVERS, "", "{", '{"crs": {},'),
    "property-unknown": ("key-unknown", RIVERS, RIVER, '"name_zh"', '"nam": 1, "name_zh"'),
    "properties-a-list": ("value-refused", PLACES, WEST, r'"properties": \{.*?\}', '"properties": [1]'),
    "upload-kind-unknown": ("reference-unknown", "upload.toml", "park", 'id = "green-space"', 'id = "park"'),
    "upload-word-of-two-kinds": ("value-refused", "upload.toml", "market", '"菜市场"', '"园区"'),
    "upload-field-lost": ("key-missing", "upload.toml", "column", r'\[\[column\]\]\nid = "note"\nnames.*\n', ""),
    "upload-status-twice": (
        "id-duplicate",
        "upload.toml",
        "planned",
        'id = "unknown"',
        'id = "planned"\nnames = []\n\n[[status]]\nid = "unknown"',
    ),
    "upload-limit-nought": ("value-refused", "upload.toml", "limits", "rows = 25_000", "rows = 0"),
    "light-of-no-order": ("value-refused", "lights.toml", "rule", "red = 10 ", "red = 5 "),
    "light-head-of-two-columns": ("value-refused", "lights.toml", "reached", '"实际进度"', '"计划进度"'),
    "light-column-lost": ("key-missing", "lights.toml", "column", r'\[\[column\]\]\nid = "by"\nnames.*\n', ""),
    "light-column-twice": (
        "id-duplicate",
        "lights.toml",
        "due",
        'id = "by"',
        'id = "due"\nnames = ["until"]\n\n[[column]]\nid = "by"',
    ),
    "road-of-unknown-kind": ("value-refused", "geo/roads.geojson", "road-3rd-ring", '"kind": "', '"kind": "z'),
    "cell-without-code": ("key-missing", CELLS, CELL, '"code": "110106001", ', ""),
    "cell-without-name": ("key-missing", CELLS, CELL, '"name_zh": "右安门街道", ', ""),
    "name-null": ("value-refused", CELLS, CELL, '"右安门街道"', "null"),
    "name-in-one-language": ("value-refused", "geo/water.geojson", "water-01", '"name_en": null', '"name_en": "A"'),
    "error-negative": ("value-refused", PLACES, WEST, '"error_m": 150', '"error_m": -150'),
    "error-nought": ("value-refused", PLACES, WEST, '"error_m": 150', '"error_m": 0'),
    "error-endless": ("value-refused", PLACES, WEST, '"error_m": 150', '"error_m": Infinity'),
    "geometry-null": ("geometry-invalid", RIVERS, RIVER, r'"geometry": \{.*?\}', '"geometry": null'),
    "geometry-missing": ("key-missing", RIVERS, RIVER, r', "geometry": \{.*?\}', ""),
    "geometry-of-unknown-type": ("geometry-invalid", RIVERS, "river-ma-cao", '"LineString"', '"LineStrin"'),
    "geometry-of-another-kind": ("geometry-invalid", RIVERS, "river-ma-cao", '"LineString"', '"Polygon"'),
    "position-in-words": ("geometry-invalid", PLACES, WEST, COORDINATES, '"coordinates": ["a", "b"]'),
    "position-in-metres": ("geometry-invalid", PLACES, WEST, COORDINATES, '"coordinates": [12948000, 4850000]'),
    "position-no-number": ("geometry-invalid", PLACES, WEST, COORDINATES, '"coordinates": [NaN, 39.9]'),
    "position-empty": ("key-missing", PLACES, WEST, COORDINATES, '"coordinates": []'),
    "reading-too-short": ("value-refused", "readings.toml", "泊寓", '"bo yu"', '"bo"'),
    "reading-too-long": ("value-refused", "readings.toml", "泊寓", '"bo yu"', '"bo yu she"'),
    "reading-in-one-piece": ("value-refused", "readings.toml", "泊寓", '"bo yu"', '"boyu"'),
    "reading-with-tones": ("value-refused", "readings.toml", "泊寓", '"bo yu"', '"bó yù"'),
    "reading-with-a-capital": ("value-refused", "readings.toml", "泊寓", '"bo yu"', '"Bo yu"'),
    "reading-of-letters": ("value-refused", "readings.toml", "Port", '"泊寓"', '"Port"'),
    "reading-misspelt": ("key-unknown", "readings.toml", "泊寓", 'pinyin = "bo', 'pinyim = "bo yu"\npinyin = "bo'),
    "position-nested": (
        "geometry-invalid",
        PLACES,
        WEST,
        COORDINATES,
        f'"coordinates": [{"[" * 30}{"]" * 30}, 39.9]',
    ),
}
BOTTOMLESS = ("[" * 100_000, '{"a":' * 100_000, "a = " + "[" * 100_000, ".".join("a" * 3000) + " = 1")
STOP = """
[[story]]
id = "more"
name = { zh = "更多", en = "more" }
stop = [{ headline = { zh = "站", en = "stop" }, notes = { zh = "说", en = "say" }, %s }]
"""
SEVEN = data_rows.ids(data_rows.FACTS)[:7]
STOPS = [  # a stop that is more than a story can tell: what stands in it, the code, its particulars
    ('clusters = ["atlantis"]', "reference-unknown", {"key": "clusters", "value": "atlantis"}),
    ('figures = ["atlantis"]', "reference-unknown", {"key": "figures", "value": "atlantis"}),
    ('entries = ["atlantis"]', "reference-unknown", {"key": "entries", "value": "atlantis"}),
    ('kinds = ["atlantis"]', "reference-unknown", {"key": "kinds", "value": "atlantis"}),
    ('selected = "atlantis"', "reference-unknown", {"key": "selected", "value": "atlantis"}),
    ('selected = "road-3rd-ring"', "reference-unknown", {"key": "selected", "value": "road-3rd-ring"}),
    (f"figures = {SEVEN}", "value-refused", {"key": "figures", "value": "7", "detail": "0–6"}),
]
PAIRS = [("quote-number", "member-missing"), ("file-missing", "line-unknown"), ("text-missing", "key-unknown")]
FILES = sorted(str(path.relative_to(data_rows.DATA)) for path in data_rows.DATA.rglob("*") if path.is_file())
SPOILT = {  # what becomes of a file so that it cannot be read
    "open quote": lambda held: held + b'\n"',
    "not UTF-8": lambda held: b"\xff\xfe\x00" + held,
    "empty": lambda _: b"",
}
READ_TOGETHER = ({*FILES} - {MANIFEST}, {MANIFEST})  # without the list of layers no layer is read


@pytest.fixture
def folder(data, tmp_path):
    """A copy of data/ to break."""
    return Path(shutil.copytree(data, tmp_path / "data"))


@pytest.fixture(scope="module")
def text(data):
    """A release in which all that the data says is true: each paragraph is what the data quotes and names there."""
    rows, _ = read(data)
    quoted = [*rows.facts, *rows.clusters, rows.scheme, *(entry for _, entry in rows.entries)]
    parts = [(row.locator, row.quote) for row in quoted]
    parts += [(fact.locator, fact.rank.quote) for fact in rows.facts if fact.rank]
    parts += [(locator, name.text) for name in rows.numerals for locator in name.locator]
    parts += [(locator, mention(rows, entry, locator)) for _, entry in rows.entries for locator in entry.mentions]
    return {locator: "；".join(part for at, part in parts if at == locator) for locator, _ in parts}


def mention(rows, entry, locator):
    """A name of an entry as a paragraph might print it: within a listed numeral where it is part of one."""
    name = [entry.name.zh, *entry.aliases][-1]
    return next((one.text for one in rows.numerals if name in one.text and locator in one.locator), name)


def apply(overlay, folder):
    """Make the change that an overlay describes, and nothing else."""
    path = folder / overlay.get("edited", overlay["file"])
    if overlay.get("delete"):
        path.unlink()
    elif "add" in overlay:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + overlay["add"], encoding="utf-8")
    else:
        before = path.read_text(encoding="utf-8")
        assert before.count(overlay["old"]) == 1, f"{overlay['old']!r} does not stand once in {path.name}"
        path.write_text(before.replace(overlay["old"], overlay["new"]), encoding="utf-8")


def renew_checksums(folder):
    """Write the checksums of the files as they now are into the manifest."""
    manifest = folder / "geo" / "manifest.toml"
    content = manifest.read_text(encoding="utf-8")
    for layer in data_rows.LAYERS:
        now = (folder / "geo" / layer["file"]).read_bytes()
        content = content.replace(layer["sha256"], hashlib.sha256(now).hexdigest())
    manifest.write_text(content, encoding="utf-8")


def places_of(problems, code):
    """Where a code is reported; the line number that a record's problem carries is left out."""
    return {(problem.file, re.sub(r":\d+$", "", problem.place)) for problem in problems if problem.code == code}


def placed(problems):
    """Every problem as code, file and place, without the line."""
    return sorted((problem.code, problem.file, re.sub(r":\d+$", "", problem.place)) for problem in problems)


def assert_only(problems, code, overlay):
    """Exactly this code is reported, at the overlay's file and place and with its particulars."""
    assert {problem.code for problem in problems} == {code, *overlay.get("also", [])}
    assert places_of(problems, code) == {(overlay["file"], overlay["place"])}
    placed = next(problem.particulars for problem in problems if problem.code == code)
    assert overlay.get("particulars", {}).items() <= placed.items()


def assert_described(problems, atlas):
    for problem in problems:
        for words in atlas.words.values():
            what, fix = described(words, problem)
            assert what
            assert fix
            assert problem.code not in what
            assert not re.search("{[a-z]+}", what + fix)


def test_every_code_has_its_smallest_problem():
    # test_store.py, test_formats_problems.py, test_upload_problems.py, test_official.py, test_standing.py,
    # test_writing.py, test_configuration.py, test_office_master.py, test_own_stories.py, test_story_file.py
    elsewhere = ("store-", "format-", "upload-", "official-", "folder-", "file-unwritable", "start-", "master-")
    elsewhere += ("story-", "export-")  # the last one: test_cli.py
    assert sorted(OVERLAYS) == sorted(code for code in CODES if not code.startswith(elsewhere))
    assert [path.name for path in BAD.iterdir() if path.suffix != ".toml"] == []


def test_good_data_has_no_problem(folder):
    _, found = read(folder)
    assert found.problems == []


def test_good_data_agrees_with_the_release(data, text):
    rows, _ = read(data)
    release = data_rows.paragraphs() or text  # where the release is not at hand, at least with itself
    assert [problem for check in OF_TEXT for problem in check(rows, release)] == []


@every("code", DATA_CODES)
def test_a_problem_in_the_data_is_reported_at_its_place(folder, atlas, code):
    with whole_again(folder):
        apply(OVERLAYS[code], folder)
        if code != "sha256-differs":
            renew_checksums(folder)
        _, found = read(folder)
    assert_only(found.problems, code, OVERLAYS[code])
    assert_described(found.problems, atlas)


@pytest.mark.parametrize("code", NEXT_CODES)
def test_a_problem_beside_an_earlier_release_is_reported_at_its_place(next_release, tmp_path, atlas, code):
    folder = Path(shutil.copytree(next_release, tmp_path / "data"))
    apply(OVERLAYS[code], folder)
    _, found = read(folder)
    assert_only(found.problems, code, OVERLAYS[code])
    assert_described(found.problems, atlas)


@every("problem", MORE)
def test_a_problem_is_reported_wherever_it_may_stand(folder, problem):
    code, file, place, old, new = problem
    with whole_again(folder):
        apply({"file": file, "old": old, "new": new}, folder)
        renew_checksums(folder)
        _, found = read(folder)
    assert_only(found.problems, code, {"file": file, "place": place})


def test_a_target_that_no_word_names_is_a_problem(folder):
    apply({"file": "reach.toml", "old": 'id = "green"', "new": 'id = "park"'}, folder)
    assert placed(read(folder)[1].problems) == [("word-unknown", "reach.toml", "park")]


@every("code", TEXT_CODES)
def test_what_the_release_does_not_say_is_reported_at_its_place(folder, atlas, text, code):
    rows, _ = read(folder)
    assert [problem for check in OF_TEXT for problem in check(rows, text)] == []
    with whole_again(folder):
        apply(OVERLAYS[code], folder)
        rows, _ = read(folder)
    problems = [problem for check in OF_TEXT for problem in check(rows, text)]
    assert_only(problems, code, OVERLAYS[code])
    assert_described(problems, atlas)


@pytest.mark.parametrize("code", DATE_CODES)
def test_a_day_that_has_not_come_is_reported_to_who_checks_and_stops_no_map(folder, atlas, code):
    apply(OVERLAYS[code], folder)
    rows, found = read(folder)
    assert found.problems == []
    problems = list(dates.unbegun(rows, "2099-01-15"))
    assert_only(problems, code, OVERLAYS[code])
    assert_described(problems, atlas)
    assert list(dates.unbegun(rows, "2099-01-16")) == []


@every("code", SETTING_CODES)
def test_a_problem_in_the_settings_is_reported_at_its_place(atlas, code):
    _, problems = read_settings(OVERLAYS[code]["environment"], OVERLAYS[code]["address"], sign_in=False)
    assert_only(problems, code, OVERLAYS[code])
    assert_described(problems, atlas)


@every("code", URL_CODES)
def test_a_problem_in_a_link_is_reported_at_its_place(atlas, code):
    view, unread = read_url(OVERLAYS[code]["query"])
    _, unknown = fit(view, atlas)
    assert_only([*unread, *unknown], code, OVERLAYS[code])
    assert_described([*unread, *unknown], atlas)


@every("pair", PAIRS)
def test_two_problems_at_once_are_both_reported(folder, pair):
    with whole_again(folder):
        for code in pair:
            apply(OVERLAYS[code], folder)
        renew_checksums(folder)
        _, found = read(folder)
    for code in pair:
        assert places_of(found.problems, code) == {(OVERLAYS[code]["file"], OVERLAYS[code]["place"])}


@every("name", SLIPS)
def test_a_slip_is_reported_once_and_does_not_become_silence(folder, atlas, name):
    code, file, place, old, new = SLIPS[name]
    text, count = re.subn(old, new, (folder / file).read_text(encoding="utf-8"), count=1)
    assert count == 1
    with whole_again(folder):
        (folder / file).write_text(text, encoding="utf-8")
        renew_checksums(folder)
        _, found = read(folder)
    assert placed(found.problems) == [(code, file, place)]
    assert_described(found.problems, atlas)


def test_a_key_misspelt_deep_in_a_record_is_known_again(folder):
    path = folder / "tour.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("\nfigures =", "\nfigurs =", 1), encoding="utf-8")
    (problem,) = read(folder)[1].problems
    assert problem.particulars == {"key": "stop.#1.figurs", "near": "figures"}


@every("given, code, particulars", STOPS)
def test_a_stop_that_asks_for_too_much_is_a_problem(folder, given, code, particulars):
    with whole_again(folder):
        with (folder / "tour.toml").open("a", encoding="utf-8") as tour:
            tour.write(STOP % given)
        _, found = read(folder)
    assert placed(found.problems) == [(code, "tour.toml", "more #1")]
    assert found.problems[0].particulars == particulars


def test_a_story_without_a_stop_is_a_problem(folder):
    with (folder / "tour.toml").open("a", encoding="utf-8") as tour:
        tour.write('\n[[story]]\nid = "more"\nname = { zh = "更多", en = "more" }\nstop = []\n')
    assert placed(read(folder)[1].problems) == [("key-missing", "tour.toml", "more")]


@every("row", data_rows.LAYERS)
def test_a_layer_of_another_name_is_missed_where_it_was_and_unknown_where_it_is(folder, row):
    path = folder / MANIFEST
    text = path.read_text(encoding="utf-8").replace(f'id = "{row["id"]}"\nfile', 'id = "more"\nfile')
    with whole_again(folder):
        path.write_text(text, encoding="utf-8")
        found = placed(read(folder)[1].problems)
    assert found == [("key-missing", MANIFEST, row["id"]), ("value-refused", MANIFEST, "more")]


@every("file", FILES)
def test_a_lost_file_is_reported_once(folder, file):
    with whole_again(folder):
        (folder / file).unlink()
        assert placed(read(folder)[1].problems) == [("file-missing", file, "")]


@every("spoil", SPOILT)
def test_a_file_that_cannot_be_read_is_reported_once(folder, spoil):
    for files in READ_TOGETHER:
        with whole_again(folder):
            for path in (folder / file for file in files):
                path.write_bytes(SPOILT[spoil](path.read_bytes()))
            reported = placed(read(folder)[1].problems)
        assert sorted(reported) == sorted(("file-unreadable", file, "") for file in files)


@every("text", BOTTOMLESS)
def test_a_file_without_a_bottom_is_a_problem_and_no_crash(folder, text):
    for files in READ_TOGETHER:
        with whole_again(folder):
            for file in files:
                (folder / file).write_bytes(text.encode())
            assert {problem.file for problem in read(folder)[1].problems} == files


def test_a_heading_of_words_that_nobody_asks_for_is_reported_with_the_one_that_may_be_meant(folder):
    for lang in ("zh", "en"):
        with (folder / "text" / f"{lang}.toml").open("a", encoding="utf-8") as opened:
            opened.write('\n[kindes]\nhub = "hub"\n')
    found = sorted(read(folder)[1].problems, key=lambda problem: problem.file)
    assert placed(found) == [("key-unknown", f"text/{lang}.toml", "kindes") for lang in ("en", "zh")]
    assert {problem.particulars["near"] for problem in found} == {"kinds"}


def test_a_folder_that_is_not_there_is_one_problem_and_no_crash(tmp_path):
    _, found = read(tmp_path / "nowhere")
    assert placed(found.problems) == [("folder-missing", "nowhere", "")]


def test_an_empty_folder_is_many_problems_and_no_crash(tmp_path):
    _, found = read(tmp_path)
    assert {problem.code for problem in found.problems} == {"file-missing"}
    assert "release/YYYY-MM-DD/facts.toml" in {problem.file for problem in found.problems}


def test_a_problem_in_a_record_names_its_line(folder):
    apply(OVERLAYS["key-unknown"], folder)
    _, found = read(folder)
    lines = (folder / "basemaps.toml").read_text(encoding="utf-8").splitlines()
    number = lines.index('id = "amap"') + 1
    assert [problem.place for problem in found.problems] == [f"amap:{number}"]


def test_a_cluster_that_another_took_all_members_from_is_a_problem(folder):
    members = "release/2023-06-13/clusters.toml"
    text = (folder / members).read_text(encoding="utf-8")
    text = text.replace('["花乡街道"]', "[]").replace('["太平桥街道"]', '["太平桥街道", "花乡街道"]')
    (folder / members).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        load(folder)
    assert placed(raised.value.problems) == [("key-missing", members, data_rows.CLUSTERS[4]["id"])]


def test_a_problem_of_the_catalogue_that_should_say_it_is_reported_by_its_code():
    broken = Words("zh", {"problem": {"file-missing": {"what": "{", "fix": "{0}"}}})
    assert described(broken, Problem("file-missing", "a.toml", "p")) == ("file-missing {'place': 'p'}",) * 2


def test_data_with_problems_are_not_shown(folder):
    apply(OVERLAYS["quote-number"], folder)
    with pytest.raises(DataError) as raised:
        load(folder)
    assert [problem.code for problem in raised.value.problems] == ["quote-number"]


@every("lang", LANGUAGES)
@every("code", CODES)
def test_every_problem_has_words_in_both_languages(atlas, code, lang):
    words = atlas.words[lang]
    assert words.pattern(f"problem.{code}.what")
    assert words.pattern(f"problem.{code}.fix")


def test_a_problem_is_a_value():
    one, same = (Problem("text-missing", "text/en.toml", "app.title", {"key": "title"}) for _ in range(2))
    assert one == same
    assert len({one, same}) == 1
