"""Whatever a data file holds, loading gives an Atlas or every problem, never another exception."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fengtai_map.data.load import load, release_text, syntax
from fengtai_map.data.load.folder import Folder
from fengtai_map.data.raw import LAYERS
from fengtai_map.i18n import Words, described
from fengtai_map.model import (
    Atlas,
    Basemap,
    Chart,
    ClusterRow,
    Entry,
    Fact,
    Layer,
    PinyinReading,
    Source,
    Story,
    Subject,
)
from fengtai_map.problems import DataError
from tests import data_rows, fuzz
from tests.problem_codes import CODES

FILES = sorted(path.relative_to(data_rows.DATA).as_posix() for path in data_rows.DATA.rglob("*.*") if path.is_file())
SHA = re.compile(rb'(sha256 = ")\w+')
ROWS = [  # a record and what stands in its file
    (Fact, data_rows.FACTS),
    (Entry, data_rows.ENTRIES),
    (ClusterRow, data_rows.CLUSTERS),
    (Layer, data_rows.LAYERS),
    (Source, data_rows.SOURCES),
    (Basemap, data_rows.BASEMAPS),
    (Subject, data_rows.PAGES),
    (Chart, data_rows.CHARTS),
    (Story, data_rows.STORIES),
    (PinyinReading, data_rows.toml(data_rows.DATA / "readings.toml")["reading"]),
    *((kind, data_rows.features(layer)) for layer, kind in LAYERS.items()),
]
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.dates() | st.times()
values = st.recursive(
    leaves, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=5), one, max_size=3)
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The data folder once more, to be spoilt one file at a time."""
    return Path(shutil.copytree(data_rows.DATA, tmp_path_factory.mktemp("any") / "data"))


def listed(file, content):
    """The manifest with the checksum of a layer as it is now: else nothing but that would be found."""
    manifest = (data_rows.DATA / "geo" / "manifest.toml").read_bytes()
    text = content.decode(errors="ignore").replace("\r\n", "\n").replace("\r", "\n")
    before, line, after = manifest.partition(f'file = "{Path(file).name}"'.encode())
    return before + line + SHA.sub(rb"\g<1>" + hashlib.sha256(text.encode()).hexdigest().encode(), after, count=1)


def outcome(copy, file, content):
    """The Atlas of the folder with one file replaced, or its problems."""
    (copy / file).write_bytes(content)
    if file.endswith(".geojson"):
        (copy / "geo" / "manifest.toml").write_bytes(listed(file, content))
    try:
        return load(copy)
    except DataError as error:
        return error.problems
    finally:
        for one in {file, "geo/manifest.toml"}:
            shutil.copyfile(data_rows.DATA / one, copy / one)


def assert_worded(problems, atlas):
    """There are problems, each of a code we know and with words that any terminal and page can take."""
    assert problems
    for problem in problems:
        assert problem.code in CODES
        for words in atlas.words.values():
            said = "".join((problem.file, problem.place, *described(words, problem)))
            assert said.encode()
            assert "Input should" not in said  # what pydantic says in English, and no reader of Chinese takes


@st.composite
def spoilt(draw):
    """A file of data/ and what it holds after somebody changed it."""
    file = draw(st.sampled_from(FILES))
    return file, draw(fuzz.changed((data_rows.DATA / file).read_bytes()))


def put_anywhere(draw, row, value):
    """A row with a value somewhere in it, in the place of another or under a key of its own."""
    if isinstance(row, dict) and row:
        key = draw(st.sampled_from([*row, "another"]))
        return row | {key: put_anywhere(draw, row.get(key), value)}
    if isinstance(row, list) and row and draw(st.booleans()):
        at = draw(st.integers(0, len(row) - 1))
        return [*row[:at], put_anywhere(draw, row[at], value), *row[at + 1 :]]
    return value


@st.composite
def odd_rows(draw):
    kind, rows = draw(st.sampled_from(ROWS))
    return kind, put_anywhere(draw, draw(st.sampled_from(rows)), draw(values))


@settings(max_examples=30 * fuzz.TIMES)
@given(spoilt())
def test_any_file_gives_an_atlas_or_problems(copy, atlas, given_):
    found = outcome(copy, *given_)
    if not isinstance(found, Atlas):
        assert_worded(found, atlas)


@settings(max_examples=150 * fuzz.TIMES)
@given(odd_rows())
def test_any_row_gives_a_record_or_problems(tmp_path_factory, atlas, given_):
    kind, row = given_
    folder = Folder(tmp_path_factory.getbasetemp())
    (record,) = folder.records(kind, "a.toml", [row]) or [None]
    if record is None:
        assert_worded(folder.problems, atlas)
    else:
        assert folder.problems == []


@settings(max_examples=150 * fuzz.TIMES)
@given(
    st.text(max_size=60) | fuzz.changed((data_rows.DATA / "reach.toml").read_bytes()).map(lambda b: b.decode("latin-1"))
)
@example("a = 0x" + "f" * 4000)
@example("a" + ".a" * 999 + " = 1")
def test_any_text_is_toml_and_json_or_refused_by_its_reader(text):
    for parse in (syntax.toml, syntax.json_value, lambda text: Words("zh", syntax.toml(text))):
        try:
            assert parse(text) is not None
        except (ValueError, RecursionError):
            continue


@settings(max_examples=50 * fuzz.TIMES)
@given(
    st.binary(max_size=90)
    | st.lists(st.text(max_size=9), max_size=9).map(lambda parts: "\t".join(parts).encode(errors="replace"))
)
@example(b"c02\t\xff\t")
def test_any_text_of_a_release_gives_paragraphs_or_problems(tmp_path_factory, atlas, content):
    file = tmp_path_factory.getbasetemp() / "release.tsv"
    file.write_bytes(content)
    paragraphs, problems = release_text(file)
    if problems:
        assert paragraphs == {}
        assert_worded(problems, atlas)
