"""A View is equal to its own URL, and no URL breaks it."""

from dataclasses import fields
from urllib.parse import parse_qsl, quote_from_bytes, urlencode

from hypothesis import example, given
from hypothesis import strategies as st

from fengtai_map.i18n import LANGUAGES, described, readable
from fengtai_map.problems import Problem
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.view.fit import fit
from fengtai_map.view.url import (
    CHANGES,
    MAX_QUERY_CHARS,
    MAX_STOP_SECONDS,
    OVERLAYS,
    STATUSES,
    THEMES,
    TIMES,
    View,
    read,
)
from tests.every import every
from tests.user_points import point

NAMES = [field.name for field in fields(View)]
REFUSED = [
    ("lang", "fr"),
    ("lang", ""),
    ("lang", "zh,en"),
    ("without", "gone"),
    ("over", "curtain"),
    ("theme", "neon"),
    ("change", "grew"),
    ("stop", "-1"),
    ("stop", "two"),
    ("stop", "٣"),
    ("seconds", "3601"),
    ("ring", "x"),
    ("ask", "x" * (MAX_QUERY_CHARS + 1)),
    ("seconds", "1" * 5000),
    ("errors", "yes"),
    ("time", "tomorrow"),
    ("at", "116.3,39.85"),
]
an_id = st.text(st.characters(exclude_characters=",", exclude_categories=["Cs"]), min_size=1, max_size=12)
some_ids = st.lists(an_id, unique=True, max_size=4).map(tuple)
views = st.builds(
    View,
    lang=st.sampled_from(LANGUAGES),
    clusters=some_ids,
    hidden=some_ids,
    without=st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
    basemap=an_id,
    selected=an_id | st.just(""),
    topic=an_id | st.just(""),
    ask=st.text(max_size=MAX_QUERY_CHARS),
    ring=st.integers(0, MAX_STOP_SECONDS),
    against=an_id | st.just(""),
    change=st.sampled_from(["", *CHANGES]),
    story=an_id | st.just(""),
    stop=st.integers(0, MAX_STOP_SECONDS),
    over=st.sampled_from(OVERLAYS),
    seconds=st.integers(0, MAX_STOP_SECONDS),
    theme=st.sampled_from(THEMES),
    errors=st.booleans(),
    time=st.sampled_from(TIMES),
    at=st.sampled_from(["", "116.3,39.85,12", "116.123456,39.8,13.25"]),
)
queries = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=8), st.text(max_size=40) | an_id | st.integers().map(str), max_size=12
)


