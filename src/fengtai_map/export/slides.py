"""Sheets -> a .pptx that can be edited: title, figures, table and words are text, only the map is a picture."""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Inches

from fengtai_map.content.figures import figure, period
from fengtai_map.content.places import precision
from fengtai_map.content.subjects import METRO
from fengtai_map.export import blocks
from fengtai_map.export.blocks import BLUE, INK, QUIET, Box, Line
from fengtai_map.export.picture import map_picture
from fengtai_map.export.places_table import draw_places
from fengtai_map.export.sheet import Sheet, of_district, statuses_line
from fengtai_map.export.tables import listed
from fengtai_map.export.undated import undated
from fengtai_map.model import Atlas, Fact, Place

TITLE_ONLY = 5  # the layout of python-pptx's own template that has a title and nothing else
PAGE = Box(0, 0, 13.333, 7.5)  # inches, 16:9
TITLE = Box(0.45, 0.22, 12.43, 0.8)
FIGURES = Box(0.45, 1.18, 12.43, 1.48)
FOOT, NUMBER = Box(0.45, 7.08, 11.6, 0.25), Box(12.08, 7.08, 0.8, 0.25)
MAP_WIDTH, BODY_END, GAP = 7.5, 7.02, 0.16
FEWEST = 3  # columns of figures: a single one does not become as wide as the slide
INCH = 96  # pixels of the map's own measure
PHOTO = 0.34  # of the height of the map
WHITE = RGBColor(0xFF, 0xFF, 0xFF)  # type: ignore[no-untyped-call]  # python-pptx says no more
SHARP = 2.0  # pixels of the picture for each of them: more than a projector shows


