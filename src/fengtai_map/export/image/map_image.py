"""(Atlas, Sheet) -> the map as a picture, drawn without a browser: in the colours, symbols and order of the screen."""

from io import BytesIO
from typing import Any, Literal

import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from shapely.geometry import Polygon, shape

from fengtai_map.content.status_at import stated
from fengtai_map.export.image import legend, viewport
from fengtai_map.export.image.corners import corner, locator_box, locator_frame, print_corner
from fengtai_map.export.image.fonts import as_outlines
from fengtai_map.export.image.ground import print_ground
from fengtai_map.export.image.label_print import LARGER, LITTLE, PlacedLabel, marked, print_names, radius
from fengtai_map.export.image.label_wishes import placed
from fengtai_map.export.image.point_layer import print_point_layer
from fengtai_map.export.image.rectangles import Rect
from fengtai_map.export.image.symbols import area, ring, symbol
from fengtai_map.export.image.viewport import Viewport
from fengtai_map.export.sheet import Sheet
from fengtai_map.geo.projection import GEOD
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap import style as theme
from fengtai_map.webmap.features import in_order

Form = Literal["png", "svg", "pdf", "jpeg"]
INCH = 96  # pixels
SIZE = (1100, 680)
TWICE = 2.0


def map_picture(  # noqa: PLR0913  # a picture has so many properties
    atlas: Atlas,
    sheet: Sheet,
    form: Form = "png",
    size: tuple[float, float] = SIZE,
    scale: float = TWICE,
    *,
    frameless: bool = False,
) -> bytes:
    """The map of a sheet with legend, scale bar, note and attribution, `size` pixels of the sheet large.

    A PNG has `scale` pixels for each of them; SVG and PDF are drawings and have none. `frameless` has no legend.
    """
    page = blank(size)
    print_map(page, atlas, sheet, frameless=frameless)
    return saved(page, form, scale, sheet.title)


def blank(size: tuple[float, float]) -> Axes:
    """An empty sheet whose coordinates are pixels from its upper left corner."""
    figure = Figure(figsize=(size[0] / INCH, size[1] / INCH), facecolor="#ffffff")
    FigureCanvasAgg(figure)
    return _axes(figure, Rect(0, 0, *size), size)


def saved(axes: Axes, form: Form, scale: float, title: str) -> bytes:
    """The sheet as a file that names no date: the same sheet gives the same picture."""
    undated: dict[Form, dict[str, Any]] = {
        "png": {"Title": title},
        "svg": {"Title": title, "Date": None},
        "pdf": {"Title": title, "CreationDate": None},
        "jpeg": {},
    }
    file = BytesIO()
    figure = axes.get_figure(root=True)
    if form in ("png", "jpeg"):
        as_outlines(figure)  # type: ignore[arg-type]  # a root is a Figure
    more: dict[str, Any] = {"metadata": undated[form]} if undated[form] else {}
    figure.savefig(file, format=form, dpi=INCH * scale, **more)  # type: ignore[union-attr]  # as above
    return file.getvalue()


def _axes(figure: Figure, box: Rect, sheet: tuple[float, float]) -> Axes:
    """Axes on a part of a sheet, again in pixels from their upper left corner."""
    wide, high = box.r - box.x, box.b - box.y
    axes = figure.add_axes((box.x / sheet[0], 1 - box.b / sheet[1], wide / sheet[0], high / sheet[1]))
    axes.set_xlim(0, wide)
    axes.set_ylim(high, 0)
    axes.set_axis_off()
    return axes


def print_map(page: Axes, atlas: Atlas, sheet: Sheet, *, frameless: bool = False) -> None:
    """Print the map on a page, its legend along the foot.

    A map of few clusters has the whole district small in a corner. One of fewer than LITTLE pixels across has names and
    areas only.
    """
    size = wide, high = page.get_xlim()[1], page.get_ylim()[0]
    rows, frame, names = _framed(atlas, sheet, wide, high, legend_below=not frameless)
    figure = page.get_figure(root=True)
    axes = _axes(figure, Rect(0, 0, wide, frame.height), size)  # type: ignore[arg-type]  # a root is a Figure
    _paint(axes, atlas, sheet, frame, names)
    if inset := locator_box(atlas, sheet, frame):
        corner_axes = _axes(figure, inset, size)  # type: ignore[arg-type]  # as above
        _paint_locator(corner_axes, atlas, sheet, (inset.r - inset.x, inset.b - inset.y))
    page.add_artist(Rectangle((0, 0), wide, frame.height, fill=False, edgecolor="#dcdad3", linewidth=0.75))
    if rows:
        legend.print_legend(page, atlas, sheet, (legend.INSET, frame.height + 8), rows)


