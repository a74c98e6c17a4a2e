"""The only folium: a map that asks no other server, and what it puts into the page.

Leaflet comes from its PyPI package, the rest from our own assets; a layer is a call of the map's own drawing there,
with its features as JSON.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import folium
from branca.element import Element
from folium import MacroElement
from folium.template import Template
from xstatic.pkg import leaflet

Call = Literal["areas", "lines", "points", "pointLayer", "names"]
Features = Sequence[Mapping[str, Any]] | Mapping[str, Any]

UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "_<>&(`$\u2028\u2029"})
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
    "label_elements.js",
    "label_obstacles.js",
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
    "zoom_snap": 0.1,
    "zoom_delta": 0.5,
    "wheel_px_per_zoom_level": 120,
    "track_resize": False,  # assets/camera.js looks again at once; Leaflet tells of a move later, as if by a hand
}
CLOSEST = 18  # the nearest zoom, of tiles and of ours: from nearer still nothing is known of a place
STYLING = 'document.head.appendChild(document.createElement("style")).textContent = {style};'


def script_json(value: object) -> str:
    r"""JSON that is only ever data, wherever it is pasted into a script.

    folium renames whatever looks like `_<id>`, streamlit-folium looks for `{{ … }}`, `map_div2`, `alert(` and a
    browser for `</script>`. None of these signs, braces aside, means anything in JSON outside of a string.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(UNSAFE).replace("{{", "{\\u007b")


class Layer(MacroElement):
    """Features that the map's own script draws: `call` names the function of `ft.add`, `rest` are its other arguments.

    "areas", "lines": a feature needs id, geometry, see webmap/ground.py; behind them {name, style, zoom} of the layer.
    "points": places and stations with id, kind, lat, lon, status, name, cluster, error_m.
    "pointLayer": very many points, as `point_layer.columns_json` gives them.
    "names": of lines and neighbours, with id, name, at (lon, lat points, best first), zoom from which, priority, look.
    """

    _template = Template("{% macro script(this, kwargs) %}ft.add.{{ this.call }}({{ this.json }});{% endmacro %}")

    def __init__(self, call: Call, features: Features, *rest: object) -> None:
        super().__init__()
        self._name = "Layer"
        self.call = call
        self.json = ",".join(script_json(value) for value in (features, *rest))


class Begin(MacroElement):
    """The first words to the map: its configuration."""

    _template = Template(
        "{% macro script(this, kwargs) %}ft.begin({{ this._parent.get_name() }}, {{ this.json }});{% endmacro %}"
    )

    def __init__(self, config: Mapping[str, object]) -> None:
        super().__init__()
        self._name = "Begin"
        self.json = script_json(config)


class End(MacroElement):
    """The last words to the map: all its layers are there."""

    _template = Template("{% macro script(this, kwargs) %}ft.end();{% endmacro %}")


class OfflineMap(folium.Map):
    """folium.Map with its own lists of files, and none of folium's jQuery, Bootstrap or marker fonts.

    `leaflet_at` is the address below which LEAFLET is served. The style stands in the page, or with `in_script` comes
    with the scripts: what is sent with every run is then small. The lists belong to the object: `add_js_link` would
    change the class, which all sessions share.
    """

    def __init__(self, leaflet_at: str, *, in_script: bool = False) -> None:
        super().__init__(**OPTIONS)
        self.options["max_zoom"] = CLOSEST  # folium takes its own argument of that name for its tiles alone
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
