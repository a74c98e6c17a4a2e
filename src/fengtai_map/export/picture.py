"""(Atlas, Sheet) -> the map as a picture, drawn without a browser: in the colours, shapes and order of the screen."""

from io import BytesIO
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from shapely.geometry import Polygon, shape

from fengtai_map.drawing import theme
from fengtai_map.drawing.features import ground
from fengtai_map.export import legend
from fengtai_map.export.corner import corner, print_corner
from fengtai_map.export.density import print_density
from fengtai_map.export.fonts import LINE, as_outlines, write
from fengtai_map.export.frame import Box, Frame, frame
from fengtai_map.export.marks import area, disc, draw, mark_of, ring
from fengtai_map.export.names import CHIP, CHIP_GAP, Placed, placed, radius
from fengtai_map.export.sheet import Sheet, places
from fengtai_map.metres import GEOD
from fengtai_map.model import Atlas, Place

Form = Literal["png", "svg", "pdf"]
INCH = 96  # pixels
GROUND = "#eceff1"
QUIET = {"fillColor": "#dfe3e7", "fillOpacity": 0.55, "opacity": 0.3}  # a cluster that the filter leaves out
SIZE = (1100, 680)
TWICE = 2.0


def map_picture(
    atlas: Atlas, sheet: Sheet, form: Form = "png", size: tuple[float, float] = SIZE, scale: float = TWICE
) -> bytes:
    """The map of a sheet with legend, scale bar, note and attribution, `size` pixels of the sheet large.

    A PNG has `scale` pixels for each of them; SVG and PDF are drawings and have none.
    """
    axes = blank(size)
    print_map(axes, atlas, sheet, (0, 0, *size))
    return saved(axes, form, scale, sheet.title)


def blank(size: tuple[float, float]) -> Axes:
    """An empty sheet whose coordinates are pixels from its upper left corner."""
    figure = Figure(figsize=(size[0] / INCH, size[1] / INCH), facecolor="#ffffff")
    FigureCanvasAgg(figure)
    return _axes(figure, (0, 0, *size), size)


def saved(axes: Axes, form: Form, scale: float, title: str) -> bytes:
    """The sheet as a file that names no date: the same sheet gives the same picture."""
    undated: dict[Form, dict[str, Any]] = {
        "png": {"Title": title},
        "svg": {"Title": title, "Date": None},
        "pdf": {"Title": title, "CreationDate": None},
    }
    file = BytesIO()
    figure = axes.get_figure(root=True)
    if form == "png":
        as_outlines(figure)  # type: ignore[arg-type]  # a root is a Figure
    figure.savefig(file, format=form, dpi=INCH * scale, metadata=undated[form])  # type: ignore[union-attr]
    return file.getvalue()


def _axes(figure: Figure, box: Box, sheet: tuple[float, float]) -> Axes:
    """Axes on a part of a sheet (left, top, width, height in pixels), again in pixels from their upper left corner."""
    (left, top, wide, high), (all_wide, all_high) = box, sheet
    axes = figure.add_axes((left / all_wide, 1 - (top + high) / all_high, wide / all_wide, high / all_high))
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    axes.set_axis_off()
    return axes


def print_map(page: Axes, atlas: Atlas, sheet: Sheet, box: Box) -> None:
    """Print the map into a part of a sheet (left, top, width, height), its legend along the foot."""
    left, top, wide, high = box
    rows, view, names = _framed(atlas, sheet, wide, high)
    figure = page.get_figure(root=True)
    size = (page.get_xlim()[1], page.get_ylim()[0])
    axes = _axes(figure, (left, top, wide, view.height), size)  # type: ignore[arg-type]  # a root is a Figure
    axes.add_artist(Rectangle((0, 0), wide, view.height, facecolor=GROUND))
    _ground(axes, atlas, sheet, view)
    print_density(axes, sheet, view)
    _points(axes, atlas, sheet, view)
    _selected(axes, atlas, sheet, view)
    print_corner(axes, view, corner(atlas, sheet, view))
    for name in names:
        _name(axes, name)
    page.add_artist(Rectangle((left, top), wide, view.height, fill=False, edgecolor="#c9d1d8", linewidth=0.75))
    legend.print_legend(page, atlas, sheet, (left + legend.INSET, top + view.height + 8), rows)


