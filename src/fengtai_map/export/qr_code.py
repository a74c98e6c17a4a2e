"""An address as a QR code, for the screen of a phone."""

from io import BytesIO

import segno

QUIET = 2  # modules of white around it


def code_png(address: str) -> bytes:
    """The code as a PNG."""
    packed = BytesIO()
    segno.make(address, error="m").save(packed, kind="png", scale=10, border=QUIET)
    return packed.getvalue()


def code_svg(address: str) -> bytes:
    """The code as a drawing."""
    packed = BytesIO()
    segno.make(address, error="m").save(packed, kind="svg", scale=10, border=QUIET, light="white")
    return packed.getvalue()
