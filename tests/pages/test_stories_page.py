"""The page of the office's own stories, and what is taken from the screen, without a browser."""

import json
import re
from secrets import token_hex

import pytest

from fengtai_map.content import stories as content
from fengtai_map.data.load.story_file import MAX_FILE_BYTES, story_bytes
from fengtai_map.i18n import LANGUAGES
from fengtai_map.ui import map_component
from fengtai_map.user_points.store import StoryDraft, open_store
from tests.pages.test_clerk_page import press, sign
from tests.pages.test_session import markups, setup
from tests.unit.user_points.test_own_stories import ID, change, stop, story
from tests.user_points import SIGNED, draft, point


@pytest.fixture
def store(tmp_path):
    """The store of the page, for somebody else who changes it."""
    opened = open_store(str(tmp_path / "own.gpkg"))
    yield opened
    opened.close()


def two():
    return story(stop("第一步", clusters=("lize",)), stop("第二步", figures=("top-ten-schools",)))


def heads(app):
    return [re.sub(r"^\d+ +", "", one) for one in app.radio[0].options]


def takes(app, page="hubs", view="clusters=lize", **wanted):
    """The browser says that what is on its screen becomes a stop; what the server answers."""
    said = app.session_state.session
    given = {"key": token_hex(8), "story": "", "name": "", "place": 0, "who": "", "page": page, **wanted}
    said.hear(
        {"n": said.number + 1, "view": view, "page": page, "stop": given}, app.session_state.ctx.atlas, lambda _: False
    )
    app.run()
    assert not app.exception
    return answered(app)


def answered(app):
    return app.session_state["answered"]


@pytest.fixture(autouse=True)
def _heard(monkeypatch):
    """What the map is given, without a map."""
    real = map_component.server_message.server_message

    def keep(here, said):
        made = real(here, said)
        map_component.st.session_state["answered"] = made.get("stop", {})
        return made

    monkeypatch.setattr(map_component.server_message, "server_message", keep)


# Taken from the screen


def test_what_is_on_the_screen_becomes_a_stop_and_the_map_and_the_books_stay_as_they_are(visit, store, atlas):
    app, words = visit(), atlas.words["zh"]
    before, shown = setup(app), app.session_state.ctx.published.key
    assert takes(app, name="区长汇报", who="王")["said"] == words("capture.added", name="区长汇报", n=1)
    (kept,) = store.stories()
    assert (kept.story.name.en, kept.story.stop[0].clusters) == ("区长汇报", ("lize",))
    assert kept.story.stop[0].kinds == ("hub", "metro-station")
    after = setup(app)
    assert after["books"]["zh"] == before["books"]["zh"]
    assert app.session_state.ctx.published.key == shown
    assert [one["id"] for one in after["stories"]["en"]] == [kept.story.id]
    said = takes(app, page="schools", view="", story=kept.story.id, who="李")
    assert said["said"] == words("capture.added", name="区长汇报", n=2)
    takes(app, page="schools", view="clusters=hexi", story=kept.story.id, place=2, who="李")
    (now,) = store.stories()
    assert [stop.clusters for stop in now.story.stop] == [("lize",), ("hexi",)]
    assert now.story.stop[1].headline.zh == words("page.schools.title")  # what was written stays
    assert [one.who for one in store.story_changes(9)] == ["李", "李", "王"]


def test_a_press_that_is_said_twice_is_done_once(visit, store):
    app = visit()
    takes(app, name="一次", who="王", key=(key := token_hex(8)))
    takes(app, name="一次", who="王", key=key)
    assert [len(one.story.stop) for one in store.stories()] == [1]


@pytest.mark.parametrize(
    ("wanted", "key"),
    [({"who": "王"}, "unnamed"), ({"name": "无人"}, "unsigned"), ({"story": "own-story-gone", "who": "王"}, "gone")],
)
def test_why_a_stop_is_not_taken_is_said(visit, store, atlas, wanted, key):
    assert takes(visit(), **wanted)["said"] == atlas.words["zh"](f"capture.{key}")
    assert store.stories() == ()


