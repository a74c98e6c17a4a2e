"""The manual says what is so: its names are those of the screen, its files and pictures are there."""

import re
from html.parser import HTMLParser

import pytest

from fengtai_map import manual
from fengtai_map.cli import COMMANDS
from fengtai_map.client.bundle import FOLDER
from fengtai_map.export.formats import FORMS
from fengtai_map.i18n import LANGUAGES
from tests.data_rows import ROOT
from tools import pictures

SECTIONS = manual.sections()
TEXT = (manual.HERE / "manual.toml").read_text(encoding="utf-8")
NAMES = re.compile(r"\{([\w.-]+)\}")
# What buttons, headings and pages are called, where that is no everyday word and no name of a format.
NAMED = re.compile(r"(page|legend|talk|top|incoming|applying|keeping|placing|files|share|help)\.")
LONG = 4


class Shown(HTMLParser):
    """The text of a page outside of what is bold, and all its attributes that lead elsewhere."""

    def __init__(self, text):
        super().__init__()
        self.plain, self.leads, self.ids, self.bold = [], [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.bold = tag in ("b", "style", "script")
        self.leads += [value for name, value in attrs if name in ("href", "src", "action")]
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, _tag):
        self.bold = False

    def handle_data(self, data):
        if not self.bold:
            self.plain.append(data)


@pytest.fixture(scope="module", params=LANGUAGES)
def words(atlas, request):
    return atlas.words[request.param]


def test_every_name_is_one_of_both_catalogues(atlas):
    asked = set(NAMES.findall(TEXT))
    assert len(asked) > 40
    assert {lang: asked - atlas.words[lang].keys() for lang in LANGUAGES} == {lang: set() for lang in LANGUAGES}


def test_both_languages_name_the_same_things(subtests):
    for section in SECTIONS:
        with subtests.test(section["id"]):
            named = {lang: set(NAMES.findall(section["text"][lang])) for lang in LANGUAGES}
            assert named["zh"] == named["en"]


def test_no_button_is_named_by_hand(atlas, subtests):
    """A name that is written out would stay when the button gets another."""
    words = atlas.words["zh"]
    named = {words.pattern(key) for key in words.keys() if NAMED.match(key) and not key.endswith(".text")}  # noqa: SIM118
    names = [name for name in named if "{" not in name and len(name) >= LONG and not name.isascii()]
    for section in SECTIONS:
        with subtests.test(section["id"]):
            text = NAMES.sub("", section["text"]["zh"])
            assert [name for name in names if name in text] == []


def test_the_page_is_whole_in_both_languages(words):
    text = manual.page(words).decode()
    shown = Shown(text)
    assert not NAMES.search("".join(shown.plain))
    assert set(manual.READERS) == {section["who"] for section in SECTIONS}
    assert {f"#{name}" for name in (section["id"] for section in SECTIONS)} <= set(shown.leads)
    assert len(shown.ids) == len(set(shown.ids))
    others = {name for lang, name in manual.NAMES.items() if lang != words.lang}
    assert {one for one in shown.leads if not re.match("#|data:", one)} == others


def test_it_may_load_nothing_and_holds_all_it_shows(words):
    text = manual.page(words).decode()
    assert f'content="{manual.policy()}"'.replace("'", "&#39;") in text
    assert not re.search(r"https?:", text)
    assert manual.page(words) == text.encode()


def test_every_picture_is_taken_by_the_command_and_shown(subtests):
    shown = {section["picture"] for section in SECTIONS if "picture" in section}
    assert shown == set(pictures.SHOTS)
    for lang in LANGUAGES:
        there = {path.stem for path in (manual.HERE / "pictures" / lang).iterdir()}
        with subtests.test(lang):
            assert there == shown


def test_files_commands_and_settings_it_names_are_there(subtests):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    read = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    for code in sorted(set(re.findall(r"`([^`]+)`", TEXT))):
        with subtests.test(code):
            if code.startswith("docs/"):
                assert (ROOT / code).is_file()
            elif code.startswith("make "):
                assert f"\n{code.removeprefix('make ')}:" in makefile
            elif found := re.match(r"python -m fengtai_map (\w+)", code):
                assert found[1] in COMMANDS
            elif code.startswith("FENGTAI_"):
                assert f'"{code.partition("=")[0]}"' in read


def test_the_client_leads_to_the_files_of_the_manual():
    top = (FOLDER / "header" / "toolbar.js").read_text(encoding="utf-8")
    names = re.search(r"const MANUAL = \{(.+?)\}", top)[1]
    assert dict(re.findall(r'(\w+): "([\w.-]+)"', names)) == manual.NAMES


def test_every_form_of_the_export_is_named():
    named = {name.removeprefix("files.") for name in NAMES.findall(TEXT) if name.startswith("files.")}
    assert named - {"story"} == set(FORMS)


def test_the_keys_are_those_of_the_document_about_the_talk(atlas):
    """That document is held to the client's own table (tests/client/keys.test.js)."""
    document = (ROOT / "docs/talk.md").read_text(encoding="utf-8").split("<!-- keys -->")[1].split("<!-- /keys -->")[0]
    listed = [tuple(row) for section in SECTIONS for row in section.get("keys", ())]
    words = atlas.words["en"]
    rows = [f"| {' '.join(f'`{cap}`' for cap in caps.split())} | {words(f'key.{name}')} |" for name, caps in listed]
    assert listed
    assert rows == [line for line in document.splitlines() if "`" in line]
