"""A stop that is hidden is passed by the talk and left out of every export; it keeps its number."""

import shutil
from pathlib import Path

import pytest

from fengtai_map.content import stories
from fengtai_map.content.stops import layout
from fengtai_map.data.load import load
from fengtai_map.export import formats
from fengtai_map.export.sheet import of_story
from fengtai_map.i18n import Text
from fengtai_map.model import Stop
from fengtai_map.problems import DataError

HIDDEN = 2


@pytest.fixture
def story(atlas):
    tour = atlas.stories[0]
    made = [stop.model_copy(update={"hidden": n == HIDDEN}) for n, stop in enumerate(tour.stop, 1)]
    return tour.model_copy(update={"stop": tuple(made)})


def test_a_hidden_stop_is_in_no_export_and_the_others_keep_their_numbers(atlas, story):
    numbers = [number for number in range(1, len(story.stop) + 1) if number != HIDDEN]
    assert [sheet.number for sheet in of_story(atlas, story, "zh")] == numbers
    for lang in ("zh", "en"):
        titles = {sheet.title for sheet in formats.of_story(atlas, story, lang)[lang]}
        assert story.stop[HIDDEN - 1].headline[lang] not in titles


def test_the_browser_hears_of_a_hidden_stop(atlas, story):
    made = stories.values(atlas.model_copy(update={"stories": (story,)}), "zh")[0]
    assert [stop["hidden"] for stop in made["stops"]] == [n == HIDDEN for n in range(1, len(story.stop) + 1)]


def test_the_key_of_a_cluster_passes_a_hidden_stop(atlas):
    tour = atlas.stories[0]
    number = min(stories.stop_of_cluster(atlas, tour).values())
    stop = tour.stop[number - 1].model_copy(update={"hidden": True})
    other = tour.model_copy(update={"stop": (*tour.stop[: number - 1], stop, *tour.stop[number:])})
    assert number not in stories.stop_of_cluster(atlas, other).values()


def test_a_map_that_only_a_hidden_stop_has_shown_is_shown_as_for_the_first_time(atlas):
    tour = atlas.stories[0]
    again = next(n for n in range(1, len(tour.stop) + 1) if layout(atlas, tour, n) != "map")
    before = [stop.model_copy(update={"hidden": True}) for stop in tour.stop[: again - 1]]
    assert layout(atlas, tour.model_copy(update={"stop": (*before, *tour.stop[again - 1 :])}), again) == "map"


def test_a_story_of_hidden_stops_only_is_a_problem(data, tmp_path):
    folder = Path(shutil.copytree(data, tmp_path / "data"))
    text = (folder / "tour.toml").read_text(encoding="utf-8")
    hidden = text.replace("[[story.stop]]\n", "[[story.stop]]\nhidden = true\n")
    (folder / "tour.toml").write_text(hidden, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load(folder)
    found = {(problem.code, problem.file) for problem in refused.value.problems}
    assert ("key-missing", "tour.toml") in found


def test_kinds_that_a_stop_leaves_out_or_names_make_one_map_as_in_the_browser(atlas):
    stop = Stop(headline=Text(zh="一", en="one"), notes=Text(zh="", en=""))
    figures = tuple(fact.id for fact in atlas.facts if fact.listed and not fact.places)[:2]
    named = tuple(kind for kind in stories.kinds(atlas, stop) if kind != "school")
    stops = [stop.model_copy(update=given) for given in ({"away": ("school",)}, {"kinds": named, "figures": figures})]
    tour = atlas.stories[0].model_copy(update={"stop": tuple(stops)})
    assert layout(atlas, tour, 2) == "figures"
