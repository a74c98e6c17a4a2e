"""What the benchmark measures with, and what it writes; no time is asserted."""

from collections import Counter

from bench import points, ratios, tables
from bench.browsing import Browsed
from bench.clicks import NEVER, Change
from bench.figures import CROWDED, SIZED, WHOLE, figures, words
from bench.markdown import quantile
from bench.readers import Seen
from bench.sessions import crowd
from bench.visits import LATE, Visit
from bench.ways import GEOJSON, OURS, filters, state
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.user_points.store import open_store
from tests.every import every


def test_the_points_are_the_same_every_time_and_a_shorter_list_begins_a_longer_one(atlas):
    assert points.points(atlas, 50) == points.points(atlas, 80)[:50]
    assert points.points(atlas, 0) == ()


def test_every_point_lies_in_a_cluster_and_is_of_a_kind_that_the_release_has(atlas):
    made = points.points(atlas, 400)
    places = with_user_points(atlas, made).places[len(atlas.places) :]
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


def browsed(shown, early=0):
    """A way whose first map takes a second more than a change, and which lost its first two changes' time."""
    visits = [Visit(shown + 1000, 4_000_000)] * 3
    first = [Change(5 * shown, shown, 16, 9, early, 100, 1000, kept=True)] * 2
    later = [Change(shown, shown / 2, 24, 1, early, 200, 3000, kept=True)] * 4
    return Browsed([Visit(9000, 1)] * 5, visits, first + later)


RUN = {
    size: {"ours": browsed(ours), "markers": browsed(markers, 300), "no map": browsed(200), "dash": browsed(50)}
    for size, ours, markers in ((250, 100, 400), (25000, 160, LATE))
}
RUN[250]["ours"].turns = [90, 100, 110]
RUN[250]["ours"].floor = [10, 20, 30]
CROWDS = [
    crowd(way, count, [Seen(changes=[(0.0, took)] * 30)], 100 + count * megabytes, used)
    for way, took, megabytes, used in ((OURS, 0.010, 0.1, 2.0), (GEOJSON, 0.040, 0.4, 200.0))
    for count in (1, 11)
]
BUDGETS = {"change-250": 99.0, "page-250": 200, "early-250": 0, "cold-250 ÷ no map": 1.3, "memory": 0.3, "p95-99": 1}


def test_what_is_reported_of_a_run_leaves_out_the_first_changes():
    measured = figures(RUN, CROWDS)
    ours = {key.removesuffix("-250"): values["ours"] for key, values in measured.items() if key.endswith("-250")}
    assert (ours["cold"], ours["first"], ours["page"]) == (9000, 1100, 100)
    assert (ours["change"], ours["change-p95"], ours["map"], ours["panel"], ours["event"]) == (100, 100, 100, 50, 24)
    assert (ours["floor"], ours["over-floor"]) == (20, 5)
    assert (ours["one"], ours["early"], ours["sent"], ours["bytes"], ours["kept"]) == (100, 0, 200, 3, 100)
    assert measured["early-250"]["markers"] == 300
    assert measured["p95-11"] == {"ours": 10, "geojson": 40}
    assert measured["processor"] == {"ours": 2, "geojson": 200}
    assert {way: round(more, 3) for way, more in measured["memory"].items()} == {"ours": 0.1, "geojson": 0.4}


def test_of_a_way_too_slow_for_more_the_few_changes_count_as_they_are():
    assert len(Browsed(changes=[NEVER] * 2).counted) == 2


def test_a_change_that_never_came_is_slower_than_all_that_did():
    seen = crowd(OURS, 2, [Seen(changes=[(0.0, 0.1)] * 9, losses=[1.0]), Seen(wrong=1)], 0, 0)
    assert (seen.changes, seen.lost, seen.wrong, seen.p50) == (10, 1, 1, 100)
    assert seen.p95 == LATE


@every("part, value", [(0.5, 2), (0.75, 3), (0.95, 4), (0.0, 1)])
def test_a_quantile_is_one_of_the_times(part, value):
    assert quantile([1, 2, 3, 4], part) == value


def test_the_readmes_table_holds_ours_and_ours_beside_each_peer_with_the_budgets():
    lines = tables.short(figures(RUN, CROWDS), [250, 25000], [1, 11], "2026-01-01", BUDGETS).splitlines()
    assert lines[0] == "| 2026-01-01 | ours | ÷ markers | ÷ geojson | ÷ no map | ÷ dash |"
    assert lines[2:] == [
        "| first map, 250 points, ms | 1,100 | 0.79 | – | 0.92 | 1 |",
        "| first map, 25,000 points, ms | 1,160 | – | – | 0.97 | 1.1 |",
        "| change of filter, 250 points, ms | 100 (≤ 99 ✗) | 0.25 | – | 0.5 | 2 |",
        "| change of filter, 25,000 points, ms | 160 | – | – | 0.8 | 3.2 |",
        "| first map of a server just started, 250 points, ms | 9,000 | 1 | – | 1 (≤ 1.3) | 1 |",
        "| p95 of a change of filter, 250 points, ms | 100 | 0.25 | – | 0.5 | 2 |",
        "| another page, 250 points, ms | 100 (≤ 200) | – | – | – | – |",
        "| most sent within 250 ms of a press, 250 points, bytes | 0 (≤ 0) | 0 | – | – | – |",
        "| 11 sessions at once: p95, ms | 10 | – | 0.25 | – | – |",
        "| memory a session, MB | 0.1 (≤ 0.3) | – | 0.25 | – | – |",
        "| server’s processor a change, ms | 2 | – | 0.01 | – | – |",
    ]


