"""What is written is written as a whole: on a full disk and in a read-only folder nothing is lost, nothing is half."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fengtai_map.data.atomic_write import write
from fengtai_map.data.replace import Proposal, apply
from fengtai_map.problems import DataError
from tests.data_rows import CLUSTERS, ROOT, SUBDISTRICTS
from tests.full_disk import WITHOUT_ROOM, read_only, said

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits and no such owner")
COMMAND = """
import contextlib, io
from fengtai_map.cli import main


def run(*arguments):
    log = io.StringIO()
    with contextlib.redirect_stderr(log), contextlib.redirect_stdout(io.StringIO()):
        status = main(["--lang", "en", *arguments])
    return [status, "(file-unwritable)" in log.getvalue(), "Traceback" in log.getvalue()]

"""
REFUSED, DONE = [1, True, False], [0, False, False]


def content(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(contents):
    with pytest.raises(DataError) as error:
        write(contents)
    return [(problem.code, problem.file) for problem in error.value.problems]


def test_files_take_the_place_of_others_and_leave_nothing_beside(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("old")
    one.chmod(0o640)
    write({one: b"new", other: b"too"})
    assert content(tmp_path) == {one: b"new", other: b"too"}
    assert sys.platform == "win32" or one.stat().st_mode & 0o777 == 0o640


def test_where_one_cannot_be_written_none_is(tmp_path):
    one = tmp_path / "one"
    one.write_text("old")
    assert refused({one: b"new", one / "other": b"too"}) == [("file-unwritable", "other")]
    assert content(tmp_path) == {one: b"old"}


def test_a_folder_that_is_missing_is_made(tmp_path):
    write({tmp_path / "new" / "one" / "other": b"too"})
    assert (tmp_path / "new" / "one" / "other").read_bytes() == b"too"


def test_a_folder_is_not_replaced(tmp_path):
    (tmp_path / "folder").mkdir()
    assert refused({tmp_path / "folder": b"new"}) == [("file-unwritable", "folder")]
    assert (tmp_path / "folder").is_dir()


@posix
def test_a_link_stays_a_link_and_a_device_a_device(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    link.symlink_to(real)
    write({link: b"new", Path(os.devnull): b"gone"})
    assert (link.is_symlink(), real.read_bytes()) == (True, b"new")
    assert Path(os.devnull).is_char_device()


@pytest.mark.ci
@posix
def test_an_export_onto_a_full_disk_leaves_the_file_that_was_there(tmp_path):
    script = """
for form in ("csv", "xlsx", "gpkg"):
    file = f"{sys.argv[1]}/lize.{form}"
    open(file, "w").write("of last year")
    full(500)
    say(run("export", "--view", "clusters=lize", file)[:2])  # openpyxl may complain beside us when it is let go
    say(open(file).read())
    roomy()
    say(run("export", "--view", "clusters=lize", file)[:2])
"""
    assert said(COMMAND + script, tmp_path) == [REFUSED[:2], "of last year", DONE[:2]] * 3
    assert {path.name for path in tmp_path.iterdir()} == {"lize.csv", "lize.xlsx", "lize.gpkg"}
    assert all(path.stat().st_size > 500 for path in tmp_path.iterdir())


@pytest.mark.ci
@posix
def test_in_a_read_only_folder_an_export_and_an_official_list_are_refused_and_change_nothing(data, tmp_path):
    subdistrict, *others = [row["properties"]["name_zh"] for row in SUBDISTRICTS]
    home = {name: row["id"] for row in CLUSTERS for name in row["members"]}
    moved = next(row["id"] for row in CLUSTERS if row["id"] != home[subdistrict])
    lines = ["街镇,组团", f"{subdistrict},{moved}", *(f"{name},{home[name]}" for name in others)]
    (tmp_path / "members.csv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "old.csv").write_bytes(b"of last year")
    (tmp_path / "mine").mkdir()
    script = """
folder, mine = sys.argv[1:]
export = ["export", "--view", "clusters=lize"]
replace = ["--data", f"{folder}/data", "replace-layer", "clusters", f"{folder}/members.csv"]
say(run(*export, f"{mine}/first.csv"))  # whatever is imported late is imported now
say(run(*replace))
powerless()
for name in ("old.csv", "new.csv", "none/new.csv"):
    say(run(*export, f"{folder}/{name}"))
say(run(*replace, "--apply"))
"""
    with read_only(data, tmp_path / "members.csv", tmp_path / "old.csv") as folder:
        before = content(folder)
        assert said(COMMAND + script, folder, tmp_path / "mine") == [DONE] * 2 + [REFUSED] * 4
        assert content(folder) == before


@pytest.mark.ci
@posix
def test_a_list_printed_into_a_full_file_says_so(tmp_path):
    script = "from fengtai_map.cli import main\nfull(500)\nsys.exit(main(['--lang', 'en', 'facts', '--json']))"
    with (tmp_path / "facts.json").open("wb") as out:
        ended = subprocess.run(
            [sys.executable, "-c", WITHOUT_ROOM + script], check=False, stdout=out, stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, text=True,
        )  # fmt: skip
    assert ended.returncode == 1
    assert "(file-unwritable)" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@posix
def test_an_official_file_on_a_full_disk_changes_nothing_at_any_step(data, tmp_path):
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    layer, manifest = (f"geo/{name}" for name in ("subdistricts.geojson", "manifest.toml"))
    kept = folder / f"{manifest}.before"
    kept.write_bytes(b"of an earlier time")
    before = content(folder)
    assert len(before[folder / layer]) > 20_000 > len(before[folder / manifest]) > 5_000
    script = """
import json
from fengtai_map.data.replace import Proposal, apply, tried
from fengtai_map.problems import DataError
from pathlib import Path

root, layer, manifest = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
proposal = Proposal({name: (root / name).read_text() + "\\n" for name in (manifest, layer)})


def codes(deed):
    try:
        return [problem.code for problem in deed(root, proposal) if hasattr(problem, "code")]
    except DataError as error:
        return [problem.code for problem in error.problems]


for size in (0, 5_000, 20_000):  # no file, not the manifest, the manifest but not the layer
    full(size)
    say(codes(tried))
    say(codes(apply))
"""
    assert said(script, folder, layer, manifest) == [["file-unwritable"]] * 6
    assert content(folder) == before


def test_what_an_official_file_replaced_is_kept_as_it_was(data, tmp_path):
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    old = (folder / "charts.toml").read_bytes()
    assert apply(folder, Proposal({"charts.toml": "new = 1\n"})) == (folder / "charts.toml.before",)
    assert (folder / "charts.toml.before").read_bytes() == old
    assert (folder / "charts.toml").read_bytes() == b"new = 1\n"
