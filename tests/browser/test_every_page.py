"""Every page, in both languages, drawn without a request to any other machine."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from fengtai_map.ui.door import PAGES
from fengtai_map.view import THEMES

LATIN = re.compile(r"[A-Za-z]{3}")
HAN = re.compile(r"[\u4e00-\u9fff]")
IN_BRACKETS = re.compile(r"\([\u4e00-\u9fff, ]+\)")  # an English page may name a Chinese term
# The texts in sight, but for quotes of the release, the choice of language, and Streamlit's own icons and skip link.
IN_SIGHT = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { parentElement: parent, textContent: text } = walker.currentNode;
        if (!text.trim() || !parent.checkVisibility() || parent.closest("style, script, canvas")) continue;
        if (parent.closest("[data-testid=stFileUploaderDropzone]")) continue; // has no size: our word stands there
        if (parent.closest("blockquote, q, .st-key-w-lang, [data-testid=stIconMaterial], a[href^='#']")) continue;
        found.push(text.trim());
    }
    return found;
}"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_draws_its_map_and_speaks_the_language_of_the_reader(reader, atlas, name):
    reader.open(name)
    for lang, label in (("zh", "中文"), ("en", "English")):
        words = atlas.words[lang]
        if reader.state()["lang"] != lang:
            reader.pill("w-lang", label).click()
        reader.until("state.lang === value", lang)
        expect(reader.page.locator(".ft-headline h1")).to_have_text(words(f"page.{name}.title"))
        titles = [words(f"page.{page}.title") for page in PAGES]
        expect(reader.page.get_by_test_id("stTopNavLink")).to_have_text(titles)
        expect(reader.page.locator(".stException")).to_have_count(0)
        reader.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert foreign(reader.page.evaluate(IN_SIGHT), words) == []
        assert reader.state()["labels"]
        assert reader.pixels() > 10
    assert barriers(reader) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_talk_can_be_used_by_everybody_in_either_theme(reader, atlas, theme):
    reader.open("present", story=atlas.stories[0].id, stop="3", theme=theme)
    assert barriers(reader) == []


def barriers(reader):
    """What keeps somebody out, as axe-core finds it: serious or worse, in the page or in the frame of the map."""
    found = [fault for place in (reader.page, reader.map) for fault in Axe().run(place).response["violations"]]
    return [
        (fault["id"], node["target"])
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]


def foreign(texts, words):
    """The texts of a page that are not in the language of these words."""
    if words.lang == "en":
        also = words("cluster.aliases").strip()
        return [text for text in texts if HAN.search(IN_BRACKETS.sub("", text)) and not text.startswith(also)]
    keys = {text for name, text in words.below("key").items() if name.endswith("-keys")}
    return [text for text in texts if LATIN.search(text) and not HAN.search(text) and text not in keys]
