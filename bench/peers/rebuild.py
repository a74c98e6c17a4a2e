"""The usual way: the same district on a page that builds a new folium map at every run.

`streamlit run rebuild.py -- markers` writes a marker for each point in a loop, `-- geojson` one layer with them all;
`-- nothing` draws no map: that much is Streamlit's own part.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import folium
import pandas as pd
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from bench.district import district
from bench.peers import page
from fengtai_map.model import Atlas, Place
from fengtai_map.webmap.folium_map import LEAFLET

LEAFLET_SERVED = components.declare_component("leaflet", path=str(LEAFLET))


class LocalMap(folium.Map):
    """A folium map that takes Leaflet from this server, as ours does; folium's own lists need the internet."""

    def __init__(self) -> None:
        super().__init__(tiles=None, prefer_canvas=True, zoom_snap=0.25, max_zoom=18)
        self.default_js = [("leaflet", f"../{LEAFLET_SERVED.name}/leaflet.js")]
        self.default_css = [("leaflet", f"../{LEAFLET_SERVED.name}/leaflet.css")]


@st.cache_resource(show_spinner=False)
def known() -> Atlas:
    """The same data as ours, read once."""
    return district()


def drawn(atlas: Atlas, chosen: list[str], add_points: Callable[[folium.Map, Sequence[Place]], None]) -> folium.Map:
    """Water, clusters, lines, 街镇, then the points."""
    new = LocalMap()
    fills = page.fills(atlas, chosen)
    clusters = page.areas(atlas, fills)
    below, above = page.ground(atlas)
    add(new, *below)
    folium.GeoJson(clusters, style_function=lambda feature: fills[feature["properties"]["id"]]).add_to(new)
    for features, look in above:
        add(new, features, look)
    add_points(new, page.points_of(atlas, chosen))
    new.fit_bounds(page.bounds(atlas, chosen))
    return new


def add(new: folium.Map, features: page.Json, look: page.Look) -> None:
    """A layer that looks the same everywhere."""
    folium.GeoJson(features, style_function=lambda _: look).add_to(new)


def add_markers(new: folium.Map, points: Sequence[Place]) -> None:
    """A marker for each point, with its name: a loop, as it is usually written."""
    for place in points:
        at: list[Any] = [place.lat, place.lon]  # known: only located places come here
        look = page.dot(place.kind)
        look["fill_color"], look["fill_opacity"] = look.pop("fillColor"), look.pop("fillOpacity")
        folium.CircleMarker(at, tooltip=place.name[page.LANG], **look).add_to(new)


def add_geojson(new: folium.Map, points: Sequence[Place]) -> None:
    """One layer with all points and their names."""
    if points:
        folium.GeoJson(
            page.dots(points),
            marker=folium.CircleMarker(),
            style_function=lambda feature: page.dot(feature["properties"]["kind"]),
            tooltip=folium.GeoJsonTooltip(["tooltip"], labels=False),
        ).add_to(new)


def asked() -> None:
    """Follow a link, as ours does: simulated readers come by links."""
    link = st.query_params.get("clusters", "")
    if link != st.session_state.get("link", ""):
        st.session_state["link"] = link
        st.session_state["w-clusters"] = [name for name in link.split(",") if name]


st.set_page_config(page_title="rebuild", layout="wide")
atlas = known()
names = page.cluster_names(atlas)
asked()
with st.sidebar:
    chosen = st.pills("clusters", list(names), selection_mode="multi", format_func=names.__getitem__, key="w-clusters")
places = page.places_of(atlas, chosen)
st.html(f'<output class="ft-counter">{page.counter(atlas, len(page.located(places)))}</output>')
left, right = st.columns([1.9, 1])
with left:
    if points := {"markers": add_markers, "geojson": add_geojson, "nothing": None}[sys.argv[1]]:
        st_folium(drawn(atlas, chosen, points), height=640, width=None, returned_objects=[])
with right:
    st.dataframe(pd.DataFrame(page.cells(atlas, places[: page.ROWS])), hide_index=True, height=360)