@pytest.mark.parametrize(
    "said", [None, 7, "x", [], {"key": ""}, {"key": ["a"], "place": "x", "story": {}, "name": None}]
)
def test_whatever_the_browser_asks_breaks_nothing(visit, store, said):
    app = visit()
    app.session_state.session.hear(
        {"n": 1, "view": "", "page": "x", "stop": said}, app.session_state.ctx.atlas, lambda _: False
    )
    assert not app.run().exception
    assert all(len(one.story.name.zh) <= 80 for one in store.stories())


def test_without_a_right_a_new_story_is_of_this_window_and_a_kept_one_stays_as_it_is(visit, store, atlas, monkeypatch):
    store.tell(change(two()), 0)
    monkeypatch.setenv("FENGTAI_WRITING", "off")
    app, words = visit(), atlas.words["zh"]
    assert words("rights.off") in takes(app, story=ID)["said"]
    said = takes(app, name="本机")["said"]
    assert said == f"{words('capture.added', name='本机', n=1)} {words('capture.only-window', why=words('rights.off'))}"
    assert [len(one.story.stop) for one in store.stories()] == [2]
    assert [one["name"] for one in setup(app)["stories"]["zh"]] == ["试讲", "本机"]
    app.switch_page("pages/stories.py").run()
    assert words("rights.off") in [one.value for one in app.info] or app.selectbox[0].value == ID


def test_a_store_that_is_away_is_said_and_the_stop_is_kept_in_this_window(visit, tmp_path, atlas):
    (tmp_path / "own.gpkg").write_bytes(b"this is no database, whatever its name says" * 40)
    app, words = visit(), atlas.words["en"]
    assert words("capture.added", name="Away", n=1) in takes(app, view="lang=en", name="Away", who="W")["said"]
    assert [one["name"] for one in setup(app)["stories"]["en"]] == ["Away"]
    app.switch_page("pages/stories.py").run()
    assert not app.exception
    assert app.error


# Edited


def test_stops_are_moved_hidden_written_and_kept_with_a_name_and_a_reason(visit, store, atlas):
    store.tell(change(two()), 0)
    app, words = visit("stories"), atlas.words["zh"]
    assert heads(app) == ["第一步", "第二步"]
    press(app, "w-stop-down")
    assert (heads(app), app.radio[0].value) == (["第二步", "第一步"], 2)
    press(app, "w-stop-hide")
    app.text_input(key=next(one.key for one in app.text_input if one.key.startswith("w-headline-zh"))).set_value(
        "新标题"
    )
    app.run()
    assert store.stories()[0].story == two()  # nothing is kept before it is signed
    assert [one["stops"][1]["headline"] for one in setup(app)["stories"]["zh"]] == ["新标题"]  # but shown here already
    sign(app, f"story-{ID}", reason="按会议顺序")
    assert not app.exception
    (kept,) = store.stories()
    assert [(one.headline.zh, one.hidden) for one in kept.story.stop] == [("第二步", False), ("新标题", True)]
    assert kept.story.stop[1].headline.en == "第一步"
    assert words("story.kept", name="试讲") in markups(app)
    assert [(one.who, one.reason) for one in store.story_changes(1)] == [("王小明", "按会议顺序")]


def test_who_comes_too_late_is_told_and_signs_again(visit, store, atlas):
    store.tell(change(two()), 0)
    app = visit("stories")
    press(app, "w-stop-delete")
    store.tell(change(story(stop("别人的")), who="李", reason="先到"), 1)
    app.text_input(key=f"who-story-{ID}").set_value("王")
    app.text_input(key=f"reason-story-{ID}").set_value("后到")
    press(app, f"do-story-{ID}")
    assert [one.story.stop[0].headline.zh for one in store.stories()] == ["别人的"]
    assert atlas.words["zh"]("story.by", who="李", n=2, reason="先到") in markups(app)
    press(app, f"w-drop-{ID}")
    assert heads(app) == ["别人的"]


def types(app, field, text):
    """Type into a text box, not yet heard by the server."""
    app.text_input(key=next(one.key for one in app.text_input if one.key.startswith(f"w-{field}"))).set_value(text)


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        ("down", ["第二步", "新标题"]),
        ("hide", ["新标题 · 已隐藏", "第二步"]),
        ("double", ["新标题", "新标题", "第二步"]),
    ],
)
def test_what_was_typed_right_before_a_press_is_not_lost(visit, store, deed, expected):
    store.tell(change(two()), 0)
    app = visit("stories")
    types(app, "headline-zh", "新标题")
    types(app, "story-name-en", "New name")
    press(app, f"w-stop-{deed}")
    assert heads(app) == expected
    assert app.session_state["story-drafts"][ID].story.name.en == "New name"


