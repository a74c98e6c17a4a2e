"""Several releases side by side: each is read and checked, the newest is shown, the others are kept to compare."""

import re
import shutil
from pathlib import Path

import pytest

from fengtai_map.data.load import load, read
from fengtai_map.data.raw import ENTRY_FILES
from fengtai_map.view.fit import fit
from fengtai_map.view.url import View
from tests import data_rows
from tests.data_folder import whole_again
from tests.every import every

OLD, NEW = f"release/{data_rows.RELEASE.name}", f"release/{data_rows.NEXT.name}"
CLUSTERS = data_rows.toml(data_rows.NEXT / "clusters.toml")["cluster"]
FACTS = data_rows.toml(data_rows.NEXT / "facts.toml")["fact"]
FILES = ("source", "clusters", "facts", "numerals", *ENTRY_FILES)
SLIPS = [  # what every release is held to: the release, code, file, place, old, new
    (OLD, "quote-number", "facts", "doubling-plan-tasks", "value = 40\n", "value = 41\n"),
    (NEW, "quote-number", "facts", "new-large-enterprises", "value = 211\n", "value = 212\n"),
    (OLD, "member-missing", "clusters", "cluster", 'members = ["花乡街道"]', "members = []"),
    (OLD, "member-unknown", "clusters", "lize", '"太平桥街道"', '"太平桥街道", "平安街道"'),
    (NEW, "member-missing", "clusters", "cluster", '"丰台街道", ', ""),
    (OLD, "count-differs", "facts", "functional-clusters", 'counts = "clusters"', 'counts = "streets"'),
    (OLD, "reference-unknown", "facts", "lotus-pond-age", '"lianhuachi-park"', '"lotus-park"'),
    (OLD, "reference-unknown", "source", "a", '"a00"', '"x00"'),
    (NEW, "id-duplicate", "facts", "two-zones-cases", 'id = "low-altitude-enterprises"', 'id = "two-zones-cases"'),
    (OLD, "word-unknown", "facts", "yongding-river-age", 'topic = "heritage"', 'topic = "herbs"'),
    (OLD, "value-refused", "source", "source", 'id = "2023-06-13"', 'id = "2023-06-14"'),
    (NEW, "value-refused", "source", "source", "date = 2025-06-10", "date = 2025-06-11"),
]


@pytest.fixture
def folder(next_release, tmp_path):
    """A copy of the data with both releases, to break."""
    return Path(shutil.copytree(next_release, tmp_path / "data"))


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def reported(folder):
    return [(problem.code, problem.file, re.sub(r":\d+$", "", problem.place)) for problem in read(folder)[1].problems]


def test_the_newest_release_is_shown(later):
    assert later.release.id == data_rows.NEXT.name
    assert [fact.id for fact in later.facts] == data_rows.ids(FACTS)
    assert {cluster.id: cluster.members for cluster in later.clusters} == {
        row["id"]: tuple(row["members"]) for row in CLUSTERS
    }


def test_the_release_before_is_kept_with_its_facts_and_clusters(later, atlas):
    (earlier,) = later.earlier
    assert earlier.release == atlas.release
    assert [fact.id for fact in earlier.facts] == data_rows.ids(data_rows.FACTS)
    assert [(row.id, row.members) for row in earlier.clusters] == [
        (row["id"], tuple(row["members"])) for row in sorted(data_rows.CLUSTERS, key=lambda row: row["order"])
    ]


def test_one_release_has_none_before_it(atlas):
    assert atlas.earlier == ()


def test_of_three_releases_the_latest_is_shown_and_the_others_follow_backwards(folder):
    third = folder / "release" / "2023-12-31"
    shutil.copytree(folder / OLD, third)
    edit(third / "source.toml", 'id = "2023-06-13"', 'id = "2023-12-31"')
    edit(third / "source.toml", "date = 2023-06-13", "date = 2023-12-31")
    made = load(folder)
    assert [made.release.id, *(one.release.id for one in made.earlier)] == ["2025-06-10", "2023-12-31", "2023-06-13"]


def test_every_subdistrict_lies_in_a_cluster_of_the_newest_scheme(later):
    owner = {name: row["id"] for row in CLUSTERS for name in row["members"]}
    assert {subdistrict.name.zh: subdistrict.cluster for subdistrict in later.subdistricts} == owner


