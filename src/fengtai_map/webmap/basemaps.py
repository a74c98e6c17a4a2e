"""Backgrounds from elsewhere, as the map needs them: addresses, the shift of their datum, the key in place."""

from collections.abc import Mapping
from html import escape

from fengtai_map.geo.datum import to_gcj02
from fengtai_map.model import Basemap

ON = "on"  # what turns a background on that needs it
ONLINE_MAPS, OFF = "FENGTAI_ONLINE_MAPS", "off"  # where no browser may fetch any


def usable(basemaps: tuple[Basemap, ...], keys: Mapping[str, str]) -> tuple[Basemap, ...]:
    """Those that need no key or have it, that nobody has to turn on or somebody has, and that a browser may fetch.

    `keys` is by name of the environment variable.

    >>> [basemap.id for basemap in usable(atlas.basemaps, {})]
    ['offline', 'osm']
    """
    offered = (one for one in basemaps if not one.tiles or keys.get(ONLINE_MAPS) != OFF)
    return tuple(
        one
        for one in offered
        if (not one.key_variable or keys.get(one.key_variable)) and (not one.needs or keys.get(one.needs) == ON)
    )


def spec(basemap: Basemap, keys: Mapping[str, str], centre: tuple[float, float]) -> dict[str, object]:
    """What assets/basemaps.js draws. `centre` is longitude, latitude: the shift is taken there, in degrees."""
    key = keys.get(basemap.key_variable or "", "")
    return {
        "tiles": [url.replace("{key}", key) for url in basemap.tiles],
        "attribution": escape(basemap.attribution, quote=False),  # Leaflet takes it for HTML
        "shift": _shift(basemap.datum, centre),
        "max_zoom": basemap.max_zoom,
    }


def _shift(datum: str, centre: tuple[float, float]) -> tuple[float, float]:
    """How far the tiles of a datum lie from WGS-84, in degrees of longitude and latitude."""
    if datum == "WGS-84":
        return (0.0, 0.0)
    lon, lat = centre
    shifted_lat, shifted_lon = to_gcj02((lat, lon))
    return (shifted_lon - lon, shifted_lat - lat)