def exists(view, atlas):
    """Whether everything a View names is in the Atlas."""
    kinds = {place.kind for place in (*atlas.places, *atlas.stations)}
    stops = {"": 0} | {story.id: len(story.stop) for story in atlas.stories}
    return (
        set(view.clusters) <= {cluster.id for cluster in atlas.clusters}
        and set(view.hidden) <= kinds
        and view.selected in {"", *atlas.index}
        and view.topic in {"", *(fact.topic for fact in atlas.facts)}
        and view.ring in {0, *(metres // 1000 for metres in atlas.radii)}
        and view.against in {"", *(edition.release.id for edition in atlas.earlier)}
        and view.basemap in {basemap.id for basemap in atlas.basemaps}
        and 0 <= view.stop <= stops[view.story]
    )


@given(views)
def test_a_view_is_equal_to_its_own_url(view):
    assert read(view.query()) == (view, ())


@given(views)
def test_a_url_is_plain_text_and_leaves_out_the_defaults(view):
    query = view.query()
    assert all(isinstance(value, str) for value in query.values())
    assert set(query) == {name for name in NAMES if getattr(view, name) != getattr(View(), name)}


def test_the_view_one_begins_with_needs_no_url():
    assert View().query() == {}
    assert read({}) == (View(), ())


@given(queries)
def test_any_url_gives_a_view_and_problems(query):
    view, problems = read(query)
    assert isinstance(view, View)
    assert all(isinstance(problem, Problem) for problem in problems)
    assert {problem.place for problem in problems} <= set(NAMES)  # a name that is none of ours passes unsaid


@given(st.text(max_size=60) | st.binary(max_size=40).map(quote_from_bytes))
@example("clusters=%ff%00&lang=zh&lang=en&=&&;a")
@example("selected=%E2%80%AE")
def test_any_raw_query_gives_a_view_that_is_equal_to_its_own_url(atlas, text):
    view, problems = read(dict(parse_qsl(text, keep_blank_values=True)))
    assert dict(parse_qsl(urlencode(view.query()), keep_blank_values=True)) == view.query()
    assert read(view.query()) == (view, ())
    fitted, unknown = fit(view, atlas)
    assert exists(fitted, atlas)
    for problem in (*problems, *unknown):
        for words in atlas.words.values():
            reported = "".join(described(words, problem))
            assert reported == readable(reported)


@given(queries)
def test_a_view_that_was_read_is_equal_to_its_own_url(query):
    view, _ = read(query)
    assert read(view.query()) == (view, ())


@given(queries)
def test_what_a_url_names_exists_after_fitting(atlas, query):
    view, problems = fit(read(query)[0], atlas)
    assert exists(view, atlas)
    assert {problem.code for problem in problems} <= {"url-value", "url-more"}


@given(st.data())
def test_what_exists_is_left_as_it_is(atlas, data):
    story = data.draw(st.sampled_from(atlas.stories))
    view = View(
        clusters=tuple(data.draw(st.lists(st.sampled_from([cluster.id for cluster in atlas.clusters]), unique=True))),
        hidden=tuple(data.draw(st.lists(st.sampled_from([place.kind for place in atlas.places]), unique=True))),
        selected=data.draw(st.sampled_from(sorted(atlas.index))),
        basemap=data.draw(st.sampled_from([basemap.id for basemap in atlas.basemaps])),
        topic=data.draw(st.sampled_from([fact.topic for fact in atlas.facts])),
        story=story.id,
        stop=data.draw(st.integers(0, len(story.stop))),
    )
    assert fit(view, atlas) == (view, ())


@every("name, value", REFUSED)
def test_a_value_outside_its_list_is_refused_and_left_at_its_default(name, value):
    view, problems = read({name: value})
    assert view == View()
    assert [(problem.code, problem.place) for problem in problems] == [("url-value", name)]


def test_one_unknown_cluster_does_not_cost_the_others(atlas):
    view, problems = fit(read({"clusters": "lize,atlantis,hexi"})[0], atlas)
    assert view.clusters == ("lize", "hexi")
    assert [problem.particulars["value"] for problem in problems] == ["atlantis"]


def test_of_very_many_unknown_clusters_the_first_are_named_and_the_others_counted(atlas):
    names = ("lize", *(f"c{number}" for number in range(10_000)))
    view, problems = fit(View(clusters=names, hidden=names), atlas)
    assert (view.clusters, view.hidden) == (("lize",), ())
    reported = [(one.code, one.place, one.particulars.get("value") or one.particulars["n"]) for one in problems]
    named = [("url-value", "clusters", f"c{number}") for number in range(3)]
    assert reported[:4] == [*named, ("url-more", "clusters", "9,997")]
    assert len(reported) == 8


def test_what_is_longer_than_any_address_of_ours_is_read_no_further():
    assert read({"clusters": "c," * 1000}) == (View(clusters=("c",)), ())
    view, (problem,) = read({"clusters": "c," * 1000 + "d"})
    assert (view, problem.particulars["value"]) == (View(), "c," * 30)


@every("answer, kept", [(True, "own-7"), (None, "own-7"), (False, "")])
def test_an_id_is_let_go_only_where_it_is_known_not_to_exist(atlas, answer, kept):
    view, problems = fit(View(selected="own-7"), atlas, lambda _: answer)
    assert (view.selected, len(problems)) == (kept, int(not kept))


def test_an_empty_background_is_no_background(atlas):
    view, problems = fit(read({"basemap": ""})[0], atlas)
    assert view == View()
    assert [(problem.code, problem.place) for problem in problems] == [("url-value", "basemap")]


@every("unknown, more", [(3, []), (4, ["1"]), (5, ["2"])])
def test_how_many_more_is_said_only_where_there_are_more(atlas, unknown, more):
    _, problems = fit(View(clusters=tuple(f"c{number}" for number in range(unknown))), atlas)
    assert [one.particulars["n"] for one in problems if one.code == "url-more"] == more
    assert {(one.file, one.place) for one in problems} == {("URL", "clusters")}


def test_a_ring_is_one_that_the_data_knows(atlas):
    for metres in atlas.radii:
        assert fit(View(ring=metres // 1000), atlas) == (View(ring=metres // 1000), ())
    view, (problem,) = fit(View(ring=3599), atlas)
    assert (view, problem.place, problem.particulars["value"]) == (View(), "ring", "3599")


def test_a_story_has_no_stop_after_its_last(atlas):
    for story in atlas.stories:
        last = View(story=story.id, stop=len(story.stop))
        view, (problem,) = fit(View(story=story.id, stop=len(story.stop) + 1), atlas)
        assert view == last
        assert (problem.code, problem.place) == ("url-value", "stop")
        assert problem.particulars["value"] == str(len(story.stop) + 1)
    assert fit(View(stop=1), atlas)[0] == View()  # no story, no stop


def test_who_is_asked_for_an_id_is_asked_for_this_one_and_not_for_none(atlas):
    asked = []
    fit(View(), atlas, asked.append)
    fit(View(selected="own-7"), atlas, asked.append)
    assert asked == ["own-7"]


def test_a_filter_by_a_column_of_the_office_stays_while_the_column_is_there(atlas):
    office = with_user_points(atlas, [point("own-1", fields=(("单位:甲", "园林"), ("面积", "4")))])
    there = View(where=("%E5%8D%95%E4%BD%8D%3A%E7%94%B2:园林", "面积~3..5"))
    assert fit(there, office) == (there, ())
    view, problems = fit(there, atlas)
    assert view == View()
    assert [problem.place for problem in problems] == ["where", "where"]
    assert fit(View(where=("高:5", "面积:4")), office)[0] == View(where=("面积:4",))


def test_a_filter_by_light_stays_where_something_has_a_light(atlas):
    red = View(lights=("red",))
    office = with_user_points(
        atlas, [point("own-1"), point("own-2", fields=(("计划进度", "60%"), ("完成进度", "48%")))]
    )
    assert fit(red, office) == (red, ())
    assert [one.place for one in fit(red, atlas)[1]] == ["lights"]
    plain = with_user_points(atlas, [point("own-1", fields=(("面积", "4"),))])
    assert fit(red, plain)[0] == View()


@every(
    "status, left_out, shown",
    [
        (None, STATUSES, True),
        ("planned", ("planned",), False),
        ("planned", ("existing",), True),
        ("target", ("planned",), False),
        ("target", ("existing",), True),
        ("reported", ("existing",), False),
        ("reported", ("planned",), True),
    ],
)
def test_what_a_figure_reports_is_there_and_what_it_aims_at_is_planned(status, left_out, shown):
    assert View(without=left_out).shows(status) is shown


def test_an_address_is_written_as_the_browser_writes_it():
    view = View(clusters=("lize", "hexi"), ask="南站 a", errors=True)
    assert view.address() == "clusters=lize,hexi&ask=%E5%8D%97%E7%AB%99+a&errors=1"


def test_a_view_in_another_language_is_the_same_view():
    view = View(clusters=("lize",), errors=True)
    assert view.spoken("en") == View(lang="en", clusters=("lize",), errors=True)


@every(
    "query, view",
    [
        ({"errors": "0"}, View()),
        ({"errors": "1"}, View(errors=True)),
        ({"ask": "x" * MAX_QUERY_CHARS}, View(ask="x" * MAX_QUERY_CHARS)),
        ({"seconds": str(MAX_STOP_SECONDS)}, View(seconds=MAX_STOP_SECONDS)),
        ({"clusters": "lize,,lize,hexi,"}, View(clusters=("lize", "hexi"))),
    ],
)
def test_a_value_at_the_edge_of_what_is_allowed_is_read(query, view):
    assert read(query) == (view, ())
