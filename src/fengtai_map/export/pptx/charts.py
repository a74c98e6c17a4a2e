"""Bars as a native chart of a slide: from zero; targets, plans and estimates are hatched; ranks behind the numbers."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.slide import Slide
from pptx.util import Pt

from fengtai_map.export.layout.items import BLUE, INK, LEAST, RANK, RULE, WHITE, ChartBox
from fengtai_map.export.pptx.master import emu
from fengtai_map.export.pptx.text import THEME

ROOM = 1.45  # of the longest bar, for what is written behind it


def draw_chart(slide: Slide, item: ChartBox) -> None:
    """Draw the bars; a reader can change their numbers in the workbook that lies in the file."""
    bars = item.bars.bars
    data: Any = CategoryChartData(number_format="General")  # type: ignore[no-untyped-call]
    data.categories = [f"{one.label}\n{one.period}" if one.period else one.label for one in bars]
    data.add_series(item.bars.title, [one.value for one in bars])
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *emu(item.box), data)
    frame.element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0].set("descr", item.bars.title)
    chart = frame.chart
    chart.has_legend, chart.has_title = False, True
    _text(chart.chart_title.text_frame, item.bars.title, item.size, bold=True)
    chart.font.size = Pt(max(LEAST, item.size - 1))
    _axes(chart, max((one.value for one in bars), default=1))
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 60, False
    for at, one in enumerate(bars):
        point = plot.series[0].points[at]
        if one.ahead:
            point.format.fill.patterned()
            point.format.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
            point.format.fill.fore_color.theme_color = THEME[BLUE]
            point.format.fill.back_color.theme_color = THEME[WHITE]
            point.format.line.color.theme_color = THEME[BLUE]
        else:
            point.format.fill.solid()
            point.format.fill.fore_color.theme_color = THEME[BLUE]
        label = point.data_label
        _text(label.text_frame, one.said, item.size + 1, bold=True, rank=one.rank)
        label.text_frame._txBody.bodyPr.set("wrap", "none")  # noqa: SLF001  # python-pptx has no word for it
        label.position = XL_LABEL_POSITION.OUTSIDE_END


def _axes(chart: Any, longest: float) -> None:  # noqa: ANN401  # a chart
    """Categories from above; the axis of values is not shown, but begins at zero."""
    across, along = chart.category_axis, chart.value_axis
    across.reverse_order, across.has_major_gridlines = True, False
    across.major_tick_mark = XL_TICK_MARK.NONE
    across.format.line.color.theme_color = THEME[RULE]
    along.minimum_scale, along.maximum_scale = 0, longest * ROOM
    along.has_major_gridlines, along.visible = False, False
    along.tick_label_position = XL_TICK_LABEL_POSITION.NONE


def _text(frame: Any, text: str, size: float, *, bold: bool = False, rank: str = "") -> None:  # noqa: ANN401  # a text frame
    paragraph = frame.paragraphs[0]
    for words, colour in ((text, INK), (f"  {rank}" if rank else "", RANK)):
        if words:
            run = paragraph.add_run()
            run.text, run.font.size, run.font.bold = words, Pt(max(LEAST, size)), bold
            run.font.color.theme_color = THEME[colour]
