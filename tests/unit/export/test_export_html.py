import gzip
import json
import re
from base64 import b64decode
from html.parser import HTMLParser

import pytest

from fengtai_map.content.book import book
from fengtai_map.export import formats
from fengtai_map.export.html.page import POLICY, page
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import Stop, Story
from fengtai_map.view.url import View

DAY = "2026-11-23"
HOSTILE = "</script><img src=x onerror=alert(1)>`${7*7}`{{7*7}}<!--"
MOST = 2_000_000  # bytes


def handed(atlas, story=None):
    return page(atlas, formats.of_story(atlas, story or atlas.stories[0], "zh"), DAY)


def viewed(atlas, view, on="overview"):
    return page(atlas, formats.of_view(atlas, view, (), None, on), DAY, view.lang)


class Tags(HTMLParser):
    """Every tag of a page with its attributes, what stands in its title, and what the client is given."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.title, self.setup, self.inside = [], "", "", ("", {})
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.inside = (tag, dict(attrs))
        self.tags.append(self.inside)

    def handle_endtag(self, _tag):
        self.inside = ("", {})

    def handle_data(self, data):
        tag, attributes = self.inside
        if tag == "title":
            self.title += data
        if attributes.get("id") == "ft-file":
            self.setup += data


def setup(content):
    """What the client of a page is given, its books unpacked."""
    said = json.loads(Tags(content.decode()).setup)
    books = {lang: json.loads(gzip.decompress(b64decode(text))) for lang, text in said["books"].items()}
    return said | {"books": books}


@pytest.fixture(scope="module")
def content(atlas):
    return handed(atlas)


@pytest.fixture(scope="module")
def text(content):
    return content.decode("utf-8")


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
    drawings = "http://www.w3.org/2000/svg"  # names a language, is never asked for
    assert [one for one in re.findall(r"https?://[^\"'` )%]*", text) if one not in (drawings, "http://")] == []


def test_a_page_is_small_enough_to_be_sent(content):
    assert len(content) < MOST


def test_a_page_offers_no_background_of_the_internet(atlas, content):
    assert any(basemap.tiles for basemap in atlas.basemaps)
    online = next(basemap.id for basemap in atlas.basemaps if basemap.tiles)
    other = viewed(atlas, View(basemap=online))
    for said in (setup(content), setup(other)):
        assert [one["id"] for one in said["books"]["zh"]["basemaps"]] == ["offline"]
        assert "basemap" not in said["view"]
    assert all(address not in other.decode() for basemap in atlas.basemaps for address in basemap.tiles)


def test_a_page_holds_the_books_of_both_languages_without_what_needs_a_server(atlas, content):
    said = setup(content)
    assert list(said["books"]) == ["zh", "en"]
    for lang, made in said["books"].items():
        whole = json.loads(json.dumps(book(atlas, lang)))
        assert {key for key in whole if whole[key] != made[key]} == {"pages", "basemaps"}
        assert [one["id"] for one in made["pages"]] == [one["id"] for one in whole["pages"] if not one["server"]]


def test_a_story_opens_at_its_first_stop(atlas):
    for story in atlas.stories:
        said = setup(handed(atlas, story))
        assert (said["view"], said["page"]) == (f"story={story.id}&stop=1", "overview")
    assert "lang=en" in setup(page(atlas, formats.of_story(atlas, atlas.stories[0], "en"), DAY, "en"))["view"]


def test_a_view_opens_as_it_was_on_its_page(atlas):
    view = View(lang="en", clusters=("lize",), selected="lize-city-air-terminal", without=("planned",))
    said = setup(viewed(atlas, view, "hubs"))
    assert (said["view"], said["page"], said["lang"]) == (view.address(), "hubs", "en")


def test_whatever_a_story_says_is_text(atlas, text):
    bad = Text(zh=HOSTILE, en=HOSTILE)
    story = Story(id="bad", name=bad, stop=(Stop(headline=bad, notes=bad),))
    places = tuple(place.model_copy(update={"name": bad, "note": bad}) for place in atlas.places)
    made = handed(atlas.model_copy(update={"places": places, "stories": (story,)}), story)
    read = Tags(made.decode())
    assert read.title == HOSTILE
    assert "img" not in [tag for tag, _ in read.tags]
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in Tags(text).tags]
    assert setup(made)["books"]["zh"]["stories"][0]["stops"][0]["headline"] == HOSTILE


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_day_and_the_source_stand_at_the_foot(atlas, content, lang):
    foot = setup(content)["foot"][lang]
    assert {"zh": "2026年11月23日", "en": "23 November 2026"}[lang] in foot
    assert atlas.release.title[lang] in foot
    assert "OpenStreetMap" in foot


def test_the_approval_number_stands_on_the_map(atlas):
    number = "京S-2026-1234"
    other = atlas.model_copy(update={"outline": atlas.outline.model_copy(update={"approval_number": number})})
    assert number in handed(other).decode()


def test_the_same_story_gives_the_same_bytes(atlas, content):
    assert handed(atlas) == content
