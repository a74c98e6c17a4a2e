import io
import re

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from fengtai_map.content.figures import figure
from fengtai_map.export import sheet as sheets
from fengtai_map.export import slides
from fengtai_map.export.blocks import FONT, wrapped
from fengtai_map.export.tables import listed
from fengtai_map.model import Stop, Story
from fengtai_map.text import LANGUAGES, Text
from fengtai_map.view import View
from tests.usual import DOT

DAY = "2026-11-23"
HOSTILE = "=1+1 <b>&'\" ${x} \u0007"


@pytest.fixture
def no_map(monkeypatch):
    monkeypatch.setattr(slides, "map_picture", lambda *_given: DOT)


@pytest.fixture(scope="module")
def story(atlas):
    """All figures of the release, four at a time: the longest words and the largest numbers that there are."""
    ids = [fact.id for fact in atlas.facts]
    clusters = [cluster.id for cluster in atlas.clusters]
    stops = [
        Stop(
            headline=atlas.clusters[n % len(clusters)].name,
            clusters=(clusters[n % len(clusters)],) if n % 3 else (),
            figures=tuple(ids[4 * n : 4 * n + 4 - n % 4]),
            notes=Text(zh=f"讲解{n}", en=f"notes {n}"),
        )
        for n in range(len(ids) // 4 + 1)
    ]
    return Story(id="long", name=Text(zh="长", en="long"), stop=tuple(stops))


@pytest.fixture(scope="module")
def decks(atlas, story):
    """The long story by language: its sheets, the presentation opened again, and the progress it told."""
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slides, "map_picture", lambda *_given: DOT)
        for lang in LANGUAGES:
            heard = []
            told = sheets.of_story(atlas, story, lang)
            deck = slides.deck(atlas, told, DAY, lambda done, of, heard=heard: heard.append((done, of)))
            made[lang] = told, Presentation(io.BytesIO(deck)), heard
    return made


def opened(atlas, sheet_list, **more):
    return Presentation(io.BytesIO(slides.deck(atlas, sheet_list, DAY, **more)))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def table(slide):
    return next((shape.table for shape in slide.shapes if shape.has_table), None)


def boxes(slide):
    """The rectangles of what must not lie on anything else."""
    return {
        shape.name: (shape.left, shape.top, shape.left + shape.width, shape.top + _height(shape))
        for shape in slide.shapes
    }


def _height(shape):
    return sum(row.height for row in shape.table.rows) if shape.has_table else shape.height


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_stop_is_a_slide_with_title_figures_and_notes(atlas, decks, story, lang):
    told, made, _ = decks[lang]
    assert len(made.slides) == len(story.stop)
    assert round(made.slide_width / made.slide_height, 3) == 1.778
    for slide, sheet in zip(made.slides, told, strict=True):
        assert slide.shapes.title.text_frame.text == sheet.title
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(sheet.notes)
        for fact in sheet.figures:
            one = figure(atlas, fact, lang)
            card = next(text for text in texts(slide) if one.label in text)
            assert card.startswith(one.printed)
            assert one.quote in card
            assert one.quote in notes
            assert fact.locator not in notes  # nobody has a text with such numbers
        assert any("OpenStreetMap" in text and atlas.release.title[lang] in text for text in texts(slide))
        assert any(text == f"{sheet.number} / {sheet.total}" for text in texts(slide))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_lies_on_anything_else_or_outside_the_slide(decks, lang):
    _, made, _ = decks[lang]
    for slide in made.slides:
        found = boxes(slide)
        for left, top, right, foot in found.values():
            assert left >= 0
            assert top >= 0
            assert right <= made.slide_width
            assert foot <= made.slide_height
        names = list(found)
        for n, one in enumerate(names):
            for other in names[n + 1 :]:
                a, b = found[one], found[other]
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, f"{one} lies on {other}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.usefixtures("no_map")
def test_the_table_lists_the_places_and_says_how_many_more(atlas, lang):
    for view in (View(lang=lang), View(lang=lang, clusters=("lize",)), View(lang=lang, clusters=("xinfadi",))):
        sheet = sheets.of_view(atlas, view, ())
        rows = [[cell.text for cell in row.cells] for row in table(opened(atlas, [sheet]).slides[0]).rows]
        names = [place.name[lang] for place in listed(atlas, sheet)]
        more = [int(number) for row in rows for number in re.findall(r"^…+ ?(?:另有 )?(\d+) ", row[0])]
        body = rows[1 : len(rows) - len(more)]
        assert [row[0] for row in body] == names[: len(body)]
        assert len(body) + sum(more) == len(names)
        assert len(body) >= 5
        kinds = atlas.words[lang].below("kind").values()
        assert all(row[1] in kinds for row in body)


