"""Sharing exactly this view: its link to copy, the same as a QR code, and how to embed it."""

from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st
import streamlit.components.v1 as components

from fengtai_map.ui import markup
from fengtai_map.ui.desk import Desk

COPY = components.declare_component("copy", path=str(Path(__file__).parent / "copy"))
HERE_ONLY = ("127.0.0.1", "localhost", "::1")


def draw(here: Desk) -> None:
    """A button that opens link and code."""
    with st.popover(here.words("share.title"), width="stretch"):
        address = link(here)
        words = here.words
        COPY(
            text=address,
            label=words("share.copy"),
            done=words("share.done"),
            failed=words("share.failed"),
            lang=here.view.lang,
            key="copy",
        )
        here_only = urlsplit(address).hostname in HERE_ONLY
        markup.put("share", link=address, code=_code(address), words=words, here_only=here_only)


def link(here: Desk) -> str:
    """The address of this page that opens exactly this View."""
    query = urlencode(here.view.query())
    parts = urlsplit(st.context.url or "")
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))


def _code(address: str) -> str:
    """The QR code as an address of its own picture."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2)
