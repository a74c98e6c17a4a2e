"""The command line: what other programs and the people who edit data/ get."""

import contextlib
import functools
import importlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fengtai_map import cli
from fengtai_map.cli import LISTS, main
from fengtai_map.data.load import load
from fengtai_map.i18n import Text
from fengtai_map.model import UserKind
from fengtai_map.user_points.store import open_store
from tests import data_rows
from tests.every import every
from tests.user_points import draft, point

KEYS = {
    "facts": "id topic label value unit bound status period rank clusters places locator quote",
    "entries": "id kind name parent status clusters places facts locator quote mentions",
    "places": "id name kind lon lat error_m basis source cluster status",
    "stations": "id name kind lon lat error_m basis source cluster status lines opened",
    "clusters": "id order name members subdistricts area_km2 label",
}
ROWS = {
    "facts": data_rows.FACTS,
    "entries": data_rows.ENTRIES,
    "places": data_rows.PLACES,
    "stations": data_rows.STATIONS,
    "clusters": data_rows.CLUSTERS,
}
PIPES = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(data_rows.ROOT / "src")}
every_list = pytest.mark.parametrize("name", ROWS)


@pytest.fixture(autouse=True)
def _loaded_once(monkeypatch, atlas, data):
    """The data of this checkout are loaded once; a folder that a test made is loaded by each command."""
    for module in (cli, importlib.import_module("fengtai_map.cli.export")):
        monkeypatch.setattr(module, "load", lambda root, *text: load(root, *text) if text or root != data else atlas)


@pytest.fixture(scope="module")
def listed():
    """What a listing prints, as text and as values; each is asked for once."""

    @functools.cache
    def run(name):
        with contextlib.redirect_stdout(io.StringIO()) as said:
            assert main([name, "--json"]) == 0
        text = said.getvalue()
        return text, json.loads(text)

    return run


@pytest.fixture
def bad_folder(data, tmp_path):
    """A copy of data/ with one problem: 250 became 25."""
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    facts = next(folder.glob("release/*/facts.toml"))
    facts.write_text(facts.read_text(encoding="utf-8").replace("value = 250\n", "value = 25\n"), encoding="utf-8")
    return folder


def test_the_data_of_this_checkout_is_sound(capsys):
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out == f"{said.out.strip()}\n"
    for rows in (data_rows.FACTS, data_rows.ENTRIES, data_rows.PLACES, data_rows.LAYERS):
        assert str(len(rows)) in said.out


@pytest.mark.parametrize(
    ("given", "printed"),
    [({}, 0), ({"kind": "lighthouse"}, 1), ({"basis": "hearsay"}, 1), ({"id_": "plan-two"}, 1)],
    ids=["a good point", "of an unknown kind", "of an unknown basis", "with the id of something else"],
)
def test_the_check_looks_at_the_store_too(tmp_path, monkeypatch, capsys, given, printed):
    file = tmp_path / "own.gpkg"
    store = open_store(str(file))
    store.apply(draft(added=(point(**{"id_": "own-1", **given}),)), 0)
    store.close()
    monkeypatch.setenv("FENGTAI_STORE", str(file))
    assert main(["check"]) == printed
    assert capsys.readouterr().err.count("FENGTAI_STORE") == printed


def test_the_check_tells_of_a_damaged_store_and_makes_none_where_there_is_none(tmp_path, monkeypatch, capsys):
    file = tmp_path / "own.gpkg"
    monkeypatch.setenv("FENGTAI_STORE", str(file))
    assert main(["check"]) == 0
    assert not file.exists()
    file.write_bytes(b"no database" * 100)
    assert main(["check"]) == 1
    assert "(store-foreign)" in capsys.readouterr().err


