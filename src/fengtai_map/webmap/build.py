"""Atlas -> the district's map, and what its script needs to know besides the features."""

from collections.abc import Mapping

from shapely.geometry import shape

from fengtai_map.i18n import LANGUAGES
from fengtai_map.model import Atlas, PointColumns
from fengtai_map.webmap import basemaps, style
from fengtai_map.webmap.features import Json, line_names, points
from fengtai_map.webmap.folium_map import Begin, End, Layer, OfflineMap
from fengtai_map.webmap.ground import ground
from fengtai_map.webmap.point_layer import columns_json
from fengtai_map.webmap.surroundings import extent
from fengtai_map.webmap.symbols import LAMPS


def district_map(
    atlas: Atlas,
    leaflet_at: str,
    keys: Mapping[str, str],
    point_layer: PointColumns | None = None,
    *,
    in_script: bool = False,
) -> OfflineMap:
    """The whole map as a folium map, with a layer of many points where there is one; its style `in_script` or beside.

    It shows nothing until it is told what: the client says so, by `ft.show`.
    """
    drawn = OfflineMap(leaflet_at, in_script=in_script)
    drawn.add_child(Begin(config(atlas, keys)))
    for layer in ground(atlas):
        role = {"name": layer.role, "style": layer.style, "zoom": layer.zoom}
        drawn.add_child(Layer("lines" if layer.lines else "areas", layer.features, role))
    if point_layer:
        drawn.add_child(Layer("pointLayer", columns_json(point_layer)))
    drawn.add_child(Layer("points", points((*atlas.stations, *atlas.places))))
    drawn.add_child(Layer("names", line_names(atlas)))
    drawn.add_child(End())
    return drawn


def config(atlas: Atlas, keys: Mapping[str, str]) -> Json:
    """What the map's own script needs besides the features."""
    west, south, east, north = shape(atlas.geometry["district"]).bounds
    centre = ((west + east) / 2, (south + north) / 2)
    drawn = extent(atlas)
    offered = basemaps.usable(atlas.basemaps, keys)
    return {
        "home": [[south, west], [north, east]],
        "extent": [[drawn[1], drawn[0]], [drawn[3], drawn[2]]],
        "near": style.NEAR,
        "outside": style.OUTSIDE,
        "kinds": {kind: style.symbol(style.look(like)) for kind, like in _looks(atlas).items()},
        "other": style.symbol(style.OTHER),
        "metro": style.LEGEND_METRO,
        "mark": style.MARK,
        "preview": {what: style.symbol(one) for what, one in style.PREVIEW.items()},
        "pointLayer": style.POINT_LAYER,
        "lamps": {level: {"colour": colour, "path": path} for level, (colour, path) in LAMPS.items()},
        "basemaps": {basemap.id: basemaps.spec(basemap, keys, centre) for basemap in offered},
        "words": {lang: _words(atlas, lang) for lang in LANGUAGES},
    }


def sketch(atlas: Atlas, lang: str) -> str:
    """What every map says it is, on screen and in each file: a sketch, with its approval number where it has one."""
    words, number = atlas.words[lang], atlas.outline.approval_number
    return words("map.sketch") + (f" · {words('map.approval', number=number)}" if number else "")


def _looks(atlas: Atlas) -> dict[str, str]:
    """The kinds in the order of the legend, which is that of the data; then those that only the office may bring."""
    return {**atlas.looks, **{kind: kind for kind in style.KINDS if kind not in atlas.looks}}


def _words(atlas: Atlas, lang: str) -> Json:
    words = atlas.words[lang]
    return {
        **words.below("map"),
        "sketch": sketch(atlas, lang),
        "credit": words("export.map-source"),
        "kind": words.below("kind"),
        "line": words.below("line"),
        "light": words.below("light"),
        "notice": words.below("notice"),
    }
