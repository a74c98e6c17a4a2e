"""One class a kind of layer. Each passes its features, as JSON, to the map's own drawing in assets/."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from folium import MacroElement
from folium.template import Template

Features = Sequence[Mapping[str, Any]] | Mapping[str, Any]

UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "_<>&(`$\u2028\u2029"})


def script_json(value: object) -> str:
    r"""JSON that is only ever data, wherever it is pasted into a script.

    folium renames whatever looks like `_<id>`, streamlit-folium looks for `{{ … }}`, `map_div2`, `alert(` and a
    browser for `</script>`. None of these signs, braces aside, means anything in JSON outside of a string.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(UNSAFE).replace("{{", "{\\u007b")


class JsonLayer(MacroElement):
    """Features drawn by one of the `ft.add` functions. `call` is its name, `rest` further JSON arguments."""

    _template = Template("{% macro script(this, kwargs) %}ft.add.{{ this.call }}({{ this.json }});{% endmacro %}")
    call = ""

    def __init__(self, features: Features, *rest: object) -> None:
        super().__init__()
        self._name = type(self).__name__
        self.json = ",".join(script_json(value) for value in (features, *rest))


class Areas(JsonLayer):
    """Polygons; `role` is {name, style, zoom}. A feature needs id, geometry; see webmap/ground.py."""

    call = "areas"


class Lines(JsonLayer):
    """Lines; the role and the features as those of Areas."""

    call = "lines"


class PlacesLayer(JsonLayer):
    """Places and stations; a feature needs id, kind, lat, lon, status, name, cluster, error_m."""

    call = "points"


class PointLayer(JsonLayer):
    """Very many points, as `point_layer.columns_json` gives them."""

    call = "pointLayer"


class LineNames(JsonLayer):
    """Names of lines and neighbours: id, name, at (lon, lat points, best first), zoom from which, priority, look."""

    call = "names"


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
