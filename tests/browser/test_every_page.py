"""Every page, in both languages, drawn without a request to any other machine."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from fengtai_map.content.pages import GROUPS, PAGES, hidden
from fengtai_map.view.url import THEMES

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
        if (parent.closest(".st-key-files, kbd")) continue; // covered: the menu presses them; what stands on a key
        if (parent.closest("[data-testid=stFileUploaderDropzone]")) continue; // has no size: our word stands there
        if (parent.closest("blockquote, q, .ft-language, [data-testid=stIconMaterial], a[href^='#']")) continue;
        found.push(text.trim());
    }
    return found;
}"""
UNFOLD = "for (const one of document.querySelectorAll('details:not(.ft-menu, [open])')) one.open = true"
# The next reader of this tab finds all folded, what was unfolded again in the second language too.
FOLD = "for (const one of document.querySelectorAll('details[open]:not(.ft-menu)')) one.open = false"
# What is in order is only counted, not described.
RUN_AXE = "axe.run(document, { resultTypes: ['violations'] })"


@pytest.mark.reads
@pytest.mark.parametrize("group", GROUPS)
def test_a_page_draws_its_map_and_speaks_the_language_of_the_reader(reader, atlas, group):
    pages = [page for page in PAGES if page.group == group]
    langs = ["zh", "en"]
    reader.open(pages[0].id)
    for page in pages:
        if reader.path != page.id:
            if hidden(page, atlas):
                reader.open(page.id, lang=langs[0])
            else:
                reader.go(page.id)
        for lang in langs:
            words = atlas.words[lang]
            if reader.view["view"]["lang"] != lang:
                reader.speak(lang)
            title = words(f"page.{page.id}.title")
            if page.server:
                expect(reader.page.locator(".st-key-server h1")).to_have_text(title)
            reader.settle()
            expect(reader.page).to_have_title(
                words("app.title") if page.id == "overview" else f"{title} · {words('app.title')}"
            )
            named = [words(f"page.{one.id}.title") for one in PAGES if not hidden(one, atlas)]
            expect(reader.page.locator(".ft-nav a[data-page]")).to_have_text(named)
            expect(reader.page.locator(".stException, [data-testid=stDialog]")).to_have_count(0)
            reader.page.evaluate(UNFOLD)
            assert foreign(reader.page.evaluate(IN_SIGHT), words) == [], (page.id, lang)
            reader.until("state.labels.length > 0")  # what was unfolded may have made the map smaller
            assert reader.pixels() > 10
        assert barriers(reader.page) == [], page.id
        reader.page.evaluate(FOLD)
        langs.reverse()  # the next page begins in the language in which this one ends
    assert barriers(reader.map) == []


@pytest.mark.reads
@pytest.mark.parametrize("theme", THEMES)
def test_a_talk_can_be_used_by_everybody_in_either_theme(reader, atlas, theme):
    reader.open("present", story=atlas.stories[0].id, stop="3", theme=theme)
    assert barriers(reader.page) == []
    assert barriers(reader.map) == []


def barriers(place):
    """What keeps somebody out, as axe-core finds it: serious or worse, in the page or in the frame of the map."""
    if not place.evaluate("window.axe !== undefined"):
        place.evaluate(AXE_SCRIPT)
    return [
        (violation["id"], node["target"], node["html"][:90])
        for violation in place.evaluate(RUN_AXE)["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def foreign(texts, words):
    """The texts of a page that are not in the language of these words."""
    if words.lang == "en":
        also = words("cluster.aliases").strip()
        return [text for text in texts if HAN.search(IN_BRACKETS.sub("", text)) and not text.startswith(also)]
    keys = {key for name, text in words.below("key").items() if name.endswith("-keys") for key in text.split()}
    return [text for text in texts if LATIN.search(text) and not HAN.search(text) and text not in keys]
