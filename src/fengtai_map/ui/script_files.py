"""Text that a browser fetches as a file of its own: the map's script, the client, what there is to say.

Its name is the fingerprint of its content, so that a browser may keep it for good. Where the disk has no room for a
file there is no address, and the text travels with the page.
"""

import logging
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident

import streamlit.components.v1 as components

LOG = logging.getLogger(__name__)


def _folder() -> TemporaryDirectory[str] | None:
    """A folder that goes when the server stops; None where the disk has no room even for that."""
    try:
        return TemporaryDirectory(prefix="fengtai-map-")
    except OSError:
        return None


FOLDER = _folder()
SERVED = components.declare_component("built", path=FOLDER.name) if FOLDER else None


def stamp(text: str) -> str:
    """The fingerprint of a text: the same for the same text only."""
    return sha256(text.encode()).hexdigest()[:16]


def text_address(name: str, text: str) -> str:
    """Where a text is served, below the addresses of components; empty where there is no room for its file.

    `name` is its fingerprint with a suffix. The file is written again where it has gone: some tidy their temporary
    folders.
    """
    return bytes_address(name, text.encode())


def bytes_address(name: str, content: bytes) -> str:
    """The same for any bytes: a picture."""
    if FOLDER is None or SERVED is None:
        return ""
    file = Path(FOLDER.name, name)
    try:
        if not file.is_file():
            file.parent.mkdir(exist_ok=True)
            passing = file.with_name(f"{name}.{get_ident()}")  # never half a script; two sessions may write at once
            passing.write_bytes(content)
            passing.replace(file)
    except OSError as error:
        LOG.warning("file-unserved", extra={"carried": {"reason": error.strerror}})
        return ""
    return f"{SERVED.name}/{name}"


def forget(name: str) -> None:
    """Take a file away; where somebody still needs it, it is written again."""
    if FOLDER is not None:
        Path(FOLDER.name, name).unlink(missing_ok=True)
