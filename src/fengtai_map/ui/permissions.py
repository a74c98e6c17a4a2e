"""Who may change own points: on a laptop whoever sits at it, elsewhere who is signed in and on the list of editors."""

import os
from dataclasses import dataclass

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section

from fengtai_map.server import settings
from fengtai_map.server.permissions import Why, why_not

CLAIMS = ("is_logged_in", "email", "email_verified")  # of what a sign-in says


@dataclass(frozen=True)
class Editor:
    """The one who asks: `why` says why they may not change anything, empty where they may.

    `name` is that of the sign-in, empty where there is none: then the page asks for it.
    """

    name: str
    why: Why


def editor() -> Editor:
    """What the reader of this session may do: `server.permissions` decides, for AccessMiddleware as for the page."""
    sign_in = bool(get_secrets_auth_section())
    given, _ = settings.read_settings(os.environ, st.get_option("server.address"), sign_in=sign_in)
    claims = {name: st.user.get(name) for name in CLAIMS} if sign_in else {}
    return Editor(str(claims.get("email") or ""), why_not(given, claims))
