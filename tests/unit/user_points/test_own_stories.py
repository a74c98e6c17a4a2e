"""Stories of the office's own: kept with a history of their own, taken from the screen, shown and exported."""

import pytest
from sqlalchemy import text

from fengtai_map.cli import main
from fengtai_map.content import stories, story_edits
from fengtai_map.content.page_content import page_content
from fengtai_map.content.pages import NAMES
from fengtai_map.content.story_edits import ENTRIES, FIGURES, captured, replaced
from fengtai_map.data.checks.story_references import fit, warned, with_stories
from fengtai_map.export import formats
from fengtai_map.export.image.viewport import frame
from fengtai_map.export.sheet import of_story
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import Stop, Story
from fengtai_map.user_points.store import StaleVersion, StoreError, StoryDraft, open_store
from fengtai_map.user_points.store.connection import engine_of, read_url
from fengtai_map.view.url import View
from tests.every import every
from tests.unit.user_points.test_store_migration import TABLES, on_sqlite
from tests.user_points import SIGNED, codes, draft, point

ID = "own-story-1"


def stop(headline="试", **more):
    said = Text(zh=headline, en=headline)
    return Stop(**{"headline": said, "notes": Text(zh="", en=""), **more})


def story(*stops, id_=ID, name="试讲"):
    return Story(id=id_, name=Text(zh=name, en=name), stop=stops or (stop(),))


def change(one, id_=ID, **more):
    return StoryDraft(story=id_, after=one, **{**SIGNED, **more})


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request, tmp_path):
    url = str(tmp_path / "own.gpkg")
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")
        engine = engine_of(read_url(url))
        with engine.begin() as connection:
            connection.execute(text(f"DROP TABLE IF EXISTS {TABLES}"))
        engine.dispose()
    opened = open_store(url)
    yield opened
    opened.close()


# Kept


def test_a_story_is_kept_changed_and_let_go_and_each_change_is_taken_back(store):
    first, second = story(), story(stop("一"), stop("二"))
    store.tell(change(first), 0)
    store.tell(change(second, who="李", reason="加一页"), 1)
    store.tell(change(None), 2)
    assert store.stories() == ()
    store.undo_story(3, **SIGNED)
    (kept,) = store.stories()
    assert (kept.story, kept.change) == (second, 4)
    changes = store.story_changes(9)
    assert [(one.id, one.undoes, one.before, one.after) for one in changes] == [
        (4, 3, None, second), (3, None, second, None), (2, None, first, second), (1, None, None, first),
    ]  # fmt: skip
    assert (changes[2].who, changes[2].reason, changes[1].name) == ("李", "加一页", second.name)
    assert [one.id for one in store.story_since(ID, 2)] == [4, 3]


def test_what_was_seen_is_what_is_changed(store):
    store.tell(change(story()), 0)
    store.tell(change(story(stop("二")), who="李"), 1)
    with pytest.raises(StaleVersion) as refused:
        store.tell(change(story(stop("三"))), 1)
    assert refused.value.version == 2
    store.tell(change(story(id_="own-story-2"), "own-story-2"), 0)  # another story is in nobody's way
    assert [one.story.stop[0].headline.zh for one in store.stories()] == ["二", "试"]
    with pytest.raises(StoreError) as conflict:
        store.undo_story(1, **SIGNED)
    assert codes(conflict) == ["story-conflict"]
    for bad, code in ((change(story(), who=" "), "store-unsigned"), (change(story(), reason="\0"), "store-text")):
        with pytest.raises(StoreError) as refused:
            store.tell(bad, 2)
        assert codes(refused) == [code]
    with pytest.raises(StoreError) as refused:
        store.undo_story(99, **SIGNED)
    assert codes(refused) == ["store-change-unknown"]


