import io
import re
from itertools import chain
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu

from fengtai_map.content.figures import figure
from fengtai_map.content.pages import NAMES, kinds
from fengtai_map.content.stops import LISTED, split
from fengtai_map.content.story_edits import FIGURES
from fengtai_map.export import sheet as sheets
from fengtai_map.export.layout import cards, headings, stop_layouts, tiles
from fengtai_map.export.layout.items import BLUE, PX_PER_PT, SOURCE, Box, Run, TableBox, TextBox
from fengtai_map.export.layout.line_breaks import fitted, lines_of, named, straggles
from fengtai_map.export.pptx import presentation
from fengtai_map.export.sheet import listed
from fengtai_map.i18n import LANGUAGES, Text
from fengtai_map.model import Stop, Story
from fengtai_map.user_points.merge import with_user_points
from fengtai_map.view.url import View
from tests.every import every
from tests.sample_files import without_maps
from tests.user_points import point

DAY = "2026-11-23"
HOSTILE = "=1+1 <b>&'\" ${x} \u0007"


@pytest.fixture
def no_map(monkeypatch):
    without_maps(monkeypatch)


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
    """The long story by language: its sheets, the presentation opened again, and the progress that was reported."""
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        without_maps(patch)
        for lang in LANGUAGES:
            heard = []
            story_sheets = sheets.of_story(atlas, story, lang)
            deck = presentation.deck(atlas, story_sheets, DAY, lambda done, of, heard=heard: heard.append((done, of)))
            made[lang] = story_sheets, Presentation(io.BytesIO(deck)), heard
    return made


def opened(atlas, sheet_list, **more):
    return Presentation(io.BytesIO(presentation.deck(atlas, sheet_list, DAY, **more)))


def texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def title(slide):
    return slide.shapes.title.text_frame.text.replace("\v", " ")


def same(one, other):
    """Whether two texts are one, however they are broken into lines."""
    return "".join(one.split()) == "".join(other.split())


def tables(made):
    return [shape.table for slide in made.slides for shape in slide.shapes if shape.has_table]


def of_places(made, atlas, lang="zh"):
    """The rows of all tables of places of a deck, without their heads."""
    head = atlas.words[lang]("table.name")
    found = [[[cell.text for cell in row.cells] for row in one.rows] for one in tables(made)]
    return [row for rows in found if rows[0][0] == head for row in rows[1:]]


