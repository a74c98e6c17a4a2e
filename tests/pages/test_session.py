"""What a page's Python does, without a browser: the sidebar mirrors the View, a choice changes View and URL."""

import pytest

from fengtai_map.panels.figures import of_topic
from fengtai_map.panels.subjects import kinds
from fengtai_map.text import LANGUAGES
from fengtai_map.ui.door import PAGES
from fengtai_map.view import STATUSES, View

FULL = View(
    lang="en",
    clusters=("lize", "xinfadi"),
    hidden=("school", "metro-station"),
    without=("planned",),
    basemap="osm",
    selected="lize",
    topic="economy",
)


def html(app):
    return "".join(element.value for element in app.main if element.type == "html")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_and_says_its_title(visit, atlas, page, lang):
    app = visit(page, lang=lang)
    assert not app.exception
    assert f"<h1>{atlas.words[lang](f'page.{page}.title')}</h1>".replace("&", "&amp;") in html(app)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_with_every_part_of_the_view_set(visit, page):
    app = visit(page, **FULL.query())
    assert not app.exception
    assert app.session_state.view == FULL
    assert app.query_params == FULL.query()


@pytest.mark.parametrize("page", PAGES)
def test_the_sidebar_mirrors_the_view(visit, atlas, page):
    app = visit(page, **FULL.query())
    values = {widget.key: widget.value for widget in app.sidebar if hasattr(widget, "value") and widget.key}
    assert values["w-lang"] == FULL.lang
    assert values["w-clusters"] == list(FULL.clusters)
    assert values[f"w-hidden-{page}"] == [kind for kind in kinds(atlas, page) if kind not in FULL.hidden]
    assert set(values[f"w-without-{page}"]) == set(STATUSES) - set(FULL.without)
    assert values["w-basemap"] == FULL.basemap


@pytest.mark.parametrize(
    ("key", "choice", "changed"),
    [
        ("w-lang", "en", {"lang": "en"}),
        ("w-clusters", ["lize", "xinfadi"], {"clusters": "lize,xinfadi"}),
        ("w-hidden-overview", ["hub"], None),
        ("w-without-overview", ["existing"], {"without": "under-construction,planned,unknown"}),
    ],
)
def test_a_choice_in_the_sidebar_changes_view_and_url(visit, atlas, key, choice, changed):
    app = visit()
    app.button_group(key=key).set_value(choice).run()
    wanted = changed or {"hidden": ",".join(kind for kind in kinds(atlas, "overview") if kind not in choice)}
    assert not app.exception
    assert app.query_params == wanted
    assert app.session_state.view.query() == wanted


def test_the_background_is_chosen_from_a_list(visit):
    app = visit()
    app.selectbox(key="w-basemap").set_value("osm").run()
    assert app.query_params == {"basemap": "osm"}


def test_a_choice_on_one_page_keeps_what_another_page_left_out(visit):
    app = visit("hubs", hidden="school")
    app.button_group(key="w-hidden-hubs").set_value(["hub"]).run()
    assert set(app.session_state.view.hidden) == {"school", "metro-station"}


def test_the_language_cannot_be_switched_off(visit):
    app = visit(lang="en")
    app.button_group(key="w-lang").set_value(None).run()
    assert app.session_state.view.lang == "en"
    assert app.button_group(key="w-lang").value == "en"


def test_show_all_empties_the_filter(visit):
    app = visit(clusters="lize", hidden="school")
    app.button(key="w-all").click().run()
    assert app.query_params == {"hidden": "school"}
    assert app.button(key="w-all").disabled


def test_a_name_selects_and_lets_go(visit):
    app = visit()
    app.button(key="cluster-2").click().run()
    assert app.query_params == {"selected": "lize"}
    app.button(key="w-release").click().run()
    assert app.query_params == {}
    assert "w-release" not in [button.key for button in app.button]


@pytest.mark.parametrize("page", ["hubs", "schools"])
def test_every_place_with_a_position_can_be_selected_by_its_name(visit, atlas, page):
    app = visit(page)
    for place in atlas.places:
        if place.kind in kinds(atlas, page) and place.lon is not None:
            app.button(key=f"{place.kind}-{place.kind}-{place.id}").click().run()
            assert app.query_params == {"selected": place.id}


def test_every_figure_that_belongs_somewhere_can_be_selected(visit, atlas):
    app = visit("figures")
    for fact in atlas.facts:
        if fact.clusters or fact.places:
            app.button(key=f"fact-{fact.id}").click().run()
            assert not app.exception
            assert app.query_params == {"selected": fact.id}


def test_a_link_to_any_kind_of_record_opens(visit, atlas):
    samples = {(type(record), getattr(record, "kind", "")): name for name, record in atlas.index.items()}
    for name in samples.values():
        assert not visit(selected=name).exception, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_topic_shows_its_own_figures(visit, atlas, lang):
    app = visit("figures", lang=lang)
    for topic in dict.fromkeys(fact.topic for fact in atlas.facts):
        app.button_group(key="w-topic").set_value(topic).run()
        assert app.query_params.get("topic") == topic
        assert html(app).count("data-fact=") == len(of_topic(atlas, topic))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_link_gets_wrong_is_said_until_the_first_change(visit, atlas, lang):
    app = visit(lang=lang, clusters="atlantis,lize", foo="1")
    words = atlas.words[lang]
    said = [warning.value.replace("\\", "") for warning in app.warning]
    wanted = [
        words("problem.url-unknown.what", place="foo"),
        words("problem.url-value.what", place="clusters", value="atlantis"),
    ]
    assert len(said) == len(wanted)
    assert all(any(text in one for one in said) for text in wanted)
    assert app.query_params == View(lang=lang, clusters=("lize",)).query()
    app.button(key="w-all").click().run()
    assert not app.warning


def test_two_sessions_do_not_share_a_view(visit):
    one, other = visit(clusters="lize"), visit()
    assert one.session_state.view != other.session_state.view
    assert one.run().session_state.view.clusters == ("lize",)
