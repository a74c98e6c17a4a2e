"""Every page fits the window: a laptop's, a large screen's, a phone's."""

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from fengtai_map.content.pages import GROUPS, PAGES
from fengtai_map.i18n import LANGUAGES
from tests.browser.reader import FRAME
from tests.every import once

SIZES = {
    "laptop": (1366, 768),
    "usual": (1440, 900),
    "square": (1280, 1024),
    "large": (1920, 1080),
    "phone": (390, 844),
}
BOXES = ".ft-panel, .ft-filter, .ft-below, .st-key-server"
OVERFLOW = """(boxes) => [document.documentElement, ...document.querySelectorAll(boxes)]
    .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
    .map((box) => `${box.className || box.tagName} ${box.scrollWidth - box.clientWidth}`)"""
# The first heading of the page that something lies over.
HIDDEN = """() => [...document.querySelectorAll(".ft-panel h1, .ft-panel h2, .st-key-server h1")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight - 40).slice(0, 1)
    .filter((one) => {
        const { left, top, height } = one.getBoundingClientRect();
        return !one.contains(document.elementFromPoint(left + 8, top + height / 2));
    }).map((one) => one.textContent)"""
HEIGHT = 250  # pixels that a map needs to be one
# Once the map fills its frame in a window of this width, and is seen where it has to be: what is too wide, what is
# covered, and where the map stands.
LAID_OUT = f"""([width, seen, boxes]) => {{
    const frame = document.querySelector("iframe[src*='st_folium']"), map = frame?.contentWindow;
    if (innerWidth !== width || !map?.ft?.map || (seen && !frame.checkVisibility())) return false;
    if (frame.checkVisibility() && map.innerWidth !== frame.clientWidth) return false;
    if (map.ft.map.getSize().x !== map.innerWidth) return false;
    const {{ x, y, right, bottom, height }} = frame.getBoundingClientRect();
    return {{ wide: ({OVERFLOW})(boxes), covered: ({HIDDEN})(), map: {{ x, y, right, bottom, height }} }};
}}"""


@pytest.mark.reads
@pytest.mark.parametrize("group", GROUPS)
def test_a_page_fits_the_window_and_its_map_is_whole(reader, group):
    sizes = list(SIZES.items())
    for page in (page for page in PAGES if page.group == group):
        reader.open(page.id)
        for screen, (width, height) in sizes:
            reader.page.set_viewport_size({"width": width, "height": height})
            found = reader.wait(LAID_OUT, [width, page.layout != "wide", BOXES]).json_value()
            assert found["wide"] == [], (page.id, screen)
            assert found["covered"] == [], (page.id, screen)
            if page.layout == "wide":
                continue
            box = found["map"]
            assert box["x"] >= 0, (page.id, screen)
            assert box["right"] <= width, (page.id, screen)
            assert box["y"] >= 0, (page.id, screen)
            assert box["bottom"] <= height, (page.id, screen)
            assert box["height"] >= HEIGHT, (page.id, screen)
        sizes.reverse()  # the next page begins in the window where this one ends


GROUND = """() => {
    const { map, extent, home } = document.querySelector("iframe[src*='st_folium']").contentWindow.ft;
    const [first, last] = [extent.getNorthWest(), extent.getSouthEast()].map((at) => map.latLngToContainerPoint(at));
    const seen = map.getBounds().contains(home), size = map.getSize();
    return { seen, lacking: [first.x, first.y, size.x - last.x, size.y - last.y].filter((gap) => gap > 1) };
}"""


@pytest.mark.reads
@pytest.mark.parametrize("name", ["overview", "hubs", "figures"])
def test_the_ground_reaches_to_every_edge_of_the_frame_with_the_whole_district_in_it(reader, name):
    for width, height in (size for screen, size in SIZES.items() if screen != "phone"):
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.open(name)
        reader.wait(LAID_OUT, [width, True, BOXES])
        reader.wait(f"() => {{ const found = ({GROUND})(); return found.seen && !found.lacking.length; }}")


