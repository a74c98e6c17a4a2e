"""Atlas -> the district's map, and what its script needs to know besides the features."""

from collections.abc import Mapping

from shapely.geometry import shape

from fengtai_map.drawing import basemaps, density, theme
from fengtai_map.drawing.features import Json, ground, line_names, points
from fengtai_map.drawing.layers import Areas, Begin, Density, LineNames, Lines, Points
from fengtai_map.drawing.offline import OfflineMap
from fengtai_map.model import Atlas, Many
from fengtai_map.text import LANGUAGES


def district_map(atlas: Atlas, leaflet_at: str, keys: Mapping[str, str], many: Many | None = None) -> OfflineMap:
    """The whole map as a folium map, with a layer of many points where there is one.

    It shows nothing until it is told a View, see `command.show`.
    """
    drawn = OfflineMap(leaflet_at)
    drawn.add_child(Begin(config(atlas, keys)))
    for layer in ground(atlas):
        kind = Lines if layer.lines else Areas
        drawn.add_child(kind(layer.features, {"name": layer.role, "style": layer.style}))
    if many:
        drawn.add_child(Density(density.packed(many)))
    drawn.add_child(Points([*points(atlas.stations), *points(atlas.places)]))
    drawn.add_child(LineNames(list(line_names(atlas))))
    return drawn


def config(atlas: Atlas, keys: Mapping[str, str]) -> Json:
    """What the map's own script needs besides the features."""
    west, south, east, north = shape(atlas.geometry["district"]).bounds
    centre = ((west + east) / 2, (south + north) / 2)
    offered = basemaps.usable(atlas.basemaps, keys)
    return {
        "home": [[south, west], [north, east]],
        "kinds": theme.kinds(),
        "lines": theme.LEGEND_LINES,
        "mark": theme.MARK,
        "preview": theme.PREVIEW,
        "density": theme.DENSITY,
        "basemaps": {basemap.id: basemaps.spec(basemap, keys, centre) for basemap in offered},
        "words": {lang: _words(atlas, lang) for lang in LANGUAGES},
    }


def _words(atlas: Atlas, lang: str) -> Json:
    words = atlas.words[lang]
    number = atlas.outline.approval_number
    sketch = words("map.sketch") + (f" · {words('map.approval', number=number)}" if number else "")
    return {
        **words.below("map"),
        "sketch": sketch,
        "kind": words.below("kind"),
        "line": words.below("line"),
        "notice": words.below("notice"),
    }
