"""(Atlas, View) -> one short line of JavaScript that makes the map show it."""

from collections.abc import Mapping, Sequence

from fengtai_map.drawing.layers import script_json
from fengtai_map.view import View


def show(view: View, kinds: Sequence[str], **more: object) -> str:
    """The command for a View, on a page that shows these kinds of points.

    `more` is what a page adds: `errors` draws every circle of error, `zoom` overrides the view's own, `talk` hands the
    keyboard to a presentation.
    """
    state: Mapping[str, object] = {
        "lang": view.lang,
        "clusters": view.clusters,
        "kinds": [kind for kind in kinds if kind not in view.hidden],
        "without": view.without,
        "basemap": view.basemap,
        "selected": view.selected,
        "theme": view.theme,
        **more,
    }
    return f"ft.show({script_json(state)});"