BUTTONS = """() => {
    const { ft, document: page } = document.querySelector("iframe[src*='st_folium']").contentWindow;
    const { right } = page.querySelector(".ft-stack").getBoundingClientRect();
    return ft.items.get("hexi").layer.getBounds().getWest() >= ft.map.containerPointToLatLng([right, 0]).lng;
}"""


@pytest.mark.reads
def test_a_cluster_alone_beside_a_wide_panel_stands_clear_of_the_buttons(reader):
    for width, height in SIZES.values():
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.open("figures", clusters="hexi")
        reader.wait(BUTTONS)


WHOLE = """() => [...document.querySelectorAll(".ft-panel, .ft-below")]
    .filter((box) => box.checkVisibility() && box.offsetHeight + 1 < box.scrollHeight)
    .map((box) => `${box.className} ${box.offsetHeight} of ${box.scrollHeight}`)"""


@pytest.mark.reads
@pytest.mark.parametrize("name", ["overview", "schools", "compare", "sources"])
def test_on_paper_everything_beside_the_map_is_whole_however_wide_the_sheet(reader, name):
    reader.open(name)
    reader.page.emulate_media(media="print")
    for width, height in ((1032, 720), (718, 1040)):
        reader.page.set_viewport_size({"width": width, "height": height})
        assert reader.page.evaluate(WHOLE) == [], width
        assert reader.page.locator(".ft-panel").evaluate("box => box.offsetHeight") > 300
        for cell in reader.page.locator(".ft-below .ft-sorted td:visible").all()[:1]:  # a table stays one
            assert cell.evaluate("one => getComputedStyle(one).display") == "table-cell", width


ASIDE = """() => [...document.querySelectorAll(".ft-panel *, .ft-below *")]
    .filter((one) => one.checkVisibility() && ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
    .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"""
MARKED = """() => {
    const box = document.querySelector(".ft-nav > :is([aria-current], .ft-within)").getBoundingClientRect();
    return box.left >= 0 && box.right <= innerWidth;
}"""


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_on_a_phone_no_table_is_pushed_sideways_and_the_navigation_shows_the_page(reader, atlas, lang):
    width, height = SIZES["phone"]
    reader.page.set_viewport_size({"width": width, "height": height})
    for name in ("clusters", "schools", "compare"):
        reader.open(name, lang=lang, clusters=",".join(cluster.id for cluster in atlas.clusters[3:5]))
        reader.wait(MARKED)
        reader.panel(".ft-maptext > summary").click()
        expect(reader.panel(".ft-maptext tbody tr").first).to_be_visible()
        assert reader.page.evaluate(ASIDE) == [], name
        reader.panel(".ft-maptext > summary").click()  # folded again, as the next reader of this tab expects it


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_on_a_phone_the_header_holds_all_its_buttons(reader, lang):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open(lang=lang)
    outside = reader.page.locator(".ft-top").evaluate(
        """top => [...top.children].filter(one => one.checkVisibility()).filter(one => {
            const box = one.getBoundingClientRect(), all = top.getBoundingClientRect();
            return box.top < all.top || box.bottom > all.bottom || box.left < 0 || box.right > innerWidth;
        }).map(one => one.textContent)"""
    )
    assert outside == []


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_on_a_phone_every_sheet_is_whole_and_a_finger_finds_its_button(reader, atlas, lang):
    page, words = reader.page, atlas.words[lang]
    page.set_viewport_size({"width": 390, "height": 844})
    reader.open(lang=lang)
    for menu in page.locator(".ft-top details:visible").all():
        menu.locator("> summary").click()
        box = menu.locator("> .ft-sheet").bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390
        menu.locator("> summary").click()
    fold = page.locator(".ft-fold")
    fold.click()
    expect(fold).to_have_text(words("legend.done"))
    low = """all => all.filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 40).map(
        one => one.textContent)"""
    buttons = page.locator(".ft-top :is(a, summary, .ft-language button), .ft-filter li button, .ft-fold")
    assert buttons.evaluate_all(low) == []
    fold.click()
    expect(fold).to_have_text(words("legend.fold"))


