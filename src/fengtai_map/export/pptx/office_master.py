"""The master of slides that an office lays beside: which of its layouts are filled, and the room that each leaves."""

import zlib
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml.etree import LxmlError
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.presentation import Presentation as Deck

from fengtai_map.export.layout.headings import SlideArea
from fengtai_map.export.layout.items import Box
from fengtai_map.export.pptx.master import BARE, LAYOUTS, PIXEL, Master

TYPES = "[Content_Types].xml"
TEMPLATE, PRESENTATION = (f"presentationml.{kind}.main+xml".encode() for kind in ("template", "presentation"))
LEAST = Box(0, 0, 600, 300)  # pixels that a layout has to leave for the content
# What a file may make the library raise that is no presentation, or a broken one.
BROKEN = (
    *(PackageNotFoundError, BadZipFile, zlib.error, LxmlError, LookupError, ValueError),
    *(AttributeError, EOFError, OSError, RuntimeError, TypeError),
)
SMALL = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
HEADS = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


class UnfitError(ValueError):
    """`why` is "unfit" where it is no presentation, "untitled" without a layout with a title, "narrow" without room."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def laid(content: bytes) -> Master:
    """The master of an office, without its slides; its title and foot stay where they are.

    It may be a template (.potx). Raises UnfitError where it is no presentation, or has no layout that can be filled.
    """
    try:
        deck = Presentation(BytesIO(_presentation(content)))
    except BROKEN as error:
        raise UnfitError("unfit") from error
    for slide in list(deck.slides._sldIdLst):  # noqa: SLF001  # python-pptx has no word for it
        deck.part.drop_rel(slide.rId)
        deck.slides._sldIdLst.remove(slide)  # noqa: SLF001
    titled = [one for one in deck.slide_layouts if HEADS & _kinds(one)]
    if not titled:
        raise UnfitError("untitled")
    plain = min(titled, key=lambda one: len(_kinds(one) - SMALL - HEADS))
    centred = next((one for one in titled if PP_PLACEHOLDER.CENTER_TITLE in _kinds(one)), plain)
    layouts = {}
    for key, name in NAMES.items():
        like = [one for one in titled if name in one.name or key in one.name.lower()]
        layouts[key] = like[0] if like else centred if key in BARE else plain
    room = replace(_room(deck, plain), ends=_below(deck, layouts["cover"]))
    if room.body is None or room.body.w < LEAST.w or room.body.h < LEAST.h:
        raise UnfitError("narrow")
    return Master(deck, layouts, room)


def _presentation(content: bytes) -> bytes:
    """The same; of a template the presentation that it would begin."""
    with ZipFile(BytesIO(content)) as packed:
        types = packed.read(TYPES)
        if TEMPLATE not in types:
            return content
        made = BytesIO()
        with ZipFile(made, "w", ZIP_DEFLATED) as copy:
            for one in packed.infolist():
                body = types.replace(TEMPLATE, PRESENTATION) if one.filename == TYPES else packed.read(one)
                copy.writestr(one.filename, body)
    return made.getvalue()


NAMES = {key: name.split(" ", maxsplit=1)[0] for key, (name, _) in LAYOUTS.items()}


def _kinds(layout: Any) -> set[PP_PLACEHOLDER]:  # noqa: ANN401  # a layout, whose placeholders have no types
    """The kinds of placeholders of a layout."""
    return {one.placeholder_format.type for one in layout.placeholders}


def _room(deck: Deck, layout: Any) -> SlideArea:  # noqa: ANN401  # as above
    """What the title and the foot of a layout leave free, in pixels."""
    page = Box(0, 0, (deck.slide_width or 0) / PIXEL, (deck.slide_height or 0) / PIXEL)
    places = {one.placeholder_format.type: _box(one) for one in layout.placeholders}
    title = next(places[kind] for kind in HEADS if kind in places)
    low = [box for kind, box in places.items() if kind in SMALL and box.y > page.h / 2]
    end = min([box.y for box in low], default=page.h - 50) - 8
    foot = Box(title.x, end - 36, title.w, 36)
    number = places.get(PP_PLACEHOLDER.SLIDE_NUMBER, Box(page.w - 120, page.h - 40, 80, 28))
    return SlideArea(foot, number, Box(title.x, title.foot + 12, title.w, foot.y - 8 - title.foot - 12))


def _below(deck: Deck, layout: Any) -> Box:  # noqa: ANN401  # as above
    """What the first and the last slide have below their title."""
    title = next(_box(one) for one in layout.placeholders if one.placeholder_format.type in HEADS)
    top = title.foot + 16
    return Box(title.x, top, title.w, (deck.slide_height or 0) / PIXEL - top - 40)


def _box(shape: Any) -> Box:  # noqa: ANN401  # a placeholder, whose place may be inherited
    return Box(*(float(side or 0) / PIXEL for side in (shape.left, shape.top, shape.width, shape.height)))
