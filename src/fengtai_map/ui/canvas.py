"""The map in the page: built once into strings, afterwards told what to show.

`st_folium` builds the strings anew at every run, and a new string is a new iframe. Sending the same strings with a
short command keeps the iframe and moves the same map. That needs four private names of streamlit-folium; they are
used here and nowhere else, and a test says so when they change.
"""

import gc
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
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

LEAFLET_SERVED = components.declare_component("leaflet", path=str(LEAFLET))
BUILT = TemporaryDirectory(prefix="fengtai-map-")  # goes when the server stops
BUILT_SERVED = components.declare_component("built", path=BUILT.name)
KEPT = 8  # maps: one each time the office's points change, and a slow browser may still ask for an earlier one
USED: Counter[str] = Counter()  # how many of the maps kept have a script; the same points make the same script again
USING = Lock()
HEIGHT = 640  # pixels until the page's own style stretches the frame to the window


@dataclass(frozen=True)
class Strings:
    """A folium map as the component takes it. Strings, not a Map: a Map changes when it is rendered.

    The script stands in the file of `js_links`, so that a change sends a few kilobytes, however much the map holds.
    """

    script: str
    header: str
    html: str
    js_links: list[str]
    css_links: list[str]

    def given(self) -> dict[str, Any]:
        """The arguments of the component."""
        return asdict(self)

    @property
    def stamp(self) -> str:
        """The same for the same map only."""
        return Path(self.js_links[0]).stem


def _forget(strings: Strings) -> None:
    """Take the script of a map away that is no longer kept, unless another has the same."""
    name = f"{strings.stamp}.js"
    with USING:
        USED[name] -= 1
        if not USED[name]:
            Path(BUILT.name, name).unlink(missing_ok=True)


@st.cache_resource(show_spinner=False, max_entries=KEPT, hash_funcs=BY_SERIAL, on_release=_forget)
def _strings(atlas: Atlas, keys: Mapping[str, str], many: Many | None) -> Strings:
    drawn = district_map(atlas, f"../{LEAFLET_SERVED.name}", keys, many)
    drawn.render()  # type: ignore[no-untyped-call]  # folium has no types here
    made = Strings(
        html=_get_html(drawn),
        header=_get_header(drawn),
        script="",
        js_links=[_served(f"{drawn.scripts()}\n{_get_map_string(drawn)}")],
        css_links=[address for _, address in drawn.default_css],
    )
    # Streamlit collects garbage after every run. Whatever is loaded by now stays: out of the collector's sight it
    # costs nothing, and a change takes a quarter less. What was put there with the map before, and is no longer of
    # use, is brought back first: it would stay for good.
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return made


def _served(script: str) -> str:
    """The address of a script as a file of its own: what does not change need not travel with every run.

    One file, since the component loads several strictly one after another.
    """
    name = f"{sha256(script.encode()).hexdigest()[:16]}.js"
    with USING:
        USED[name] += 1
        Path(BUILT.name, name).write_text(script, encoding="utf-8")
    return f"../{BUILT_SERVED.name}/{name}"


def draw(here: Desk, kinds: tuple[str, ...], **more: object) -> None:
    """The map of a page, showing the reader's View of these kinds of points; `more` as in `command.show`."""
    strings = _strings(here.known, desk.keys(), here.many)
    key = f"canvas-{here.page}-{strings.stamp}"  # other features are another map: the frame would keep the old one
    _component_func(
        **strings.given(),
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
        on_change=lambda: _clicked(key),
    )


def _clicked(key: str) -> None:
    sent: dict[str, Any] = st.session_state.get(key) or {}
    session.stay()
    if "clicked" in sent:
        session.change(selected=str(sent["clicked"]))
    if "window" in sent:
        st.session_state.window = tuple(sent["window"]) if sent["window"] else None
    if "placed" in sent:
        st.session_state.placed = tuple(sent["placed"])
    if "probe" in sent:
        st.session_state.probe = sent["probe"]
    if "talk" in sent:
        session.change(**sent["talk"])
