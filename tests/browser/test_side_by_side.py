"""Comparing: the filter's clusters side by side, with small maps at one scale, and a link that opens the same."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from fengtai_map.i18n import LANGUAGES
from tests.browser.reader import reload
from tests.every import once

pytestmark = pytest.mark.reads

CELLS = """all => all.map(row => [...row.children].filter(cell => cell.checkVisibility()).map(
    cell => cell.querySelector('b')?.textContent ?? cell.textContent))"""
HEADS = ".ft-compared thead th[data-cluster]"


def rows(reader):
    return reader.panel(".ft-compared tbody tr").evaluate_all(CELLS)


def test_two_clusters_stand_side_by_side_and_the_link_opens_the_same(reader, atlas, page):
    one, other = atlas.index["lize"], atlas.index["hexi"]
    words = atlas.words["zh"]
    reader.open("compare")
    assert reader.listed(HEADS, "cluster") == [cluster.id for cluster in atlas.clusters]
    advice = page.get_by_text(words("compare.choose"))
    expect(advice).to_be_visible()
    reader.press(other.id, one.id)
    assert reader.listed(HEADS, "cluster") == [one.id, other.id]
    expect(advice).to_be_hidden()
    table = rows(reader)
    assert table[0][1:] == [f"{cluster.area_km2:.1f}{unit(words)}" for cluster in (one, other)]
    assert table[1][1:] == [str(len(cluster.subdistricts)) for cluster in (one, other)]
    hows = page.locator(".ft-compared tbody th small").all_inner_texts()
    assert len(hows) == len(table)
    assert all(hows)
    reload(page)
    reader.settle()
    assert rows(reader) == table


def unit(words):
    """The unit of the first measure, which stands behind its number."""
    return words.pattern("compare.area").replace("{n}", "").strip()


def test_the_small_maps_are_pictures_at_one_scale(reader, page):
    reader.open("compare", clusters="lize,hexi,xinfadi")
    pictures = page.locator(f"{HEADS} img:visible")
    expect(pictures).to_have_count(3)
    bars = set()
    for picture in pictures.all():
        assert picture.evaluate("image => image.complete && image.naturalWidth") == 200
        drawn = unquote(picture.get_attribute("src").split(",", 1)[1])
        bars.add(re.search(r"v5h([0-9.]+)v-5", drawn).group(1))
        assert drawn.count("<path") > 2
    assert len(bars) == 1


# Pieces of text, between which a line may end, that stand in two lines. A bracket may begin one.
BROKEN = """notes => notes.flatMap((note) => [...note.childNodes].filter((piece) => {
    const words = document.createRange();
    words.selectNodeContents(piece);
    return piece.nodeType === Node.TEXT_NODE && !piece.textContent.includes("（") && words.getClientRects().length > 1;
}).map((piece) => piece.textContent))"""


def test_of_two_the_small_maps_are_as_large_as_their_columns_and_no_note_breaks_inside_a_word(reader, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    reader.open("compare", clusters="lize,hexi")
    for picture in page.locator(f"{HEADS} img:visible").all():
        assert picture.evaluate("image => image.clientWidth / image.parentNode.clientWidth") > 0.9
    assert page.locator(".ft-compared tbody small:visible").evaluate_all(BROKEN) == []


PHONES = ((390, 844), (320, 640))
SIDEWAYS = """() => [document.documentElement, document.querySelector(".ft-compared"),
    ...document.querySelectorAll(".ft-sideways, .ft-compared *")].filter((one) => one.checkVisibility())
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.scrollLeft)
    .map((one) => one.outerHTML.slice(0, 80))"""
# Of each line of a measure: whose it is, the number, the bar's length, and where the line stands.
LINES = """row => [...row.querySelectorAll("td")].filter((cell) => cell.checkVisibility()).map((cell) => ({
    whose: cell.querySelector(".ft-whose").innerText.replace(/^\\d+\\s*/, ""),
    number: parseFloat(cell.querySelector("b").textContent),
    bar: parseFloat(getComputedStyle(cell.querySelector("i"), "::before").width),
    top: cell.getBoundingClientRect().top,
}))"""


@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_on_a_phone_each_measure_is_a_list_of_the_same_values_that_needs_no_pushing_sideways(reader, atlas, lang, page):
    reader.open("compare", lang=lang)
    wide = rows(reader)
    for width, height in PHONES:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(SIDEWAYS) == [], width
        assert rows(reader) == wide
        assert reader.listed(HEADS, "cluster") == [cluster.id for cluster in atlas.clusters]
        lines = reader.panel(".ft-compared tr[data-measure=area]").evaluate(LINES)
        assert [line["whose"] for line in lines] == [cluster.short[lang] for cluster in atlas.clusters]
        assert [line["top"] for line in lines] == sorted({line["top"] for line in lines})
        largest = max(lines, key=lambda line: line["number"])
        for line in lines:
            assert line["bar"] == pytest.approx(largest["bar"] * line["number"] / largest["number"], abs=1), line
    expect(page.get_by_text(atlas.words[lang]("compare.more"))).to_be_hidden()


def test_on_a_phone_it_stays_a_table_to_who_listens_and_answers_keys(reader, atlas, page):
    page.set_viewport_size({"width": 390, "height": 844})
    reader.open("compare", clusters="lize,hexi,xinfadi")
    table = page.locator(".ft-compared")
    names = [one.text_content() for one in table.get_by_role("columnheader").all()]
    assert len(names) == 4
    for row in table.get_by_role("row").all()[1:]:
        expect(row.get_by_role("rowheader")).to_have_count(1)
        expect(row.get_by_role("cell")).to_have_count(3)
    button = page.locator(f"{HEADS}[data-cluster=xinfadi] button")
    expect(button).to_contain_text(atlas.index["xinfadi"].short["zh"])
    button.press("Enter")
    reader.selects("xinfadi")


def test_on_a_phone_two_stay_side_by_side(reader, page):
    page.set_viewport_size({"width": 390, "height": 844})
    reader.open("compare", clusters="lize,hexi")
    tops = page.locator(".ft-compared tr[data-measure=area] td:visible").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 2
    assert len(set(tops)) == 1
    expect(page.locator(".ft-compared .ft-whose:visible")).to_have_count(0)


def test_three_clusters_with_long_english_names_need_no_pushing_sideways(reader, atlas, page):
    page.set_viewport_size({"width": 1440, "height": 900})
    reader.open("compare", lang="en", clusters="lize,hexi,hedong")
    expect(page.locator(f"{HEADS}[data-cluster=hedong] button")).to_contain_text(atlas.index["hedong"].short["en"])
    expect(page.get_by_text(atlas.words["en"]("compare.more"))).to_be_hidden()
    reader.open("compare", lang="en")
    over = "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
    assert page.locator(f"{HEADS}:visible").evaluate_all(over) == []


def test_no_column_is_cut_and_paper_names_each(reader, page):
    ends = """all => all.map(head => head.getBoundingClientRect()).map(
        head => [head.left, head.right, document.querySelector('.ft-sideways').getBoundingClientRect().right])"""
    for size in ((1366, 768), (1440, 900), (1920, 1080)):
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        reader.open("compare")
        edges = page.locator(HEADS).evaluate_all(ends)
        assert [
            left for left, right, end in edges if left < end - 1 and right > end + 8
        ] == []  # cut by more than a gap
        assert len([right for _, right, end in edges if right <= end + 8]) >= 2
    page.emulate_media(media="print")
    expect(page.locator(f"{HEADS} .ft-on-paper:visible")).to_have_count(8)
