"""Results and files that are made once, however many ask for them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from fengtai_map.ui import downloads
from fengtai_map.ui.context import PageContext, Published
from fengtai_map.ui.made_once import Latest, LatestFiles
from fengtai_map.ui.session import Session
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.view.url import View
from tests.user_points import point


def test_a_result_is_made_once_and_the_oldest_goes():
    made, held = [], Latest(2)

    def of(key):
        return held.of(key, lambda: made.append(key) or key)

    assert [of(key) for key in "abab"] == list("abab")
    assert made == ["a", "b"]
    of("c")
    assert held.get("a") is None
    assert held.get("b") == "b"


def test_six_who_ask_at_once_get_what_was_made_once():
    made, asked = [], Event()

    def make():
        asked.wait(30)
        made.append(1)
        return b"a story"

    kept = LatestFiles(4, 1000)
    with ThreadPoolExecutor(6) as readers:
        waiting = [readers.submit(kept.of, "story", make) for _ in range(6)]
        asked.set()
        assert {one.result(30) for one in waiting} == {b"a story"}
    assert made == [1]


def test_what_was_not_asked_for_longest_is_let_go():
    made = []

    def given(kept, key, size=10):
        return kept.of(key, lambda: made.append(key) or bytes(size))

    kept = LatestFiles(3, 1000)
    for key in "abcadb":
        given(kept, key)
    assert "".join(made) == "abcdb"
    kept = LatestFiles(100, 25)
    for key in "xyzyx":
        given(kept, key)
    assert "".join(made[5:]) == "xyzx"
    assert given(kept, "large", 26) == bytes(26)  # handed out, and not kept
    assert given(kept, "large", 26) == bytes(26)
    assert made[-2:] == ["large", "large"]


def test_what_could_not_be_made_is_made_when_it_is_asked_for_again():
    kept = LatestFiles(3, 1000)
    with pytest.raises(ZeroDivisionError):
        kept.of("a", lambda: bytes(1 // 0))
    assert kept.of("a", lambda: b"a") == b"a"


def test_a_story_is_made_once_for_its_language_its_form_and_the_data(atlas, monkeypatch):
    asked = []
    monkeypatch.setattr(downloads, "STORIES", LatestFiles(24, 1000))
    monkeypatch.setattr(downloads, "_exported", lambda *given: asked.append(given) or b"made")
    other = with_user_points(atlas, [point("own-7")])
    one, two = atlas.stories[0], atlas.stories[-1]
    for _ in range(6):
        for data in (atlas, other):
            here = PageContext(data, "zh", "overview", Published(atlas, data))
            for story in {one.id: one, two.id: two}.values():
                for lang in ("zh", "en"):
                    for form in ("pdf", "html"):
                        reader = Session(View(lang=lang, clusters=("lize",), selected="lize"))
                        assert downloads._of_story(here, reader, story, form) == b"made"
    assert len(asked) == 2 * len({one.id, two.id}) * 2 * 2
