"""Tables of a slide: native ones, with a line below each row instead of a grid."""

from dataclasses import replace
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu

from fengtai_map.export.layout.items import BESIDE, Run, TableBox
from fengtai_map.export.pptx.master import PIXEL, emu
from fengtai_map.export.pptx.text import write

LINE = '<a:{} {} w="9525"><a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:{}>'  # the hairline below a row
NONE = '<a:{} {} w="0"><a:noFill/></a:{}>'
BLANK = "\u00a0"


def draw_grid(slide: Slide, item: TableBox) -> None:
    """Draw the table; its rows are as high as they have to be, whatever typeface stands in."""
    place = emu(replace(item.box, h=max(item.box.h, 1)))
    frame: Any = slide.shapes.add_table(len(item.rows), len(item.shares), *place)
    table = frame.table
    table.first_row, table.horz_banding = item.heads, False
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))  # noqa: SLF001  # python-pptx has no word for it
    if style is not None:
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
    for x, share in enumerate(item.shares):
        table.columns[x].width = Emu(round(item.box.w * share * PIXEL))
    for y, (row, high) in enumerate(zip(item.rows, item.heights, strict=True)):
        table.rows[y].height = Emu(round(high * PIXEL))
        for x, run in enumerate(row):
            cell = table.cell(y, x)
            cell.margin_left = Emu(5 * PIXEL if item.heads else 0)  # a column begins below its head
            beside = BESIDE if x in item.right else 0
            cell.margin_right = Emu((6 + beside) * PIXEL if item.heads or x == 0 else 0)
            _fill(cell, run, head=item.heads and y == 0, right=x in item.right)


def _fill(cell: Any, run: Run, *, head: bool, right: bool) -> None:  # noqa: ANN401  # a cell
    cell.margin_top = cell.margin_bottom = Emu(3 * PIXEL)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    if head:
        cell.fill.solid()
        cell.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        cell.fill.background()
    write(
        cell.text_frame.paragraphs[0], (Run(run.text or BLANK, run.size, run.colour, run.bold, run.link),), right=right
    )
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  # as above
    for at, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        pattern = LINE if side == "lnB" else NONE
        properties.insert(at, parse_xml(pattern.format(side, nsdecls("a"), side)))