def _framed(
    atlas: Atlas, sheet: Sheet, wide: float, high: float
) -> tuple[list[list[legend.Item]], Frame, list[Placed]]:
    """The legend of what the map shows, and the map above it with its names: each depends on the others' room."""
    wanted: set[str] = set()
    while True:
        rows = legend.rows(atlas, sheet, wanted, wide - 2 * legend.INSET)
        view = frame(atlas, sheet, wide, high - legend.ROW * len(rows) - legend.INSET)
        names = placed(atlas, sheet, view, corner(atlas, sheet, view).taken)
        shown = set(legend.shown(atlas, sheet, view, names))
        if shown <= wanted:
            return rows, view, names
        wanted |= shown


def _ground(axes: Axes, atlas: Atlas, sheet: Sheet, view: Frame) -> None:
    """Areas and lines, from the ground up."""
    chosen = sheet.view.clusters
    for layer in ground(atlas):
        for one in layer.features:
            look = layer.style | one.get("style", {})
            cluster = one["id"] if one.get("kind") == "cluster" else one.get("cluster")
            if cluster and chosen and cluster not in chosen:
                look |= QUIET if one["id"] == cluster else {"opacity": 0.15}
            area(axes, view, shape(one.get("geometry") or one), look)


def _points(axes: Axes, atlas: Atlas, sheet: Sheet, view: Frame) -> None:
    """The symbols: stations first, so that no place is hidden by one."""
    for place in sorted(places(atlas, sheet), key=lambda one: one in atlas.stations, reverse=True):
        draw(axes, mark_of(place), _px(view, place), radius(place.kind, view.zoom))


def _px(view: Frame, place: Place) -> tuple[float, float]:
    return view.px(place.lon or 0, place.lat or 0)


def _selected(axes: Axes, atlas: Atlas, sheet: Sheet, view: Frame) -> None:
    """The mark of what is selected, and the circle within which a point may really lie."""
    record = atlas.index.get(sheet.view.selected)
    if isinstance(record, Place) and record.lon is not None:
        if record.error_m:
            style = {"color": theme.MARK, "weight": 2, "dashArray": "5 4", "fillColor": theme.MARK, "fillOpacity": 0.12}
            area(axes, view, circle(record), style)
        ring(axes, _px(view, record), radius(record.kind, view.zoom) + 5)
    elif sheet.view.selected in atlas.geometry:
        for colour, weight in (("#ffffff", 8), (theme.MARK, 4)):
            area(axes, view, shape(atlas.geometry[sheet.view.selected]), {"color": colour, "weight": weight})


def circle(place: Place) -> Polygon:
    """The circle of error of a place, of true metres on the ellipsoid."""
    corners = (GEOD.fwd(place.lon, place.lat, bearing, place.error_m) for bearing in range(0, 360, 3))
    return Polygon([(lon, lat) for lon, lat, _ in corners])


def _name(axes: Axes, one: Placed) -> None:
    """A name in its rectangle, that of a cluster behind the disc with its number."""
    name, box, look = one.name, one.box, one.name.look
    left, middle = box.x, (box.y + box.b) / 2
    if name.number:
        half = CHIP * look.size / 2
        draw(axes, disc(name.number), (left + half, middle), half)
        left += 2 * half + CHIP_GAP
    for number, line in enumerate(name.lines):
        top = middle + LINE * look.size * (number - len(name.lines) / 2)
        write(axes, line, (left, top), look.size, colour=look.colour, bold=look.bold, halo=2.5)
