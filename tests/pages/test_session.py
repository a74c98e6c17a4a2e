"""What the server still does of a page, without a browser: it runs, hears late of the View, answers what is asked."""

import html
import json
import re
import shutil
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.points import points
from fengtai_map.content.pages import NAMES, PAGES
from fengtai_map.export.formats import FORMS
from fengtai_map.export.qr_code import MAX_ADDRESS_BYTES
from fengtai_map.i18n import LANGUAGES, interface_words
from fengtai_map.problems import Problem
from fengtai_map.ui import (
    client_mount,
    context,
    downloads,
    frame,
    markup,
    permissions,
    server_message,
    session,
    warm_up,
)
from fengtai_map.ui.context import PageContext, Published
from fengtai_map.ui.map_component import strings
from fengtai_map.ui.server_message import PageSays
from fengtai_map.ui.session import Session
from fengtai_map.ui.user_points import store as own
from fengtai_map.user_points.merge import places_of, with_clusters
from fengtai_map.user_points.store import ChangeDraft, open_store
from fengtai_map.view.url import View
from tests.data_rows import ROOT
from tests.every import every

N = 600  # own points: more than are records
FULL = View(
    lang="en",
    clusters=("lize", "xinfadi"),
    hidden=("school", "metro-station"),
    without=("planned",),
    basemap="osm",
    selected="lize",
    topic="economy",
    ring=1,
    time="now",
    at="116.30000,39.85000,12.5",
)


class State(dict):
    """What Streamlit keeps for a session, without one."""

    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


def markups(app):
    return "".join(element.value for element in app.get("html"))


def setup(app):
    """What the client is given at its start."""
    return json.loads(html.unescape(re.search(r'id="ft-setup" data-setup="([^"]*)"', markups(app)).group(1)))


# Pages


@every("page, lang", product(NAMES, LANGUAGES))
def test_a_page_runs_in_every_language_and_mounts_the_client(visit, atlas, page, lang):
    app = visit(page, lang=lang)
    assert not app.exception
    title = html.escape(atlas.words[lang](f"page.{page}.title"))
    assert f"<h1>{title}</h1>" in markups(app)
    sent = setup(app)
    assert (sent["lang"], lang in sent["books"]) == (lang, True)
    assert (app.session_state.ctx.page, app.session_state.ctx.lang) == (page, lang)


@every("page", NAMES)
def test_a_page_runs_with_every_part_of_the_view_set(visit, page):
    app = visit(page, **FULL.query())
    assert not app.exception
    assert app.session_state.session.view == FULL


def test_a_link_to_any_kind_of_record_opens(visit, atlas):
    samples = {(type(record), getattr(record, "kind", "")): name for name, record in atlas.index.items()}
    for name in samples.values():
        app = visit(selected=name)
        assert not app.exception, name
        assert app.session_state.session.view.selected == name


def test_two_sessions_do_not_share_a_view(visit):
    one, other = visit(clusters="lize"), visit()
    assert one.session_state.session.view != other.session_state.session.view
    assert one.run().session_state.session.view.clusters == ("lize",)


@every("page", PAGES, name=lambda page: page.id)
def test_a_page_is_drawn_by_whom_the_list_says(page, monkeypatch):
    monkeypatch.setattr(frame, "ctx", lambda: None)
    text = (ROOT / "pages" / f"{page.id}.py").read_text(encoding="utf-8")
    assert ("drawn_by_the_browser(__file__)" in text) == (not page.server)
    if page.server:
        with pytest.raises(ValueError, match=page.id):
            frame.drawn_by_the_browser(f"pages/{page.id}.py")


def test_every_template_is_put_somewhere_and_every_one_that_is_put_is_there():
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src/fengtai_map/ui").rglob("*.py")]
    put = {name for text in texts for name in re.findall(r'\bput\(\s*"([\w-]+)"', text)}
    assert put == {path.stem for path in (markup.HERE / "templates").iterdir()}


def test_data_with_problems_are_reported_in_both_languages_and_nothing_else_is_drawn(
    visit, data, tmp_path, monkeypatch
):
    broken = shutil.copytree(data, tmp_path / "data")
    (broken / "charts.toml").unlink()
    monkeypatch.setattr(context, "DATA", broken)
    app = visit(lang="en")
    assert not app.exception
    titles = [interface_words()[lang]("problems.title") for lang in ("en", "zh")]
    assert [one.value for one in app.subheader] == titles
    assert "charts.toml" in markups(app)
    assert 'id="ft-setup"' not in markups(app)


