"""Pages: the slides of a story or View as a tagged PDF that can be searched, and the first of them as a picture."""

from io import BytesIO
from threading import Thread

import pypdfium2
import pytest
from PIL import Image

from fengtai_map.content.pages import kinds
from fengtai_map.export import sheet
from fengtai_map.export.layout.headings import DeckContext
from fengtai_map.export.layout.items import TextBox
from fengtai_map.export.pdf_pages import page_png, paged, pages_pdf
from fengtai_map.i18n import LANGUAGES
from fengtai_map.view.url import View
from tests.every import every

DAY = "2026-11-23"


def squeezed(text):
    return "".join(text.split())


def texts(data):
    """The text of each page, without its spaces and breaks."""
    document = pypdfium2.PdfDocument(data)
    return [squeezed(page.get_textpage().get_text_bounded()) for page in document]


@pytest.fixture(scope="module")
def printed(atlas):
    """The short story in both languages: its slides, its PDF, and the progress that was reported meanwhile."""
    story = min(atlas.stories, key=lambda one: len(one.stop))
    made = {}
    for lang in LANGUAGES:
        sheets, heard = sheet.of_story(atlas, story, lang), []
        data = pages_pdf(atlas, sheets, DAY, lambda *done, heard=heard: heard.append(done))
        made[lang] = (paged(DeckContext(atlas, DAY), sheets), data, heard)
    return made


@every("lang", LANGUAGES)
def test_every_word_of_a_slide_stands_on_its_page_and_can_be_searched(printed, lang):
    slides, data, heard = printed[lang]
    pages = texts(data)
    assert heard == [(n, len(slides)) for n in range(1, len(slides) + 1)]
    assert len(pages) == len(slides)
    lost = [
        (slide.number, run.text)
        for slide, page in zip(slides, pages, strict=True)
        for item in slide.items
        if isinstance(item, TextBox)
        for line in item.lines
        for run in line
        if squeezed(run.text) not in page
    ]
    assert lost == []


@every("lang", LANGUAGES)
def test_a_pdf_is_tagged_has_an_outline_a_language_and_one_real_typeface(printed, lang):
    slides, data, _heard = printed[lang]
    document = pypdfium2.PdfDocument(data)
    outline = [squeezed(one.get_title()) for one in document.get_toc()]
    assert outline == [squeezed(slide.title) for slide in slides]
    assert document.get_metadata_dict()["Title"] == slides[0].title
    assert b"/MarkInfo" in data
    assert f"/Lang({lang}".encode() in data.replace(b" ", b"")
    assert b"NotoSansSC" in data
    assert b"/Type3" not in data.replace(b" ", b"")
    assert b"CreationDate" not in data


def test_nothing_leaves_its_page(printed):
    for slides, data, _heard in printed.values():
        for slide, page in zip(slides, pypdfium2.PdfDocument(data), strict=True):
            wide, high = page.get_size()
            assert (wide, high) == (960, 540)
            text = page.get_textpage()
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            assert boxes, slide.title
            outside = [box for box in boxes if box[0] < 0 or box[1] < 0 or box[2] > wide or box[3] > high]
            assert outside == [], slide.title


@every("scale", [1.5, 3])
def test_a_picture_of_a_page_is_full_hd_or_twice_that(atlas, scale):
    one = sheet.of_view(atlas, View(lang="en"), ())
    assert Image.open(BytesIO(page_png(atlas, one, DAY, scale))).size == (1280 * scale, 720 * scale)


def test_the_same_sheet_gives_the_same_file_in_any_thread(atlas):
    one = sheet.of_view(atlas, View(clusters=(atlas.clusters[0].id,)), ())
    found = []
    threads = [Thread(target=lambda: found.append(page_png(atlas, one, DAY, 1))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [page_png(atlas, one, DAY, 1)] * 3


def test_the_pages_of_a_view_hold_its_figures_with_their_words_and_the_day_of_the_hand_over(atlas):
    for lang, day in (("zh", "2026年11月23日"), ("en", "23November2026")):
        one = sheet.of_view(atlas, View(lang=lang), kinds(atlas, "overview"))
        printed = "".join(texts(pages_pdf(atlas, [one], DAY)))
        assert day in printed
        assert squeezed(atlas.release.title[lang]) in printed
        assert [fact.id for fact in one.figures if squeezed(fact.quote) not in printed] == []


@every("lang", LANGUAGES)
def test_what_is_said_at_each_stop_stands_at_the_end_by_stop(printed, atlas, lang):
    _slides, data, _ = printed[lang]
    story = min(atlas.stories, key=lambda one: len(one.stop))
    title = squeezed(atlas.words[lang]("export.notes"))
    pages = [page for page in texts(data) if page.startswith(title)]
    assert pages
    assert pages == texts(data)[-len(pages) :]
    wanted = [squeezed(stop.notes[lang]) for stop in story.stop if not stop.hidden]
    assert [one for one in wanted if one not in "".join(pages)] == []


def test_a_picture_of_what_is_selected_stands_on_its_page(atlas):
    packed = BytesIO()
    Image.new("RGB", (120, 80), "#ff00ff").save(packed, "JPEG")
    place = next(one for one in atlas.places if one.lon is not None)
    shown = place.model_copy(update={"photos": ("a" * 64,)})
    places = tuple(shown if one is place else one for one in atlas.places)
    with_photo = atlas.model_copy(update={"places": places, "photos": {"a" * 64: packed.getvalue()}})
    vars(with_photo).pop("index", None)  # of the Atlas that was copied
    view = View(selected=place.id)
    for one, there in ((with_photo, True), (atlas, False)):
        page = sheet.of_view(one, view, kinds(one, "overview"))
        drawn = Image.open(BytesIO(page_png(one, page, DAY))).convert("RGB")
        colours = {colour for _, colour in drawn.getcolors(1 << 24)}
        assert any(red > 240 and green < 20 and blue > 240 for red, green, blue in colours) == there
        assert pages_pdf(one, [page], DAY)[:5] == b"%PDF-"


def of_role(slide, role):
    return [item for item in slide.items if isinstance(item, TextBox) and item.role == role]


def test_the_pages_of_a_view_are_counted_and_none_shows_what_is_left_over(atlas):
    for chosen in ((), *((cluster.id,) for cluster in atlas.clusters)):
        view = sheet.of_view(atlas, View(clusters=chosen), ())
        slides = paged(DeckContext(atlas, DAY), [view])
        numbers = [[item.lines[0][0].text for item in of_role(slide, "number")] for slide in slides]
        assert numbers == [[str(number)] for number in range(1, len(slides) + 1)], chosen
        shown = [len(found) for slide in slides if (found := of_role(slide, "entry"))]
        assert not shown or min(shown) > max(shown) / 2, chosen


def test_in_a_story_a_page_behind_its_stops_has_its_own_number(printed):
    slides, _, _ = printed["zh"]
    numbers = [item.lines[0][0].text for slide in slides for item in of_role(slide, "number")]
    assert len(set(numbers)) == len(numbers)


def test_four_figures_stand_two_by_two(atlas):
    view = sheet.of_view(atlas, View(clusters=("lize",)), ())
    figures = next(slide for slide in paged(DeckContext(atlas, DAY), [view]) if slide.layout == "figures")
    boxes = [item.box for item in of_role(figures, "figure")]
    assert len(boxes) == 4  # as many as the release has of this cluster
    assert len({box.x for box in boxes}) == len({box.y for box in boxes}) == 2
