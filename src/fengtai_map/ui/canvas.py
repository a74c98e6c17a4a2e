"""The map in the page: built once into strings, afterwards told what to show.

`st_folium` builds the strings anew at every run, and a new string is a new iframe. Sending the same strings with a
short command keeps the iframe and moves the same map. That needs four private names of streamlit-folium; they are
used here and nowhere else, and a test says so when they change.
"""

import gc
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import _component_func, _get_header, _get_html, _get_map_string  # private: see above

from fengtai_map.drawing.command import show
from fengtai_map.drawing.district import district_map
from fengtai_map.drawing.offline import LEAFLET
from fengtai_map.model import Atlas, Many
from fengtai_map.ui import desk, many, near, session
from fengtai_map.ui.desk import BY_SERIAL, Desk
from fengtai_map.ui.served import forget, links

LEAFLET_SERVED = components.declare_component("leaflet", path=str(LEAFLET))
KEPT = 8  # maps: one each time the office's points change, and a slow browser may still ask for an earlier one
HEIGHT = 640  # pixels until the page's own style stretches the frame to the window


@dataclass(frozen=True)
class Strings:
    """A folium map as the component takes it. Strings, not a Map: a Map changes when it is rendered."""

    script: str
    header: str
    html: str
    css_links: list[str]

    def given(self) -> dict[str, Any]:
        """The arguments of the component.

        The script stands in the file of `js_links`, so that a change sends a few kilobytes, however much the map holds.
        One file, since the component loads several strictly one after another.
        """
        js_links = links(self.stamp, self.script)
        return asdict(self) | {"js_links": js_links, "script": "" if js_links else self.script}

    @cached_property
    def stamp(self) -> str:
        """The same for the same map only."""
        return sha256(self.script.encode()).hexdigest()[:16]


@st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs=BY_SERIAL, on_release=lambda old: forget(old.stamp))
def _strings(atlas: Atlas, keys: Mapping[str, str], many: Many | None) -> Strings:
    drawn = district_map(atlas, f"../{LEAFLET_SERVED.name}", keys, many)
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
    """Once, with the first map: take whatever is loaded by then out of the garbage collector's sight.

    Streamlit collects after every run; what stays for good costs nothing then, and a change takes a quarter less. Not
    again with later maps: the sessions of that moment would be kept with all they hold.
    """
    gc.collect()
    gc.freeze()


def draw(here: Desk, kinds: tuple[str, ...], **more: object) -> None:
    """The map of a page, showing the reader's View of these kinds of points; `more` as in `command.show`."""
    strings = _strings(here.known, desk.keys(), here.many)
    given = strings.given()
    # Other features, or the same in another way, are another map: the frame would keep the old one.
    key = f"canvas-{here.page}-{strings.stamp}-{len(given['js_links'])}"
    _component_func(
        **given,
        feature_group=show(here.view, kinds, **{"ring": near.ring(here), **many.closer(here, kinds), **more}),
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
        on_change=lambda: _clicked(here.page, key),
    )


def _clicked(page: str, key: str) -> None:
    sent: dict[str, Any] = st.session_state.get(key) or {}
    session.stay()
    if "clicked" in sent:
        session.change(selected=str(sent["clicked"]))
    if "window" in sent:
        many.look(page, tuple(sent["window"]) if sent["window"] else None)
    if "placed" in sent:
        st.session_state.placed = tuple(sent["placed"])
    if "probe" in sent:
        st.session_state.probe = sent["probe"]
    if "talk" in sent:
        session.change(**sent["talk"])