# What is made before the first reader comes


def test_the_map_and_the_books_are_there_before_the_first_reader(monkeypatch, atlas):
    strings.clear()
    monkeypatch.setattr(client_mount, "BOOKS", client_mount.Books())
    warm_up.up()
    published = own.published(context.atlas())
    assert all(client_mount.BOOKS.has(published, lang) for lang in LANGUAGES)
    drawn = []
    monkeypatch.setattr("fengtai_map.ui.map_component.district_map", lambda *_: drawn.append(1))
    strings(published, context.keys())
    assert drawn == []
    assert len(atlas.places) == len(published.atlas.places)


def test_data_with_problems_do_not_stop_a_server_from_starting(monkeypatch, tmp_path):
    monkeypatch.setattr(context, "DATA", tmp_path / "nowhere")
    warm_up.up()


# Hearing


@pytest.fixture
def heard(atlas):
    """A Session, and what makes it hear."""
    one = Session(View())
    return one, lambda **said: one.hear(said, atlas, lambda _: False)


def test_what_the_browser_says_is_taken_over(heard):
    one, hear = heard
    hear(
        n=3,
        view=FULL.address(),
        page="hubs",
        asked="测点",
        link="http://x/",
        window=[1, 2, 3, 4.5],
        placed=[116, 39.8],
    )
    assert (one.view, one.page, one.number) == (FULL, "hubs", 3)
    assert (one.asked, one.link) == ("测点", "http://x/")
    assert (one.window, one.placed) == ((1, 2, 3, 4.5), (116, 39.8))
    hear(n=4, view="", page="overview")
    assert (one.view, one.number, one.window, one.placed, one.link) == (View(), 4, None, None, "")


@pytest.mark.parametrize("number", [2, 3, -1, None, "4", 3.5, float("nan"), [], {}])
def test_an_older_change_or_none_is_not_listened_to(heard, number):
    one, hear = heard
    hear(n=3, view="clusters=lize", page="hubs")
    hear(n=number, view="clusters=hexi", page="schools")
    assert (one.view.clusters, one.page) == (("lize",), "hubs")


def test_what_fits_no_data_is_left_out(heard):
    one, hear = heard
    hear(n=1, view="clusters=atlantis,lize&selected=nobody&basemap=x&stop=99&story=short&ring=7&lang=fr&foo=1")
    assert (one.view.clusters, one.view.selected, one.view.lang, one.view.basemap) == (("lize",), "", "zh", "offline")
    assert (one.view.ring, one.view.stop) != (7, 99)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.fixed_dictionaries({"n": st.integers(1, 9)}, optional=dict.fromkeys(
    ("view", "page", "asked", "link", "window", "placed"), anything)))  # fmt: skip
def test_whatever_is_said_is_heard_without_harm(atlas, said):
    one = Session(View())
    one.hear(said, atlas, lambda _: False)
    assert one.number == said["n"]
    assert len(one.asked) <= 80
    assert all(numbers is None or all(abs(n) < float("inf") for n in numbers) for numbers in (one.window, one.placed))
    here = PageContext(atlas, "zh", "overview", Published(atlas, atlas))
    json.dumps(server_message._near(here, one), allow_nan=False)


@every(
    "said",
    [
        None,
        [],
        "x",
        7,
        {"n": "1"},
        {"n": 1, "window": [10**400] * 4, "placed": [float("nan"), 1]},
        {"n": 1, "view": "a=&" * 300_000},
    ],
)
def test_what_no_client_of_ours_says_changes_nothing(atlas, said):
    one = Session(View())
    one.hear(said, atlas, lambda _: False)
    assert (one.view, one.window, one.placed) == (View(), None, None)


@every("length, coded", [(MAX_ADDRESS_BYTES, True), (MAX_ADDRESS_BYTES + 1, False)])
def test_a_link_that_no_code_can_hold_has_none(atlas, length, coded):
    one = Session(View())
    one.hear({"n": 1, "link": "x" * length}, atlas, lambda _: False)
    said = server_message.server_message(PageContext(atlas, "zh", "overview", Published(atlas, atlas)), one)
    assert bool(said.get("code")) is coded