@pytest.mark.reads
def test_on_a_phone_what_the_server_draws_begins_where_the_map_or_the_header_ends(reader):
    page = reader.page
    page.set_viewport_size({"width": 390, "height": 844})
    edge = "one => one.getBoundingClientRect().bottom"
    for name, above in (("own", FRAME), ("history", ".ft-top"), ("stories", ".ft-top")):
        reader.open(name)
        box = page.locator(".st-key-server").bounding_box()
        assert box["y"] == pytest.approx(page.locator(above).evaluate(edge), abs=1)


@pytest.mark.reads
def test_the_counter_breaks_between_its_parts_and_no_number_stands_alone_in_a_row(reader):
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.open("greenways")
    lone = reader.panel(".ft-key > :last-child").evaluate("one => one.offsetWidth / one.parentElement.offsetWidth")
    assert lone > 0.9
    reader.open()
    ends = reader.page.locator(".ft-count [role=status]").evaluate(
        "one => [...one.children].filter(part => part.offsetHeight < 30 && !part.textContent.endsWith('·')).length"
    )
    assert ends == 3


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_on_an_old_projector_no_name_of_a_page_lies_under_another_button(reader, lang):
    reader.page.set_viewport_size({"width": 1024, "height": 768})
    reader.open(lang=lang)
    reader.wait("""() => {
        const nav = document.querySelector(".ft-nav");
        return innerWidth === 1024 && nav.scrollWidth <= nav.clientWidth;
    }""")


@pytest.mark.reads
def test_in_the_colours_of_a_reader_the_bars_are_of_them(reader):
    reader.page.emulate_media(forced_colors="active")
    reader.open("figures")
    bar = reader.panel(".ft-bar i:not(.ft-ahead)").first
    assert bar.evaluate("one => getComputedStyle(one).backgroundColor") != "rgb(18, 58, 107)"  # dark on black
    reader.page.emulate_media(forced_colors="none")


@pytest.mark.reads
def test_in_the_colours_of_a_reader_all_words_of_the_chosen_story_are_as_dark_as_its_name(reader):
    reader.page.emulate_media(forced_colors="active")
    reader.open("present")
    story = reader.page.locator(".ft-story[aria-pressed=true]")
    colours = story.locator("> *").evaluate_all("all => all.map(one => getComputedStyle(one).color)")
    assert set(colours) == {story.evaluate("one => getComputedStyle(one).color")}
    reader.page.emulate_media(forced_colors="none")


@pytest.mark.reads
def test_on_an_old_projector_the_ground_fills_the_map_above_a_panel(reader):
    reader.page.set_viewport_size({"width": 1024, "height": 768})
    reader.open("figures")
    reader.map.wait_for_function("""() => {
        const [first, last] = [ft.extent.getNorthWest(), ft.extent.getSouthEast()];
        const [at, end] = [first, last].map((corner) => ft.map.latLngToContainerPoint(corner)), size = ft.map.getSize();
        return size.x > 2 * size.y && at.x <= 0 && at.y <= 0 && end.x >= size.x && end.y >= size.y;
    }""")


def printed(reader, *, landscape=False):
    """The pages of what is printed, on upright sheets or on their side, each as its text without spaces."""
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "10mm")
    with PdfDocument(reader.page.pdf(format="A4", margin=margin, landscape=landscape)) as sheets:
        return ["".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets]


@pytest.mark.reads
def test_on_paper_the_overview_is_one_sheet_and_the_comparison_begins_on_its_first(reader, atlas):
    for lang in LANGUAGES:
        for landscape in (False, True):
            assert len(printed(reader.open(lang=lang), landscape=landscape)) == 1, (lang, landscape)
    assert atlas.words["zh"]("compare.measure") in printed(reader.open("compare"))[0]


@pytest.mark.reads
def test_what_a_key_figure_is_of_is_broken_between_words(reader):
    label = reader.open().panel("[data-fact] .ft-label:has(wbr)").first
    assert label.evaluate("one => getComputedStyle(one).wordBreak") == "keep-all"