def said(slide):
    """All words of a slide: of boxes, tables and charts."""
    cells = [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
    bars = [shape.chart._chartSpace.xml for shape in slide.shapes if shape.has_chart]  # labels too
    return "\n".join((*texts(slide), *cells, *bars))


def boxes(slide):
    """The rectangles of what must not lie on anything else: areas without words are what others lie on."""
    return {
        shape.shape_id: (shape.left, shape.top, shape.left + shape.width, shape.top + _height(shape))
        for shape in slide.shapes
        if shape.shape_type != MSO_SHAPE_TYPE.AUTO_SHAPE
    }


def _height(shape):
    return sum(row.height for row in shape.table.rows) if shape.has_table else shape.height


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_stop_is_a_slide_with_title_figures_and_notes(atlas, decks, story, lang):
    story_sheets, made, _ = decks[lang]
    assert round(made.slide_width / made.slide_height, 3) == 1.778
    cover, *others = made.slides
    stops, others = others[: len(story_sheets)], others[len(story_sheets) :]
    assert same(title(cover), story.name[lang])
    assert title(others[0]) == atlas.words[lang]("export.thanks")
    assert title(others[1]) == atlas.words[lang]("export.appendix")
    for slide, sheet in zip(stops, story_sheets, strict=True):
        assert same(title(slide), sheet.title)
        notes = slide.notes_slide.notes_text_frame.text
        assert notes.startswith(sheet.notes)
        face = said(slide)
        for fact in sheet.figures:
            one = figure(atlas, fact, lang)
            assert one.label in face
            assert one.printed in face
            assert one.quote in notes
            assert fact.locator not in notes  # nobody has a text with such numbers
        assert any("OpenStreetMap" in text and atlas.release.title[lang] in text for text in texts(slide))


@every("lang", LANGUAGES)
def test_title_foot_and_number_are_placeholders_and_the_number_is_a_field(decks, lang):
    story_sheets, made, _ = decks[lang]
    for number, slide in enumerate(made.slides, 1):
        kinds = {one.placeholder_format.type for one in slide.placeholders}
        assert PP_PLACEHOLDER.TITLE in kinds
        if 1 < number <= len(story_sheets) + 1:
            assert {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER} <= kinds
            (field,) = slide.element.iter(qn("a:fld"))
            assert (field.get("type"), field.find(qn("a:t")).text) == ("slidenum", str(number))


@every("lang", LANGUAGES)
def test_in_the_appendix_there_is_space_between_one_figure_and_the_next(atlas, decks, lang):
    slide = next(one for one in decks[lang][1].slides if title(one) == atlas.words[lang]("export.appendix"))
    column = max(
        (shape for shape in slide.shapes if shape.has_text_frame), key=lambda shape: len(shape.text_frame.text)
    )
    lines = [line.text for line in column.text_frame.paragraphs]
    quote = atlas.words[lang].pattern("export.quote-line").partition("{")[0]
    heads = [at - 1 for at, text in enumerate(lines) if text.startswith(quote)][1:]
    assert heads
    assert {lines[at - 1].strip() for at in heads} == {""}


@every("lang", LANGUAGES)
def test_nothing_is_set_smaller_than_twelve_points_but_the_source_at_ten(decks, lang):
    for slide in decks[lang][1].slides:
        for shape in slide.shapes:
            said = [run for run in shape.element.iter(qn("a:rPr")) if run.getparent().findtext(qn("a:t"), "-").strip()]
            sizes = {int(run.get("sz")) / 100 for run in said if run.get("sz")}
            least = 10 if shape.is_placeholder and shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER else 12
            assert not [size for size in sizes if size < least], title(slide)


@every("lang", LANGUAGES)
def test_nothing_lies_on_anything_else_or_outside_the_slide(decks, lang):
    nothing_lies_on_anything_else(decks[lang][1])


def nothing_lies_on_anything_else(made):
    for number, slide in enumerate(made.slides, 1):
        found = boxes(slide)
        for left, top, right, foot in found.values():
            assert left >= 0
            assert top >= 0
            assert right <= made.slide_width, number
            assert foot <= made.slide_height, number
        names = list(found)
        for n, one in enumerate(names):
            for other in names[n + 1 :]:
                a, b = found[one], found[other]
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, f"{number}: {one} lies on {other}"


@pytest.mark.usefixtures("no_map")
def test_a_slide_shows_a_position_as_the_workbook_has_it(atlas):
    full = with_user_points(atlas, [point("own-1", lon=116.286432, lat=39.84321)])
    made = opened(full, [sheets.of_view(full, View(), kinds(full, "own"), page="own")])
    assert "116.286432 39.84321" in "\n".join(
        " ".join(cell.text for cell in row.cells) for t in tables(made) for row in t.rows
    )


def test_a_large_number_is_known_in_the_headline_and_in_the_quote(atlas):
    large = {"value": 1234567, "unit": "个", "bound": "over", "quote": "1234567余个", "rank": None}
    bars = [atlas.facts[0].model_copy(update=large | {"id": f"large-{n}", "value": 1234567 + n}) for n in range(5)]
    assert figure(atlas, bars[0], "zh").printed == "1,234,567余"
    chart = atlas.charts[0].model_copy(update={"facts": tuple(one.id for one in bars)})
    row, _ = split(atlas.having(charts=(chart,)), bars, "达1,234,569个", "zh")
    assert [one.id for one in row] == ["large-2"]


@pytest.mark.parametrize("entries", [0, 3, 8])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.usefixtures("no_map")
def test_as_many_figures_as_a_stop_may_have_all_stand_on_its_slide(atlas, entries, lang):
    """The map stood on the stop before: figures lead or the list, two of the figures are bars of a chart."""
    bars = atlas.charts[0].facts[:2]
    others = [one.id for one in atlas.facts if one.listed and not one.places and one.id not in atlas.charts[0].facts]
    named = [one.id for one in atlas.entries if not one.places][:entries]
    words = {"headline": atlas.clusters[0].name, "notes": Text(zh="讲", en="said")}
    stop = Stop(**words, figures=(*bars, *others[: FIGURES - 2]), entries=tuple(named))
    made = sheets.of_story(atlas, Story(id="full", name=words["headline"], stop=(Stop(**words), stop)), lang)
    assert made[1].lead == ("list" if entries >= LISTED else "figures")
    deck = opened(atlas, made)
    face = "".join(said(deck.slides[2]).split())
    wanted = [figure(atlas, fact, lang).label for fact in made[1].figures]
    wanted += [entry.name[lang] for entry in made[1].entries]
    assert [text for text in wanted if "".join(text.split()) not in face] == []
    nothing_lies_on_anything_else(deck)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.usefixtures("no_map")
def test_the_tables_list_the_places_and_say_how_many_more(atlas, lang):
    for view in (View(lang=lang), View(lang=lang, clusters=("lize",)), View(lang=lang, clusters=("xinfadi",))):
        sheet = sheets.of_view(atlas, view, ())
        rows = of_places(opened(atlas, [sheet]), atlas, lang)
        names = [place.name[lang] for place in listed(atlas, sheet)]
        more = [int(number) for row in rows for number in re.findall(r"^…+ ?(?:另有 )?(\d+) ", row[0])]
        body = rows[: len(rows) - len(more)]
        assert len({row[0] for row in body} & set(names)) >= 5
        assert {row[0] for row in body} <= set(names)
        assert len(body) + sum(more) == len(names)
        kinds = atlas.words[lang].below("kind").values()
        assert all(row[1] in kinds for row in body)


@pytest.mark.usefixtures("no_map")
def test_what_is_selected_heads_the_table(atlas):
    sheet = sheets.of_view(atlas, View(selected=atlas.places[-3].id), ())
    assert of_places(opened(atlas, [sheet]), atlas)[0][0] == atlas.places[-3].name.zh


def test_every_run_has_the_typefaces_of_the_theme_the_chinese_one_too(decks):
    for slide in decks["zh"][1].slides:
        for element in (slide.element, slide.notes_slide.element):
            runs = list(element.iter(qn("a:r")))
            assert runs
            for run in runs:
                look = run.find(qn("a:rPr"))
                assert look.find(qn("a:latin")).get("typeface") == "+mn-lt"
                assert look.find(qn("a:ea")).get("typeface") == "+mn-ea"


@pytest.mark.usefixtures("no_map")
def test_the_theme_names_typefaces_that_windows_has_and_nobody_elses_name(atlas):
    deck = presentation.deck(atlas, [sheets.of_view(atlas, View(), ())], DAY)
    with ZipFile(io.BytesIO(deck)) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    themes = [text.decode() for name, text in held.items() if "/theme/" in name]
    assert themes
    for theme in themes:
        assert 'typeface="Arial"' in theme
        assert "Microsoft YaHei" in theme
    properties = (held["docProps/core.xml"] + held["docProps/app.xml"]).decode()
    assert properties.count(atlas.words["zh"]("app.title")) >= 2
    assert not re.search("Canny|Macintosh|4:3", properties)
    assert not [name for name in held if "printerSettings" in name]
    assert DAY in properties


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


def test_progress_is_reported_after_every_slide(decks):
    _, made, heard = decks["zh"]
    assert heard == [(n, len(made.slides)) for n in range(1, len(made.slides) + 1)]


@pytest.mark.usefixtures("no_map")
def test_whatever_the_data_holds_is_text(atlas):
    bad = Text(zh=HOSTILE, en=HOSTILE)
    places = tuple(place.model_copy(update={"name": bad}) for place in atlas.places)
    other = atlas.model_copy(update={"places": places})
    made = opened(other, [sheets.of_view(other, View(), ())])
    assert of_places(made, other)[0][0].startswith(HOSTILE[:-1])


@pytest.mark.usefixtures("no_map")
def test_a_slide_needs_neither_figures_nor_places(atlas):
    kinds = tuple(dict.fromkeys(place.kind for place in (*atlas.places, *atlas.stations)))
    sheet = sheets.of_view(atlas, View(hidden=kinds, selected="xinfadi"), ())
    made = opened(atlas, [sheet])
    assert of_places(made, atlas) == []
    assert title(made.slides[0]) == atlas.name("xinfadi", "zh")


@pytest.mark.usefixtures("no_map")
def test_a_figure_of_the_whole_district_says_so_under_the_name_of_a_cluster(atlas):
    sheet = sheets.of_view(atlas, View(clusters=("lize",)), ())
    district = [fact for fact in sheet.figures if sheets.of_district(atlas, sheet, fact)]
    labels = [figure(atlas, fact, "zh").label for fact in district]
    cards = [text for slide in opened(atlas, [sheet]).slides for text in texts(slide) if "\n" in text]
    about = [card for card in cards for label in labels if card.split("\n")[1] == label]
    assert about
    assert all(atlas.words["zh"]("figure.district") in card for card in about)


@pytest.mark.usefixtures("no_map")
def test_the_same_sheets_give_the_same_bytes(atlas):
    story_sheets = sheets.of_story(atlas, atlas.stories[0], "zh")[:2]
    assert presentation.deck(atlas, story_sheets, DAY) == presentation.deck(atlas, story_sheets, DAY)


@every("text, room, lines", [("", 5, 0), ("丰台", 2.2, 1), ("丰台站", 2.2, 2), ("one two", 2.2, 2), ("one\ntwo", 9, 2)])
def test_lines_are_counted_as_they_will_be_wrapped(text, room, lines):
    assert lines_of(text, 12, room * 12 * PX_PER_PT) == lines


@pytest.mark.parametrize("kept", ["“十强学校”牵引，", "“科技+金融”", "“菜篮子”"])
def test_a_headline_that_is_torn_is_torn_outside_of_what_it_quotes(atlas, kept):
    (title,) = {stop.headline.zh for story in atlas.stories for stop in story.stop if kept in stop.headline.zh}
    lines = fitted(title, Box(0, 0, 395, 170), (32, 28, 24))[0].split("\n")
    assert "".join(lines) == title
    assert any(kept in line for line in lines), lines


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_foot_of_a_stop_has_two_lines_at_most(atlas, lang):
    long = [
        (story.id, one.number)
        for story in atlas.stories
        for one in sheets.of_story(atlas, story, lang)
        if sum(lines_of(text, SOURCE, headings.FOOT.w) for text in headings.foot(atlas, one, DAY)) > 2
    ]
    assert long == []


def test_a_line_of_names_is_broken_between_them():
    names = "北师大实验中学丰台学校、北京第五实验学校、北京十二中、人大附中丰台学校"
    lines = named(names, 20, 16 * 20 * PX_PER_PT).split("\n")
    assert lines == ["北师大实验中学丰台学校、", "北京第五实验学校、北京十二中、", "人大附中丰台学校"]
    assert named("Beijing No. 12 High School", 20, 100) == "Beijing No. 12 High School"


def test_a_name_too_long_for_a_line_is_broken_where_it_joins_two():
    room = 12 * 20 * PX_PER_PT
    joined = "京雄城际铁路和京沪高铁沿线环境整治"
    assert named(joined, 20, room).split("\n") == ["京雄城际铁路和", "京沪高铁沿线环境整治"]
    assert named(joined, 20, 2 * room) == joined
    assert named("纪念中华人民共和国成立七十周年展", 20, room).count("\n") == 0


def test_a_tile_is_set_a_little_smaller_rather_than_left_with_one_sign():
    text = "加强都市特色产业集群培育"
    made = [one for one in tiles.tiles([(text, "", "quiet")] * 9, Box(0, 0, 1184, 420)) if isinstance(one, TextBox)]
    assert len(made) == 9
    assert not any(straggles(text, item.lines[0][0].size, item.box.w, bold=True) for item in made)


@every("page", NAMES)
def test_beside_the_map_of_a_page_stands_only_what_has_room_above_the_foot(atlas, page):
    for lang in LANGUAGES:
        sheet = sheets.of_view(atlas, View(lang=lang), kinds(atlas, page), None, page)
        made = stop_layouts.compose(headings.DeckContext(atlas, DAY), sheet)
        low = [item for item in made if isinstance(item, TextBox | TableBox) and item.box.foot > headings.FOOT.y]
        assert [item for item in low if getattr(item, "role", "") not in ("foot", "number")] == [], (page, lang)


@pytest.mark.usefixtures("no_map")
def test_a_table_on_slides_prints_its_numbers_alike_its_names_whole_and_its_columns_below_their_heads(atlas):
    made = sheets.of_view(atlas, View(lang="en"), kinds(atlas, "clusters"), None, "clusters")
    slides = Presentation(io.BytesIO(presentation.deck(atlas, [made], DAY))).slides
    table = next(shape.table for slide in slides for shape in slide.shapes if shape.has_table)
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    at = next(n for n, head in enumerate(rows[0]) if "km²" in head)
    assert {len(row[at].partition(".")[2]) for row in rows[1:]} == {1}
    assert "…" not in "".join(chain.from_iterable(rows))
    assert len({cell.margin_left for row in table.rows for cell in row.cells}) == 1
    right = [[cell.text_frame.paragraphs[0].alignment == PP_ALIGN.RIGHT for cell in row.cells] for row in table.rows]
    numbers = [not any(map(str.isalpha, text)) for text in rows[1]]  # of an order, an area, a share, a count
    assert right == [numbers] * len(rows)
    assert sum(numbers) == 4


@pytest.mark.parametrize("label", ["首枚民营液氧煤油火箭（天龙二号）", "新设5000万（含）以上规模企业同比增幅"])
def test_the_words_of_a_number_are_set_smaller_or_broken_at_their_bracket_rather_than_left_with_a_sign(label):
    card = ((Run("1", 1.0, BLUE, bold=True), Run("枚", 0.46, BLUE, bold=True)), (Run(label, 14),))
    for wide in range(240, 400, 4):
        made, _ = cards.row_of_numbers([card], Box(0, 0, wide, 300), 1)
        (run,) = made[1].lines[1]
        assert not straggles(run.text, run.size, wide - 8), (wide, run.text)
        assert "\n（含" not in run.text
        assert run.text.replace("\n", "") == label


def test_numbers_beside_a_map_stand_in_as_many_columns_as_leave_no_sign_alone():
    made = [((Run("5", 1.0, BLUE, bold=True),), (Run("丰台的精神气质", 14),)) for _ in range(3)]
    places, _ = cards.placed(made, Box(0, 0, 394, 400), 30)
    assert len({box.x for box in places}) == 2
    few, _ = cards.placed([((Run("5", 1.0, BLUE, bold=True),), (Run("街镇", 14),))] * 3, Box(0, 0, 394, 400), 30)
    assert len({box.x for box in few}) == 3


def test_a_caption_of_two_sentences_ends_its_line_between_them():
    assert named("以上为全区数据。斜线为目标或预估，尚未实现。", 12, 336).split("\n")[0] == "以上为全区数据。"


def test_names_that_have_a_comma_of_their_own_are_listed_with_another_sign(atlas):
    sheet = sheets.of_view(atlas, View(lang="en"), ())
    named_with = [one for one in atlas.entries if ", " in one.name.en][:2]
    assert tiles.entry_line(atlas, named_with, sheet)[0] == "; ".join(one.name.en for one in named_with)
    others = [one for one in atlas.entries if "," not in one.name.en][:2]
    assert tiles.entry_line(atlas, others, sheet)[0] == ", ".join(one.name.en for one in others)
