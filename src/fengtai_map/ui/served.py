"""A script as a file of its own, so that it need not travel with every run; where there is no room for one, it does."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

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


def links(stamp: str, script: str) -> list[str]:
    """The address of a script, none where there is no room for its file. `stamp` is the same for the same script only.

    The file is written again where it has gone: some tidy their temporary folders.
    """
    if FOLDER is None or SERVED is None:
        return []
    file = Path(FOLDER.name, f"{stamp}.js")
    try:
        if not file.is_file():
            file.parent.mkdir(exist_ok=True)
            passing = file.with_suffix(".new")  # half a script is none
            passing.write_text(script, encoding="utf-8")
            passing.replace(file)
    except OSError as error:
        LOG.warning("map-unserved", extra={"carried": {"reason": error.strerror}})
        return []
    return [f"../{SERVED.name}/{file.name}"]


def forget(stamp: str) -> None:
    """Take the file of a script away; where another map still needs it, it is written again."""
    if FOLDER is not None:
        Path(FOLDER.name, f"{stamp}.js").unlink(missing_ok=True)