def test_the_check_tells_of_a_folder_of_the_store_that_is_not_there(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FENGTAI_STORE", str(tmp_path / "misspelt" / "own.gpkg"))
    assert main(["check"]) == 1
    assert "(store-unwritable)" in capsys.readouterr().err


def test_an_export_is_not_made_without_the_points_of_a_store_whose_folder_is_away(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FENGTAI_STORE", str(tmp_path / "misspelt" / "own.gpkg"))
    assert main(["export", str(tmp_path / "all.csv")]) == 1
    assert "(store-unwritable)" in capsys.readouterr().err
    assert not (tmp_path / "all.csv").exists()


def test_the_check_reads_the_text_of_the_release_that_the_settings_name(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FENGTAI_STORE", str(tmp_path / "own.gpkg"))
    monkeypatch.setattr("fengtai_map.cli.TEXT", tmp_path / "text.tsv")
    assert main(["check"]) == 1
    assert "text.tsv" in capsys.readouterr().err


def test_a_setting_that_is_left_blank_names_no_data_folder(data):
    said = [sys.executable, "-c", "from fengtai_map.data.load import DATA; print(DATA)"]
    environment = {**os.environ, "FENGTAI_DATA": ""}
    held = subprocess.run(said, env=environment, capture_output=True, text=True, check=True).stdout
    assert Path(held.strip()) == data


def test_an_export_has_what_the_office_keeps_unless_it_is_told_not_to(tmp_path, monkeypatch, capsys):
    file = tmp_path / "own.gpkg"
    store = open_store(str(file))
    kind = UserKind(id="own-lane", name=Text(zh="滨水步道", en="Waterside path"), symbol="green-space")
    store.apply(draft(added=(point("own-1", kind=kind.id),), kinds=(kind,)), 0)
    store.close()
    monkeypatch.setenv("FENGTAI_STORE", str(file))
    for more, there in (([], True), (["--released-only"], False)):
        made = tmp_path / "out.geojson"
        assert main(["export", *more, str(made)]) == 0
        found = {one["id"]: one["properties"] for one in json.loads(made.read_text(encoding="utf-8"))["features"]}
        assert ("own-1" in found) == there
        assert not there or found["own-1"]["kind"] == "滨水步道"
    file.write_bytes(b"no database" * 100)
    assert main(["export", str(tmp_path / "broken.geojson")]) == 1
    assert "(store-foreign)" in capsys.readouterr().err
    assert not (tmp_path / "broken.geojson").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_check_speaks_both_languages(capsys, atlas, lang):
    assert main(["--lang", lang, "check"]) == 0
    assert capsys.readouterr().out.startswith(atlas.words[lang].pattern("check.clean")[:3])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_problem_is_reported_with_file_place_what_and_fix(capsys, atlas, bad_folder, lang):
    assert main(["--data", str(bad_folder), "--lang", lang, "check"]) == 1
    said = capsys.readouterr()
    words = atlas.words[lang]
    assert said.out == ""
    assert f"release/{data_rows.RELEASE.name}/facts.toml [south-action-plan-projects]" in said.err
    assert words("problem.quote-number.what", value="25") in said.err
    assert words("problem.quote-number.fix") in said.err
    assert len(said.err.splitlines()) == 1


@every_list
def test_data_with_problems_are_not_listed(capsys, bad_folder, name):
    assert main(["--data", str(bad_folder), name, "--json"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "south-action-plan-projects" in said.err


def test_what_is_found_is_printed_with_id_kind_and_names(capsys):
    assert main(["find", "liuliqiao"]) == 0
    said = capsys.readouterr()
    lines = [line.split("\t") for line in said.out.splitlines()]
    assert ["station-liuliqiao", "metro-station", "六里桥", "Liuliqiao"] in lines
    assert ["street-110106008", "subdistrict", "六里桥街道", "Liuliqiao Subdistrict"] in lines
    assert said.err == ""


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("丽泽", "lize\tcluster\t丽泽金融商务区\tLize Financial Business District"),
        ("凉水河", "river-liangshui\triver\t凉水河\tLiangshui River"),
        ("金中都建都至今", "jin-capital-age\tfact\t金中都建都至今\tYears since Zhongdu became the Jin capital"),
        ("伙伴计划", "plan-partner\tplan\t伙伴计划\tPartnership Plan"),
    ],
)
def test_whatever_its_sort_it_is_printed(capsys, text, line):
    assert main(["find", text]) == 0
    assert line in capsys.readouterr().out.splitlines()


def test_where_nothing_is_found_the_nearest_are_reported_as_a_mistake(capsys):
    assert main(["find", "majiabao"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("没有找到。您要找的是不是：\n")
    assert "station-majiapu\tmetro-station\t马家堡\tMajiapu" in said.err.splitlines()


def test_where_nothing_is_near_either_that_is_told(capsys):
    assert main(["--lang", "en", "find", ""]) == 1
    assert (said := capsys.readouterr()).out == ""
    assert said.err == "No match\n"


def test_a_quote_that_the_release_does_not_hold_is_reported(capsys, tmp_path):
    text = tmp_path / "release.tsv"
    text.write_text("# id\tsection\ttext\na05\t\t依托四轮城南行动计划，已有250个重大项目\n", encoding="utf-8")
    assert main(["check", "--release-text", str(text)]) == 1
    assert "超250个重大项目" in capsys.readouterr().err


def test_a_release_text_that_is_not_there_is_reported(capsys, tmp_path):
    assert main(["check", "--release-text", str(tmp_path / "nowhere.tsv")]) == 1
    assert "nowhere.tsv" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["# only a comment\n", "a01 丰台\n"])
def test_a_release_text_without_paragraphs_proves_nothing(capsys, tmp_path, text):
    (tmp_path / "release.tsv").write_text(text, encoding="utf-8")
    assert main(["check", "--release-text", str(tmp_path / "release.tsv")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_broken_words_are_reported_even_while_the_release_is_checked(capsys, data, tmp_path, lang):
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    (folder / "text" / f"{lang}.toml").write_text('"', encoding="utf-8")
    (tmp_path / "text.tsv").write_text("a01\t\t六\n", encoding="utf-8")
    given = ["--data", str(folder), "--lang", lang, "check", "--release-text", str(tmp_path / "text.tsv")]
    assert main(given) == 1
    assert f"text/{lang}.toml" in capsys.readouterr().err


@every("command", [["facts", "--json"], ["--data", "/nowhere", "check"]])
def test_a_reader_who_has_seen_enough_ends_it_quietly(command):
    run = [sys.executable, "-m", "fengtai_map", *command]
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        stream = "stdout" if "facts" in command else "stderr"
        ended = subprocess.run(run, check=False, cwd=data_rows.ROOT, env=ENVIRONMENT, **PIPES | {stream: closed})
    assert ended.returncode == 1
    assert not ended.stderr
    assert not ended.stdout


def test_every_list_is_tested():
    assert set(ROWS) == set(LISTS)


@every_list
def test_a_list_holds_every_record_with_its_keys(listed, name):
    _, rows = listed(name)
    assert sorted(row["id"] for row in rows) == sorted(data_rows.ids(ROWS[name]))
    assert all(set(KEYS[name].split()) <= set(row) for row in rows)


@every_list
def test_chinese_is_printed_as_it_is(listed, name):
    text, _ = listed(name)
    assert "丰台" in text
    assert "\\u" not in text


@every_list
def test_names_are_in_two_languages(listed, name):
    _, rows = listed(name)
    assert all(set(row["label" if name == "facts" else "name"]) == {"zh", "en"} for row in rows)


def test_a_fact_is_printed_as_its_file_has_it(listed):
    _, rows = listed("facts")
    printed = {row["id"]: row for row in rows}
    shown = {row["id"]: {key: printed[row["id"]][key] for key in row} for row in data_rows.FACTS}
    assert shown == {row["id"]: row for row in data_rows.FACTS}


def test_a_place_is_printed_with_what_names_it(listed):
    _, rows = listed("places")
    for row in rows:
        assert row["facts"] == [fact["id"] for fact in data_rows.FACTS if row["id"] in fact["places"]]
        assert sorted(row["entries"]) == sorted(
            entry["id"] for entry in data_rows.ENTRIES if row["id"] in entry["places"]
        )


@pytest.mark.parametrize("suffix", ["pptx", "pdf", "html", "png", "xlsx", "csv", "geojson", "gpkg"])
def test_a_view_is_exported_in_every_form(tmp_path, suffix):
    file = tmp_path / f"lize.{suffix}"
    assert main(["export", "--view", "clusters=lize&lang=en", "--day", "2026-11-23", str(file)]) == 0
    assert file.stat().st_size > 1000


def test_a_story_that_does_not_exist_is_not_exported(tmp_path, capsys):
    file = tmp_path / "talk.pdf"
    assert main(["export", "--story", "atlantis", str(file)]) == 1
    assert "atlantis" in capsys.readouterr().err
    assert not file.exists()


def test_a_form_nobody_knows_is_refused(tmp_path, capsys):
    assert main(["export", "--view", "clusters=lize", str(tmp_path / "talk.doc")]) == 1
    assert ".doc" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (["--page", "nonsense", "x.csv"], "nonsense"),
        (["--view", "clusters=a,b,c,d,e", "x.csv"], "+2"),
        (["--view", "lize", "x.csv"], "“view” cannot be “lize”"),
        (["--view", "http://127.0.0.1:8501/atlantis?clusters=lize", "x.csv"], "“page” cannot be “atlantis”"),
        (["--day", "gestern", "x.csv"], "gestern"),
        (["--day", "20261123", "x.csv"], "20261123"),
        (["--story", "short", "x.png"], "png"),
        (["--story", "short", "x.gpkg"], "gpkg"),
    ],
)
def test_what_cannot_be_exported_so_is_refused(tmp_path, capsys, given, printed):
    file = tmp_path / given[-1]
    assert main(["--lang", "en", "export", *given[:-1], str(file)]) == 1
    told = capsys.readouterr().err
    assert printed in told
    assert "Nothing was exported" in told
    assert not file.exists()


def test_the_language_asked_for_is_that_of_the_file_unless_the_link_names_one(tmp_path):
    files = [tmp_path / "asked.csv", tmp_path / "named.csv"]
    assert main(["--lang", "en", "export", "--view", "clusters=lize", str(files[0])]) == 0
    assert main(["--lang", "en", "export", "--view", "clusters=lize&lang=zh", str(files[1])]) == 0
    heads = [file.read_text(encoding="utf-8-sig").splitlines()[0] for file in files]
    assert "Name (English)" in heads[0] or "Status" in heads[0]
    assert heads[0] != heads[1]


def test_of_clusters_that_a_link_names_one_by_one_all_are_exported(tmp_path):
    files = [tmp_path / "one.csv", tmp_path / "each.csv"]
    assert main(["export", "--view", "clusters=lize,hexi", str(files[0])]) == 0
    assert main(["export", "--view", "clusters=lize&clusters=hexi", str(files[1])]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize(
    ("address", "page"),
    [("http://127.0.0.1:8501/", "overview"), ("https://map.example/fengtai/hubs", "hubs"), ("", "overview")],
)
def test_an_address_is_exported_as_it_was_copied(tmp_path, address, page):
    files = [tmp_path / "copied.csv", tmp_path / "typed.csv"]
    assert main(["export", "--view", f"{address}?clusters=lize", str(files[0])]) == 0
    assert main(["export", "--view", "clusters=lize", "--page", page, str(files[1])]) == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_page_is_exported_with_what_stands_on_it(tmp_path):
    file = tmp_path / "figures.csv"
    assert main(["export", "--page", "figures", str(file)]) == 0
    assert "gdp-growth-q1" in file.read_text(encoding="utf-8-sig")


def test_a_link_of_any_bytes_is_reported_and_not_exported(tmp_path, capsys):
    assert main(["export", "--view", "\udcff=1&lang=\u202e", str(tmp_path / "x.csv")]) == 1
    printed = capsys.readouterr().err
    assert "[U+DCFF]" in printed
    assert "[U+202E]" in printed
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("view", ["lize", "%%%", "clusters=lize&errors"])
def test_a_view_with_a_part_that_says_nothing_is_told_and_not_taken_for_everything(tmp_path, capsys, view):
    assert main(["export", "--view", view, str(tmp_path / "x.csv")]) == 1
    assert "[view]" in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("name", ["all", ".csv", "all.doc"])
def test_an_export_whose_name_says_no_form_is_told(tmp_path, capsys, name):
    assert main(["export", str(tmp_path / name)]) == 1
    assert "(export-asked)" in capsys.readouterr().err


def test_the_name_of_a_file_may_end_in_capitals(tmp_path):
    assert main(["export", "--released-only", str(tmp_path / "ALL.CSV")]) == 0


@pytest.mark.parametrize("place", ["file", "file/all.html"])
def test_a_site_is_not_written_below_a_file(tmp_path, capsys, place):
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    assert main(["site", str(tmp_path / place)]) == 1
    assert "(file-unwritable)" in capsys.readouterr().err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize("day", ["nope", "2026-13-01"])
def test_a_site_is_not_written_on_a_day_that_is_none(tmp_path, capsys, day):
    assert main(["site", "--day", day, str(tmp_path / "all.html")]) == 1
    assert "(export-asked)" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_help_is_written_whatever_the_console_can_show():
    command = [sys.executable, "-m", "fengtai_map", "replace-layer", "--help"]
    ended = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "ascii"}, capture_output=True, check=True)
    assert "街镇" in ended.stdout.decode()


STOPPED_BY_HAND = """
import runpy, sys
from fengtai_map import cli

def main():
    raise KeyboardInterrupt

cli.main = main
runpy.run_module("fengtai_map", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in another way")
def test_who_stops_a_command_reads_no_traceback():
    ended = subprocess.run([sys.executable, "-c", STOPPED_BY_HAND], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (-signal.SIGINT, b"")


@pytest.mark.parametrize(("stands", "said"), [("data", "."), ("data/geo", ".."), (".", "data")])
def test_the_store_beside_a_data_folder_is_found_however_the_folder_is_named(tmp_path, data, monkeypatch, stands, said):
    shutil.copytree(data, tmp_path / "data")
    store = open_store(str(tmp_path / "own.gpkg"))
    store.apply(draft(added=[point("own-1", name=Text(zh="本单位的点", en="Ours"))]), 0)
    store.close()
    monkeypatch.delenv("FENGTAI_STORE", raising=False)
    monkeypatch.chdir(tmp_path / stands)
    assert main(["--data", said, "export", "--view", "", str(tmp_path / "all.csv")]) == 0
    assert "本单位的点" in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
