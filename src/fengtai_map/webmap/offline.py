"""A folium map that asks no other server: Leaflet comes from its PyPI package, the rest from our own assets."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import folium
from branca.element import Element
from xstatic.pkg import leaflet

from fengtai_map.webmap.layers import script_json

LEAFLET = Path(leaflet.BASE_DIR)
ASSETS = Path(__file__).parent / "assets"
SCRIPTS = (
    "map.js",
    "camera.js",
    "canvas.js",
    "ground.js",
    "symbols.js",
    "point_layer.js",
    "selection.js",
    "cluster_labels.js",
    "label_places.js",
    "labels.js",
    "locator.js",
    "basemaps.js",
    "controls.js",
    "legend.js",
    "ruler.js",
    "pins.js",
    "print.js",
)
OPTIONS: dict[str, Any] = {
    "tiles": None,
    "zoom_control": False,
    "prefer_canvas": True,
    "control_scale": False,
    "min_zoom": 9,
    "max_zoom": 18,
    "zoom_snap": 0.1,
    "zoom_delta": 0.5,
    "wheel_px_per_zoom_level": 120,
}


STYLING = 'document.head.appendChild(document.createElement("style")).textContent = {style};'


class OfflineMap(folium.Map):
    """folium.Map with its own lists of files, and none of folium's jQuery, Bootstrap or marker fonts.

    `leaflet_at` is the address below which LEAFLET is served. The style stands in the page, or with `in_script` comes
    with the scripts: what is sent with every run is then small. The lists belong to the object: `add_js_link` would
    change the class, which all sessions share.
    """

    def __init__(self, leaflet_at: str, *, in_script: bool = False) -> None:
        super().__init__(**OPTIONS)
        self.default_js = []
        self.default_css = [("leaflet.css", f"{leaflet_at}/leaflet.css")]
        self.in_script = in_script
        if in_script:
            return
        self.get_root().header.add_child(  # type: ignore[attr-defined]  # a Figure has one, its base has not
            Element(f"<style>{style()}</style>"), name="fengtai"
        )

    def scripts(self) -> str:
        """Leaflet and our own scripts, one after another: what has to run before the map's own."""
        files = (LEAFLET / "leaflet.js", *(ASSETS / name for name in SCRIPTS))
        texts = [file.read_text(encoding="utf-8") for file in files]
        return "\n".join([STYLING.format(style=script_json(style())), *texts] if self.in_script else texts)

    def inlined(self) -> tuple[str, str, str]:
        """Header, body and script of a page that holds all its files itself: it opens without network or server.

        The map is called map_div there, which is the name our style knows it by.
        """
        self.default_js = [("scripts", _data("text/javascript", self.scripts()))]
        self.default_css = [("leaflet.css", _data("text/css", (LEAFLET / "leaflet.css").read_text(encoding="utf-8")))]
        self._id = "div"
        self.render()
        root: Any = self.get_root()
        return root.header.render(), root.html.render(), root.script.render()


def style() -> str:
    """The style of the map."""
    return (ASSETS / "map.css").read_text(encoding="utf-8")


def _data(kind: str, text: str) -> str:
    """A text as an address that is its own content."""
    return f"data:{kind};charset=utf-8;base64,{b64encode(text.encode()).decode()}"
