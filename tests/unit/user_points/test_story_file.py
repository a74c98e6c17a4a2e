"""A story as a file: what is written is read again; what comes from outside is bounded, every problem has its place."""

import json

from fengtai_map.data.load.story_file import LISTED, MAX_CHARS, MAX_FILE_BYTES, MAX_STOPS, read_story, story_bytes
from fengtai_map.i18n import described
from tests.every import every
from tests.problem_codes import CODES
from tests.unit.user_points.test_own_stories import stop, story


def given(one):
    return json.loads(story_bytes(one))


def packed(value):
    return json.dumps(value, ensure_ascii=False).encode()


def changed(path, value):
    """The file of a story with something else in one place."""
    whole = given(story(stop("一"), stop("二")))
    *above, last = path
    inner = whole
    for key in above:
        inner = inner[key]
    inner[last] = value
    return packed(whole)


def test_a_story_is_the_same_after_a_way_through_a_file(atlas):
    for one in (*atlas.stories, story(stop(at="116.3,39.8,12", away=("school",), without=("planned",), hidden=True))):
        assert read_story(story_bytes(one), "a.json") == (one, ())
        assert story_bytes(one) == story_bytes(one)


STOP = ("story", "stop", 1)
LONG = {"zh": "长" * (MAX_CHARS["headline"] + 1), "en": ""}
PROBLEMS = {
    "no JSON": (b"PK\x03\x04", "story-unreadable", ""),
    "other bytes": ("汇报".encode("gb18030"), "story-unreadable", ""),
    "too deep": (b"[" * 100_000, "story-unreadable", ""),
    "another JSON": (b'{"type":"FeatureCollection"}', "story-foreign", ""),
    "a list": (b"[1]", "story-foreign", ""),
    "too large": (b" " * (MAX_FILE_BYTES + 1), "story-large", ""),
    "another version": (changed(("version",), 2), "value-refused", ""),
    "an unknown key": (changed((*STOP, "script"), "x"), "key-unknown", "#2"),
    "no headline": (changed(STOP, {"notes": {"zh": "", "en": ""}}), "key-missing", "#2"),
    "no position": (changed((*STOP, "at"), "here"), "value-refused", "#2"),
    "no status": (changed((*STOP, "without"), ["gone"]), "value-refused", "#2"),
    "no id": (changed(("story", "id"), "<b>"), "value-refused", ""),
    "a long headline": (changed((*STOP, "headline"), LONG), "value-refused", "#2"),
    "many figures": (changed((*STOP, "figures"), ["a"] * (LISTED["figures"] + 1)), "value-refused", "#2"),
    "no name": (changed(("story", "name"), {"zh": " ", "en": ""}), "key-missing", ""),
    "no stop": (changed(("story", "stop"), []), "key-missing", ""),
    "many stops": (
        changed(("story", "stop"), [given(story())["story"]["stop"][0]] * (MAX_STOPS + 1)),
        "value-refused",
        "",
    ),
}  # fmt: skip


@every("name", PROBLEMS)
def test_every_problem_is_named_with_its_place_in_both_languages(atlas, name):
    content, code, place = PROBLEMS[name]
    found, problems = read_story(content, "汇报.json")
    assert found is None
    assert (problems[0].code, problems[0].file, problems[0].place) == (code, "汇报.json", place)
    for words in atlas.words.values():
        assert code not in " ".join(described(words, problems[0]))


def test_every_problem_of_a_story_is_made_here_or_where_stories_are_kept():
    made = {code for _, code, _ in PROBLEMS.values()} | {"story-conflict"}  # test_own_stories.py
    assert [code for code in CODES if code.startswith("story-") and code not in made] == []


def test_what_a_file_says_stays_text():
    opened, _ = read_story(changed((*STOP, "headline"), {"zh": "<script>\u202e", "en": "&"}), "a.json")
    assert opened.stop[1].headline.zh == "<script>[U+202E]"