ALONE = """(labels) => labels.filter((one) => one.checkVisibility()).filter((one) => {
    const words = document.createRange();
    words.selectNodeContents(one);
    const lines = [...words.getClientRects()];
    return lines.length > 1 && lines.at(-1).width < 0.25 * one.clientWidth;
}).map((one) => one.textContent)"""


@pytest.mark.reads
def test_below_a_key_figure_in_english_no_short_word_stands_alone(reader):
    for size in SIZES.values():
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        reader.open(lang="en")
        assert reader.panel(".ft-key .ft-label").evaluate_all(ALONE) == [], size


CUT = """() => {
    const strip = document.querySelector(".ft-below"), { right } = strip.getBoundingClientRect();
    const cells = [...strip.querySelectorAll("th, td")].filter((one) => one.checkVisibility());
    return cells.filter((one) => one.getBoundingClientRect().right > right + 1).map((one) => one.textContent);
}"""
TORN = """() => [...document.querySelectorAll(".ft-below tbody td")].filter((cell) => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    return /^[\\u4e00-\\u9fff]{1,3}$/.test(cell.textContent) && words.getClientRects().length > 1;
}).map((cell) => cell.textContent)"""
OLD = (1024, 768)  # of an old projector


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_on_an_old_projector_no_column_is_cut_off_and_no_short_word_stands_in_two_lines(reader, lang):
    reader.page.set_viewport_size({"width": OLD[0], "height": OLD[1]})
    for name in ("clusters", "hubs", "schools", "greenways"):
        reader.open(name, lang=lang)
        assert reader.page.evaluate(CUT) == [], name
        assert reader.page.evaluate(TORN) == [], name


# How far the last switch reaches below the window. What an office switches on besides comes after it.
LEGEND = """() => [...document.querySelectorAll(".ft-filter .ft-switch")].filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect().bottom - innerHeight).pop()"""


@pytest.mark.reads
def test_the_legend_stands_whole_on_a_laptop_and_an_old_projector(reader):
    for width, height in (SIZES["laptop"], OLD):
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.open()
        assert reader.page.evaluate(LEGEND) <= 0, width


STRIP = """() => {
    const strip = document.querySelector(".ft-below"), table = strip.querySelector("table");
    const most = Math.min(300, Math.max(150, 0.27 * innerHeight));
    const high = strip.getBoundingClientRect().height;
    return { high, most, spare: strip.getBoundingClientRect().bottom - table.getBoundingClientRect().bottom };
}"""
SPARE = 24  # pixels of padding and border below the last row


@pytest.mark.reads
def test_the_strip_below_the_map_is_no_higher_than_its_rows_and_no_filter_changes_it(reader):
    for screen in ("laptop", "usual", "large"):
        width, height = SIZES[screen]
        reader.page.set_viewport_size({"width": width, "height": height})
        for name in ("hubs", "schools"):
            reader.open(name)
            reader.wait(LAID_OUT, [width, True, BOXES])
            found = reader.page.evaluate(STRIP)
            assert found["high"] <= found["most"] + 1, (screen, name)
            assert found["spare"] <= SPARE, (screen, name)
            reader.open(name, clusters="lize")
            assert reader.page.evaluate(STRIP)["high"] == pytest.approx(found["high"], abs=2), (screen, name)


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_on_a_laptop_the_legend_is_in_sight_down_to_the_choice_of_a_background(reader, lang):
    for width, height in ((1366, 768), (1440, 900)):
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.open(lang=lang)
        expect(reader.page.locator("#ft-basemap")).to_be_visible()
        high, seen = reader.page.locator(".ft-filter").evaluate("box => [box.scrollHeight, box.clientHeight]")
        assert high <= seen, (width, height)


