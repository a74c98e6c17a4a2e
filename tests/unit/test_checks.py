"""Every fault is found, named and placed: tests/bad holds the smallest change of data/ that makes each.

A file there names the `file` and `place` where its fault is reported, and the change: `old` and `new` text, text to
`add`, or `delete`; in the file `edited`, where that is another. `query` is a link instead. `particulars` are what the
report says besides, `also` further codes that cannot be told apart from the fault.
"""

import hashlib
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from fengtai_map.checks.figures import OF_TEXT
from fengtai_map.checks.url import fit
from fengtai_map.load import load, read
from fengtai_map.problems import CODES, DataError, Problem
from fengtai_map.text import described
from fengtai_map.view import read as read_url
from tests import raw

BAD = Path(__file__).parents[1] / "bad"
OVERLAYS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(BAD.glob("*.toml"))}
URL_CODES = [code for code, overlay in OVERLAYS.items() if "query" in overlay]
TEXT_CODES = ["quote-absent", "mention-absent", "numeral-unclaimed"]
DATA_CODES = [code for code in OVERLAYS if code not in URL_CODES + TEXT_CODES]
DABAOTAI = '"Dabaotai", "lines": ["metro-line-fangshan"]'
PLACES_CRS = 'name = { zh = "地点", en = "Places" }\nkind = "point"\ncrs = "EPSG:4326"'
R = f"release/{raw.RELEASE.name}"
MORE = [  # the same codes from other corners: code, file, place, old, new
    ("quote-number", f"{R}/facts.toml", "gdp-growth-q1", "position = 2,", "position = 3,"),
    ("quote-long", f"{R}/facts.toml", "gdp-growth-q1", '"增速居城六区第二"', f'"增速居城六区第二{"，" * 30}"'),
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
    ("datum-refused", "geo/manifest.toml", "places", PLACES_CRS, PLACES_CRS.replace("4326", "4490")),
]
PAIRS = [("quote-number", "member-missing"), ("file-missing", "line-unknown"), ("text-missing", "key-unknown")]
FILES = sorted(str(path.relative_to(raw.DATA)) for path in raw.DATA.rglob("*") if path.is_file())


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
    for layer in raw.LAYERS:
        now = (folder / "geo" / layer["file"]).read_bytes()
        content = content.replace(layer["sha256"], hashlib.sha256(now).hexdigest())
    manifest.write_text(content, encoding="utf-8")


def places_of(problems, code):
    """Where a code is reported; the line number that a record's fault carries is left out."""
    return {(problem.file, re.sub(r":\d+$", "", problem.place)) for problem in problems if problem.code == code}


def assert_only(problems, code, overlay):
    """Exactly this code is reported, at the overlay's file and place and with its particulars."""
    assert {problem.code for problem in problems} == {code, *overlay.get("also", [])}
    assert places_of(problems, code) == {(overlay["file"], overlay["place"])}
    told = next(problem.particulars for problem in problems if problem.code == code)
    assert overlay.get("particulars", {}).items() <= told.items()


def assert_described(problems, atlas):
    for problem in problems:
        for words in atlas.words.values():
            what, mend = described(words, problem)
            assert what
            assert mend
            assert problem.code not in what
            assert "{" not in what + mend


def test_every_code_has_its_smallest_fault():
    assert sorted(OVERLAYS) == sorted(CODES)
    assert [path.name for path in BAD.iterdir() if path.suffix != ".toml"] == []


def test_good_data_has_no_problem(folder):
    _, found = read(folder)
    assert found.problems == []


def test_good_data_agrees_with_the_release(data, text):
    rows, _ = read(data)
    release = raw.paragraphs() or text  # where the release is not at hand, at least with itself
    assert [problem for check in OF_TEXT for problem in check(rows, release)] == []


@pytest.mark.parametrize("code", DATA_CODES)
def test_a_fault_in_the_data_is_reported_at_its_place(folder, atlas, code):
    apply(OVERLAYS[code], folder)
    if code != "sha256-differs":
        renew_checksums(folder)
    _, found = read(folder)
    assert_only(found.problems, code, OVERLAYS[code])
    assert_described(found.problems, atlas)


