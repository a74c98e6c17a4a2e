"""The stories of data/: what stands in them, and that nothing of weight is left untold."""

import re

MARK = re.compile(r"[（(][a-z]\d\d|本图数据|our data", re.IGNORECASE)


def test_every_figure_of_the_report_stands_on_a_stop_of_the_long_story(atlas):
    shown = {name for stop in atlas.stories[0].stop for name in stop.figures}
    assert [fact.id for fact in atlas.facts if fact.listed and fact.id not in shown] == []


def test_a_story_goes_from_position_to_plans_results_clusters_and_next_steps(atlas):
    for story in atlas.stories:
        parts = list(dict.fromkeys(stop.part.zh for stop in story.stop))
        assert parts == ["丰台定位", "两个计划", "“两个计划”实施半年来", "八大功能组团", "下一步工作"], story.id
    alone = [stop.clusters[0] for stop in atlas.stories[0].stop if stop.clusters]
    assert alone == [cluster.id for cluster in atlas.clusters]


def test_notes_are_read_aloud_and_what_is_uncertain_stands_in_the_caveats(atlas):
    stops = [(f"{story.id} #{n}", stop) for story in atlas.stories for n, stop in enumerate(story.stop, 1)]
    marked = [name for name, stop in stops for lang in ("zh", "en") if MARK.search(stop.notes[lang])]
    assert marked == []
    assert [name for name, stop in stops if not stop.caveats] == []


def test_a_headline_quotes_at_most_thirty_characters(atlas):
    long = [stop.headline.zh for story in atlas.stories for stop in story.stop if len(stop.headline.zh) > 30]
    assert long == []
