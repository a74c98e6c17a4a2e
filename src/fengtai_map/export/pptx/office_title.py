"""A headline in the placeholder of an office's own master: in its size, or smaller where it would run over."""

from typing import Any

from pptx.util import Pt

from fengtai_map.export.layout.items import Box
from fengtai_map.export.layout.line_breaks import fitted

USUAL, LEAST, LINES = 44.0, 16, 3  # points where no layout says it; no smaller; lines
INSET = 0.1  # inches at each side, where nothing else is said
INCH = 914400


def entitle(title: Any, text: str) -> None:  # noqa: ANN401  # a placeholder of python-pptx, which has no types
    """Write a headline, and set it smaller than the master does where it has to be."""
    title.text_frame.text = text
    usual = _size(title)
    sides = ((side or 0) / INCH for side in (title.width, title.height))
    wide, high = (96 * max(0.5, side - 2 * INSET) for side in sides)
    sizes = [usual, *range(int(usual) - 1, LEAST - 1, -1)]
    _, size = fitted(text, Box(0, 0, wide, high), sizes, LINES)
    if size < usual:
        for paragraph in title.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(size)


def _size(title: Any) -> float:  # noqa: ANN401  # as above
    """How large the layout, else the master, sets its titles, in points."""
    layout = title.part.slide.slide_layout
    placeholders = [one for one in layout.placeholders if one.placeholder_format.idx == title.placeholder_format.idx]
    found = [size for one in placeholders for size in one.element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]
    found += layout.slide_master.element.xpath(".//p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return float(found[0]) / 100 if found else USUAL
