"""`python -m fengtai_map read`: how a file would be read, without a page."""

import json

import pytest

from fengtai_map.cli import main
from fengtai_map.i18n import Text
from fengtai_map.model import UserKind, UserList, UserPoint
from fengtai_map.user_points.store import ChangeDraft, open_store
from fengtai_map.user_points.upload import user_kind_id, user_point_id
from tests.sample_files import FILES, LAT, LON, csv

HEAD = ("名称", "类型", "经度", "纬度")


@pytest.fixture
def run(data, tmp_path, monkeypatch, capsys):
    """Runs the command on files of these contents: exit status, what it printed, what it complained of."""
    monkeypatch.setenv("FENGTAI_STORE", f"sqlite:///{tmp_path / 'own.gpkg'}")

    def reading(files, *options, lang="zh"):
        paths = []
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
            paths.append(str(tmp_path / name))
        status = main(["--data", str(data), "--lang", lang, "read", *paths, *options])
        return status, *capsys.readouterr()

    return reading


def as_json(answer):
    status, said, _ = answer
    return status, json.loads(said)


def test_a_file_is_reported_as_json_with_what_is_taken(run):
    line = {"type": "LineString", "coordinates": [[LON, LAT], [116.3, LAT]]}
    features = [
        {"type": "Feature", "properties": {"名称": name, "类型": "公园"}, "geometry": geometry}
        for name, geometry in (("甲", {"type": "Point", "coordinates": [116.2912, 39.8512]}), ("乙", line))
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    status, printed = as_json(run({"a.geojson": content}, "--json"))
    assert status == 0
    assert {"taken", "problems", "notices", "choices"} <= printed.keys()
    first, second = printed["taken"]
    assert {"name", "kind", "lon", "lat", "error_m", "geometry"} <= first.keys()
    assert (first["name"], first["kind"], first["lon"], first["lat"]) == ("甲", "green-space", 116.2912, 39.8512)
    assert first["geometry"] == {"type": "Point", "coordinates": [116.2912, 39.8512]}
    assert second["geometry"] == line
    assert (printed["problems"], printed["choices"]) == ([], [])


def test_the_column_of_a_problem_that_several_rows_have_is_named(run):
    rows = [(f"园{n}", "公园", "abc", "39.85") for n in range(3)]
    for lang, place in (("zh", "! 第 2–4 行“经度”列: "), ("en", "! Row 2–4, column “经度”: ")):
        assert place in run({"a.csv": csv(HEAD, *rows)}, lang=lang)[1]


def test_problems_choices_and_equal_notices_are_reported(run):
    rows = [("", "公园", "116.29", "39.85"), ("站", "养老驿站", "116.3", "39.85")]
    rows += [(f"园{n}", "公园", "116.31", "39.85") for n in range(5)]
    status, printed = as_json(run({"a.csv": csv(HEAD, *rows)}, "--json"))
    assert status == 1
    (problem,) = printed["problems"]
    assert (problem["row"], problem["column"]) == (2, "名称")
    assert problem["what"]
    assert problem["fix"]
    (choice,) = printed["choices"]
    assert (choice["what"], choice["options"], "school" in choice["may_be"]) == ("kind", ["养老驿站"], True)
    assert [(one["count"], one["rows"]) for one in printed["notices"] if one["rows"]] == [(4, [5, 6, 7, 8])]
    assert len(printed["taken"]) == 5


def test_options_answer_what_was_asked(run):
    utm = csv(("名称", "种类", "x", "y"), ("园", "驿站", "439261.93", "4411350.05"))
    assert run({"a.csv": utm}, "--json")[0] == 1
    status, printed = as_json(
        run({"a.csv": utm}, "--json", "--grid", "EPSG:32650", "--kind", "驿站=公园", "--column", "kind=种类")
    )
    assert (status, printed["choices"]) == (0, [])
    assert (printed["taken"][0]["lon"], printed["taken"][0]["lat"]) == pytest.approx((LON, LAT), abs=1e-6)
    bare = csv(("名称", "经度", "纬度"), ("园", f"{LON}", f"{LAT}"))
    assert (
        as_json(run({"b.csv": bare}, "--json", "--kind", "公园", "--datum", "GCJ-02"))[1]["taken"][0]["kind"]
        == "green-space"
    )


@pytest.mark.parametrize(
    "option",
    [
        ("--grid", "x"),
        ("--kind", "甲=乙"),
        ("--status", "甲=乙"),
        ("--column", "x"),
        ("--list", "x"),
        ("--column", "nope=名称"),
        ("--encoding", "nope"),
        ("--encoding", "base64"),
        ("--head-row", "-1"),
        ("--sheet", "x"),
    ],
)
def test_an_option_that_says_nothing_is_reported(run, option):
    status, said, printed = run({"a.csv": csv(HEAD, ("园", "公园", "116.29", "39.85"))}, *option)
    assert (status, said, "upload-option" in printed) == (1, "", True)


def test_a_row_of_heads_beyond_the_end_of_the_file_is_reported(run):
    content = csv(HEAD, ("园", "公园", "116.29", "39.85"))
    status, printed = as_json(run({"a.csv": content}, "--head-row", "9", "--json"))
    assert (status, [one["code"] for one in printed["problems"]]) == (1, ["format-head-row"])
    assert "2" in printed["problems"][0]["what"]


def test_a_file_that_is_not_there_is_reported(run):
    assert "upload-file" in run({}, "/nowhere/a.csv")[2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_lines_are_readable_and_have_no_word_of_a_program(run, lang):
    content = csv(
        HEAD,
        ("", "公园", "东边", "39.85"),
        ("站", "养老驿站", "116.3", "39.85"),
        ("园\u202e", "公园", "116.31", "39.85"),
    )
    status, said, _ = run({"a.csv": content}, lang=lang)
    assert status == 1
    assert not [word for word in ("lon", "lat", "geometry", "None", "\u202e") if word in said.replace("latitude", "")]


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip", "a.kml", "a.gpkg"])
def test_every_format_is_read(run, tmp_path, name):
    (tmp_path / "made").mkdir()
    status, printed = as_json(run({name: FILES[name](tmp_path / "made")}, "--json"))
    assert (status, [one["name"] for one in printed["taken"]]) == (0, ["试造园", "试造校"])


def test_what_is_kept_is_used(run, tmp_path):
    kind = UserKind(id=user_kind_id("养老驿站"), name=Text(zh="养老驿站", en="Care station"), symbol="hospital")
    points = tuple(
        UserPoint(
            id=user_point_id(kind.id, f"站{n}", LON + n / 100, LAT), name=Text(zh=f"站{n}", en=f"站{n}"), kind=kind.id,
            lon=LON + n / 100, lat=LAT, error_m=20, basis="office-wgs-84", status="existing", list="驿站",
        )
        for n in range(3)
    )  # fmt: skip
    remembered = UserList(name="驿站", owner="民政", columns={"name": "叫法"}, words={"status": {"挂牌": "existing"}})
    store = open_store(f"sqlite:///{tmp_path / 'own.gpkg'}")
    store.apply(
        ChangeDraft(
            added=points, who="王", reason="试", when="2026-11-25T08:00:00Z", lists=(remembered,), kinds=(kind,)
        ),
        0,
    )
    store.close()
    rows = [(f"站{n}", "养老驿站", f"{LON + n / 100 + 0.00605:.6f}", f"{LAT + 0.00124:.6f}", "挂牌") for n in range(3)]
    content = csv(("叫法", "类型", "经度", "纬度", "状态"), *rows)
    status, printed = as_json(run({"next.csv": content}, "--json", "--list", "驿站"))
    assert (status, printed["datum"]) == (0, "GCJ-02")
    assert [(one["kind"], one["status"]) for one in printed["taken"]] == [(kind.id, "existing")] * 3
    assert [one["what"] for one in printed["notices"] if one["code"] == "upload-recalled"] == [
        "1 个词按这份名单上一次所选的意思读：挂牌"
    ]


def test_the_datum_of_a_list_is_taken_where_its_next_file_does_not_tell_it(run, tmp_path):
    content = csv(HEAD, ("园", "公园", "116.29", "39.85"))
    codes = [one["code"] for one in as_json(run({"next.csv": content}, "--json"))[1]["notices"]]
    assert "upload-datum-assumed" in codes
    store = open_store(f"sqlite:///{tmp_path / 'own.gpkg'}")
    signed = {"who": "王", "reason": "试", "when": "2026-11-25T08:00:00Z"}
    store.apply(ChangeDraft(lists=(UserList(name="公园", owner="", datum="BD-09"),), **signed), 0)
    store.close()
    status, printed = as_json(run({"next.csv": content}, "--json", "--list", "公园"))
    assert (status, printed["datum"]) == (0, "BD-09")
    assert {"upload-datum-assumed", "upload-datum-remembered"} & {one["code"] for one in printed["notices"]} == {
        "upload-datum-remembered"
    }


def test_two_files_of_one_name_are_both_read(run, tmp_path):
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
    files = {f"{folder}/园.csv": csv(HEAD, (f"{folder}园", "公园", f"{LON}", f"{LAT}")) for folder in ("甲", "乙")}
    _, printed = as_json(run(files, "--json", "--sheet", "*"))
    assert [row["name"] for row in printed["taken"]] == ["甲园", "乙园"]


def test_answers_are_said_in_words(run):
    rows = [(f"园{n}", "公园", f"{439_248 + n * 200}", "4413152") for n in range(2)]
    _, said, _ = run({"a.csv": csv(("名称", "类型", "X", "Y"), *rows)})
    assert "EPSG:32650  (UTM 50N (EPSG:32650))" in said
