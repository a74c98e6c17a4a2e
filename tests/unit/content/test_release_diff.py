"""Two releases compared: what rose, fell, stayed, is new or gone, how sure that is, and how clusters regroup."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengtai_map.content import cluster_diff, release_diff
from fengtai_map.model import Fact
from fengtai_map.view.url import CHANGES
from tests import data_rows
from tests.every import every

AFTER = data_rows.ids(data_rows.toml(data_rows.NEXT / "facts.toml")["fact"])
BEFORE = data_rows.ids(data_rows.FACTS)
RESULTS = {  # worked out by hand from the two files: result, difference in the newer unit, how sure, share, reason
    "gdp-growth-q1": ("rose", "0.5", "exact", None, ""),
    "south-action-plan-investment": ("rose", "0.39", "exact", 0.39 / 0.81, ""),
    "south-action-plan-projects": ("rose", "60", "about", None, ""),
    "high-tech-enterprises": ("rose", "500", "about", None, ""),
    "two-zones-cases": ("rose", "6", "exact", 0.75, ""),
    "paired-party-organisations": ("rose", "2", "at-least", None, ""),
    "party-members-in-communities": ("rose", "1600", "about", None, ""),
    "new-large-enterprises": ("fell", "-87", "exact", -87 / 298, ""),
    "building-space-2035": ("fell", "-500", "at-least", None, ""),
    "functional-clusters": ("same", "0", "exact", None, ""),
    "subdistricts-and-towns": ("same", "0", "exact", None, ""),
    "corner-sites": ("same", "0", "about", None, ""),
    "three-ways-sites": ("same", "0", "about", None, ""),
    "low-altitude-enterprises": ("new", None, "exact", None, ""),
    "budget-revenue-growth": ("incomparable", None, "exact", None, "period"),
    "think-tank-alliance": ("incomparable", None, "exact", None, "unit"),
    "chain-leaders-2025": ("incomparable", None, "exact", None, "status"),
}
CLUSTERS = {  # older, newer id: result, who came from where, who went where
    ("nan-zhong-zhou", "nan-zhong-zhou"): ("regrouped", {"西罗园街道": "hedong"}, {}),
    ("lize", "lize"): ("same", {}, {}),
    ("science-park", "science-park"): ("renamed", {}, {}),
    ("fengtai-station", "fengtai-station"): ("regrouped", {"花乡街道": "xinfadi"}, {}),
    ("lugou-bridge", "wanping"): ("renamed", {}, {}),
    ("hexi", "hexi"): ("same", {}, {}),
    (None, "liangshui"): (
        "new",
        dict.fromkeys(["右安门街道", "马家堡街道", "方庄街道", "东铁匠营街道", "成寿寺街道"], "hedong"),
        {},
    ),
    (None, "qingta-liuliqiao"): (
        "new",
        dict.fromkeys(["六里桥街道", "卢沟桥街道", "青塔街道", "五里店街道"], "hedong"),
        {},
    ),
    ("xinfadi", None): ("gone", {}, {"花乡街道": "fengtai-station"}),
    ("hedong", None): (
        "gone",
        {},
        dict.fromkeys(["右安门街道", "马家堡街道", "方庄街道", "东铁匠营街道", "成寿寺街道"], "liangshui")
        | dict.fromkeys(["六里桥街道", "卢沟桥街道", "青塔街道", "五里店街道"], "qingta-liuliqiao")
        | {"西罗园街道": "nan-zhong-zhou"},
    ),
}
SHOWN = next(row for row in data_rows.FACTS if row["id"] == "doubling-plan-tasks")


@pytest.fixture(scope="module")
def pair(later):
    return later.earlier[0], release_diff.newest(later)


@pytest.fixture(scope="module")
def made(pair):
    return release_diff.figure_changes(*pair)


def fact(**values):
    return Fact.model_validate(SHOWN | values)


def change(pair, older, newer):
    """The change between two figures of one id."""
    before, after = (one.model_copy(update={"facts": (row,)}) for one, row in zip(pair, (older, newer), strict=True))
    (only,) = release_diff.figure_changes(before, after)
    return only


def test_every_figure_of_both_releases_stands_once_in_the_order_of_the_newer(made):
    assert [one.id for one in made] == [*AFTER, *(name for name in BEFORE if name not in AFTER)]
    assert {one.id for one in made if one.result == "gone"} == set(BEFORE) - set(AFTER)


@every("name", AFTER)
def test_a_figure_changed_as_the_files_say(made, name):
    one = next(one for one in made if one.id == name)
    result, difference, sureness, share, reason = RESULTS[name]
    assert (one.result, one.sureness, one.reason) == (result, sureness, reason)
    assert one.difference == (None if difference is None else Decimal(difference))
    assert one.share == (None if share is None else pytest.approx(share))
    assert (one.older is None) == (result == "new")


def test_the_groups_are_all_changes_in_their_order(made):
    groups = release_diff.by_result(made)
    assert list(groups) == [result for result in CHANGES if result in {one.result for one in made}]
    assert sorted(one.id for group in groups.values() for one in group) == sorted(one.id for one in made)


@every(
    "unit, parts",
    [
        ("亿元", ("元", 10**8)),
        ("万亿元", ("元", 10**12)),
        ("万平方米", ("平方米", 10**4)),
        ("家", ("家", 1)),
        ("万", ("万", 1)),
        ("", ("", 1)),
    ],
)
def test_a_unit_is_told_apart_from_its_scale(unit, parts):
    assert release_diff.base(unit) == parts


@every(
    "older, newer, alike",
    [
        ("2023-06-13", "2025-06-10", True),
        ("2023", "2025", True),
        ("2023-05", "2025-05", True),
        ("2023-01/2023-03", "2025-01/2025-03", True),
        ("2021/2025", "2026/2030", True),
        ("2023-01/2023-05", "2025-01/2025-04", False),
        ("2023-01/2023-03", "2025-04/2025-06", False),
        ("2023", "2025-06-10", False),
        ("2023", "2023-01/2023-05", False),
        ("2021/2025", "2021/2024", False),
    ],
)
def test_periods_are_comparable_where_they_are_the_same_stretch_of_time(pair, older, newer, alike):
    one = change(pair, fact(period=older, value=1), fact(period=newer, value=2))
    assert (one.result, one.reason) == (("rose", "") if alike else ("incomparable", "period"))


@every(
    "older, newer, sureness",
    [
        (("exact", 10), ("exact", 12), "exact"),
        (("exact", 10), ("over", 12), "at-least"),
        (("exact", 12), ("over", 10), "about"),
        (("over", 12), ("exact", 10), "at-least"),
        (("over", 10), ("exact", 12), "about"),
        (("over", 10), ("over", 12), "about"),
        (("about", 10), ("exact", 12), "about"),
        (("exact", 10), ("about", 12), "about"),
        (("exact", 10), ("over", 10), "about"),
    ],
)
def test_a_bound_on_either_side_is_not_hidden(pair, older, newer, sureness):
    one = change(pair, *(fact(bound=bound, value=value) for bound, value in (older, newer)))
    assert one.sureness == sureness
    assert (one.share is None) == (sureness != "exact")


@every("unit", ["%", "个百分点"])
def test_a_share_has_no_growth_rate(pair, unit):
    assert change(pair, fact(unit=unit, value=4), fact(unit=unit, value=5)).share is None


def test_nothing_has_no_growth_rate(pair):
    assert change(pair, fact(value=0), fact(value=5)).share is None


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_difference_leads_from_the_older_to_the_newer_value(pair, before, after):
    older, newer = fact(value=before / 100, unit="亿元"), fact(value=after / 100, unit="万元")
    one = change(pair, older, newer)
    assert Decimal(before) / 100 * 10**4 + one.difference == Decimal(after) / 100
    assert one.result == {True: "rose", False: "fell"}[after > before * 10**4] or after == before * 10**4


def test_only_an_earlier_release_is_compared_with(later, atlas):
    assert [one.release.id for one in later.earlier] == [data_rows.RELEASE.name]
    assert atlas.earlier == ()


def test_clusters_changed_as_the_files_say(pair):
    found = {
        (one.older.id if one.older else None, one.newer.id if one.newer else None): (
            one.result,
            {move.subdistrict: move.cluster.id for move in one.arrived},
            {move.subdistrict: move.cluster.id for move in one.left},
        )
        for one in cluster_diff.regrouping(*pair)
    }
    assert found == CLUSTERS


def test_a_scheme_compared_with_itself_has_no_change(pair):
    assert {one.result for edition in pair for one in cluster_diff.regrouping(edition, edition)} == {"same"}
