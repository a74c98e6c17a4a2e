"""Columns that the office brings, as filters of its records."""

import json

import pytest

from fengtai_map.content.facets import Facet, facets, meets
from fengtai_map.content.page_content import filtered, page_content
from fengtai_map.content.story_edits import captured
from fengtai_map.model import Place, UserPoint
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.view.url import View, read
from tests.data_rows import ROOT
from tests.user_points import point

CASES = json.loads((ROOT / "tests" / "client" / "facets.json").read_text(encoding="utf-8"))


def place(fields):
    known = {"id": "a", "name": {"zh": "a", "en": "a"}, "kind": "school", "lon": 1, "lat": 1, "error_m": 1}
    return Place(**known, basis="mapped", source="own", status="existing", fields=fields)


def test_a_record_is_left_or_not_as_the_browser_says():
    assert [case for case in CASES if meets(place(case["fields"]), case["where"]) != case["left"]] == []


@pytest.fixture
def office(atlas):
    rows = [("园林局", "3", "备一"), ("园林局", "12.5", "备二"), ("水务局", "7", "备三")]
    points = [
        point(f"own-{n}", fields=tuple(zip(("责任单位", "租金", "说法"), row, strict=True)))
        for n, row in enumerate(rows)
    ]
    return with_user_points(atlas, points)


def test_a_column_is_a_choice_of_words_a_range_of_numbers_or_no_filter(office):
    assert facets(office) == (Facet("责任单位", words=("园林局", "水务局")), Facet("租金", low=3, high=12.5))


def test_numbers_with_one_unit_are_a_range_and_an_empty_cell_of_the_list_is_filtered_out(atlas):
    rents = ("4.5元/㎡·天", "12元/㎡·天", "")
    points = [
        point(f"own-{n}", list="楼宇", fields=(("名", f"x{n}"), *([("租金", rent)] if rent else [])))
        for n, rent in enumerate(rents)
    ]
    full = with_user_points(atlas, [*points, point("own-9")])
    assert facets(full) == (Facet("租金", low=4.5, high=12),)
    left = {one.id for one in full.places if meets(one, ("租金~5..",))}
    assert left & {"own-0", "own-1", "own-2", "own-9"} == {"own-1", "own-9"}


def test_a_filter_travels_in_the_address():
    view = View(where=("a:b", "n~3..5"))
    assert read(view.query()) == (view, ())


def test_a_file_says_by_which_columns_it_is_filtered(office):
    view = View(where=("租金~..5", "责任单位:园林局", "责任单位:水%2C务局"))
    assert list(filtered(office, view)) == ["租金：≤5", "责任单位：园林局、水,务局"]
    assert page_content(office, view, "overview").filter == tuple(filtered(office, view))


def test_a_stop_says_only_of_what_it_leaves_out_itself_that_it_is_left_out(office):
    assert captured(office, View(where=("租金~..5",), lights=("red",), time="now"), "overview").caveats is None
    assert captured(office, View(hidden=("school",), time="now"), "overview").caveats.zh == "未显示类别：学校"


def test_a_record_without_these_columns_stays(office):
    left = [one.id for one in office.places if meets(one, ("租金~5..",))]
    assert [name for name in ("own-0", "own-1", "own-2") if name not in left] == ["own-0"]
    assert len(left) == len(office.places) - 1


def test_fields_are_kept_as_they_are():
    assert UserPoint.model_validate_json(point("a", fields=(("x", "=1"),)).model_dump_json()).fields == (("x", "=1"),)