def _paint(axes: Axes, atlas: Atlas, sheet: Sheet, frame: Viewport, names: list[PlacedLabel]) -> None:
    """All layers of a map, from the ground up."""
    axes.add_artist(Rectangle((0, 0), frame.width, frame.height, facecolor=theme.PAPER))
    print_ground(axes, atlas, sheet, frame)
    print_point_layer(axes, sheet, frame)
    _points(axes, atlas, sheet, frame)
    _selected(axes, atlas, sheet, frame)
    print_corner(axes, corner(atlas, sheet, frame))
    print_names(axes, names)


def _paint_locator(axes: Axes, atlas: Atlas, sheet: Sheet, size: tuple[float, float]) -> None:
    """The district with the clusters of the filter; names would cover what it shows."""
    frame = locator_frame(atlas, size)
    axes.add_artist(Rectangle((0, 0), *size, facecolor=theme.PAPER))
    print_ground(axes, atlas, sheet, frame)
    axes.add_artist(Rectangle((0, 0), *size, fill=False, edgecolor="#ffffff", linewidth=4))
    axes.add_artist(Rectangle((0, 0), *size, fill=False, edgecolor="#c9c7bf", linewidth=0.75))


def _framed(
    atlas: Atlas, sheet: Sheet, wide: float, high: float, *, legend_below: bool
) -> tuple[list[list[legend.Item]], Viewport, list[PlacedLabel]]:
    """The legend of what the map shows, and the map above it with its names: each depends on the others' room."""
    wanted: set[str] = set()
    while True:
        rows = legend.rows(atlas, sheet, wanted, wide - 2 * legend.INSET) if wide >= LITTLE and legend_below else []
        frame = viewport.frame(atlas, sheet, wide, high - (legend.ROW * len(rows) + legend.INSET if rows else 0))
        inset = locator_box(atlas, sheet, frame)
        taken = (*corner(atlas, sheet, frame).taken, *([inset] if inset else []))
        names = placed(atlas, sheet, frame, taken)
        shown = set(legend.shown(atlas, sheet, frame, names))
        if shown <= wanted or not rows:
            return rows, frame, names
        wanted |= shown


def _points(axes: Axes, atlas: Atlas, sheet: Sheet, frame: Viewport) -> None:
    """Lines and areas, the largest first, then the symbols: stations first, so that no place is hidden by one."""
    shown = in_order(marked(atlas, sheet, frame))
    bodies = [(shapely.from_geojson(place.shape), place) for place in shown if place.shape]
    for body, place in sorted(bodies, key=lambda one: -one[0].envelope.area):
        area(axes, frame, body, _body(place, str(stated(place, sheet.view))))
    for place in shown:
        symbol(axes, place, str(stated(place, sheet.view)), frame.point(place), radius(place.look, frame))


def _body(place: Place, status: str) -> dict[str, Any]:
    """How a line or area is drawn, as on the screen: what is still to come is dashed."""
    colour = theme.look(place.look).colour
    dashed = {} if status == "existing" else {"dashArray": "7 5"}
    return {"color": colour, "weight": 4, "opacity": 0.9, "fillColor": colour, "fillOpacity": 0.22} | dashed


def _selected(axes: Axes, atlas: Atlas, sheet: Sheet, frame: Viewport) -> None:
    """The mark of what is selected, and the circle within which a point may really lie."""
    record = atlas.index.get(sheet.view.selected)
    if isinstance(record, Place) and record.lon is not None:
        if record.shape:
            style = {"color": theme.MARK, "weight": 7, "opacity": 0.45}
            area(axes, frame, shapely.from_geojson(record.shape), style)
        elif record.error_m:
            style = {
                "color": theme.MARK,
                "weight": 1.6,
                "dashArray": "5 4",
                "fillColor": theme.MARK,
                "fillOpacity": 0.1,
            }
            area(axes, frame, circle(record), style)
        half = radius(record.look, frame) * LARGER
        ring(axes, frame.point(record), half + 5)
        symbol(axes, record, str(stated(record, sheet.view)), frame.point(record), half)
    elif sheet.view.selected in atlas.geometry:
        for colour, weight in (("#ffffff", 7), (theme.MARK, 3.2)):
            area(axes, frame, shape(atlas.geometry[sheet.view.selected]), {"color": colour, "weight": weight})


def circle(place: Place) -> Polygon:
    """The circle of error of a place, of true metres on the ellipsoid."""
    corners = (GEOD.fwd(place.lon, place.lat, bearing, place.error_m) for bearing in range(0, 360, 3))
    return Polygon([(lon, lat) for lon, lat, _ in corners])
