"""What folium puts into the page: calls of the map's own drawing in assets/, with the features as JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from folium import MacroElement
from folium.template import Template

Call = Literal["areas", "lines", "points", "pointLayer", "names"]
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
