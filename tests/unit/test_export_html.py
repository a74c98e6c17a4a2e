import re
from html.parser import HTMLParser

import pytest

from fengtai_map.export import sheet as sheets
from fengtai_map.export.cards import cards
from fengtai_map.export.page import POLICY, page
from fengtai_map.model import Stop, Story
from fengtai_map.text import LANGUAGES, Text
from fengtai_map.view import View

DAY = "2026-11-23"
HOSTILE = "</script><img src=x onerror=alert(1)>`${7*7}`{{7*7}}<!--"


def handed(atlas, story=None):
    return page(atlas, {lang: sheets.of_story(atlas, story or atlas.stories[0], lang) for lang in LANGUAGES}, DAY)


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and what stands in its title."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.title, self.inside = [], "", ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, _tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data


@pytest.fixture(scope="module")
def text(atlas):
    return handed(atlas).decode("utf-8")


def test_a_page_allows_itself_nothing_from_outside(text):
    tags = Tags(text).tags
    names = [tag for tag, _ in tags]
    policy = ("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    assert policy in tags
    assert tags.index(policy) < names.index("script")
    assert "'self'" not in POLICY
    assert "http" not in POLICY


def test_a_page_names_no_address_but_its_own_contents(text):
    addresses = [attributes[key] for _, attributes in Tags(text).tags for key in ("src", "href") if key in attributes]
    assert len(addresses) > 2
    assert [one[:40] for one in addresses if not one.startswith("data:")] == []
    assert re.findall(r"https?://", text) == []


def test_a_page_offers_no_background_of_the_internet(atlas, text):
    assert any(basemap.tiles for basemap in atlas.basemaps)
    assert '"basemaps":{}' in text
    view = View(basemap=next(basemap.id for basemap in atlas.basemaps if basemap.tiles))
    other = page(atlas, {"zh": (sheets.of_view(atlas, view, ()),)}, DAY).decode()
    assert '"basemap":"offline"' in other
    assert view.basemap not in other


def test_a_page_holds_every_step_in_both_languages(atlas, text):
    for story in atlas.stories:
        told = handed(atlas, story).decode()
        assert told.count("ft.show({") == len(story.stop) * len(LANGUAGES)
    for stop in atlas.stories[0].stop:
        assert all(stop.headline[lang] in text for lang in LANGUAGES)


def test_whatever_a_story_says_is_text(atlas):
    bad = Text(zh=HOSTILE, en=HOSTILE)
    story = Story(id="bad", name=bad, stop=(Stop(headline=bad, notes=bad),))
    places = tuple(place.model_copy(update={"name": bad, "note": bad}) for place in atlas.places)
    told = handed(atlas.model_copy(update={"places": places}), story).decode()
    read = Tags(told)
    assert read.title == HOSTILE
    assert "img" not in [tag for tag, _ in read.tags]
    assert len([tag for tag, _ in read.tags if tag == "script"]) == len(
        [t for t, _ in Tags(handed(atlas).decode()).tags if t == "script"]
    )
    assert "${7" not in told.replace(read.title, "").split("</title>", 1)[1]


def test_the_day_and_the_source_stand_at_the_foot(atlas, text):
    assert "2026年11月23日" in text
    assert atlas.release.title.zh in text
    assert "OpenStreetMap" in text


def test_the_approval_number_stands_on_the_map(atlas):
    number = "京S-2026-1234"
    other = atlas.model_copy(update={"outline": atlas.outline.model_copy(update={"approval_number": number})})
    assert number in handed(other).decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_that_can_be_clicked_has_a_card(atlas, lang):
    made = cards(atlas, lang)
    located = [place for place in (*atlas.places, *atlas.stations) if place.lon is not None]
    for record in (*located, *atlas.clusters, *atlas.streets):
        assert record.name[lang] in made[record.id]["title"]
        assert all(label and value for label, value in made[record.id]["rows"])
    for fact in atlas.facts:
        for name in (*fact.clusters, *fact.places):
            assert fact.label[lang] in [label for label, _ in made[name]["figures"]]


def test_the_same_story_gives_the_same_bytes(atlas):
    assert handed(atlas) == handed(atlas)
