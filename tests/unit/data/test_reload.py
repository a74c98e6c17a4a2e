"""The data of a process that runs: read again when they change, whole or not at all, logged once."""

import logging
import os
import shutil
import threading
from pathlib import Path

import pytest

from fengtai_map.data.load import reload as module
from fengtai_map.data.load.folder import Folder
from fengtai_map.data.load.reload import TRIES, loaded_data, stamp_of
from fengtai_map.i18n import LANGUAGES, described, interface_words
from fengtai_map.problems import in_short
from fengtai_map.ui.client_mount import Books
from fengtai_map.ui.context import Published
from fengtai_map.user_points.merge import with_user_points
from tests import data_rows
from tests.user_points import point

GEO = "geo/places.geojson"


@pytest.fixture
def folder(data, tmp_path):
    """A copy of data/ that a test may change."""
    return Path(shutil.copytree(data, tmp_path / "data"))


def codes(folder):
    return in_short(loaded_data(folder).problems)["codes"]


def rename(folder, label):
    facts = folder / "release" / data_rows.RELEASE.name / "facts.toml"
    old = data_rows.FACTS[0]["label"]["zh"]
    facts.write_text(
        (data_rows.RELEASE / "facts.toml").read_text(encoding="utf-8").replace(old, label, 1), encoding="utf-8"
    )


def test_what_has_not_changed_is_not_read_again(folder):
    assert loaded_data(folder).atlas is loaded_data(folder).atlas
    (folder / "charts.toml").touch()
    assert loaded_data(folder).atlas is loaded_data(folder).atlas


def test_a_change_is_there_at_the_next_question_and_gone_with_it(folder):
    assert loaded_data(folder).atlas.facts[0].label.zh == data_rows.FACTS[0]["label"]["zh"]
    rename(folder, "另一个名称")
    assert loaded_data(folder).atlas.facts[0].label.zh == "另一个名称"


