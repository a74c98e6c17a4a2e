"""What the benchmark measures with, and what it writes; no time is asserted."""

from collections import Counter

import pytest

from bench import points, ratios, tables
from bench.browsing import Browsed
from bench.clicks import Change
from bench.figures import SIZED, figures
from bench.markdown import quantile
from bench.readers import Seen
from bench.sessions import crowd
from bench.visits import LATE, Visit
from bench.ways import GEOJSON, OURS, filters, state
from fengtai_map.own import with_own
from fengtai_map.store import open_store


def test_the_points_are_the_same_every_time_and_a_shorter_list_begins_a_longer_one(atlas):
    assert points.points(atlas, 50) == points.points(atlas, 80)[:50]
    assert points.points(atlas, 0) == ()


def test_every_point_lies_in_a_cluster_and_is_of_a_kind_that_the_release_has(atlas):
    made = points.points(atlas, 400)
    places = with_own(atlas, made).places[len(atlas.places) :]
    found = Counter(place.cluster for place in places)
    assert len(places) == 400
    assert all(place.joined == "inside" for place in places)
    assert found.keys() == {cluster.id for cluster in atlas.clusters}
    assert {point.kind for point in made} == {place.kind for place in atlas.places}


def test_a_store_is_filled_and_filled_up(atlas, tmp_path):
    url = str(tmp_path / "many.gpkg")
    for n in (20, 30, 30):
        points.fill(url, n)
    store = open_store(url)
    assert store.points() == points.points(atlas, 30)
    assert store.version() == 2
    store.close()


def browsed(shown, white=0.0):
    """A way whose first map takes a second more than a change, and which lost its first two changes' time."""
    visits = [Visit(9000, 5_000_000), *[Visit(shown + 1000, 4_000_000)] * 2]
    cold = [Change(5 * shown, shown, white, 1000, 100, kept=True)] * 2
    return Browsed(visits, [*cold, *[Change(shown, shown / 2, white, 3000, 30, kept=True)] * 4])


RUN = {
    size: {"ours": browsed(ours), "markers": browsed(markers, 200), "no map": browsed(200), "dash": browsed(50)}
    for size, ours, markers in ((250, 100, 400), (25000, 160, LATE))
}
CROWDS = [
    crowd(way, count, [Seen(changes=[(0.0, took)] * 30)], 100 + count * megabytes)
    for way, took, megabytes in ((OURS, 0.010, 0.1), (GEOJSON, 0.040, 0.4))
    for count in (1, 11)
]


def test_what_is_told_of_a_run_leaves_out_the_cold_start_and_the_first_changes():
    told = figures(RUN, CROWDS)
    assert told["cold-250"]["ours"] == 9000
    assert told["first-250"]["ours"] == 1100
    assert (told["change-250"]["ours"], told["panel-250"]["ours"], told["python-250"]["ours"]) == (100, 50, 30)
    assert (told["narrow-250"]["ours"], told["wide-250"]["ours"]) == (100, 100)
    assert (told["white-250"]["markers"], told["bytes-250"]["dash"], told["kept-250"]["ours"]) == (200, 3, 100)
    assert told["p95-11"] == {"ours": 10, "geojson": 40}
    assert {way: round(more, 3) for way, more in told["memory"].items()} == {"ours": 0.1, "geojson": 0.4}


def test_of_a_way_too_slow_for_more_the_few_changes_count_as_they_are():
    slow = Browsed([Visit(50_000, 1)], [Change(58_000, 1, 1, 1, 1, kept=False)] * 2)
    assert (len(slow.warm), len(slow.counted)) == (1, 2)


def test_a_change_that_never_came_is_slower_than_all_that_did():
    seen = crowd(OURS, 2, [Seen(changes=[(0.0, 0.1)] * 9, losses=[1.0]), Seen(wrong=1)], 0)
    assert (seen.changes, seen.lost, seen.wrong, seen.p50) == (10, 1, 1, 100)
    assert seen.p95 == LATE


@pytest.mark.parametrize(("part", "value"), [(0.5, 2), (0.75, 3), (0.95, 4), (0.0, 1)])
def test_a_quantile_is_one_of_the_times(part, value):
    assert quantile([1, 2, 3, 4], part) == value