def test_another_language_or_another_click_draws_the_page_anew(atlas):
    here = PageContext(atlas, "zh", "own", Published(atlas, atlas))
    assert not Session(View(clusters=("lize",))).turned(here)
    assert Session(View(lang="en")).turned(here)
    assert Session(View(), placed=(116.3, 39.8)).turned(here)
    assert not Session(View(), placed=(116.3, 39.8)).turned(replace(here, placed=(116.3, 39.8)))


def test_without_data_the_language_is_that_of_the_reader(monkeypatch):
    state = {}
    monkeypatch.setattr(session.st, "session_state", state)
    monkeypatch.setattr(session.st, "query_params", type("Params", (), {"to_dict": lambda _: {"lang": "en"}})())
    assert session.lang() == "en"
    state["session"] = Session(View(lang="zh"))
    assert session.lang() == "zh"


# Answering


@pytest.fixture(scope="module")
def store(atlas, tmp_path_factory):
    made = open_store(str(tmp_path_factory.mktemp("many") / "own.gpkg"))
    made.apply(ChangeDraft(added=points(atlas, N), who="a", reason="b", when="2026-01-01T00:00:00Z"), 0)
    yield made
    made.close()


@pytest.fixture
def office(atlas, store, monkeypatch):
    """The context of a page of an office that keeps many points."""
    monkeypatch.setattr(own, "store", lambda: store)
    monkeypatch.setattr(own, "points", store.points)
    monkeypatch.setattr(server_message.st, "session_state", State())
    return PageContext(atlas, "zh", "overview", Published(atlas, atlas, with_clusters(atlas, store.columns())))


def having(here, **parts):
    """The same page where something else is published."""
    return replace(here, published=replace(here.published, **parts))


def test_who_asks_nothing_is_told_how_far_the_server_has_heard_and_what_it_has_drawn(office):
    assert server_message.server_message(office, Session(View(), runs=1)) == {"page": "overview", "run": 1}
    there = replace(office, page="hubs")
    assert server_message.server_message(there, Session(View(), number=7, runs=3)) == {"page": "hubs", "run": 3, "n": 7}


def test_the_code_of_a_link_is_a_picture_of_its_own(office):
    code = server_message.server_message(office, Session(View(), link="http://127.0.0.1:8501/?clusters=lize"))["code"]
    assert code.startswith("data:image/svg+xml")
    assert code != server_message.server_message(office, Session(View(), link="http://127.0.0.1:8501/"))["code"]


def test_what_is_wrong_with_the_store_is_reported_in_the_readers_language(office, atlas):
    for lang in LANGUAGES:
        said = server_message.server_message(
            having(replace(office, lang=lang), problems=(Problem("store-gone", "own.gpkg", ""),)), Session(View())
        )
        assert atlas.words[lang]("problem.store-gone.fix") in said["notices"][0]


def test_names_of_the_layer_are_found_in_the_language_and_as_records(office):
    hits = server_message.server_message(office, Session(View(), asked="测点599"))["hits"]
    assert [(hit["id"], hit["name"], hit["own"]) for hit in hits] == [("bench-00599", "测点599", True)]
    assert (
        server_message.server_message(replace(office, lang="en"), Session(View(), asked="Point 599"))["hits"][0]["name"]
        == "Point 599"
    )
    assert "hits" not in server_message.server_message(office, Session(View(), asked="%"))
    assert "hits" not in server_message.server_message(
        having(office, point_layer=None), Session(View(), asked="测点599")
    )


def test_the_points_of_a_window_are_those_the_view_shows_there(office, store):
    every = store.points()
    window = (every[0].lon - 0.01, every[0].lat - 0.01, every[0].lon + 0.01, every[0].lat + 0.01)
    inside = {p.id: p for p in every if window[0] <= p.lon <= window[2] and window[1] <= p.lat <= window[3]}
    said = server_message.server_message(office, Session(View(), window=window))
    assert {one["id"] for one in said["singles"]} == {one["id"] for one in said["records"]} == set(inside)
    assert said["window"] == window
    kind = every[0].kind
    hidden = server_message.server_message(office, Session(View(hidden=(kind,)), window=window))
    assert {one["id"] for one in hidden.get("singles", ())} == {name for name, p in inside.items() if p.kind != kind}


def test_a_window_with_too_many_is_shown_grouped_and_a_selected_point_singly(office, atlas, store):
    (one,) = places_of(atlas, store.held(["bench-00007"]))
    said = server_message.server_message(office, Session(View(selected=one.id), window=(-180, -90, 180, 90)))
    assert [single["id"] for single in said["singles"]] == [one.id]
    assert "window" not in said