def test_points_and_stories_know_nothing_of_each_other(store):
    store.apply(draft(added=[point("a")]), 0)
    before = (store.version(), store.state(), store.stories_state())
    assert before[2] == ""
    store.tell(change(story()), 0)
    assert (store.version(), store.state()) == before[:2]
    assert store.stories_state()
    store.apply(draft(added=[point("b")]), 1)
    store.check()


def test_a_store_of_the_first_version_has_room_for_stories(tmp_path):
    store = open_store(on_sqlite(tmp_path / "own.gpkg"))
    store.tell(change(story()), 0)
    store.check()
    assert [one.story.id for one in store.stories()] == [ID]
    store.close()


# Held against the Atlas


def test_what_is_gone_is_named_and_left_out_and_a_stop_without_its_subject_is_skipped(atlas):
    fact, entry = atlas.facts[0].id, atlas.entries[0].id
    one = story(
        stop(figures=(fact, "fact-gone"), entries=("entry-gone", entry)),
        stop(clusters=("cluster-gone",)),
        stop(clusters=("cluster-gone", "lize")),
        stop(kinds=("kind-gone",)),
        stop(selected="place-gone"),
    )
    fitted, problems = fit(one, atlas)
    assert [(problem.code, problem.place.partition(" ")[2], problem.particulars["value"]) for problem in problems] == [
        ("reference-unknown", "#1", "fact-gone"), ("reference-unknown", "#1", "entry-gone"),
        ("reference-unknown", "#2", "cluster-gone"), ("reference-unknown", "#3", "cluster-gone"),
        ("reference-unknown", "#4", "kind-gone"), ("reference-unknown", "#5", "place-gone"),
    ]  # fmt: skip
    assert [stop.hidden for stop in fitted.stop] == [False, True, False, True, True]
    assert (fitted.stop[0].figures, fitted.stop[0].entries, fitted.stop[2].clusters) == ((fact,), (entry,), ("lize",))
    kept = fit(one, atlas, lambda name: name == "place-gone")[0]
    assert not kept.stop[4].hidden  # a point of the layer, which only the store knows
    there = with_stories(atlas, [one])
    assert [sheet.number for sheet in of_story(there, there.stories[-1], "zh")] == [1, 3]


def test_a_story_that_has_nothing_to_show_is_not_presented(atlas):
    hidden = story(stop(hidden=True), stop(clusters=("cluster-gone",)))
    empty = Story(id="own-story-2", name=Text(zh="空", en="Empty"), stop=())
    assert with_stories(atlas, [hidden, empty]) is atlas


def test_a_headline_beyond_its_figures_is_warned_of_and_shown_nevertheless(atlas):
    bold = stop("新增12个项目")
    bold = bold.model_copy(update={"headline": Text(zh=bold.headline.zh, en="12 new projects")})
    assert [one.code for one in warned(atlas, bold, "#1")] == ["headline-figure"] * 2
    assert list(warned(atlas, stop("总览"), "#1")) == []
    assert with_stories(atlas, [story(bold)]).stories[-1].stop[0].headline.zh == "新增12个项目"


# Taken from the screen


@every("page", NAMES)
def test_every_page_is_taken_as_a_stop_that_names_only_what_there_is(atlas, page):
    made = captured(atlas, View(lang="en"), page)
    for lang in LANGUAGES:
        assert made.headline[lang] == page_content(atlas, View(lang=lang), page).title
    assert len(made.figures) <= FIGURES
    assert len(made.entries) <= ENTRIES
    assert fit(story(made), atlas)[1] == ()
    assert Story.model_validate_json(story(made).model_dump_json()) == story(made)


def test_a_stop_has_the_map_and_the_filter_of_the_screen_and_only_what_is_its_clusters_own(atlas):
    view = View(clusters=("lize",), hidden=("school",), without=("planned",), at="116.31,39.86,13.5")
    made = captured(atlas, view, "overview")
    assert (made.clusters, made.away, made.without, made.at) == (("lize",), ("school",), ("planned",), view.at)
    assert stories.stop_view(made, View()) == view
    assert "school" not in stories.kinds(atlas, made)
    assert made.caveats  # what is left out, for whoever asks
    by_id = {fact.id: fact for fact in atlas.facts}
    assert [name for name in made.figures if "lize" not in by_id[name].clusters and not by_id[name].places] == []
    taken = captured(atlas, View(story=atlas.stories[0].id, stop=2), "present")
    assert taken == atlas.stories[0].stop[1]