@every("slip", SLIPS)
def test_a_problem_of_any_release_is_reported_with_its_folder(folder, slip):
    release, code, file, place, old, new = slip
    with whole_again(folder):
        edit(folder / release / f"{file}.toml", old, new)
        found = reported(folder)
    assert found == [(code, f"{release}/{file}.toml", place)]


@every("release", [OLD, NEW])
@every("file", FILES)
def test_a_file_that_a_release_lacks_is_reported_once_with_its_folder(folder, release, file):
    with whole_again(folder):
        (folder / release / f"{file}.toml").unlink()
        assert reported(folder) == [("file-missing", f"{release}/{file}.toml", "")]


def test_what_one_release_lost_does_not_silence_the_problems_of_the_other(folder):
    (folder / OLD / "facts.toml").unlink()
    edit(folder / "charts.toml", '"gdp-growth-q1"', '"gdp"')
    assert sorted(reported(folder)) == [
        ("file-missing", f"{OLD}/facts.toml", ""),
        ("reference-unknown", "charts.toml", "growth"),
    ]


def test_a_stray_file_beside_an_earlier_release_is_reported(folder):
    (folder / OLD / "notes.toml").write_text("a = 1\n", encoding="utf-8")
    assert reported(folder) == [("file-unknown", f"{OLD}/notes.toml", "")]


def test_folders_of_releases_that_are_not_called_as_a_day_are_reported(folder):
    names = ["2023-06-13 - 副本", "2026-11", "2026-13-01", "20261101", "2026年11月"]
    for name in names:
        shutil.copytree(folder / OLD, folder / "release" / name)
    assert sorted(reported(folder)) == [("file-unknown", f"release/{name}", "") for name in names]


@every(
    "file, place, old, new",
    [
        ("charts.toml", "growth", '"budget-revenue-growth"', '"rd-growth-q1"'),
        ("tour.toml", "district #1", '"functional-clusters"', '"two-plans"'),
        ("tour.toml", "district #1", 'clusters = ["liangshui"]', 'clusters = ["hedong"]'),
        ("tour.toml", "district #1", 'clusters = ["liangshui"]', 'selected = "plan-two"'),
        ("pages.toml", "hubs", 'kinds = ["hub"', 'entries = ["rail"]\nkinds = ["hub"'),
        (f"{NEW}/facts.toml", "functional-clusters", 'locator = "a01"', 'clusters = ["xinfadi"]\nlocator = "a01"'),
    ],
)
def test_what_only_an_earlier_release_has_is_reported_as_such(folder, file, place, old, new):
    with whole_again(folder):
        edit(folder / file, old, new)
        (problem,) = read(folder)[1].problems
    assert (problem.code, problem.file, problem.place.partition(":")[0]) == ("reference-earlier", file, place)
    assert problem.particulars["release"] == data_rows.RELEASE.name


def test_a_bookmark_of_a_cluster_that_is_gone_is_answered(later):
    view, problems = fit(View(clusters=("lize", "hedong"), selected="xinfadi"), later)
    assert view == View(clusters=("lize",))
    assert [(one.code, one.particulars["value"]) for one in problems] == [
        ("url-value", "hedong"),
        ("url-value", "xinfadi"),
    ]


def test_a_link_compares_with_an_earlier_release_only(later, atlas):
    assert fit(View(against="2023-06-13"), later) == (View(against="2023-06-13"), ())
    for view, held in ((View(against="2025-06-10"), later), (View(against="2023-06-13"), atlas)):
        fitted, problems = fit(view, held)
        assert fitted == View()
        assert [problem.place for problem in problems] == ["against"]


def test_fewer_clusters_than_colours_are_drawn(folder):
    path = folder / NEW / "clusters.toml"
    text = path.read_text(encoding="utf-8")
    head, rest = text.split('\n[[cluster]]\nid = "qingta-liuliqiao"')
    subdistricts = re.search(r"members = \[(.*)\]", rest).group(1)
    path.write_text(head.replace('"右安门街道"', f'{subdistricts}, "右安门街道"'), encoding="utf-8")
    edit(folder / NEW / "facts.toml", "value = 8\n", "value = 7\n")
    edit(folder / NEW / "facts.toml", "4+4八大", "七大")
    edit(folder / "tour.toml", 'zh = "八大组团", en = "Eight clusters"', 'zh = "七大组团", en = "Seven clusters"')
    assert [cluster.order for cluster in load(folder).clusters] == list(range(1, 8))