@pytest.mark.parametrize("fault", MORE, ids=lambda fault: f"{fault[0]}-{fault[2]}")
def test_a_fault_is_reported_wherever_it_may_stand(folder, fault):
    code, file, place, old, new = fault
    apply({"file": file, "old": old, "new": new}, folder)
    renew_checksums(folder)
    _, found = read(folder)
    assert_only(found.problems, code, {"file": "geo" if file.endswith(".geojson") else file, "place": place})


@pytest.mark.parametrize("code", TEXT_CODES)
def test_what_the_release_does_not_say_is_reported_at_its_place(folder, atlas, text, code):
    rows, _ = read(folder)
    assert [problem for check in OF_TEXT for problem in check(rows, text)] == []
    apply(OVERLAYS[code], folder)
    rows, _ = read(folder)
    problems = [problem for check in OF_TEXT for problem in check(rows, text)]
    assert_only(problems, code, OVERLAYS[code])
    assert_described(problems, atlas)


@pytest.mark.parametrize("code", URL_CODES)
def test_a_fault_in_a_link_is_reported_at_its_place(atlas, code):
    view, unread = read_url(OVERLAYS[code]["query"])
    _, unknown = fit(view, atlas)
    assert_only([*unread, *unknown], code, OVERLAYS[code])
    assert_described([*unread, *unknown], atlas)


@pytest.mark.parametrize("codes", PAIRS, ids="-and-".join)
def test_two_faults_at_once_are_both_reported(folder, codes):
    for code in codes:
        apply(OVERLAYS[code], folder)
    renew_checksums(folder)
    _, found = read(folder)
    for code in codes:
        assert places_of(found.problems, code) == {(OVERLAYS[code]["file"], OVERLAYS[code]["place"])}


@pytest.mark.parametrize("file", FILES)
def test_a_lost_file_is_a_problem_and_no_crash(folder, file):
    (folder / file).unlink()
    _, found = read(folder)
    assert (file, "") in places_of(found.problems, "file-missing")


@pytest.mark.parametrize("file", FILES)
def test_a_file_with_an_open_quote_is_a_problem_and_no_crash(folder, file):
    (folder / file).write_bytes((folder / file).read_bytes() + b'\n"')
    _, found = read(folder)
    assert (file, "") in places_of(found.problems, "file-unreadable")


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_not_utf_8_is_a_problem_and_no_crash(folder, file):
    (folder / file).write_bytes(b"\xff\xfe\x00" + (folder / file).read_bytes())
    _, found = read(folder)
    assert (file, "") in places_of(found.problems, "file-unreadable")


@pytest.mark.parametrize("file", FILES)
def test_an_empty_file_is_a_problem_and_no_crash(folder, file):
    (folder / file).write_bytes(b"")
    _, found = read(folder)
    assert found.problems


def test_a_folder_that_is_not_there_is_many_problems_and_no_crash(tmp_path):
    _, found = read(tmp_path / "nowhere")
    assert {problem.code for problem in found.problems} >= {"file-missing"}


def test_a_fault_in_a_record_names_its_line(folder):
    apply(OVERLAYS["key-unknown"], folder)
    _, found = read(folder)
    lines = (folder / "basemaps.toml").read_text(encoding="utf-8").splitlines()
    number = lines.index('id = "amap"') + 1
    assert [problem.place for problem in found.problems] == [f"amap:{number}"]


def test_faulty_data_is_not_shown(folder):
    apply(OVERLAYS["quote-number"], folder)
    with pytest.raises(DataError) as raised:
        load(folder)
    assert [problem.code for problem in raised.value.problems] == ["quote-number"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_problem_has_words_in_both_languages(atlas, code, lang):
    words = atlas.words[lang]
    assert words.pattern(f"problem.{code}.what")
    assert words.pattern(f"problem.{code}.mend")


def test_a_problem_is_a_value():
    one, same = (Problem("text-missing", "text/en.toml", "app.title", {"key": "title"}) for _ in range(2))
    assert one == same
    assert len({one, same}) == 1
