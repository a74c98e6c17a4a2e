"""The map in the frame of the app: built once into strings, kept over every change and every page.

`st_folium` builds the strings anew at every run, and a new string is a new iframe. Sending the same strings keeps the
iframe. That needs four private names of streamlit-folium; they are used here and nowhere else, and a test says so when
they change.

The same component is the way back: what the browser says (client/server/sync.js) arrives as its value, in a fragment,
so that nothing else of the page runs.
"""

import gc
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from typing import Any

import streamlit as st
import streamlit.components.v1 as components
from streamlit import runtime
from streamlit_folium import _component_func, _get_header, _get_html, _get_map_string  # private: see above

from fengtai_map.ui import context, downloads, server_message, session
from fengtai_map.ui.context import BY_SERIAL, PageContext, Published
from fengtai_map.ui.script_files import SERVED, forget, stamp, text_address
from fengtai_map.ui.stories import capture
from fengtai_map.ui.user_points import store
from fengtai_map.webmap.build import district_map
from fengtai_map.webmap.folium_map import LEAFLET, script_json

LEAFLET_SERVED = components.declare_component("leaflet", path=str(LEAFLET))
KEPT = 8  # maps: one each time the office's points change, and a slow browser may still ask for an earlier one
HEIGHT = 640  # pixels until the page's own style stretches the frame


def announce() -> None:
    """Let the server know whose files it serves, before there is a reader.

    Streamlit does so itself only for what the run of a reader imports, and the second import of a module is none.
    """
    if runtime.exists():
        for component in (_component_func, LEAFLET_SERVED, SERVED):
            if component is not None:
                runtime.get_instance().component_registry.register_component(component)


@dataclass(frozen=True)
class Strings:
    """A folium map as the component takes it. Strings, not a Map: a Map changes when it is rendered."""

    script: str
    header: str
    html: str
    css_links: list[str]

    def given(self) -> dict[str, Any]:
        """The arguments of the component.

        The script stands in the file of `js_links`. One file, since the component loads several strictly one after
        another.
        """
        link = text_address(f"{self.stamp}.js", self.script)
        return asdict(self) | {"js_links": [f"../{link}"] if link else [], "script": "" if link else self.script}

    @cached_property
    def stamp(self) -> str:
        """The same for the same map only."""
        return stamp(self.script)


@st.cache_resource(
    show_spinner=False, max_entries=KEPT, hash_funcs=BY_SERIAL, on_release=lambda old: forget(f"{old.stamp}.js")
)
def strings(published: Published, keys: Mapping[str, str]) -> Strings:
    """The map of what is published, made once."""
    of, layer = published.atlas, published.point_layer
    drawn = district_map(of, f"../{LEAFLET_SERVED.name}", keys, layer, in_script=True)
    drawn.render()  # type: ignore[no-untyped-call]  # folium has no types here
    made = Strings(
        html=_get_html(drawn),
        header=_get_header(drawn),
        script=f"{drawn.scripts()}\n{_get_map_string(drawn)}",
        css_links=[address for _, address in drawn.default_css],
    )
    _settle()
    return made


@cache
def _settle() -> None:
    """Once, after the first map: exempt everything loaded so far from garbage collection.

    Modules and the first map live as long as the process, so looking through them at each collection is wasted time: a
    change takes a quarter less without. Never again with a later map: it would keep the sessions of that moment alive.
    """
    gc.collect()
    gc.freeze()


@st.fragment
def draw(ctx: PageContext) -> None:
    """The map, and the server's answer to what the browser asked, a file among it.

    Runs alone when the browser says something.
    """
    if session.now().turned(ctx) or capture.taken(ctx):
        st.rerun()
    made = strings(ctx.published, context.keys())
    given = made.given()
    # Other features, or the same in another way, are another map: the frame would keep the old one.
    key = f"canvas-{made.stamp}-{len(given['js_links'])}"
    _component_func(
        **given,
        feature_group=f"ft.receive({script_json(server_message.server_message(ctx, session.now()))});",
        layer_control="",
        id="map_div",
        key=key,
        default={},
        returned_objects=[],
        height=HEIGHT,
        width=None,
        zoom=None,
        center=None,
        return_on_hover=False,
        pixelated=False,
        wrap_longitude=False,
        on_change=lambda: session.now().hear(st.session_state.get(key) or {}, ctx.atlas, store.exists),
    )
    downloads.draw(ctx)
