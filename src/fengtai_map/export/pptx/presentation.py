"""Sheets -> a .pptx that can be edited: title, figures, tables, bars and words are text, only the map is a picture."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide as Drawn
from pptx.util import Emu, Pt

from fengtai_map.export.image.map_image import map_picture
from fengtai_map.export.layout.deck import deck as composed
from fengtai_map.export.layout.headings import DeckContext
from fengtai_map.export.layout.items import (
    Area,
    ChartBox,
    Code,
    Item,
    Picture,
    Progress,
    Slide,
    TableBox,
    TextBox,
    still,
)
from fengtai_map.export.layout.map_cache import Maps
from fengtai_map.export.pptx import master
from fengtai_map.export.pptx.charts import draw_chart
from fengtai_map.export.pptx.master import Master, emu
from fengtai_map.export.pptx.office_master import laid
from fengtai_map.export.pptx.tables import draw_grid
from fengtai_map.export.pptx.text import THEME, draw_words, dress, entitle
from fengtai_map.export.qr_code import qr_code
from fengtai_map.export.reproducible import undated
from fengtai_map.export.sheet import Sheet
from fengtai_map.i18n import LANGUAGE_TAGS
from fengtai_map.model import Atlas

THUMB = 0.4  # pixels of the picture by which a folder shows the file, for each of its 640 by 360
PHOTO = 0.34  # of the height of the map
WHITE = RGBColor(0xFF, 0xFF, 0xFF)  # type: ignore[no-untyped-call]  # python-pptx says no more


def deck(
    atlas: Atlas, sheets: Sequence[Sheet], day: str, progress: Progress = still, office: bytes | None = None
) -> bytes:
    """The .pptx of these sheets. `day` (ISO 8601) is that of the export; `progress` hears of each slide.

    `office` is a presentation whose master is filled in place of ours. Raises ValueError where it is none.
    """
    lang = sheets[0].view.lang
    name = atlas.words[lang]("app.title")
    base = laid(office) if office else master.own(name)
    slides = list(composed(DeckContext(atlas, day, base.room), sheets))
    maps = Maps(atlas)
    for done, slide in enumerate(slides, 1):
        _draw(base, maps, slide)
        progress(done, len(slides))
    about = base.deck.core_properties
    about.title, about.author, about.last_modified_by = sheets[0].story_name or sheets[0].title, name, name
    about.subject, about.keywords, about.comments = atlas.release.title[lang], "", ""
    about.revision, about.language = 1, LANGUAGE_TAGS[lang]
    if not office:
        master.thumbnail(base.deck, map_picture(atlas, sheets[0], "jpeg", (640, 360), THUMB, frameless=True))
    return undated(base.deck.save, day)


def _draw(base: Master, maps: Maps, slide: Slide) -> None:
    drawn = base.deck.slides.add_slide(base.layouts[slide.layout])
    titled = drawn.shapes.title
    for one in list(drawn.placeholders):
        if titled is None or one.placeholder_format.idx != titled.placeholder_format.idx:
            one.element.getparent().remove(one.element)
    for item in slide.items:
        _item(drawn, maps, item, slide, ours=base.room.ours)
    if not base.room.ours and titled is not None:
        entitle(titled, slide.title)
    notes = drawn.notes_slide
    if notes.notes_text_frame:
        notes.notes_text_frame.text = slide.notes or slide.title
    if slide.number == 1:
        master.theme(base.deck.notes_master.part)
    for element in (drawn.element, notes.element):
        dress(element, slide.lang)


def _item(drawn: Drawn, maps: Maps, item: Item, slide: Slide, *, ours: bool) -> None:
    if isinstance(item, TextBox):
        draw_words(drawn, item, slide, ours=ours)
    elif isinstance(item, Picture):
        _picture(drawn, maps, item)
    elif isinstance(item, ChartBox):
        draw_chart(drawn, item)
    elif isinstance(item, TableBox):
        draw_grid(drawn, item)
    elif isinstance(item, Code):
        shape = drawn.shapes.add_picture(BytesIO(qr_code(item.address, "png")), *emu(item.box))
        _described(shape, item.address)
    else:
        _area(drawn, item)


def _picture(drawn: Drawn, maps: Maps, item: Picture) -> None:
    _described(drawn.shapes.add_picture(BytesIO(maps.of(item)), *emu(item.box)), item.alt)
    if photo := maps.photo(item):
        _photo(drawn, item, photo, maps.atlas.name(item.sheet.view.selected, item.sheet.view.lang))


def _photo(drawn: Drawn, item: Picture, content: bytes, name: str) -> None:
    """The first picture of what is selected, in the corner of the map."""
    left, top, width, height = emu(item.box)
    shown = drawn.shapes.add_picture(BytesIO(content), Emu(0), Emu(0), height=Emu(int(height * PHOTO)))
    shown.left, shown.top = Emu(left + width - shown.width), Emu(top + height - shown.height)
    shown.line.color.rgb, shown.line.width = WHITE, Pt(3)
    _described(shown, name)


def _described(shape: Any, text: str) -> None:  # noqa: ANN401  # a picture
    shape.element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", text)


def _area(drawn: Drawn, item: Area) -> None:
    """A plain shape, marked as decoration: nobody needs to hear of it."""
    shape = drawn.shapes.add_shape(MSO_SHAPE.OVAL if item.round else MSO_SHAPE.RECTANGLE, *emu(item.box))
    shape.shadow.inherit = False
    shape.fill.solid()
    if item.colour in THEME:
        shape.fill.fore_color.theme_color = THEME[item.colour]
    else:
        shape.fill.fore_color.rgb = RGBColor.from_string(item.colour.lstrip("#"))  # type: ignore[no-untyped-call]
    if item.round:
        shape.line.color.theme_color, shape.line.width = THEME["ink"], Pt(1)
    else:
        shape.line.fill.background()
    if item.number:
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = frame.paragraphs[0]
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = item.number, Pt(14), True
        run.font.color.theme_color = THEME["ink"]
        paragraph.alignment = PP_ALIGN.CENTER
