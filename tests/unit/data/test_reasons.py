"""Why a file or a value is refused is said in the reader's language, whoever found it: parser, system or record."""

import errno
import os
import re
import shutil
from pathlib import Path

import pytest

from fengtai_map import reasons
from fengtai_map.data.checks import geometry
from fengtai_map.data.load import read
from fengtai_map.i18n import described, interface_words
from fengtai_map.problems import Problem
from tests.data_folder import whole_again
from tests.data_rows import RELEASE
from tests.every import every
from tools.architecture import PACKAGE

R = f"release/{RELEASE.name}"

METRES = r"\[1000, 2000, 3000\]"
BROKEN = {  # file, what stands there as a pattern, what stands there instead, the reason
    "no TOML": ("reach.toml", METRES, "1000 2000", "toml"),
    "a list that stays open": ("reach.toml", METRES, "[1000", "toml-end"),
    "a key twice": ("reach.toml", r"\[radii\]", "[radii]\nmetres = [1]", "toml-twice"),
    "no JSON": ("geo/rivers.geojson", '"type"', "type", "json"),
    "a number in quotes": ("reach.toml", METRES, '["1000", 2000, 3000]', "integer"),
    "a truth for a number": ("reach.toml", METRES, "[true, 2000, 3000]", "integer"),
    "a fraction": (f"{R}/clusters.toml", "order = 2", "order = 2.0", "integer"),
    "a status of our own": ("geo/places.geojson", '"status": "existing"', '"status": "done"', "one-of"),
    "half a note": ("geo/places.geojson", '"note_en": "[^"]*"', '"note_en": null', "one-language"),
    "a name with a blank behind": ("geo/places.geojson", '"name_zh": "北京南站"', '"name_zh": "北京南站 "', "padded"),
    "no projection": ("upload.toml", "EPSG:4527", "EPSG:99999", "projection"),
    "a name of two": ("upload.toml", '"菜市场"', '"园区"', "named"),
    "a number that never ends": ("reach.toml", METRES, f"[{'9' * 5000}]", "large"),
    "falling radii": ("reach.toml", METRES, "[1000, 3000, 2000]", "ascending"),
}
PROSE = re.compile(r"\b(input|should|must|valid|expected|unexpected|value|line|column|error|be|is|at)\b", re.IGNORECASE)


@pytest.fixture
def folder(data, tmp_path):
    """A copy of data/ to break."""
    return Path(shutil.copytree(data, tmp_path / "data"))


def found(folder, file, old, new):
    """The problems of the folder with one text of one file changed."""
    path = folder / file
    with whole_again(folder):
        path.write_text(re.sub(old, new, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
        _, opened = read(folder)
    return opened.problems


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has none")
def test_a_pipe_in_the_place_of_a_file_is_reported_and_not_waited_for(folder):
    path = folder / "later.toml"
    path.unlink()
    os.mkfifo(path)
    _, opened = read(folder)
    assert ("later.toml", "no-file") in {(one.file, one.particulars.get("reason")) for one in opened.problems}


@every("broken", BROKEN)
def test_a_reason_is_given_in_the_reader_s_language(folder, broken):
    *change, reason = BROKEN[broken]
    problem = next(one for one in found(folder, *change) if one.particulars.get("reason") == reason)
    for lang, words in interface_words().items():
        what, _ = described(words, problem)
        assert words.pattern(f"reason.{reason}").partition("{")[0] in what
        assert not re.search(r"{\w+}", what)
        assert lang == "en" or not PROSE.search(what.replace(problem.particulars.get("value", "-"), "")), what


def test_what_is_no_utf_8_is_named_with_its_line(folder):
    path = folder / "text" / "zh.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_bytes(lines[0].encode() + "".join(lines[1:]).encode("gb18030"))
    odd = next(number for number, line in enumerate(lines[1:], 2) if not line.isascii())
    _, opened = read(folder)
    said = {one.file: one.particulars for one in opened.problems}
    assert said["text/zh.toml"] == {"reason": "not-utf8", "line": f"{odd}"}


@every("number, reason", [(errno.EACCES, "forbidden"), (errno.EISDIR, "folder"), (errno.EADDRINUSE, "taken")])
def test_what_the_system_refuses_has_our_words(number, reason):
    problem = Problem("file-unwritable", "a.pptx", "", reasons.of_system(OSError(number, os.strerror(number))))
    assert problem.particulars == {"reason": reason}
    words = interface_words()["zh"]
    assert words(f"reason.{reason}") in described(words, problem)[0]


def test_what_the_system_refuses_otherwise_stands_in_its_own_words():
    assert reasons.of_system(OSError(errno.EIO, "Input/output error")) == {"detail": "Input/output error"}
    assert reasons.of_system(TimeoutError()) == {"detail": "TimeoutError"}


def test_every_reason_of_the_catalogue_is_given_and_every_given_one_has_words():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    raised = re.findall(r'RefusedError\("([\w-]+)"', sources)
    said = re.findall(r'"reason": "([\w-]+)"', sources)
    told = {*raised, *said, *reasons.SYSTEM.values(), *reasons.SORTS.values(), *geometry.INVALID.values()}
    for words in interface_words().values():
        assert set(words.below("reason")) == {*told, "crossed", "toml", "toml-twice", "short", "long"}


def test_a_value_of_two_sorts_is_named_without_them(folder):
    refused = found(folder, f"{R}/facts.toml", r"(?m)^value = \d+$", 'value = "x"')
    assert {one.particulars["key"] for one in refused if one.code == "value-refused"} == {"value"}