@pytest.mark.usefixtures("no_map")
def test_what_is_selected_heads_the_table(atlas):
    sheet = sheets.of_view(atlas, View(selected=atlas.places[-3].id), ())
    assert table(opened(atlas, [sheet]).slides[0]).cell(1, 0).text == atlas.places[-3].name.zh


def test_every_run_has_a_chinese_typeface_that_windows_has(decks):
    for slide in decks["zh"][1].slides:
        for element in (slide.element, slide.notes_slide.element):
            runs = list(element.iter(qn("a:r")))
            assert runs
            for run in runs:
                look = run.find(qn("a:rPr"))
                assert look.find(qn("a:ea")).get("typeface") == look.find(qn("a:latin")).get("typeface") == FONT


def test_the_map_is_a_crisp_picture_that_says_what_it_is(atlas):
    sheet = sheets.of_view(atlas, View(clusters=("lize",)), ())
    slide = opened(atlas, [sheet]).slides[0]
    picture = next(shape for shape in slide.shapes if hasattr(shape, "image"))
    wide, high = picture.image.size
    assert wide / Emu(picture.width).inches >= 150  # pixels an inch
    assert abs(wide / high - picture.width / picture.height) < 0.01  # not stretched
    assert sheet.title in picture.element.xpath("./p:nvPicPr/p:cNvPr")[0].get("descr")


@pytest.mark.usefixtures("no_map")
def test_approval_number_and_day_stand_at_the_foot(atlas):
    number = "GS(2026)1234"
    other = atlas.model_copy(update={"outline": atlas.outline.model_copy(update={"approval_number": number})})
    foot = next(text for text in texts(opened(other, [sheets.of_view(other, View(), ())]).slides[0]) if number in text)
    assert foot.startswith("示意图")
    assert "2026年11月23日" in foot


def test_progress_is_told_after_every_slide(decks, story):
    assert decks["zh"][2] == [(n, len(story.stop)) for n in range(1, len(story.stop) + 1)]


@pytest.mark.usefixtures("no_map")
def test_whatever_the_data_holds_is_text(atlas):
    bad = Text(zh=HOSTILE, en=HOSTILE)
    places = tuple(place.model_copy(update={"name": bad}) for place in atlas.places)
    other = atlas.model_copy(update={"places": places})
    slide = opened(other, [sheets.of_view(other, View(), ())]).slides[0]
    assert table(slide).cell(1, 0).text.startswith(HOSTILE[:-1])


@pytest.mark.usefixtures("no_map")
def test_a_slide_needs_neither_figures_nor_places(atlas):
    kinds = tuple(dict.fromkeys(place.kind for place in (*atlas.places, *atlas.stations)))
    sheet = sheets.of_view(atlas, View(hidden=kinds, selected="xinfadi"), ())
    slide = opened(atlas, [sheet]).slides[0]
    assert table(slide) is None
    assert slide.shapes.title.text_frame.text == atlas.name("xinfadi", "zh")


@pytest.mark.usefixtures("no_map")
def test_the_same_sheets_give_the_same_bytes(atlas):
    told = sheets.of_story(atlas, atlas.stories[0], "zh")[:2]
    assert slides.deck(atlas, told, DAY) == slides.deck(atlas, told, DAY)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [("", 5, 1), ("丰台", 2, 1), ("丰台站", 2, 2), ("one two", 3, 2), ("aaaaaaaaaaaaaaaaaaaa", 5, 3)],
)
def test_lines_are_counted_as_they_will_be_wrapped(text, room, lines):
    assert wrapped(text, room) == lines
