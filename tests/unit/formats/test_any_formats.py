"""Whatever a file holds, it becomes a table or Problems, and leaves nothing behind."""

import tempfile

import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import fuzz, papers
from tests.papers import ROWS, found
from tests.problem_codes import CODES
from tests.sample_files import FILES

PACKED = ("xlsx", "zip", "ods", "xlsb", "kmz")
MADE = {
    "a.xls": papers.xls(ROWS),
    "a.xlsb": papers.xlsb(ROWS),
    "a.ods": papers.ods(papers.ods_table([[f"{cell}" for cell in row] for row in ROWS])),
    "a.kmz": papers.zipped({"doc.kml": papers.kml(papers.mark("园"))}),
    "a.gpx": b'<gpx><wpt lat="39.85" lon="116.29"><name>a</name></wpt></gpx>',
    "a.dbf": papers.dbf([("name", "C", 10), ("lon", "N", 10)], [["a", "1"]]),
    "raw.gpkg": papers.gpkg({"a": [("园", "POINT (116.29 39.85)")]}),
    "html.xls": b"<table><tr><td>a<td>b<tr><td rowspan=2>1<td>2<tr><td>3</table>",
    "xml.xls": b"<Workbook><Worksheet Name='a'><Table><Row><Cell Index='2'><Data>1</Data></Cell></Row></Table>"
    b"</Worksheet></Workbook>",
    "a.gml": b"<FeatureCollection><featureMember><a><name>x</name><g><Point srsName='EPSG:4326'><pos>1 2</pos></Point>"
    b"</g></a></featureMember></FeatureCollection>",
    "topo.json": b'{"type":"Topology","arcs":[[[1,2],[3,4]]],"objects":{"a":{"type":"LineString","arcs":[0]}}}',
    "esri.json": b'{"features":[{"attributes":{"a":1},"geometry":{"rings":[[[0,0],[1,0],[1,1],[0,0]]]}}]}',
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The same points in every format, by the name of the file."""
    return MADE | {name: made(tmp_path_factory.mktemp("usual")) for name, made in FILES.items()}


@pytest.fixture
def left(tmp_path, monkeypatch):
    """What lies where libraries put their passing files, on the disk and in memory."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("CPL_TMPDIR", str(tmp_path))
    return lambda: [*tmp_path.iterdir(), *pyogrio.vsi_listtree("/vsimem/")]


def bring(content, name):
    made, problems = found(content, name)
    reports = (*problems, *made.notices, *made.row_problems)
    assert {one.code for one in reports} <= set(CODES)
    assert len(made.head) == len(set(made.head))
    assert {len(row) for row in made.rows} <= {len(made.head)}
    assert len(made.numbers) == len(made.rows)
    assert len(made.shapes) in (0, len(made.rows))
    "".join((*made.head, *(cell for row in made.rows for cell in row))).encode()
    return made, problems


@settings(max_examples=200 * fuzz.TIMES)
@given(st.data())
def _any(files, data):
    name = data.draw(st.sampled_from(sorted(files)))
    way = fuzz.repacked if name.endswith(PACKED) and data.draw(st.integers(0, 3)) else fuzz.changed
    bring(data.draw(way(files[name])), name)


def test_any_change_of_a_file_gives_a_table_or_problems_and_leaves_nothing_behind(files, left):
    _any(files)
    assert left() == []


def test_the_usual_files_are_read_without_a_problem(files, left):
    wrong = {}
    for name, content in files.items():
        made, problems = bring(content, name)
        if problems or made.row_problems or not (made.rows or name == "xml.xls"):
            wrong[name] = [one.code for one in (*problems, *made.row_problems)]
    assert (wrong, left()) == ({"xml.xls": ["upload-empty"]}, [])


cells = st.text(st.characters() | st.sampled_from("=+-@\t\r\n'\",;|0" + fuzz.TURNING + fuzz.UNSEEN), max_size=9)


@settings(max_examples=100 * fuzz.TIMES)
@given(st.lists(st.lists(cells, min_size=4, max_size=6), min_size=1, max_size=4), st.sampled_from(",;\t|"))
def test_any_cells_of_a_plain_table_are_rows_or_problems(rows, separator):
    quoted = ('"' + cell.replace('"', '""') + '"' for row in rows for cell in row)
    text = "\n".join(separator.join([next(quoted) for _ in row]) for row in rows)
    bring(f"名称,类型,经度,纬度\n{text}".encode(errors="replace"), "a.csv")


@settings(max_examples=200 * fuzz.TIMES)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xls", "a.zip", "a.json", "a.kml", "a.shp", ""]))
def test_any_bytes_under_any_name_are_a_table_or_problems(content, name):
    bring(content, name)
