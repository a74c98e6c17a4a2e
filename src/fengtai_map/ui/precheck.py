"""Before a meeting: what the server can look at by itself."""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from fengtai_map.clock import today
from fengtai_map.data.load import TEXT, release_text
from fengtai_map.export import formats
from fengtai_map.export.formats import FORMS
from fengtai_map.export.layout.items import still
from fengtai_map.i18n import described
from fengtai_map.model import Atlas
from fengtai_map.ui import context, server_message
from fengtai_map.ui.context import BY_SERIAL, PageContext
from fengtai_map.ui.server_message import Finding, PageSays
from fengtai_map.view.url import View
from fengtai_map.webmap.folium_map import ASSETS, LEAFLET, SCRIPTS

TRIED = {name: form for name, form in FORMS.items() if not form.several}
LOG = logging.getLogger(__name__)


def draw(ctx: PageContext) -> None:
    """What the server finds; the browser adds what only it knows, and shows the light."""
    found = (_data(ctx), _files(), _exports(ctx), *_master(ctx), *_sentences(ctx, TEXT))
    server_message.say(PageSays(findings=found))


def _data(ctx: PageContext) -> Finding:
    """A dashboard that is open has valid data: it would show the problems instead."""
    return Finding(name="data", good=True, values={"facts": len(ctx.atlas.facts), "places": len(ctx.atlas.places)})


def _files() -> Finding:
    wanted = [LEAFLET / "leaflet.js", LEAFLET / "leaflet.css", *(ASSETS / name for name in SCRIPTS)]
    missing = [path.name for path in wanted if not path.is_file()]
    return Finding(name="files", good=not missing, values={"names": ", ".join(missing), "n": len(wanted)})


def _master(ctx: PageContext) -> tuple[Finding, ...]:
    """The office's own master for slides, where one is set."""
    office, problems = context.master()
    said = "；".join(" → ".join(described(ctx.words, one)) for one in problems)
    return (Finding(name="master", good=not problems, values={"text": said}),) if office or problems else ()


def _sentences(ctx: PageContext, text: Path | None) -> tuple[Finding, ...]:
    """The text of the report, where one is set: figures then show their whole sentence."""
    if not text:
        return ()
    paragraphs, problems = release_text(text)
    said = "；".join(f"{text.name}：{' → '.join(described(ctx.words, one))}" for one in problems)
    return (Finding(name="sentences", good=not problems, values={"n": len(paragraphs), "text": said}),)


def _exports(ctx: PageContext) -> Finding:
    failed = _failed(ctx.published.shipped)
    return Finding(name="exports", good=not failed, values={"names": ", ".join(failed), "n": len(TRIED)})


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs=BY_SERIAL)
def _failed(atlas: Atlas) -> tuple[str, ...]:
    """The forms of export that cannot be made here, each tried once; of an archive its parts are."""
    sheets = formats.of_view(atlas, View(), ("hub",))
    return tuple(name for name, form in TRIED.items() if not _works(partial(form.make, atlas, sheets, today(), still)))


def _works(make: Callable[[], bytes]) -> bool:
    try:
        return bool(make())
    except (OSError, ValueError, RuntimeError) as error:
        LOG.warning("an export cannot be made", exc_info=error)
        return False