def deck(
    atlas: Atlas, sheets: Sequence[Sheet], day: str, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> bytes:
    """The .pptx of these sheets, a slide each. `day` (ISO 8601) is that of the hand-over; `progress` hears of each."""
    made = _blank()
    for done, sheet in enumerate(sheets, 1):
        _draw(made, atlas, sheet, day)
        progress(done, len(sheets))
    made.core_properties.title = sheets[0].title
    made.core_properties.author = atlas.words[sheets[0].view.lang]("app.title")
    packed = BytesIO()
    made.save(packed)
    return undated(packed.getvalue(), day)


def _blank() -> Deck:
    """An empty 16:9 presentation with one layout, whose title stands where ours do: «reset slide» moves nothing."""
    made = Presentation()
    wider = Inches(PAGE.width) / (made.slide_width or Inches(PAGE.width))
    made.slide_width, made.slide_height = Inches(PAGE.width), Inches(PAGE.height)
    for index in range(len(made.slide_layouts) - 1, -1, -1):
        if index != TITLE_ONLY:
            made.slide_layouts.remove(made.slide_layouts[index])
    for one in (*made.slide_master.placeholders, *made.slide_layouts[0].placeholders):
        one.left, one.width = Emu(int(one.left * wider)), Emu(int(one.width * wider))
        if one.placeholder_format.type == blocks.TITLE:
            TITLE.put(one)
    return made


def _draw(made: Deck, atlas: Atlas, sheet: Sheet, day: str) -> None:
    slide = made.slides.add_slide(made.slide_layouts[0])
    blocks.title(slide, TITLE, sheet.title)
    columns = list(FIGURES.columns(max(len(sheet.figures), FEWEST), GAP))
    blocks.cards(slide, columns, [_figure(atlas, sheet, fact) for fact in sheet.figures])
    top = FIGURES.y + (FIGURES.height + GAP if sheet.figures else 0)
    height = BODY_END - top
    wide = FIGURES.width if sheet.background else MAP_WIDTH
    _map(slide, Box(FIGURES.x, top, wide, height), atlas, sheet)
    if not sheet.background:
        left = FIGURES.x + wide + GAP
        draw_places(slide, Box(left, top, FIGURES.x + FIGURES.width - left, height), atlas, sheet)
    words = atlas.words[sheet.view.lang]
    blocks.line(slide, FOOT, foot(atlas, sheet, day))
    blocks.line(slide, NUMBER, words("export.page-number", n=sheet.number, total=sheet.total), right=True)
    notes = slide.notes_slide
    if notes.notes_text_frame:
        notes.notes_text_frame.text = "\n".join(spoken(atlas, sheet))
    for element in (slide.element, notes.element):
        blocks.dress(element, sheet.view.lang)


def _figure(atlas: Atlas, sheet: Sheet, fact: Fact) -> Sequence[Line]:
    """A figure: the number large, what it counts, since when, and the words of the release."""
    one, words = figure(atlas, fact, sheet.view.lang), atlas.words[sheet.view.lang]
    district = words("figure.district") if of_district(atlas, sheet, fact) else ""
    about = " · ".join(part for part in (district, one.about, one.rank) if part)
    return [
        [(one.printed, 28.0, True, BLUE), (one.amount.removeprefix(one.printed), 15.0, True, BLUE)],
        [(one.label, 13.0, False, INK)],
        [(about, 10.0, False, QUIET)],
        [(words("export.quote-line", quote=one.quote, locator=one.locator), 10.0, False, QUIET)],
    ]


def _map(slide: Slide, box: Box, atlas: Atlas, sheet: Sheet) -> None:
    png = map_picture(atlas, sheet, "png", (box.width * INCH, box.height * INCH), SHARP)
    picture = slide.shapes.add_picture(BytesIO(png), *box.emu())
    alt = atlas.words[sheet.view.lang]("export.map-alt", title=sheet.title)
    picture.element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", alt)
    _photo(slide, box, atlas, sheet)


def _photo(slide: Slide, box: Box, atlas: Atlas, sheet: Sheet) -> None:
    """The first picture of what is selected, in the corner of the map."""
    place = atlas.index.get(sheet.view.selected)
    if not isinstance(place, Place):
        return
    for content in [atlas.photos[name] for name in place.photos if name in atlas.photos][:1]:
        shown = slide.shapes.add_picture(BytesIO(content), Emu(0), Emu(0), height=Inches(box.height * PHOTO))
        left, top, width, height = box.emu()
        shown.left, shown.top = Emu(left + width - shown.width), Emu(top + height - shown.height)
        shown.line.color.rgb, shown.line.width = WHITE, Inches(0.04)
        shown.element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", place.name[sheet.view.lang])


def foot(atlas: Atlas, sheet: Sheet, day: str) -> str:
    """The line at the foot: that the map is a sketch, its approval number, the days of statuses, source, hand-over."""
    words, lang, number = atlas.words[sheet.view.lang], sheet.view.lang, atlas.outline.approval_number
    released = period(atlas, atlas.release.date.isoformat(), lang)
    parts = [words("map.sketch"), *([words("map.approval", number=number)] if number else [])]
    parts.append(statuses_line(atlas, sheet))
    parts.append(words("export.source-line", title=atlas.release.title[lang], date=released))
    parts.append(words("export.handed-line", date=period(atlas, day, lang)))
    return " · ".join(parts)


def spoken(atlas: Atlas, sheet: Sheet) -> Iterator[str]:
    """The speaker's notes, the words of the release behind each figure, and how well the places are known."""
    words, lang = atlas.words[sheet.view.lang], sheet.view.lang
    yield sheet.notes
    if sheet.figures:
        yield f"\n{words('export.origins')}"
    for fact in sheet.figures:
        one = figure(atlas, fact, lang)
        yield "• " + words("export.pair", label=one.label, value=one.amount)
        yield f"  {words('export.quote-line', quote=one.quote, locator=one.locator)} {one.section}"
        if one.note:
            yield f"  {one.note}"
    places = [] if sheet.background else [place for place in listed(atlas, sheet) if place.kind != METRO]
    if places:
        yield f"\n{words('export.precision')}"
    for place in places:
        yield "• " + words("export.pair", label=place.name[lang], value=precision(atlas, place, lang))