@pytest.mark.parametrize("after", [None, story(stop("别人的"))], ids=["deleted", "shortened"])
def test_who_writes_a_story_that_another_has_just_changed_keeps_the_words_at_their_stop(visit, store, after):
    store.tell(change(two()), 0)
    app = visit("stories")
    app.radio[0].set_value(2).run()
    store.tell(StoryDraft(story=ID, after=after, **SIGNED), 1)
    types(app, "headline-zh", "新标题")
    app.run()
    assert not app.exception
    assert heads(app) == ["第一步", "新标题"]


def test_what_is_gone_and_what_a_headline_says_too_much_is_reported_beside_the_stop(visit, store, atlas):
    store.tell(change(story(stop("共88项", clusters=("gone", "lize"), figures=("also-gone",)))), 0)
    for lang in LANGUAGES:
        app = visit("stories", lang=lang)
        words, said = atlas.words[lang], markups(app)
        assert not app.exception
        assert words("story.gone", value="gone", key=words("story.key.clusters")) in said
        assert words("story.gone", value="also-gone", key=words("story.key.figures")) in said
        assert words("story.gone-sign") in app.radio[0].options[0]
        assert "88" in re.findall(r'ft-warned"[^>]*>([^<]*)<', said)[-1]


def test_a_story_is_copied_deleted_and_the_deletion_undone(visit, store, atlas):
    app = visit("stories")
    app.selectbox(key="w-copy-of").set_value("short")
    press(app.run(), "w-copy")
    short = next(one for one in atlas.stories if one.id == "short")
    assert heads(app) == [stop.headline.zh for stop in short.stop]
    (name,) = app.session_state["story-drafts"]
    sign(app, f"story-{name}")
    (kept,) = store.stories()
    assert kept.story.stop == short.stop
    assert kept.story.name.en == atlas.words["en"]("story.copied", name=short.name.en)
    app.session_state[f"w-remove-{name}"] = True
    app.run()
    sign(app, f"remove-{name}")
    assert store.stories() == ()
    app.switch_page("pages/history.py").run()
    app.session_state["w-undo-story"] = True
    app.run()
    sign(app, "undo-story-2")
    assert not app.exception
    assert [one.story for one in store.stories()] == [kept.story]


# As a file


def opens(app, content, name="汇报.json"):
    app.file_uploader[0].set_value([(name, content, "application/json")])
    return app.run().run()


def test_a_file_is_opened_reported_here_and_kept_once_it_is_signed(visit, store):
    app = opens(visit("stories"), story_bytes(two()))
    assert not app.exception
    assert heads(app) == ["第一步", "第二步"]
    assert store.stories() == ()
    assert [one["id"] for one in setup(app)["stories"]["zh"]] == [ID]
    sign(app, f"story-{ID}")
    assert [one.story for one in store.stories()] == [two()]
    again = opens(app, story_bytes(two()))  # a second time it is another story
    assert len(setup(again)["stories"]["zh"]) == 2


def test_a_file_that_cannot_be_opened_says_why_and_where(visit, atlas):
    broken = json.loads(story_bytes(two()))
    broken["story"]["stop"][1]["at"] = "<img src=x>"
    app = opens(visit("stories"), json.dumps(broken).encode())
    assert not app.exception
    assert "#2" in markups(app)
    assert "<img" not in markups(app)
    app = opens(visit("stories"), b" " * (MAX_FILE_BYTES + 1))
    assert atlas.words["zh"]("problem.story-large.fix") in markups(app)


def test_points_that_are_signed_for_do_not_wait_for_a_story(visit, store):
    """A stop that somebody adds is no change of the points: who looks through a list is not asked to look again."""
    app = visit("own")
    before = store.version()
    store.tell(StoryDraft(story=ID, after=two(), **SIGNED), 0)
    store.apply(draft(added=[point("a")]), before)
    assert not app.run().exception
    assert content.values(app.session_state.ctx.atlas, "zh", (two(),))
