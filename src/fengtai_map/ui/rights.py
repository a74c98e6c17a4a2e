"""Who may change: on a laptop whoever sits at it, elsewhere those who signed in and are on the list of editors."""

import os
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section

from fengtai_map.serving import settings
from fengtai_map.serving.settings import may_write

Why = Literal["", "off", "sign-in", "not-listed", "afar"]


@dataclass(frozen=True)
class Editor:
    """The one who asks: `why` says why they may not change anything, empty where they may.

    `name` is that of the sign-in, empty where there is none: then the page asks for it.
    """

    name: str
    why: Why


def editor() -> Editor:
    """What the reader of this session may do.

    FENGTAI_WRITING=off forbids it to everybody. With a sign-in (`[auth]` in .streamlit/secrets.toml) only those may
    whose address FENGTAI_EDITORS lists; without one only a server that this machine alone reaches, and no proxy, lets
    anybody write.
    """
    sign_in = bool(get_secrets_auth_section())
    given, _ = settings.read(os.environ, st.get_option("server.address"), sign_in=sign_in)
    if given.writing == "off":
        return Editor("", "off")
    if sign_in:
        return _signed_in()
    return Editor("", "" if may_write(given, signed_in=False) else "afar")


def _signed_in() -> Editor:
    if not st.user.is_logged_in:
        return Editor("", "sign-in")
    name = str(st.user.get("email") or "")
    listed = {one.strip().casefold() for one in os.environ.get("FENGTAI_EDITORS", "").split(",") if one.strip()}
    return Editor(name, "" if name.casefold() in listed else "not-listed")