def test_the_readmes_table_holds_ours_and_ours_beside_each_peer_and_the_budgets():
    lines = tables.short(figures(RUN, CROWDS), [250, 25000], [1, 11], "2026-01-01").splitlines()
    assert lines[0] == "| 2026-01-01 | ours | ÷ markers | ÷ geojson | ÷ no map | ÷ dash |"
    assert lines[2:] == [
        "| first map, 250 points, ms | 1,100 | 0.79 | – | 0.92 | 1 |",
        "| first map, 25,000 points, ms | 1,160 | – | – | 0.97 | 1.1 |",
        "| change of filter, 250 points, ms | 100 | 0.25 | – | 0.5 | 2 |",
        "| change of filter, 25,000 points, ms | 160 | – | – | 0.8 | 3.2 |",
        "| p95 of a change, 11 sessions, ms | 10 | – | 0.25 | – | – |",
        "| memory a session, MB | 0.1 | – | 0.25 | – | – |",
        "| change of filter, 25,000 ÷ 250 points (budget 1.5) | 1.60 ✗ |  |  |  |  |",
        "| first map, 25,000 ÷ 250 points (budget 1.3) | 1.05 |  |  |  |  |",
    ]


def test_every_figure_has_its_row_in_the_results_and_what_was_given_up_says_so():
    text = tables.results(figures(RUN, CROWDS), [250, 25000], [1, 11], "about")
    assert all(text.count(words) == 2 for words, _ in SIZED.values())
    assert "| change of filter, ms (median of pairs) | 160 | > 90 s | – | 200 | 50 |" in text


def test_a_budget_that_is_not_kept_is_told():
    told = tables.over(figures(RUN, []), [250, 25000])
    assert told == ["change of filter: 1.60 times as long with 25,000 points, budget 1.5"]


def test_a_ratio_is_a_regression_beyond_1_3_times_the_kept_one():
    kept = {"change-250": {"dash": 2.0, "markers": 0.25}}
    assert list(ratios.regressions({"change-250": {"dash": 2.6, "markers": 0.25}}, kept)) == []
    assert list(ratios.regressions({"change-250": {"dash": 2.62, "markers": 0.1}}, kept)) == [
        "change-250: ours ÷ dash is 2.62, was 2 (1.3 times)"
    ]


def test_what_was_measured_only_once_is_no_regression():
    assert list(ratios.regressions({"change-250": {"dash": 9.0}, "p95-10": {"dash": 9.0}}, {"change-250": {}})) == []


def test_what_was_given_up_or_seen_too_seldom_has_no_ratio():
    few = [crowd(way, 5, [Seen(changes=[(0.0, 1.0)] * 3)], 100) for way in (OURS, GEOJSON)]
    found = ratios.ratios(figures(RUN, [*CROWDS, *few]))
    assert found["change-25000"].keys() == {"no map", "dash"}
    assert "p95-11" in found
    assert "p95-5" not in found


def test_accepted_ratios_are_read_again_and_leave_those_of_other_sizes(tmp_path):
    file = tmp_path / "ratios.toml"
    assert ratios.read(file) == {}
    ratios.accept({"change-250": {"no map": 0.5}, "first-250": {"dash": 1.0}}, file)
    ratios.accept({"change-250": {"no map": 0.4444}}, file)
    assert ratios.read(file) == {"change-250": {"no map": 0.444}, "first-250": {"dash": 1.0}}


def test_the_table_is_put_between_its_marks():
    assert tables.put("a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n", "| new |\n") == (
        "a\n<!-- bench -->\n| new |\n<!-- /bench -->\nb\n"
    )


def test_a_click_on_every_cluster_is_measured_against_what_the_data_says(atlas):
    clicks = list(filters())
    assert [clusters for _, clusters in clicks[1::2]] == [()] * len(atlas.clusters)
    shown = [state(OURS, clusters, atlas)["points"] for _, clusters in clicks[::2]]
    outside = sum(station.cluster is None for station in atlas.stations)
    assert sum(shown) + outside == state(OURS, (), atlas)["points"]


def test_a_way_that_was_given_up_in_the_middle_of_a_pair_still_has_figures():
    seen = Browsed([Visit(1.0, 1)], [Change(1.0, 1.0, 0.0, 1, 1.0, kept=True)] * 2 + [late()])
    told = figures({250: {"markers": seen}}, [])
    assert "> 90 s" in tables.results(told, [250], [], "about")
    assert told["narrow-250"]["markers"] == told["wide-250"]["markers"] == LATE


def late():
    return Change(LATE, LATE, LATE, 0, LATE, kept=False)
