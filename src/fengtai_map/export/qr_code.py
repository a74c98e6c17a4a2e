"""An address as a QR code, for the camera of a phone: on a slide, a page, and beside the link on the screen."""

from io import BytesIO
from typing import Literal

import segno

CORRECTION = "m"  # up to 15 % of it may be covered
QUIET = 2  # modules of white around it
MAX_ADDRESS_BYTES = 2331  # what the largest code holds with this correction


def qr_code(address: str, kind: Literal["png", "svg"]) -> bytes:
    """The code as a picture or as a drawing. How large it is shown is the box's it stands in."""
    packed = BytesIO()
    segno.make(address, error=CORRECTION).save(packed, kind=kind, scale=10, border=QUIET, light="white")
    return packed.getvalue()


def qr_code_uri(address: str) -> str:
    """The code as a drawing that the page has at hand, as an address that holds itself."""
    return segno.make(address, error=CORRECTION).svg_data_uri(scale=4, border=QUIET)
