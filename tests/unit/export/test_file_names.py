"""What files are called."""

from fengtai_map.export import file_names
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.view.url import View

DAY = "2026-11-26"


def test_a_file_says_what_it_is_of_what_choice_in_which_language_and_of_which_day(atlas):
    every = tuple(cluster.id for cluster in atlas.clusters)
    named = {
        ("overview", View()): "fengtai-总览-zh-2026-11-26.pptx",
        ("hubs", View(clusters=("lize",))): "fengtai-交通枢纽-丽泽-zh-2026-11-26.pptx",
        ("hubs", View(clusters=("lize",), lang="en")): "fengtai-Hubs-Lize-en-2026-11-26.pptx",
        ("overview", View(clusters=every)): "fengtai-总览-8个组团-zh-2026-11-26.pptx",
        ("overview", View(selected="xinfadi-market")): "fengtai-总览-新发地市场-zh-2026-11-26.pptx",
    }
    given = {key: file_names.of_view(atlas, key[1], key[0], DAY, "pptx") for key in named}
    assert given == named


def test_no_name_holds_what_a_file_system_refuses_or_is_too_long(atlas):
    names = [file_names.of_story(story, lang, DAY, "pdf") for story in atlas.stories for lang in LANGUAGES]
    hostile = atlas.stories[0].model_copy(update={"name": Text(zh='..\\a/b:c*?"<>|\n' + "长" * 300, en="x")})
    names.append(file_names.of_story(hostile, "zh", DAY, "pdf"))
    assert [name for name in names if set(name) & set('\\/:*?"<>| \n') or len(name) > 120] == []
    assert names[-1].startswith("fengtai-a-b-c-长")
