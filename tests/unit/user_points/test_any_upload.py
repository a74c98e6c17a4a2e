"""Whatever an upload holds, it becomes rows or Problems, leaves nothing behind and gives nothing to calculate."""

import csv
import io
import tempfile

import openpyxl
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengtai_map.i18n import described
from fengtai_map.user_points.upload import bad_rows_file, read, where
from tests import fuzz
from tests.problem_codes import CODES
from tests.sample_files import FILES

PACKED = ("xlsx", "zip")
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (letter + 1, b"&%c;" % letter * 10) for letter in range(ord("a"), ord("i"))
)


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """The same points in every format, by the name of the file."""
    return {name: made(tmp_path_factory.mktemp("usual")) for name, made in FILES.items()}


@pytest.fixture
def left(tmp_path, monkeypatch):
    """What lies where libraries put their passing files, on the disk and in memory."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("CPL_TMPDIR", str(tmp_path))
    return lambda: [*tmp_path.iterdir(), *pyogrio.vsi_listtree("/vsimem/")]


def bring(atlas, content, name):
    """Everything the page does with a file; its reading."""
    reading = read(content, name, atlas)
    assert reading.problems or reading.choices or reading.rows or not any(any(row) for row in reading.table.rows)
    for problem in (*reading.problems, *reading.notices):
        assert problem.code in CODES
        for words in atlas.words.values():
            assert "".join((where(words, problem), *described(words, problem))).encode()
    assert_text(bad_rows_file(reading, atlas.words["zh"], "xlsx"), bad_rows_file(reading, atlas.words["zh"], "csv"))
    return reading


def assert_text(book, table):
    """Nothing in a workbook and in a .csv is calculated."""
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(book)).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s"}
    lines = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    assert not [cell for line in lines for cell in line if cell[:1] in tuple("=+-@\t\r")]


@settings(max_examples=120 * fuzz.TIMES)
@given(st.data())
def _any(usual, atlas, data):
    name = data.draw(st.sampled_from(sorted(usual)))
    way = fuzz.repacked if name.endswith(PACKED) and data.draw(st.integers(0, 3)) else fuzz.changed
    bring(atlas, data.draw(way(usual[name])), name)


def test_any_change_of_a_file_gives_rows_or_problems_and_leaves_nothing_behind(usual, atlas, left):
    _any(usual, atlas)
    assert left() == []


@pytest.mark.parametrize("name", FILES)
def test_the_usual_files_pass_here_without_a_problem(usual, atlas, left, name):
    reading = bring(atlas, usual[name], name)
    assert (len(reading.rows), reading.problems, left()) == (2, (), [])


@pytest.mark.parametrize(
    ("part", "codes"),
    [
        ("xl/workbook.xml", ["format-doctype"]),
        ("xl/worksheets/sheet1.xml", ["format-doctype"]),
        ("xl/styles.xml", []),  # styles are not read at all
    ],
)
def test_an_entity_that_grows_without_end_is_not_followed(usual, atlas, part, codes):
    bomb = fuzz.with_part(usual["a.xlsx"], part, lambda xml: BOMB + xml.replace(b"</", b"&i;</", 1))
    assert [problem.code for problem in read(bomb, "a.xlsx", atlas).problems] == codes


cells = st.text(st.characters() | st.sampled_from("=+-@\t\r\n'\",;|0" + fuzz.TURNING + fuzz.UNSEEN), max_size=9)


@settings(max_examples=60 * fuzz.TIMES)
@given(st.lists(st.lists(cells, min_size=4, max_size=6), min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_any_cells_of_a_csv_are_rows_or_problems(atlas, rows, delimiter):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["名称", "类型", "经度", "纬度", "备注", "备注"], *rows])
    bring(atlas, text.getvalue().encode(errors="replace"), "a.csv")
