"""Before a meeting: one light, and what to mend where it is not green."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from fengtai_map.drawing.offline import ASSETS, LEAFLET, SCRIPTS
from fengtai_map.export import forms
from fengtai_map.export.forms import FORMS
from fengtai_map.model import Atlas
from fengtai_map.ui import markup
from fengtai_map.ui.desk import BY_SERIAL, Desk
from fengtai_map.ui.handover import today
from fengtai_map.view import View

LOG = logging.getLogger(__name__)
LEAST = (1280, 720)  # pixels of a projector that carries the pages


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `good` is None while the browser has not answered."""

    name: str
    good: bool | None
    values: dict[str, object]


def draw(here: Desk) -> None:
    """The light, then every finding with its mend."""
    found = (_data(here), _files(), *_browser(), _exports(here))
    unknown, bad = [one for one in found if one.good is None], [one for one in found if one.good is False]
    light = "waiting" if unknown else "mend" if bad else "green"
    markup.put("light", light=light, text=here.words(f"ready.{light}", n=len(bad)))
    rows = [(here.words(f"ready.{one.name}"), _says(here, one)) for one in found]
    markup.put("list", title=here.words("ready.found"), text="", rows=rows)


def _says(here: Desk, one: Finding) -> str:
    if one.good is None:
        return "…"
    return ("✓ " if one.good else "✗ ") + here.words(f"ready.{one.name}-{'good' if one.good else 'bad'}", **one.values)


def _data(here: Desk) -> Finding:
    """A dashboard that is open has valid data: it would show the faults instead."""
    return Finding("data", good=True, values={"facts": len(here.atlas.facts), "places": len(here.atlas.places)})


def _files() -> Finding:
    wanted = [LEAFLET / "leaflet.js", LEAFLET / "leaflet.css", *(ASSETS / name for name in SCRIPTS)]
    missing = [path.name for path in wanted if not path.is_file()]
    return Finding("files", not missing, {"names": ", ".join(missing), "n": len(wanted)})


def _browser() -> tuple[Finding, ...]:
    """What the map's script reported of this browser."""
    told = st.session_state.get("probe")
    if told is None:
        return tuple(Finding(name, None, {}) for name in ("network", "glyphs", "screen"))
    size = {"width": told["width"], "height": told["height"], "least": f"{LEAST[0]}x{LEAST[1]}"}
    return (
        Finding("network", told["outside"] == 0, {"n": told["outside"]}),
        Finding("glyphs", told["glyphs"], {}),
        Finding("screen", told["width"] >= LEAST[0] and told["height"] >= LEAST[1], size),
    )


def _exports(here: Desk) -> Finding:
    failed = _failed(here.base)
    return Finding("exports", not failed, {"names": ", ".join(failed), "n": len(FORMS)})


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=BY_SERIAL)
def _failed(atlas: Atlas) -> tuple[str, ...]:
    """The forms of hand-over that cannot be made here, each tried once."""
    sheets = forms.of_view(atlas, View(), ("hub",))
    return tuple(name for name, form in FORMS.items() if not _works(partial(form.make, atlas, sheets, today(), _still)))


def _works(make: Callable[[], bytes]) -> bool:
    try:
        return bool(make())
    except (OSError, ValueError, RuntimeError) as fault:
        LOG.warning("a hand-over cannot be made", exc_info=fault)
        return False


def _still(_done: int, _all: int) -> None:
    """Nobody watches a trial."""