def test_another_picture_leaves_the_words_of_a_stop(atlas):
    old = stop("我的标题", hidden=True, caveats=Text(zh="问", en="Q")).model_copy(
        update={"notes": Text(zh="讲", en="N")}
    )
    new = replaced(old, captured(atlas, View(clusters=("hexi",)), "overview"))
    assert (new.headline, new.notes, new.caveats, new.hidden) == (old.headline, old.notes, old.caveats, True)
    assert new.clusters == ("hexi",)


def test_stops_are_moved_doubled_dropped_and_put():
    one = story(stop("一"), stop("二"), stop("三"))
    heads = lambda made: [stop.headline.zh for stop in made.stop]  # noqa: E731  # said once
    assert (heads(story_edits.moved(one, 3, -1)[0]), story_edits.moved(one, 3, -1)[1]) == (["一", "三", "二"], 2)
    assert story_edits.moved(one, 1, -1) == (one, 1)
    assert story_edits.moved(one, 3, 1) == (one, 3)
    assert heads(story_edits.doubled(one, 2)) == ["一", "二", "二", "三"]
    assert heads(story_edits.dropped(one, 1)) == ["二", "三"]
    assert heads(story_edits.put(one, 2, stop("四"))) == ["一", "四", "三"]


# Shown and exported


def test_an_export_looks_where_the_screen_looked_and_leaves_out_what_it_left_out(atlas):
    view = View(hidden=("school",), without=("planned",), at="116.31,39.86,13.5")
    there = with_stories(atlas, [story(captured(atlas, view, "overview"), stop())])
    one, other = of_story(there, there.stories[-1], "zh")
    looked = frame(there, one, 800, 500)
    assert (looked.centre, looked.zoom) == ((116.31, 39.86), 13.5)
    assert frame(there, other, 800, 500).centre != looked.centre
    assert "school" not in one.kinds
    assert one.view.without == ("planned",)
    (said, _) = stories.values(there, "en", (there.stories[-1],))[0]["stops"]
    assert (said["at"], said["without"], "school" in said["kinds"]) == (view.at, ("planned",), False)


def test_a_file_holds_the_story_it_is_of_and_no_other_of_the_office(atlas, monkeypatch):
    there = with_stories(atlas, [story(), story(id_="own-story-2", name="别人的")])
    books = []
    monkeypatch.setattr("fengtai_map.export.html.page.book_base64", books.append)
    monkeypatch.setattr("fengtai_map.export.html.page.district_map", lambda *_a, **_k: _Drawn())
    formats.FORMS["html"].make(there, formats.of_story(there, there.stories[-2], "zh"), "2026-11-23", lambda *_: None)
    assert {one["id"] for one in books[0]["stories"]} == {*(one.id for one in atlas.stories), ID}


class _Drawn:
    """A map that takes no time."""

    def inlined(self):
        return "", "", ""


def test_the_command_line_exports_them_and_its_check_says_what_is_gone(data, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FENGTAI_STORE", str(tmp_path / "own.gpkg"))
    store = open_store(str(tmp_path / "own.gpkg"))
    store.tell(change(story(stop("丽泽", clusters=("lize",)), stop(figures=("fact-gone",)))), 0)
    store.close()
    assert main(["--data", str(data), "export", "--story", ID, str(tmp_path / "a.csv")]) == 0
    assert "丽泽" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert main(["--data", str(data), "check"]) == 1
    assert "[试讲 #2]" in (said := capsys.readouterr().err)
    assert "fact-gone" in said