def test_a_change_that_keeps_size_and_time_is_seen(folder):
    old = data_rows.FACTS[0]["label"]["zh"]
    facts = folder / "release" / data_rows.RELEASE.name / "facts.toml"
    before = facts.stat()
    assert loaded_data(folder).atlas.facts[0].label.zh == old
    rename(folder, old[::-1])
    os.utime(facts, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert facts.stat().st_size == before.st_size
    assert loaded_data(folder).atlas.facts[0].label.zh == old[::-1]


@pytest.mark.parametrize(
    ("breaking", "code"),
    [
        (lambda file: file.unlink(), "file-missing"),
        (lambda file: file.write_bytes(file.read_bytes()[:2000]), "file-unreadable"),
        (lambda file: file.write_bytes(b""), "file-unreadable"),
        (lambda file: file.write_bytes(b"\0" * file.stat().st_size), "file-unreadable"),
    ],
)
@pytest.mark.parametrize("file", [GEO, "tour.toml", "text/en.toml"])
def test_a_file_that_breaks_is_named_and_the_data_are_back_once_it_is(folder, file, breaking, code):
    good = (folder / file).read_bytes()
    first = loaded_data(folder).atlas
    breaking(folder / file)
    found = loaded_data(folder)
    assert found.atlas is None
    assert code in {problem.code for problem in found.problems if problem.file == file}
    (folder / file).write_bytes(good)
    assert loaded_data(folder).problems == ()
    assert loaded_data(folder).atlas.facts == first.facts


def test_a_folder_that_goes_is_one_problem_and_comes_back_as_it_was(folder):
    before = loaded_data(folder).atlas
    away = folder.rename(folder.with_name("away"))
    assert codes(folder) == ["folder-missing"]
    away.rename(folder)
    assert loaded_data(folder).atlas.facts == before.facts


# While somebody writes


@pytest.fixture
def meddle(monkeypatch):
    """Has something done to the data each time after they were read, while they are still being looked at."""

    def by(*deeds):
        left = list(deeds)

        def read(folder, really=module.read):
            found = really(folder)
            if left:
                left.pop(0)()
            return found

        monkeypatch.setattr(module, "read", read)

    return by


def test_what_changes_while_it_is_read_is_read_again(folder, meddle):
    meddle(lambda: rename(folder, "新名称"))
    assert loaded_data(folder).atlas.facts[0].label.zh == "新名称"


def test_what_does_not_come_to_rest_is_reported_and_looked_at_again(folder, meddle):
    meddle(*[lambda n=n: rename(folder, f"第{n}个名称") for n in range(TRIES)])
    assert codes(folder) == ["folder-changing"]
    assert loaded_data(folder).atlas.facts[0].label.zh == f"第{TRIES - 1}个名称"


def test_a_folder_that_goes_while_its_files_are_listed_is_read_again(folder, meddle, atlas):
    def gone():
        raise FileNotFoundError(folder)

    meddle(gone)
    assert loaded_data(folder).atlas.facts == atlas.facts


def test_the_checksum_and_the_records_are_of_the_same_text(folder):
    held = Folder(folder)
    before = held.sha256(GEO)
    (folder / GEO).write_text("half of it", encoding="utf-8")
    assert held.sha256(GEO) == before
    assert Folder(folder).sha256(GEO) != before


def test_readers_and_a_restless_writer_meet_without_an_exception(folder):
    files = [folder / GEO, folder / "charts.toml", folder / "release" / data_rows.RELEASE.name / "facts.toml"]
    good = {file: file.read_bytes() for file in files}
    over = threading.Event()

    def write():
        while not over.wait(0.02):
            for file, content in good.items():
                file.write_bytes(content[: len(content) // 2])
                file.unlink()
                file.write_bytes(content)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = [loaded_data(folder) for _ in range(2)]
    finally:
        over.set()
        writer.join()
    assert all(found.problems or found.atlas for found in seen)
    assert codes(folder) == []


def test_a_file_that_goes_while_stamps_are_taken_is_no_exception(folder, monkeypatch):
    monkeypatch.setattr(module.os, "walk", lambda root: [(root, [], ["never-was.toml"])])
    assert stamp_of(folder) == ((str(folder),), (str(folder / "never-was.toml"),))


# What is said of it


def test_the_log_has_one_line_when_the_data_break_and_one_when_they_are_fixed(folder, caplog):
    caplog.set_level(logging.INFO, module.__name__)
    loaded_data(folder)
    good = (folder / "charts.toml").read_bytes()
    (folder / "charts.toml").unlink()
    for _ in range(3):
        loaded_data(folder)
    (folder / "charts.toml").write_bytes(good)
    for _ in range(3):
        loaded_data(folder)
    fault, sound = caplog.records
    assert (fault.getMessage(), sound.getMessage()) == ("data-fault", "data-sound")
    assert fault.carried == {"codes": ["file-missing"], "files": ["charts.toml"]}


@pytest.mark.parametrize("broken", ["", "en", "zh"])
def test_a_language_whose_words_are_broken_has_words_for_it(folder, atlas, broken):
    for lang in LANGUAGES if not broken else [broken]:
        (folder / "text" / f"{lang}.toml").write_text("half = [", encoding="utf-8")
    found = loaded_data(folder)
    for lang, words in interface_words().items():
        assert words("problems.title") == atlas.words[lang]("problems.title")
        for problem in found.problems:
            assert problem.code not in "".join(described(words, problem))


# What is kept of an Atlas


def test_no_two_atlases_have_one_mark_not_even_one_after_the_other(atlas):
    marks = {with_user_points(atlas, [point(f"p-{n}")]).serial for n in range(20)}
    assert len(marks | {atlas.serial}) == 21
    assert atlas.serial == atlas.serial


def test_what_was_made_of_an_atlas_that_has_gone_is_not_taken_for_the_next(atlas):
    made = Books()
    for n in range(4):
        one = with_user_points(atlas, [point(f"p-{n}")])
        assert f'"p-{n}"' in made.text(Published(one, one), "zh"), n
        del one
