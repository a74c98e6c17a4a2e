"""The usual way: the same district on a page that builds a new folium map at every run.

It is spared what it cannot have without internet (popups need jQuery, markers need their icons) and draws less than
ours: no names, no shapes, no mask, no legend.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import folium
import pandas as pd
import shapely
import streamlit as st
from shapely.geometry import shape
from streamlit_folium import st_folium

from fengtai_map.drawing import theme
from fengtai_map.load import DATA, load
from fengtai_map.model import Atlas, Place
from fengtai_map.panels.places import located, row
from fengtai_map.ui.canvas import LEAFLET_SERVED

Json = dict[str, Any]
LINES = {"rivers": "river", "roads": "road", "railways": "railway", "metro-lines": "metro"}
LANG = "zh"


class LocalMap(folium.Map):
    """A folium map that takes Leaflet from this server, as ours does; folium's own lists need the internet."""

    def __init__(self) -> None:
        super().__init__(tiles=None, prefer_canvas=True, zoom_snap=0.25, max_zoom=18)
        self.default_js = [("leaflet", f"../{LEAFLET_SERVED.name}/leaflet.js")]
        self.default_css = [("leaflet", f"../{LEAFLET_SERVED.name}/leaflet.css")]


@st.cache_resource(show_spinner=False)
def district() -> Atlas:
    """The same data as ours, read once."""
    return load(DATA)


def drawn(atlas: Atlas, chosen: list[str], points: Iterable[Place]) -> folium.Map:
    """Water, clusters, lines, 街镇, and a marker for each point: a loop, as it is usually written."""
    new = LocalMap()
    add(new, atlas, (one.id for one in atlas.ground["water"]), lambda _: theme.WATER)
    add(new, atlas, (one.id for one in atlas.clusters), looks(atlas, chosen))
    for layer, kind in LINES.items():
        add(new, atlas, (one.id for one in atlas.ground[layer]), partial(line, kind))
    add(new, atlas, (one.id for one in atlas.streets), lambda _: theme.STREET)
    for place in points:
        add_marker(new, place)
    west, south, east, north = shapely.total_bounds([shape(atlas.geometry[one]) for one in chosen or ["district"]])
    new.fit_bounds([[south, west], [north, east]])
    return new


def add(new: folium.Map, atlas: Atlas, names: Iterable[str], look: Callable[[Json], Mapping[str, Any]]) -> None:
    """A GeoJson layer of these features."""
    features = [{"type": "Feature", "geometry": atlas.geometry[one], "properties": {"id": one}} for one in names]
    folium.GeoJson({"type": "FeatureCollection", "features": features}, style_function=look).add_to(new)


def line(kind: str, _: Json) -> Mapping[str, Any]:
    """One look for every line of a kind."""
    return theme.LINES[kind]


def looks(atlas: Atlas, chosen: list[str]) -> Callable[[Json], Mapping[str, Any]]:
    """Clusters outside of the filter are grey."""
    fills = dict(zip((one.id for one in atlas.clusters), theme.CLUSTERS, strict=True))
    fills |= {name: "#dfe3e7" for name in fills if chosen and name not in chosen}
    return lambda feature: theme.OUTLINE | {"fillColor": fills[feature["properties"]["id"]], "fillOpacity": 0.74}


def add_marker(new: folium.Map, place: Place) -> None:
    """One point, with its name."""
    look = theme.KINDS[place.kind]
    at: list[Any] = [place.lat, place.lon]  # known: only located places come here
    style: Json = {
        "radius": look.radius,
        "color": "#ffffff",
        "weight": 1.5,
        "fill_color": look.colour,
        "fill_opacity": 1,
    }
    folium.CircleMarker(at, tooltip=place.name[LANG], **style).add_to(new)


st.set_page_config(page_title="rebuild", layout="wide")
atlas = district()
words = atlas.words[LANG]
names = {one.id: f"{one.order} {one.name[LANG]}" for one in atlas.clusters}
with st.sidebar:
    chosen = st.pills("clusters", list(names), selection_mode="multi", format_func=names.__getitem__, key="w-clusters")
places = [one for one in atlas.places if not chosen or one.cluster in chosen or one.lon is None]
stations = [one for one in atlas.stations if not chosen or one.cluster in chosen]
counter = words("page.counter", n=len(located(places)), total=len(atlas.places))
st.html(f'<output class="ft-counter">{counter}</output>')
left, right = st.columns([1.9, 1])
with left:
    st_folium(drawn(atlas, chosen, [*stations, *located(places)]), height=640, width=None, returned_objects=[])
with right:
    rows = [row(atlas, one, LANG) for one in places]
    cells = [(one.name, one.kind_name, one.cluster or "—", one.status_name, one.precision) for one in rows]
    st.dataframe(pd.DataFrame(cells), hide_index=True, height=360)