TWO_LINES = """(all) => all.filter((one) => one.checkVisibility()).filter((one) => {
    const { height } = one.getClientRects()[0];
    return height > 1.6 * parseFloat(getComputedStyle(one).lineHeight);
}).map((one) => one.textContent)"""


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_a_number_and_what_it_is_measured_in_stand_in_one_line(reader, lang):
    for size in (SIZES["laptop"], SIZES["usual"], SIZES["large"], SIZES["phone"]):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        for page in ("overview", "greenways"):
            reader.open(page, lang=lang)
            assert reader.page.locator(".ft-panel .ft-number").evaluate_all(TWO_LINES) == [], (size, page)


HEAD = """() => [...document.querySelectorAll(".ft-headline :is(h1, p)")].filter((one) => one.checkVisibility())
    .map((one) => [Math.round(one.getBoundingClientRect().top), Math.round(one.getClientRects()[0].height)])"""


@pytest.mark.reads
def test_the_head_of_a_page_that_the_server_draws_stands_and_is_as_large_as_every_other(reader, atlas):
    for size in (SIZES["usual"], SIZES["large"]):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        heads = {}
        for page in ("sources", "history", "stories", "compare", "own"):
            reader.open(page, lang="zh")
            named = reader.page.locator(".ft-headline h1:visible")
            expect(named).to_have_text(atlas.words["zh"](f"page.{page}.title"))
            heads[page] = reader.page.evaluate(HEAD)
        assert all(head == heads["sources"] for head in heads.values()), (size, heads)


NARROW = """(names) => names.filter((one) => one.checkVisibility()).filter((one) => {
    const lines = one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight);
    return lines > 1.6 && one.offsetWidth < 0.8 * one.parentElement.offsetWidth;
}).map((one) => one.textContent)"""


@pytest.mark.reads
@pytest.mark.parametrize("lang", once(*LANGUAGES))
def test_what_a_cluster_is_in_short_stands_in_a_line_and_a_long_name_has_the_width_of_its_row(reader, lang):
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    reader.open("clusters", lang=lang)
    assert reader.page.locator(".ft-brief small, .ft-brief .ft-more").evaluate_all(TWO_LINES) == []
    reader.open("clusters", lang=lang, clusters="lize")
    reader.page.locator(".ft-entry .ft-kind").first.wait_for()
    assert reader.page.locator(".ft-entry:has(.ft-kind) .ft-label").evaluate_all(NARROW) == []


BELOW_THE_MAP = """() => {
    const boxes = [".ft-stop-map", ".ft-stop-caption"].map((one) => document.querySelector(one).getClientRects()[0]);
    const [map, words] = boxes;
    return (words.top - map.bottom) / map.height;
}"""


@pytest.mark.reads
def test_in_a_talk_the_small_map_has_its_words_below_it_and_what_comes_next_is_not_cut(reader):
    reader.page.set_viewport_size({"width": 1440, "height": 900})
    for stop, lang in ((5, "en"), (7, "zh"), (22, "zh"), (22, "en")):
        reader.open("present", story="district", stop=stop, lang=lang)
        assert 0 < reader.page.evaluate(BELOW_THE_MAP) < 0.1, (stop, lang)
    for stop in (1, 2):  # the headlines that follow are longer than the foot beside a map
        reader.open("present", story="district", stop=stop, lang="zh")
        seen = reader.page.locator(".ft-stop-next span").first
        assert seen.evaluate("one => one.scrollWidth <= one.clientWidth"), stop
        # nor is what hangs below the line: a letter of a Chinese font takes 1.45 times its size
        assert seen.evaluate("one => one.clientHeight >= 1.45 * parseFloat(getComputedStyle(one).fontSize)"), stop


# How far a number reaches beyond the room of its bar; how far a unit stands from the small sign before it.
BEYOND = """() => Math.max(...[...document.querySelectorAll(".ft-stop-bar")].map((one) =>
    one.lastElementChild.getBoundingClientRect().right - one.getBoundingClientRect().right))"""
APART = """(unit) => {
    const [left, right] = [unit.previousElementSibling, unit].map((one) => one.getBoundingClientRect());
    return right.left - left.right;
}"""


