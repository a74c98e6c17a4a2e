"""The clerk's page without a page: what was said, what is reported, what is kept of a list."""

from types import SimpleNamespace

from fengtai_map.i18n import LANGUAGES
from fengtai_map.problems import Problem
from fengtai_map.ui.user_points import differences, file_state, questions
from fengtai_map.user_points.upload import problem_lines
from fengtai_map.user_points.upload.grouped_problems import rows_in_words
from tests.every import every


def problem(row, column="经度", code="upload-position-missing", **more):
    return Problem(code, "f.csv", f"{row} {column}", {"row": f"{row}", "column": column, "sheet": "", **more})


@every("lang", LANGUAGES)
def test_equal_problems_are_one_line_with_their_rows(atlas, lang):
    words = atlas.words[lang]
    rows = [3, 5, 6, 7, 9]
    lines = problem_lines(words, [problem(row) for row in rows] + [problem(4, column="纬度")])
    assert [place for place, _, _ in lines] == [
        words("upload.place", row=words("incoming.between").join(("3", "5–7", "9")), column="经度"),
        words("upload.place", row="4", column="纬度"),
    ]
    assert lines[0][1] == words("problem.upload-position-missing.what")


def test_three_thousand_equal_notices_are_one_line(atlas):
    (line,) = problem_lines(atlas.words["zh"], [problem(row) for row in range(2, 3002)])
    assert "2–3001" in line[0]


def test_of_many_runs_the_first_are_named_and_all_counted(atlas):
    words = atlas.words["zh"]
    said = rows_in_words(words, range(1, 100, 2))
    first = words("incoming.between").join(["1", "3", "5", "7", "9", "11"])
    assert said == words("incoming.and-more", rows=first, n="50")


def test_problems_of_other_words_stay_apart(atlas):
    notices = [problem(2, code="upload-status", value="也许"), problem(3, code="upload-status", value="大概")]
    assert len(problem_lines(atlas.words["zh"], notices)) == 2


def test_the_digest_of_files_is_of_names_and_bytes():
    one = file_state.BroughtFiles({"a.shp": b"1", "a.dbf": b"2"})
    assert one.digest == file_state.BroughtFiles({"a.dbf": b"2", "a.shp": b"1"}).digest
    assert one.digest != file_state.BroughtFiles({"a.shp": b"12", "a.dbf": b""}).digest
    assert one.size == 2


@every("lang", LANGUAGES)
def test_a_shape_that_changes_is_said_in_words(atlas, lang):
    ctx = SimpleNamespace(words=atlas.words[lang])
    said = [differences.worded(ctx, "shape", value) for value in ("line 1,234", "area 5,678", "")]
    assert said[:2] == [
        atlas.words[lang](f"applying.shape-{sort}", n=n) for sort, n in (("line", "1,234"), ("area", "5,678"))
    ]
    assert said[2] == atlas.words[lang]("applying.empty")


def test_a_projection_is_offered_by_its_name(atlas):
    ctx = SimpleNamespace(words=atlas.words["zh"], atlas=atlas)
    assert questions.worded(ctx, "grid", "EPSG:32650") == "UTM 50N (EPSG:32650)"
