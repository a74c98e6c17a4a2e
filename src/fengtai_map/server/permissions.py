"""Who may change anything: one decision, asked by AccessMiddleware before a file, by a page before a button."""

from collections.abc import Mapping
from typing import Literal

from fengtai_map.server.settings import Settings

Why = Literal["", "off", "afar", "sign-in", "unverified", "not-listed"]
UNVERIFIED = (False, "false", "False", 0)  # as providers write it


def why_not(settings: Settings, claims: Mapping[str, object]) -> Why:
    """Why this reader may not upload, save or delete; empty where they may.

    `claims` is what the sign-in says of them, empty where they have not signed in. With FENGTAI_WRITING=off nobody may.
    With a sign-in only those whose address FENGTAI_EDITORS lists, and not where the sign-in itself calls it unverified.
    Without one everybody on a machine of its own, and nobody as soon as others reach it.
    """
    if settings.writing == "off":
        return "off"
    if not settings.sign_in:
        return "afar" if settings.exposed or settings.writing == "signed-in" else ""
    if claims.get("is_logged_in") is not True:
        return "sign-in"
    if claims.get("email_verified") in UNVERIFIED:
        return "unverified"
    return "" if address_of(claims) in settings.editors else "not-listed"


def address_of(claims: Mapping[str, object]) -> str:
    """The address of who has signed in, in small letters; empty where a letter may only look like one of ours."""
    address = claims.get("email")
    return address.lower() if isinstance(address, str) and address.isascii() else ""