LEVEL = """(all) => all.map((one) => {
    const ends = [...one.children].map((part) => part.getBoundingClientRect().bottom);
    return Math.max(...ends) - Math.min(...ends);
})"""


@pytest.mark.reads
def test_what_sort_an_item_is_and_its_status_stand_in_one_line(reader):
    reader.page.set_viewport_size({"width": SIZES["usual"][0], "height": SIZES["usual"][1]})
    reader.open(lang="en", selected="lize-city-air-terminal")
    reader.page.locator(".ft-sort").first.wait_for()
    apart = reader.page.locator(".ft-sort").evaluate_all(LEVEL)
    assert apart
    assert max(apart) < 6


@pytest.mark.reads
def test_on_a_phone_the_number_of_the_longest_bar_stands_in_its_column(reader):
    reader.page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    for lang in LANGUAGES:
        reader.open("present", story="district", stop=11, lang=lang)
        reader.page.locator(".ft-stop-bar b").first.wait_for()
        assert reader.page.evaluate(BEYOND) <= 0, lang


@pytest.mark.reads
def test_no_space_parts_two_chinese_signs_behind_a_number(reader):
    for name, where in (("overview", {}), ("present", {"story": "district", "stop": 9})):
        reader.open(name, lang="zh", **where)
        unit = reader.page.locator(".ft-after + small").first
        unit.wait_for()
        assert abs(unit.evaluate(APART)) < 1, name


@pytest.mark.reads
def test_on_a_phone_the_line_of_the_release_strikes_through_no_year(reader):
    reader.page.set_viewport_size({"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    reader.open("timeline")
    year = reader.panel(".ft-axis-marks i:not(.ft-released) span").first
    assert year.evaluate("one => getComputedStyle(one).backgroundColor") == reader.page.locator(".ft-panel").evaluate(
        "one => getComputedStyle(one).backgroundColor"
    )


IN_ONE_LINE = """(words) => [...document.querySelectorAll(".ft-stop-cell strong")].flatMap((cell) => {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange(), found = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const word = words.find((one) => text.data.includes(one));
        if (!word) continue;
        range.setStart(text, text.data.indexOf(word));
        range.setEnd(text, text.data.indexOf(word) + word.length);
        found.push([word, new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size]);
    }
    return found;
})"""


@pytest.mark.reads
def test_among_all_stops_no_span_of_months_and_no_sum_of_words_is_broken_at_its_sign(reader):
    for size in (SIZES["laptop"], SIZES["usual"], SIZES["large"]):
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        reader.open("present", story="district", stop=2, over="grid")
        reader.page.locator(".ft-stop-cell").first.wait_for()
        found = reader.page.evaluate(IN_ONE_LINE, ["1—5月", "科技+金融", "2+4+6"])
        assert found == [["1—5月", 1], ["科技+金融", 1], ["2+4+6", 1]], size


@pytest.mark.reads
def test_in_a_talk_a_name_of_a_list_stays_whole_where_its_line_has_room_in_english_too(reader):
    reader.page.set_viewport_size({"width": 1920, "height": 1080})
    reader.open("present", story="district", stop=12, lang="en")
    names = reader.page.locator(".ft-stop-lines li").first.locator("[data-entry]")
    assert names.evaluate_all(TWO_LINES) == [names.first.text_content()]  # longer than a line
    said = reader.page.locator(".ft-stop-lines li").first.text_content()
    assert said == ", ".join(name.rstrip(",") for name in names.all_text_contents())


@pytest.mark.reads
def test_above_a_list_in_english_stands_what_several_are_called(reader, atlas):
    reader.open("hubs", lang="en")
    said = reader.panel("[data-group=hub] .ft-heading").text_content()
    assert said == f"{atlas.words['en']('kinds.hub')} · {len([one for one in atlas.places if one.kind == 'hub'])}"
    expect(reader.open(lang="en", selected="lize").panel(".ft-counts").first).to_contain_text(
        "Transport hubs 2 · School 1"
    )