def test_every_figure_has_its_row_in_the_results_and_what_was_given_up_says_so():
    text = tables.results(figures(RUN, CROWDS), [250, 25000], [1, 11], "about", BUDGETS)
    assert all(text.count(f"| {said} |") == 2 for said, _ in SIZED.values())
    assert "| change of filter, ms | 160 | > 90 s | – | 200 | 50 |" in text
    assert "| first map of a server just started, 250 points, ms ÷ no map | 1 (≤ 1.3) |" in text


def test_a_budget_that_is_not_kept_is_reported():
    measured = tables.over(figures(RUN, CROWDS), BUDGETS)
    assert measured == ["change of filter, 250 points, ms: 100 (≤ 99 ✗)"]


def test_every_budget_is_one_of_a_figure():
    budgets = ratios.read()[ratios.BUDGETS]
    known = {*WHOLE, *SIZED, *CROWDED}
    for name in budgets:
        key, _, peer = name.partition(ratios.BESIDE)
        assert {key, key.rpartition("-")[0]} & known, name
        assert peer in ("", *tables.PEERS), name
        assert words(key)


def test_a_ratio_is_a_regression_beyond_1_3_times_the_kept_one():
    kept = {"change-250": {"dash": 2.0, "markers": 0.25}}
    assert list(ratios.regressions({"change-250": {"dash": 2.6, "markers": 0.25}}, kept)) == []
    assert list(ratios.regressions({"change-250": {"dash": 2.62, "markers": 0.1}}, kept)) == [
        "change-250: ours ÷ dash is 2.62, was 2 (1.3 times)"
    ]


def test_what_was_measured_only_once_is_no_regression():
    assert list(ratios.regressions({"change-250": {"dash": 9.0}, "p95-10": {"dash": 9.0}}, {"change-250": {}})) == []


def test_what_was_given_up_or_seen_too_seldom_has_no_ratio():
    few = [crowd(way, 5, [Seen(changes=[(0.0, 1.0)] * 3)], 100, 1) for way in (OURS, GEOJSON)]
    found = ratios.ratios(figures(RUN, [*CROWDS, *few]))
    assert found["change-25000"].keys() == {"no map", "dash"}
    assert "p95-11" in found
    assert "p95-5" not in found


def test_accepted_ratios_are_read_again_and_leave_those_of_other_sizes_and_the_budgets(tmp_path):
    file = tmp_path / "ratios.toml"
    assert ratios.read(file) == {}
    file.write_text('[budgets]\n"change-250" = 33\n"cold-250 ÷ no map" = 1.3\n', encoding="utf-8")
    ratios.accept({"change-250": {"no map": 0.5}, "first-250": {"dash": 1.0}}, file)
    ratios.accept({"change-250": {"no map": 0.4444}}, file)
    assert ratios.read(file) == {
        "budgets": {"change-250": 33, "cold-250 ÷ no map": 1.3},
        "change-250": {"no map": 0.444},
        "first-250": {"dash": 1.0},
    }


def test_the_table_is_put_between_its_marks():
    assert tables.put("a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n", "| new |\n") == (
        "a\n<!-- bench -->\n| new |\n<!-- /bench -->\nb\n"
    )


def test_a_press_on_every_cluster_is_measured_against_what_the_data_says(atlas):
    presses = list(filters())
    assert [clusters for _, clusters in presses[1::2]] == [()] * len(atlas.clusters)
    shown = [state(GEOJSON, clusters, atlas)["points"] for _, clusters in presses[::2]]
    outside = sum(station.cluster is None for station in atlas.stations)
    assert sum(shown) + outside == state(GEOJSON, (), atlas)["points"]


def test_the_buttons_of_a_way_are_found_by_number_or_by_name(atlas):
    assert OURS.button(0) == f'.ft-filter button[data-cluster="{atlas.clusters[0].id}"]'
    assert GEOJSON.button(3).endswith("nth=3")


def test_a_way_that_was_given_up_in_the_middle_of_a_pair_still_has_figures():
    seen = Browsed(visits=[Visit(1.0, 1)], changes=[Change(1.0, 1.0, 16, 1, 0, 1, 1, kept=True)] * 2 + [NEVER])
    measured = figures({250: {"markers": seen}}, [])
    assert "> 90 s" in tables.results(measured, [250], [], "about", {})
    assert measured["change-250"]["markers"] == LATE