def test_what_a_page_says_is_over_with_the_page(office):
    server_message.begin()
    server_message.say(PageSays(placing=True))
    assert server_message.server_message(office, Session(View()))["placing"]
    server_message.begin()
    assert "placing" not in server_message.server_message(office, Session(View()))


# Files


def buttons(app, file):
    """The buttons for files once the browser has asked for one."""
    app.session_state.session.file = file
    app.run()
    return [button.key for button in app.get("download_button")]


def test_there_is_a_file_in_every_form_of_the_page_and_of_every_story_once_it_is_asked_for(visit, atlas):
    app = visit("hubs")
    assert [button.key for button in app.get("download_button")] == []
    whole = [name for name, form in FORMS.items() if form.whole]
    wanted = [f"view-{name}" for name in FORMS]
    wanted += [f"{story.id}-{name}" for story in atlas.stories for name in whole]
    assert [file for file in wanted if buttons(app, file) != [f"take-{file}"]] == []
    assert [
        file for file in ("view-exe", "nobody-pptx", f"{atlas.stories[0].id}-png", "pptx") if buttons(app, file)
    ] == []


@every("lang", LANGUAGES)
def test_a_file_is_of_what_the_session_has_heard_by_then(atlas, lang):
    here = PageContext(atlas, lang, "overview", Published(atlas, atlas))
    said = Session(View(lang=lang))
    said.hear({"n": 1, "view": View(lang=lang, clusters=("lize",)).address(), "page": "hubs"}, atlas, lambda _: False)
    text = downloads._of_view(here, said, "csv").decode("utf-8-sig")
    hubs = {place.name[lang]: place.cluster for place in atlas.places if place.kind == "hub"}
    assert {name: name in text for name in hubs} == {name: cluster == "lize" for name, cluster in hubs.items()}


def test_a_form_that_lists_every_point_lists_the_layer_and_a_picture_groups_it(office):
    said = Session(View())
    assert downloads._of_view(office, said, "csv").decode("utf-8-sig").count("测点") >= N
    assert downloads._of_view(office, said, "png").startswith(b"\x89PNG")


def test_a_file_shows_the_point_of_the_layer_that_was_selected_last_and_the_page_reads_what_it_read(office, store):
    before, (one,) = office.atlas.serial, store.held(["bench-00007"])
    made = [downloads._of_view(office, Session(View(selected=name)), "html").decode() for name in ("", one.id)]
    assert [one.id in text for text in made] == [False, True]
    assert one.id not in office.atlas.index
    assert office.atlas.serial == before


def test_a_story_is_a_file_in_the_language_that_was_heard_last(atlas):
    here, story = PageContext(atlas, "zh", "present", Published(atlas, atlas)), atlas.stories[0]
    made = [downloads._of_story(here, Session(View(lang=lang)), story, "html").decode() for lang in LANGUAGES]
    assert made[0] != made[1]


def test_a_store_whose_folder_is_not_there_at_the_start_is_reported_not_taken_for_empty(atlas, tmp_path, monkeypatch):
    monkeypatch.setenv("FENGTAI_STORE", str(tmp_path / "away" / "own.gpkg"))
    assert [one.code for one in own.published(atlas).problems] == ["store-unwritable"]
    monkeypatch.setenv("FENGTAI_STORE", str(tmp_path / "own.gpkg"))
    assert own.published(atlas).problems == ()


def test_a_store_that_is_away_is_reported_without_its_address_to_who_cannot_fix_it(office, atlas, monkeypatch):
    detail = 'connection to server at 10.1.2.3, port 15432 failed: database "nodb" does not exist'
    away = having(office, problems=(Problem("store-unreachable", "postgresql://x", "", {"detail": detail}),))
    monkeypatch.setattr(permissions, "editor", lambda: permissions.Editor("", "afar"))
    (notice,) = server_message.server_message(away, Session(View()))["notices"]
    assert not any(part in notice for part in ("10.1.2.3", "15432", "nodb", "postgresql"))
    assert atlas.words["zh"]("problem.store-away.fix") in notice
    monkeypatch.setattr(permissions, "editor", lambda: permissions.Editor("", ""))
    (notice,) = server_message.server_message(away, Session(View()))["notices"]
    assert "15432" in notice
